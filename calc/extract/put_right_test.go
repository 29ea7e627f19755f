package extract

import (
	"fmt"
	"strings"
	"testing"
)

// What Finance agreed is taken from the first month and up to the number of payments that there can be.
func TestPlansAtTheirLimits(t *testing.T) {
	schemes := shippedSchemes()
	for row, want := range map[string]string{
		"P81900,LTC,2026-06,2,Sam Sample,2026-05-06": "2026-06-01 2", "P81900,LTC,2026-06,60,Sam Sample,2026-05-06": "2026-06-01 60", "P81900,LTC,2026-07,10,Sam Sample,2026-05-06": "2026-07-01 10",
		"P81900,LTC,2026-06,1,Sam Sample,2026-05-06": "two payments at least", "P81900,LTC,2026-06,61,Sam Sample,2026-05-06": "more than 60", "P81900,LTC,2026-06,,Sam Sample,2026-05-06": "not a whole number",
		"P81900,LTC,2026-05,2,Sam Sample,2026-05-06": "June 2026 at the earliest", "P81900,LTC,2026-06,2,,2026-05-06": "who of Finance", "P81900,LTC,2026-06,2,Sam Sample,": "the date is missing",
		"P81900,CAP,2026-06,2,Sam Sample,2026-05-06": "there is no payment plan in Capitated LESs", "P81900,,2026-06,2,Sam Sample,2026-05-06": "no such scheme",
		"P81900,LTC,2026-06,2,Sam Sample,2026-05-06\nP81900,LTC,2026-07,3,Sam Sample,2026-05-06": "two plans", "P81900,LTC,2026-06,2,Sam Sample,2026-05-06\nP81901,LTC,2026-07,3,Sam Sample,2026-05-06": "2026-06-01 22026-07-01 3",
	} {
		dir := folder(t, map[string]string{"plans.csv": "Practice code,Scheme,First month,Payments,Agreed by,Agreed on\n" + row + "\n"})
		asked, err := ReadAsked(Asking{Root: dir, AsOf: 20260511, Plans: []File{{Path: "plans.csv"}}}, schemes)
		if err != nil {
			t.Fatal(err)
		}
		got := messages(asked.Problems)
		if got == "" {
			for _, plan := range asked.Plans {
				got += fmt.Sprint(plan.First, " ", plan.Payments)
			}
		}
		if !strings.Contains(got, want) || asked.Stops() != (len(asked.Problems) > 0) {
			t.Errorf("%s: %q, should be %q", row, got, want)
		}
	}
}

// What the team puts right of a request is one field of it, said once, by somebody, with a reason, not after the papers.
func TestCorrectionsAtTheirLimits(t *testing.T) {
	schemes := shippedSchemes()
	const by = ",Jo Sample,2026-05-06,by e-mail"
	for rows, want := range map[string]string{
		"LTC-7,January 2026,5,4" + by: "LTC-7 2026-01 4", "ltc-7,Jan-26,,0" + by: "LTC-7 2026-01 0", "LTC-7,January 2026,5," + by: "what is to stand", "LTC-7,January 2027,5,4" + by: "no such field",
		"CAP-6,ECGs: Oct-25,,4" + by: "CAP-6 2025-10 4", "CAP-6-ecg,evidence seen,,yes" + by: "CAP-6-ecg evidence seen yes", "CAP-6,PSA: Oct-25,,4" + by: "write one of ecg", "CAP-6,Domain 2: Oct-25,,4" + by: "write one of ecg",
		"CAP-6,ECGs: October 2025,,4" + by: "CAP-6 2025-10 4", "CAP-6,ECGs: What happened,,x" + by: "no such field", "CAP-6,What happened,,x" + by: "CAP-6 happened x", // one thing happened, whatever it is asked for
		"LTC-7,version,,1" + by: "LTC-7 version 1", "LTC-7,version,,0" + by: "which version", "LTC-7,version,,x" + by: "which version", "LTC-7,version,,2.0" + by: "LTC-7 version 2",
		"LTC-7,withdrawn,,yes" + by: "LTC-7 withdrawn yes", "LTC-7,withdrawn,," + by: "LTC-7 withdrawn", "LTC-7,withdrawn,,no" + by: "took the request back",
		"LTC-7,replaced by,,LTC-9" + by: "LTC-7 replaced by LTC-9", "LTC-7,replaced by,,LTC-7" + by: "in the place of this one", "LTC-7,replaced by,,9" + by: "in the place of this one",
		"XYZ-7,version,,1" + by: "names no request", "LTC-0,version,,1" + by: "names no request", "LTC-7-ecg,version,,1" + by: "names no request", "LTC7,version,,1" + by: "names no request",
		"LTC-7,version,,1,,2026-05-06,by e-mail": "who put this right", "LTC-7,version,,1,Jo Sample,2026-05-06,": "by whose word", "LTC-7,version,,1,Jo Sample,2026-05-11,by e-mail": "LTC-7 version 1", "LTC-7,version,,1,Jo Sample,2026-05-12,by e-mail": "after the day of the panel",
		"LTC-7,version,,1" + by + "\nLTC-7,version,,2" + by: "the same is said", "LTC-7,Jan-26,,4" + by + "\nLTC-7,Jan-26,,4" + by: "the same is said", "LTC-7,Jan-26,,4" + by + "\nLTC-7,Feb-26,,4" + by: "LTC-7 2026-01 4LTC-7 2026-02 4", "LTC-7,version,,1" + by + "\nLTC-8,version,,1" + by: "LTC-7 version 1LTC-8 version 1",
	} {
		dir := folder(t, map[string]string{"corrections.csv": "Request,Field,Was,Now,By,On,Why\n" + rows + "\n"})
		asked, err := ReadAsked(Asking{Root: dir, AsOf: 20260511, Corrections: []File{{Path: "corrections.csv"}}}, schemes)
		if err != nil {
			t.Fatal(err)
		}
		got := messages(asked.Problems)
		if got == "" {
			for _, c := range asked.Corrections {
				got += fmt.Sprint(c.Request, " ", c.Field, " ", c.Now)
			}
		}
		if !strings.Contains(got, want) || asked.Stops() != (len(asked.Problems) > 0) {
			t.Errorf("%s: %q, should be %q", rows, got, want)
		}
	}
}
