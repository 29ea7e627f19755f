package extract

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
)

// digest has ten digits in it that pass the check of an NHS number.
const decisionsDigest = "a9434765919b9434765919c00000000000000000000000000000000000000000"

const decisionsHead = "Request,Practice,Service,Month,Claimed,Accepted,Decision,Reason,Exceptional,Beyond control,Evidenced,Unavoidable,Decided on,Chair,Present,Withdrew,Pack,Digest of the pack\n"

func readDecisions(t *testing.T, text string) ([]calc.FilledIn, []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "decisions.csv")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, "DIGEST", decisionsDigest)), 0o600); err != nil {
		t.Fatal(err)
	}
	filled, problems, err := ReadDecisions(path, bothSchemes())
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	return filled, codes
}

func TestDecisionsAreRead(t *testing.T) {
	filled, codes := readDecisions(t, decisionsHead+
		"LTC-7,Quillbeck Surgery (P81999),Domain 2,January 2026,20,12,part,\"The flood, as shown\",Yes,yes,no,yes,12/05/2026,Alex Sample,Alex Sample; Robin  Sample ;Jo Sample,Kim Sample,panel-001,DIGEST\n"+
		"LTC-7,Quillbeck Surgery (P81999),Domain 2,Feb-26,21,,,,,,,,,,,,panel-001,DIGEST\n"+
		"CAP-9,Vellumcombe,PSA,,0,,,,,,,,,,,,panel-001,DIGEST\n")
	if len(codes) > 0 || len(filled) != 2 {
		t.Fatalf("%v, %+v", codes, filled)
	}
	want := []calc.FilledIn{
		{Request: "LTC-7", Pack: decisionsDigest, Row: 2, Verdict: "part", Reason: "The flood, as shown", Conditions: [4]string{"Yes", "yes", "no", "yes"}, On: 20260512,
			Chair: "Alex Sample", Present: []string{"Alex Sample", "Robin Sample", "Jo Sample"}, Withdrew: []string{"Kim Sample"},
			Months: []calc.FilledMonth{
				{Row: 2, Practice: "Quillbeck Surgery (P81999)", Service: "Domain 2", Month: 9, Claimed: 20, Accepted: 12, Entered: true},
				{Row: 3, Practice: "Quillbeck Surgery (P81999)", Service: "Domain 2", Month: 10, Claimed: 21},
			}},
		{Request: "CAP-9", Pack: decisionsDigest, Row: 4, Months: []calc.FilledMonth{{Row: 4, Practice: "Vellumcombe", Service: "PSA", Month: -1}}},
	}
	if diff := cmp.Diff(want, filled); diff != "" || !filled[1].Blank() {
		t.Error(diff)
	}
}

// What stands in a later row of a request is its too, where the first says nothing or the same; names stand on lines of their own in a workbook.
func TestRowsOfARequestAreTakenTogether(t *testing.T) {
	filled, codes := readDecisions(t, decisionsHead+
		"LTC-7,Q,D,January 2026,20,0,,,,,,,,,,,panel-001,DIGEST\n"+
		"LTC-8,Q,D,January 2026,1,1,full,other,,,,,,,,,panel-001,DIGEST\n"+
		"LTC-7,Q,D,February 2026,21,,part,so,yes,no,YES,never,2026-05-12,Alex Sample,Alex Sample;Jo Sample;,,panel-001,DIGEST\n"+
		"LTC-7,Q,D,March 2026,22,3,part,so,yes,no,YES,never,12/05/2026,Alex Sample,Alex Sample;Jo Sample,,panel-001,DIGEST\n")
	if len(codes) > 0 || len(filled) != 2 {
		t.Fatalf("%v, %+v", codes, filled)
	}
	want := calc.FilledIn{Request: "LTC-7", Pack: decisionsDigest, Row: 2, Verdict: "part", Reason: "so", Conditions: [4]string{"yes", "no", "YES", "never"}, On: 20260512,
		Chair: "Alex Sample", Present: []string{"Alex Sample", "Jo Sample"}}
	for _, m := range []calc.FilledMonth{{Row: 2, Month: 9, Claimed: 20, Entered: true}, {Row: 4, Month: 10, Claimed: 21}, {Row: 5, Month: 11, Claimed: 22, Accepted: 3, Entered: true}} {
		m.Practice, m.Service = "Q", "D"
		want.Months = append(want.Months, m)
	}
	if diff := cmp.Diff(want, filled[0]); diff != "" {
		t.Error(diff)
	}
	if got := namesIn("Alex Sample\n Jo  Sample;\r\nKim Sample\rRobin Sample; "); !slices.Equal(got, []string{"Alex Sample", "Jo Sample", "Kim Sample", "Robin Sample"}) {
		t.Errorf("names on lines of their own: %q", got)
	}
}

func TestFaultsOfADecisionsSheet(t *testing.T) {
	row := func(month, claimed, accepted, reason, on string) string {
		return "LTC-7,Quillbeck,Domain 2," + month + "," + claimed + "," + accepted + ",part," + reason + ",yes,yes,yes,yes," + on + ",Alex Sample,Alex Sample,,panel-001,DIGEST\n"
	}
	for name, c := range map[string]struct{ text, code string }{
		"a count that is none":     {row("January 2026", "20", "twelve", "so", "2026-05-12"), "E-decision-count"},
		"half a contact":           {row("January 2026", "20", "1.5", "so", "2026-05-12"), "E-decision-count"},
		"below zero":               {row("January 2026", "20", "-1", "so", "2026-05-12"), "E-decision-count"},
		"another year's month":     {row("January 2025", "20", "1", "so", "2026-05-12"), "E-decision-count"},
		"no month":                 {row("whenever", "20", "1", "so", "2026-05-12"), "E-decision-count"},
		"no day":                   {row("January 2026", "20", "1", "so", "Tuesday"), "E-decision-date"},
		"two reasons":              {row("January 2026", "20", "1", "so", "2026-05-12") + row("February 2026", "21", "1", "otherwise", "2026-05-12"), "E-decision-twice"},
		"two days":                 {row("January 2026", "20", "1", "so", "2026-05-12") + row("February 2026", "21", "1", "so", "2026-05-13"), "E-decision-twice"},
		"no request":               {strings.Replace(row("January 2026", "20", "1", "so", "2026-05-12"), "LTC-7", "", 1), "E-decision-request"},
		"an error of the sheet":    {row("January 2026", "20", "1", "#N/A", "2026-05-12"), "E-decision-twice"},
		"an accepted one missing":  {row("January 2026", "20", "#REF!", "so", "2026-05-12"), "E-decision-count"},
		"a patient's number in it": {row("January 2026", "20", "1", "9434765919 was seen", "2026-05-12"), "E-patient"},
	} {
		if _, codes := readDecisions(t, decisionsHead+c.text); !slices.Contains(codes, c.code) {
			t.Errorf("%s: found are %v, not %s", name, codes, c.code)
		}
	}
	if _, codes := readDecisions(t, strings.Replace(decisionsHead, "Withdrew,", "", 1)); !slices.Contains(codes, "E-column") {
		t.Errorf("a sheet without a column: found are %v", codes)
	}
}
