package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
)

// TestFingerprints notices every repeat among many ids.
func TestFingerprints(t *testing.T) {
	f := newFingerprints()
	for i := range 50_000 {
		f.add(fmt.Sprint("R", i))
	}
	if len(f.suspects) > 0 {
		t.Errorf("%d of 50,000 different ids are suspected", len(f.suspects))
	}
	for i := range 50_000 {
		f.add(fmt.Sprint("R", i))
	}
	if f.kept != 50_000 || len(f.suspects) != 50_000 {
		t.Errorf("kept %d, suspected %d", f.kept, len(f.suspects))
	}
}

// TestSuspicionIsConfirmed suspects ids that do not repeat, as a chance
// likeness of two fingerprints would.
func TestSuspicionIsConfirmed(t *testing.T) {
	dir := folder(t, map[string]string{"activity.csv": goodActivity})
	in := Inputs{Root: dir, AsOf: asOf, Activity: []File{{Path: "activity.csv"}}}
	r := newReading(in, bothSchemes())
	for _, id := range []string{"R1", "R2"} {
		r.ids.suspects[r.ids.of(id)] = true
	}
	r.readAll("activity", in.Activity, r.activityLayouts())
	r.confirmRepeats()
	if len(r.problems) > 0 {
		t.Error(messages(r.problems))
	}
}

// TestRoundedIDs tells the ids that a workbook may have made out of others: what is written
// with a power of ten, and digits beyond the fifteen that it keeps, which end in noughts.
func TestRoundedIDs(t *testing.T) {
	for id, want := range map[string]bool{
		"1.23457E+16": true, "1e+20": true, "1234567890123400": true, "12345678901234500": true,
		"123456789012300": false, "1234567890123456": false, "1234567890123450": false, "R1234567890123400": false, "00": false, "": false,
	} {
		if got := rounded(id); got != want {
			t.Errorf("%q was rounded: %t", id, got)
		}
	}
}

// TestIDsWithoutCase takes ids that differ in nothing but capitals for one.
func TestIDsWithoutCase(t *testing.T) {
	if got := string(foldID(nil, "azAZ09`{-é")); got != "AZAZ09`{-é" {
		t.Errorf("folded to %q", got)
	}
}

// Repeats are reported up to as many as a file may have faults; where one more is met, not all were looked up, and the run stops.
func TestTheLastRepeatThatIsReported(t *testing.T) {
	const head, record = "Practice code,Service,Activity date,Coded date,Record id\n", "P81900,ecg,2025-06-03,2025-06-03,R1\n"
	for file, want := range map[string]string{
		head + record + record:          "E-repeat 2; E-repeat 3",
		head + record + record + record: "E-repeat 2; E-repeat 3; E-faults 0",
	} {
		in := Inputs{Root: folder(t, map[string]string{"activity.csv": file}), AsOf: asOf, Activity: []File{{Path: "activity.csv"}}}
		r := newReading(in, bothSchemes())
		r.readActivity()
		r.problems, r.repeated = nil, maxFaults-2
		r.confirmRepeats()
		slices.SortStableFunc(r.problems, func(a, b calc.Problem) int { return cmp.Or(strings.Compare(b.Code, a.Code), a.Row-b.Row) })
		var said []string
		for _, p := range r.problems {
			said = append(said, fmt.Sprint(p.Code, " ", p.Row))
		}
		if got := strings.Join(said, "; "); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
}

// TestOverlap reads a year's file, and another that has some of its records again.
func TestOverlap(t *testing.T) {
	const head, january, february = "Practice code,Service,Activity date,Coded date,Record id\n", "P81900,domain-2,2026-01-", "P81900,ecg,2026-02-"
	const ecg, ltc, psa = "P81900,ecg,2026-03-", "P81901,domain-2,2026-03-", "P81900,psa,2026-03-"
	rows := func(of string, from, to int, id string) (all string) {
		for day := from; day <= to; day++ {
			all += fmt.Sprintf("%s%02d,2026-04-01,", of, day)
			if id != "" {
				all += fmt.Sprint(id, day)
			}
			all += "\n"
		}
		return all
	}
	year := rows(january, 1, 9, "Y1-") + rows(february, 1, 20, "Y2-") + rows(ecg, 1, 10, "Y3-") + rows(ltc, 11, 21, "Y3-") + rows(psa, 1, 10, "Y4-")
	for name, c := range map[string]struct{ second, want string }{
		"March with other ids":          {rows(ltc, 11, 21, "Z3-") + rows(ecg, 1, 10, "Z3-"), "E-overlap 21 records in March 2026"},
		"March without ids":             {rows(ecg, 1, 10, "") + rows(ltc, 11, 21, ""), "E-overlap 21 records in March 2026"},
		"March with the same ids":       {rows(ecg, 1, 10, "Y3-") + rows(ltc, 11, 21, "Y3-"), ""}, // each is an E-repeat
		"March, half with the same ids": {rows(ltc, 11, 21, "Z3-") + rows(ecg, 1, 10, "Y3-"), "E-overlap 11 records in March 2026"},
		"one practice's March":          {rows(ecg, 1, 10, "Z3-"), "E-overlap 10 records in March 2026"},
		"nine in January":               {rows(january, 1, 9, "Z1-"), ""},
		"February, and half of March":   {rows(february, 1, 20, "Z2-") + rows(ecg, 1, 10, "Z3-") + rows(ltc, 12, 21, "Z3-"), "E-overlap 30 records in February 2026 and March 2026"},
		"half of March":                 {rows(ecg, 1, 10, "Z3-") + rows(ltc, 12, 21, "Z3-"), "W-overlap 10 records in March 2026"},
		"less than half":                {rows(ecg, 1, 10, "Z3-") + rows(ltc, 12, 22, "Z3-"), ""},
		"as many on other days":         {rows(ecg, 2, 11, "Z3-") + rows(ltc, 12, 22, "Z3-"), ""},
		"another practice's":            {rows("P81901,ecg,2026-03-", 1, 10, "Z3-"), ""},
		"of an excluded service":        {rows(psa, 1, 10, "Z4-"), ""},
	} {
		x := mustRead(t, Inputs{
			Root: folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts, "year.csv": head + year, "second.csv": head + c.second}), AsOf: asOf, Domains: []string{"example.org"},
			Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "year.csv"}, {Path: "second.csv"}},
		})
		said := ""
		for _, p := range x.Problems {
			if strings.HasSuffix(p.Code, "-overlap") {
				said += p.Code + " " + p.Found
				if p.File != "second.csv" || !strings.HasPrefix(p.Remedy, "year.csv has ") {
					t.Errorf("%s: names the files as %+v", name, p)
				}
			}
		}
		if said != c.want || hasCodeOf(x, "E-repeat") != strings.Contains(name, "same ids") {
			t.Errorf("%s: said %q, should be %q", name, said, c.want)
		}
	}
}
