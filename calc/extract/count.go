package extract

import (
	"fmt"
	"strings"

	"yearend/calc"
)

// count reads a whole number from the layout's i-th column; what the number
// may be at most is the caller's to say. A blank cell is the caller's too.
func (s *sheet) count(r row, i int, most int64) (int64, *flaw) {
	c := s.cell(r, i)
	n, f := countIn(c, most)
	if f == nil && c.kind == text {
		s.asText[i]++
	}
	return n, f
}

func countIn(c cell, most int64) (int64, *flaw) {
	if f := c.lost(); f != nil {
		return 0, f
	}
	switch {
	case c.kind == percent || strings.HasSuffix(c.text, "%"):
		return 0, &flaw{"E-count", "this is a percentage, where a number of contacts or patients belongs: enter the number"}
	case c.kind == dated:
		return 0, &flaw{"E-count", "this is a date, where a whole number belongs: enter the number, and format the cell as a number"}
	case c.kind == hollow:
		return 0, &flaw{"E-count", "the cell holds a formula that gives nothing to see, where a number belongs: mend the formula, or enter the number, 0 if it is none"}
	case c.kind == boolean:
		return 0, notACount
	}
	n, err := calc.ParseCount(wholeNumber(c.text))
	switch {
	case strings.HasSuffix(c.text, ".000") && doubtfulPoint(c.text):
		return 0, &flaw{"E-count", "this could be thousands or a number with three decimals: write it without the point"}
	case err != nil && fraction(c.text):
		return 0, &flaw{"E-count", "this is not a whole number: contacts and patients are counted whole"}
	case err != nil:
		return 0, notACount
	case n < 0:
		return 0, &flaw{"E-negative", "a count cannot be below zero: enter what was recorded, and take corrections out where they were made"}
	case n > most:
		return 0, &flaw{"E-count", fmt.Sprintf("this is more than %d, the most that is plausible here: check it, and enter the right number", most)}
	}
	return n, nil
}

var notACount = &flaw{"E-count", "this is not a whole number: enter one, as 764 or 1,234"}

// wholeNumber drops the ".0" that some systems write behind every number.
func wholeNumber(s string) string {
	whole, rest, point := strings.Cut(s, ".")
	if point && rest != "" && strings.Trim(rest, "0") == "" {
		return whole
	}
	return s
}

// doubtfulPoint reports 1.000 or 12.500, which on the continent is a thousand or
// twelve and a half of them.
func doubtfulPoint(s string) bool {
	whole, rest, point := strings.Cut(s, ".")
	whole = strings.TrimLeft(whole, "-£ ")
	return point && len(rest) == 3 && len(whole) <= 3 && whole != "0" && strings.Trim(whole+rest, "0123456789") == ""
}

// fraction reports a number with something behind its point.
func fraction(s string) bool {
	whole, rest, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	_, err := calc.ParseCount(whole + rest)
	return point && err == nil
}

// monthsAsText is where text in the columns of months is counted, which are one
// to whoever looks.
const monthsAsText = -1

// reportText says, once a column, that a workbook holds its numbers as text.
func (s *sheet) reportText() {
	for i, n := range s.asText {
		p := calc.Problem{Code: "W-number-text", Found: many(n, "cell") + " of the columns of months",
			Remedy: "these numbers are stored as text; they are read as the numbers that they show: look whether they are right"}
		if i != monthsAsText {
			p.Column, p.Found = s.title(i), many(n, "cell")
		}
		s.report(p)
	}
}
