package extract

import (
	"strings"
	"time"

	"yearend/calc"
)

// day is the date that a workbook's number stands for: days since the epoch,
// and after the point the time of day, which is let go.
func (e epoch) day(serial string) (calc.Date, bool) {
	whole, _, _ := strings.Cut(serial, ".")
	n := 0
	for _, c := range whole {
		if c < '0' || c > '9' || len(whole) > 6 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	// Counting from 1900, Excel has a 29 February 1900 that never was. For all
	// days after it, the count is as if from 30 December 1899.
	start := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if e == from1904 {
		start = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	d := calc.DateOf(start.AddDate(0, 0, n))
	return d, d.Year() >= firstYear && d.Year() <= lastYear
}
