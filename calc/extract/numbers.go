package extract

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// count reads a whole number from the layout's i-th column; what the number
// may be at most is the caller's to say. A blank cell is the caller's too.
func (s *input) count(r rows.Row, i int, most int64) (int64, *flaw) {
	c, f := s.pointed(s.cell(r, i), "E-count")
	if f != nil {
		return 0, f
	}
	n, f := countIn(c, most)
	if f == nil && c.Kind == rows.Text {
		s.asText[i]++
	}
	return n, f
}

func countIn(c rows.Cell, most int64) (int64, *flaw) {
	if f := lost(c); f != nil {
		return 0, f
	}
	switch {
	case c.Kind == rows.Percent || strings.HasSuffix(c.Text, "%"):
		return 0, &flaw{"E-count", "this is a percentage, where a number of contacts or patients belongs: enter the number"}
	case c.Kind == rows.Date:
		return 0, &flaw{"E-count", "this is a date, where a whole number belongs: enter the number, and format the cell as a number"}
	case c.Kind == rows.EmptyText:
		return 0, &flaw{"E-count", "the cell holds a formula that gives nothing to see, where a number belongs: mend the formula, or enter the number, 0 if it is none"}
	case c.Kind == rows.Boolean:
		return 0, notACount
	}
	n, err := calc.ParseCount(wholeNumber(c.Text))
	switch {
	case strings.HasSuffix(c.Text, ".000") && doubtfulPoint(c.Text):
		return 0, &flaw{"E-count", "this could be thousands or a number with three decimals: write it without the point"}
	case err != nil && fraction(c.Text):
		return 0, &flaw{"E-count", "this is not a whole number: contacts and patients are counted whole"}
	case err != nil && likeComma(c.Text):
		return 0, &flaw{"E-count", sayComma}
	case err != nil:
		return 0, notACount
	case n < 0:
		return 0, &flaw{"E-negative", "a count cannot be below zero: enter what was recorded, and take corrections out where they were made"}
	case n > most:
		return 0, &flaw{"E-count", fmt.Sprintf("this is more than %s, the most that is plausible here: check it, and enter the right number", calc.Count(most))}
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
func (s *input) reportText() {
	for i, n := range s.asText {
		p := calc.Problem{Code: "W-number-text", Found: calc.Many(n, "cell") + " of the columns of months",
			Remedy: "these numbers are stored as text; they are read as the numbers that they show: look whether they are right"}
		if i != monthsAsText {
			p.Column, p.Found = s.title(i), calc.Many(n, "cell")
		}
		s.report(p)
	}
}

// money reads a sum from the layout's i-th column. A blank cell is the
// caller's to judge.
func (s *input) money(r rows.Row, i int) (calc.Money, *flaw) {
	c, f := s.pointed(s.cell(r, i), "E-money")
	if f != nil {
		return calc.Money{}, f
	}
	sum, f := moneyIn(c)
	if f == nil && c.Kind == rows.Text && !strings.Contains(c.Text, "£") {
		s.asText[i]++
	}
	return sum, f
}

func moneyIn(c rows.Cell) (calc.Money, *flaw) {
	if f := lost(c); f != nil {
		return calc.Money{}, f
	}
	switch {
	case c.Kind == rows.EmptyText:
		return calc.Money{}, &flaw{"E-money", "the cell holds a formula that gives nothing to see, where a sum of money belongs: mend the formula, or enter the sum, 0 if it is none"}
	case c.Kind == rows.Percent, strings.HasSuffix(c.Text, "%"):
		return calc.Money{}, &flaw{"E-money", "this is a percentage, where a sum of money belongs: enter the sum"}
	case c.Kind == rows.Date, c.Kind == rows.Boolean:
		return calc.Money{}, notMoney
	}
	if c.Kind <= rows.Text && zeroAhead(c.Text) {
		return calc.Money{}, &flaw{"E-money", "this sum begins with a zero, as the rest of one does that a comma cut in two: look at the whole row, and write the sum as 8317.43"}
	}
	sum, err := calc.ParseMoney(wholePence(strings.Replace(c.Text, "£ ", "£", 1)))
	switch {
	case err != nil && c.Kind <= rows.Text && doubtfulPoint(c.Text):
		return sum, &flaw{"E-money", "this could be thousands or pounds with three decimals: write it as 8317.43"}
	case err != nil && strings.Contains(err.Error(), "penny"):
		return sum, &flaw{"E-money", "this has parts of a penny: have it rounded where it comes from"}
	case err != nil && likeComma(c.Text):
		return sum, &flaw{"E-money", sayComma}
	case err != nil:
		return sum, notMoney
	case sum.Sign() < 0:
		return sum, &flaw{"E-negative", "this sum cannot be below zero: enter what was agreed or paid"}
	}
	return sum, nil
}

// wholePence drops the zeros that databases write behind the pennies: 6000.0000.
func wholePence(s string) string {
	_, pence, point := strings.Cut(s, ".")
	if !point || len(pence) <= 2 || doubtfulPoint(s) || strings.Trim(pence[2:], "0") != "" {
		return s
	}
	return s[:len(s)-len(pence)+2]
}

// zeroAhead reports 031.53, which is what is left of 37,031.53 where its comma
// was taken for the end of the cell.
func zeroAhead(s string) bool {
	s = strings.TrimLeft(s, "-£ ")
	return len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9'
}

var notMoney = &flaw{"E-money", "this is not a sum of money: write it as 8317.43 or £8,317.43"}
