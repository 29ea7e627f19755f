package extract

import (
	"slices"
	"strings"
	"testing"
)

// A column whose dates do not say in which order they are written is told to a
// person, and one that says both stops the run; dates that can mean one day
// only are no reason for either.
func TestDateOrder(t *testing.T) {
	open := []string{"03/06/2025", "04/07/2025", "05/08/2025", "06/09/2025", "07/10/2025", "08/11/2025"}
	for name, c := range map[string]struct {
		delivered []string
		coded     string
		want      string
	}{
		"none proven":               {open, "2026-01-05", "W-date-order"},
		"too few to tell":           {open[:5], "2026-01-05", ""},
		"one proven":                {append(open[:5:5], "25/12/2025"), "2026-01-05", ""},
		"proven by the other":       {open, "25/12/2025", ""},
		"both proven":               {append(open[:5:5], "25/12/2025", "12/26/2025"), "2026-01-05", "E-date-order"},
		"the month first":           {append(open[:5:5], "12/26/2025"), "2026-01-05", "E-date-order"},
		"first days of months":      {[]string{"01/06/2025", "01/07/2025", "01/08/2025", "01/09/2025", "01/10/2025", "01/11/2025"}, "2026-01-05", ""},
		"the same either way":       {[]string{"06/06/2025", "07/07/2025", "08/08/2025", "09/09/2025", "10/10/2025", "11/11/2025"}, "2026-01-05", ""},
		"the year first":            {[]string{"2025-06-03", "2025-07-04", "2025-08-05", "2025-09-06", "2025-10-07", "2025-11-08"}, "2026-01-05", ""},
		"the month by its name":     {[]string{"3-Jun-2025", "4-Jul-2025", "5-Aug-2025", "6-Sep-2025", "7-Oct-2025", "8-Nov-2025"}, "2026-01-05", ""},
		"dots say no more":          {[]string{"03.06.2025", "04.07.2025", "05.08.2025", "06.09.2025", "07.10.2025", "08.11.2025"}, "2026-01-05", "W-date-order"},
		"month first in the second": {[]string{"2025-06-03"}, "12/26/2025", "E-date-order"},
	} {
		t.Run(name, func(t *testing.T) {
			rows := "Practice code,Service,Activity date,Coded date\n"
			for _, day := range c.delivered {
				rows += "P81900,domain-2," + day + "," + c.coded + "\n"
			}
			x := readWith(t, map[string]string{"activity.csv": rows})
			got := slices.DeleteFunc(codes(x), func(code string) bool { return !strings.HasSuffix(code, "date-order") })
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %q:\n%s", got, c.want, messages(x.Problems))
			}
		})
	}
}
