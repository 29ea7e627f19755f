package extract

import (
	"strings"
	"testing"

	"yearend/calc"
)

// TestClosed checks on which side of the year's last day a practice closed, to the day.
func TestClosed(t *testing.T) {
	for row, want := range map[string]string{
		"closed,30/03/2026": "E-closed", "closed,31/03/2026": "W-closed", "merged,01/04/2026": "W-closed", "closed,": "E-closed", "closed,31/03/2025": "E-closed",
		",17/04/2026": "W-closed", ",18/04/2026": "", "active,18/04/2026": "", "active,": "", ",": "", "closed,30/06/2026": "W-closed",
		"active,17/04/2026": "E-status",
	} {
		x := readWith(t, map[string]string{"practices.csv": strings.ReplaceAll(strings.Replace(goodPractices, "Status", "Status,Closed on", 1), "active", row)})
		got := codes(x)
		switch {
		case want == "" && len(got) > 0, want != "" && (len(got) == 0 || got[0] != want):
			t.Errorf("%s: got %v, want %q", row, got, want)
		}
	}
}

// TestClosedOnADayAhead checks that nobody reads of a day that is still ahead that a practice has closed on it.
func TestClosedOnADayAhead(t *testing.T) {
	for row, want := range map[string]string{"closed,17/04/2026": "the practice closed or merged when", "closed,18/04/2026": "from a day that is still ahead"} {
		x := readWith(t, map[string]string{"practices.csv": strings.ReplaceAll(strings.Replace(goodPractices, "Status", "Status,Closed on", 1), "active", row)})
		for _, p := range x.Problems {
			if p.Code == "W-closed" && !strings.Contains(p.Remedy, want) {
				t.Errorf("%s: %s", row, p.Remedy)
			}
		}
		if got := codes(x); len(got) == 0 || got[0] != "W-closed" {
			t.Errorf("%s: got %v", row, got)
		}
	}
}

// TestSuccessor checks that a practice which closed within the year is held in the
// schemes in which nobody is named that answers for it, and in no other.
func TestSuccessor(t *testing.T) {
	const cap, ltc = "capitated-les-2025-26", "ltc-les-2025-26"
	for name, c := range map[string]struct {
		given calc.Instructions
		held  string
	}{
		"none":          {nil, "in all"},
		"in each":       {calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81900", Text: "P81901"}}, ""},
		"in one":        {calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81900", Scheme: ltc, Text: "P81901"}}, cap},
		"in both":       {calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81900", Scheme: ltc, Text: "P81901"}, {Kind: calc.ToSucceed, Practice: "P81900", Scheme: cap, Text: "P81901"}}, ""},
		"of another":    {calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81901", Text: "P81900"}}, "in all"},
		"another thing": {calc.Instructions{{Kind: calc.ToPost, Practice: "P81900", Text: "P81901"}}, "in all"},
	} {
		t.Run(name, func(t *testing.T) {
			in := Inputs{Root: folder(t, map[string]string{"practices.csv": strings.Replace(goodPractices, "active", "closed", 1), "contracts.csv": goodContracts}), AsOf: asOf}
			r := newReading(in, bothSchemes())
			r.readAll("practices", []File{{Path: "practices.csv"}}, r.practiceLayouts())
			r.readAll("contracts", []File{{Path: "contracts.csv"}}, r.contractLayouts())
			r.given = c.given
			r.crossPractices()
			held := ""
			for _, p := range r.problems {
				if p.Code == "E-closed" && p.Practice == "P81900" {
					if held = p.Scheme; held == "" {
						held = "in all"
					}
				}
			}
			if held != c.held {
				t.Errorf("held %q, want %q:\n%s", held, c.held, messages(r.problems))
			}
		})
	}
}

// TestClosedAfterTheYear checks that nobody is asked to look at a practice which closed after the year and
// has another that answers for it.
func TestClosedAfterTheYear(t *testing.T) {
	for answers, want := range map[bool]bool{false: true, true: false} {
		in := Inputs{Root: folder(t, map[string]string{
			"practices.csv": strings.Replace(strings.Replace(goodPractices, "Status", "Status,Closed on", 1), "active", "closed,01/04/2026", 1), "contracts.csv": goodContracts,
		}), AsOf: asOf}
		r := newReading(in, bothSchemes())
		r.readAll("practices", []File{{Path: "practices.csv"}}, r.practiceLayouts())
		r.readAll("contracts", []File{{Path: "contracts.csv"}}, r.contractLayouts())
		if answers {
			r.given = calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81900", Text: "P81901"}}
		}
		if r.crossPractices(); r.reported("W-closed") != want {
			t.Errorf("another answers for it %v: a person is asked to look %v", answers, !want)
		}
	}
}

// TestUnsigned checks who of the practices is named for having nothing at all.
func TestUnsigned(t *testing.T) {
	more := goodPractices + "P81902,Otherbury Surgery,3 Kiln Lane,ZZ99 1AA,gp-p81902@example.org,active\nP81903,Elsebury Surgery,4 Kiln Lane,ZZ99 1AA,gp-p81903@example.org,active\n"
	x := readWith(t, map[string]string{"practices.csv": more, "activity.csv": goodActivity + "P81903,ecg,2025-06-03,2025-06-03,12,R9\n"})
	var named []string
	for _, p := range x.Problems {
		if p.Code == "W-unsigned" {
			named = append(named, string(p.Practice))
		}
	}
	if strings.Join(named, " ") != "P81902" {
		t.Errorf("named are %v:\n%s", named, messages(x.Problems))
	}
}
