package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
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

// orderSaid is what a file of records says of the order of its dates, and of those after the letters.
func orderSaid(x *calc.Extract) string {
	var said []string
	for _, p := range x.Problems {
		if strings.HasSuffix(p.Code, "date-order") || p.Code == "E-date-future" || strings.HasSuffix(p.Code, "-coded-early") {
			_, why, _ := strings.Cut(p.Remedy, "Excel has ")
			why, _, _ = strings.Cut(why, ";")
			said = append(said, strings.TrimSpace(fmt.Sprint(p.Code, " ", p.Row, " ", p.Column, " ", p.Found, " ", why)))
		}
	}
	return strings.Join(said, "; ")
}

// Excel on a computer set to the United States makes real dates of what can be read with the
// month first, and leaves the rest text: six of each sort show it, and no date that speaks against it.
func TestDaysAndMonthsSwapped(t *testing.T) {
	real := func(n, first int) (all []string) { // so many real dates from that day of April on
		for i := range n {
			all = append(all, fmt.Sprintf(`<c s="1"><v>%d</v></c>`, 45748+first-1+i))
		}
		return all
	}
	text := func(n int) (all []string) {
		for i := range n {
			all = append(all, fmt.Sprintf("%d/06/2025", 13+i))
		}
		return all
	}
	const swapped = "E-date-order 0 Activity date  swapped days and months"
	for name, c := range map[string]struct {
		days []string
		want string
	}{
		"six of each":                     {append(real(6, 7), text(6)...), swapped}, // up to 12 April, and from the 13th on
		"five real ones":                  {append(real(5, 8), text(6)...), ""},
		"five texts":                      {append(real(6, 7), text(5)...), ""},
		"a real one of the 13th":          {append(real(7, 7), text(6)...), ""},
		"real ones of the 13th on":        {append(real(7, 13), text(6)...), ""},
		"a text that is open":             {append(append(real(6, 7), text(6)...), "12/06/2025"), ""},
		"one that is the same either way": {append(append(real(6, 7), text(6)...), "06/06/2025"), ""},
	} {
		rows := []string{recordsHead}
		for i, day := range c.days {
			rows = append(rows, fmt.Sprint("P81900|ecg|", day, "|2026-01-05|<c><v>1</v></c>|R", i))
		}
		if got := orderSaid(readWith(t, map[string]string{"activity.xlsx": string(one(sheetOf(rows...)).Bytes())})); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Dates of which none shows its order, and of which many would lie after the letters, probably have
// the month first: three, or a twentieth of them. What is said of single days goes where the order
// is wrong, for they are not those that were meant, and stays where it is right.
func TestOrderAndTheDayOfTheLetters(t *testing.T) {
	open := func(n int) string { return strings.Repeat("P81900,ecg,03/06/2025,2026-01-05\n", n) }
	late := func(n int) string { return strings.Repeat("P81900,ecg,05/06/2026,2026-01-05\n", n) }
	future := func(rows ...int) string {
		var all []string
		for _, row := range rows {
			all = append(all, fmt.Sprint("E-date-future ", row, " Activity date 05/06/2026"))
		}
		return strings.Join(all, "; ")
	}
	for name, c := range map[string]struct{ activity, want string }{
		"three of six after them":      {open(3) + late(3), "E-date-order 2 Activity date 6 dates"},
		"two of six":                   {open(4) + late(2), future(6, 7) + "; W-date-order 2 Activity date 6 dates"},
		"three of 79":                  {open(76) + late(3), "E-date-order 2 Activity date 79 dates"},
		"three of 80":                  {open(77) + late(3), future(79, 80, 81) + "; W-date-order 2 Activity date 80 dates"},
		"four of 80":                   {open(76) + late(4), "E-date-order 2 Activity date 80 dates"},
		"four, and the order is shown": {open(2) + late(4) + "P81900,ecg,13/06/2025,2026-01-05\n", future(4, 5, 6, 7)},
		"the month first":              {open(2) + late(2) + "P81900,ecg,06/13/2025,2026-01-05\n", "E-date-order 6 Activity date 06/13/2025"},
		"coded before, order shown":    {"P81900,ecg,13/06/2025,12/06/2025\n", "W-coded-early 2 Coded date 12/06/2025"},
		"three in the other column":    {strings.Repeat("P81900,ecg,2026-06-05,03/02/2026\n", 3) + strings.Repeat("P81900,ecg,2026-01-05,03/02/2026\n", 3), strings.ReplaceAll(future(2, 3, 4), "05/06/2026", "2026-06-05") + "; W-date-order 2 Coded date 6 dates"},
	} {
		got := orderSaid(readWith(t, map[string]string{"activity.csv": recordHead + c.activity}))
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// The twelfth of a month may be a month, the thirteenth not; days that are firsts of months all along show the order by that.
func TestWhichDaysShowTheOrder(t *testing.T) {
	for name, c := range map[string]struct{ days, want string }{
		"up to the twelfth":          {"03/06 04/06 05/06 07/06 08/06 12/06", "W-date-order 2 Activity date 6 dates"},
		"a thirteenth":               {"03/06 04/06 05/06 07/06 08/06 12/06 13/06", ""},
		"seven first days of months": {"01/04 01/05 01/06 01/07 01/08 01/09 01/10", ""},
		"and a second":               {"01/04 02/05 01/06 01/07 01/08 01/09", "W-date-order 2 Activity date 6 dates"},
		"the first is in question":   {"06/06 03/06 04/06 05/06 07/06 08/06 12/06", "W-date-order 3 Activity date 6 dates"},
	} {
		activity := recordHead
		for day := range strings.FieldsSeq(c.days) {
			activity += "P81900,ecg," + day + "/2025,2026-01-05\n"
		}
		if got := orderSaid(readWith(t, map[string]string{"activity.csv": activity})); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
