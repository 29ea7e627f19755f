package calc

import (
	"fmt"
	"slices"
	"testing"
)

// nearWords are the boundaries of a position, each in a few words.
func nearWords(p Position) []string {
	var all []string
	for _, b := range Near([]Position{p}) {
		words := string(b.Kind)
		switch b.Kind {
		case NearShare:
			words += fmt.Sprintf(" %s of %s: %+v", b.Achieved.Exact(), b.Share.Exact(), b.Away)
		case NearOutcome:
			words += fmt.Sprintf(" %v: %+v", b.Others, b.Away)
		case NearRounding:
			words += fmt.Sprintf(" %v: %s", b.Others, b.Rounding)
		case NearMethod:
			words += fmt.Sprintf(" %v:", b.Others)
			for _, m := range b.Methods {
				words += " " + m.ID
			}
		case NearLate:
			words += fmt.Sprintf(" %v", b.Others)
		}
		all = append(all, words)
	}
	return all
}

// yearTotal is a scheme that has no average but the year's total, and 80% paid in advance.
func yearTotal() *Scheme {
	s := capitated()
	s.Methods = s.Methods[:1]
	eighty, _ := Ratio(4, 5)
	s.Advance = &Advance{Share: eighty, Instalments: 12}
	return s
}

// lines are a position of some contracts, each with a year's months.
func lines(t *testing.T, s *Scheme, contracts []Contract, activities ...Activity) Position {
	t.Helper()
	var all []Achievement
	for i, c := range contracts {
		line, err := Measure(s, c, activities[i])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, line)
	}
	return Reconcile(s, Practice{Code: "P81999"}, all)
}

// Around 80% of 1,000, all of it recorded in March: at the share one fewer is below it, and from
// below exactly the share is reached.
func TestNearTheShare(t *testing.T) {
	for recorded, want := range map[int64][]string{
		799: {"share 799/1000 of 4/5: {Less:false Count:1 Months:[0 1 2 3 4 5 6 7 8 9 10 11]}", "outcome [nil]: {Less:false Count:1 Months:[0 1 2 3 4 5 6 7 8 9 10 11]}"},
		800: {"share 4/5 of 4/5: {Less:true Count:1 Months:[11]}", "outcome [pay]: {Less:false Count:1 Months:[0 1 2 3 4 5 6 7 8 9 10 11]}", "outcome [recoup]: {Less:true Count:1 Months:[11]}"},
		801: {"share 801/1000 of 4/5: {Less:true Count:2 Months:[11]}", "outcome [nil]: {Less:true Count:1 Months:[11]}"},
		900: nil,
	} {
		c := Contract{Service: "ecg", Target: 1000, Value: Pence(1000_00), Advance: Pence(800_00)}
		if got := nearWords(lines(t, yearTotal(), []Contract{c}, Activity{Recorded: ByMonth{11: recorded}})); !slices.Equal(got, want) {
			t.Errorf("%d of 1,000:\n got %q\nwant %q", recorded, got, want)
		}
	}
}

// By the last six months alone the practice has delivered all, by every other average less: what
// each average alone would make of the advance is said, those that agree together.
func TestNearAnotherAverage(t *testing.T) {
	recorded := ByMonth{15, 15, 16, 18, 15, 17, 23, 20, 21, 21, 20, 22} // 223 of 253: 881.42 of 1,000.00, the mean 880.60, the best nine 924.67
	for advance, want := range map[int64][]string{
		880_00: nil,
		881_00: {"method [recoup]: mean_of_months active_months"},
		881_42: {"method [recoup]: mean_of_months active_months", "method [nil]: year_total"},
		950_00: {"method [recoup]: year_total mean_of_months best_nine_months active_months"},
	} {
		c := Contract{Service: "ecg", Target: 253, Value: Pence(1000_00), Advance: Pence(advance)}
		got := slices.DeleteFunc(nearWords(lines(t, capitated(), []Contract{c}, Activity{Recorded: recorded})), func(words string) bool { return words[:6] != "method" })
		if !slices.Equal(got, want) {
			t.Errorf("%d pence in advance: got %q, want %q", advance, got, want)
		}
	}
}

// Half a penny on a line can carry an outcome: each line down, each up, or the sum only.
func TestNearAnotherRounding(t *testing.T) {
	penny := Contract{Service: "ecg", Target: 2, Value: Pence(1)} // half of it is half a penny, which is rounded up
	paid := penny
	paid.Advance = Pence(1)
	half := Activity{Recorded: ByMonth{11: 1}}
	for _, c := range []struct {
		name      string
		contracts []Contract
		want      []string
	}{
		{"one line, and a penny to pay", []Contract{penny}, []string{"rounding [nil]: each line down"}},
		{"one line, and its penny was paid", []Contract{paid}, []string{"rounding [recoup]: each line down"}},
		{"two lines, of which one was paid", []Contract{penny, paid}, []string{"rounding [recoup]: each line down", "rounding [nil]: the sum only"}},
		{"three lines, of which none was paid", []Contract{penny, penny, penny}, []string{"rounding [nil]: each line down"}},
	} {
		p := lines(t, yearTotal(), c.contracts, half, half, half)
		got := slices.DeleteFunc(nearWords(p), func(words string) bool { return words[:5] != "round" })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// What was coded late can carry an outcome, and need not.
func TestNearWithoutWhatCameLate(t *testing.T) {
	c := Contract{Service: "ecg", Target: 1000, Value: Pence(1000_00), Advance: Pence(800_00)}
	for late, want := range map[int64][]string{49: nil, 50: {"late [nil]"}, 51: {"late [recoup]"}} {
		p := lines(t, yearTotal(), []Contract{c}, Activity{Recorded: ByMonth{11: 850}, Late: ByMonth{11: late}})
		if got := nearWords(p); !slices.Equal(got, want) {
			t.Errorf("%d of 850 late: got %q, want %q", late, got, want)
		}
	}
}
