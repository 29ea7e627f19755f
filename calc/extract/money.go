package extract

import (
	"strings"

	"yearend/calc"
)

// money reads a sum from the layout's i-th column. A blank cell is the
// caller's to judge.
func (s *sheet) money(r row, i int) (calc.Money, *flaw) {
	c := s.cell(r, i)
	sum, f := moneyIn(c)
	if f == nil && c.kind == text && !strings.Contains(c.text, "£") {
		s.asText[i]++
	}
	return sum, f
}

func moneyIn(c cell) (calc.Money, *flaw) {
	if f := c.lost(); f != nil {
		return calc.Money{}, f
	}
	switch {
	case c.kind == hollow:
		return calc.Money{}, &flaw{"E-money", "the cell holds a formula that gives nothing to see, where a sum of money belongs: mend the formula, or enter the sum, 0 if it is none"}
	case c.kind == percent, strings.HasSuffix(c.text, "%"):
		return calc.Money{}, &flaw{"E-money", "this is a percentage, where a sum of money belongs: enter the sum"}
	case c.kind == dated, c.kind == boolean:
		return calc.Money{}, notMoney
	}
	if c.kind <= text && zeroAhead(c.text) {
		return calc.Money{}, &flaw{"E-money", "this sum begins with a zero, as the rest of one does that a comma cut in two: look at the whole row, and write the sum as 8317.43"}
	}
	sum, err := calc.ParseMoney(wholePence(strings.Replace(c.text, "£ ", "£", 1)))
	switch {
	case err != nil && c.kind <= text && doubtfulPoint(c.text):
		return sum, &flaw{"E-money", "this could be thousands or pounds with three decimals: write it as 8317.43"}
	case err != nil && strings.Contains(err.Error(), "penny"):
		return sum, &flaw{"E-money", "this has parts of a penny: have it rounded where it comes from"}
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
