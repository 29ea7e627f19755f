package calc

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Money is an exact sum in pounds, always of whole pence. The zero Money is £0.00.
type Money struct{ pounds decimal.Decimal }

// moneyDigits bounds a sum of money to what a contract can mean: below £10 billion.
const moneyDigits = 10

// ParseMoney reads "8317.43", "8,317.43" or "£8,317.43", with a minus in
// front for a negative sum. More than two decimals is an error: pence are
// never rounded on the way in.
func ParseMoney(s string) (Money, error) {
	text := strings.TrimSpace(s)
	negative := strings.HasPrefix(text, "-")
	text = strings.TrimPrefix(strings.TrimPrefix(text, "-"), "£")
	whole, pence, point := strings.Cut(text, ".")
	whole, err := plainDigits(whole)
	switch {
	case err != nil || !isDigits(pence) && point || point && pence == "":
		return Money{}, fmt.Errorf("%q is not a sum of money: write it as 8317.43", s)
	case len(pence) > 2:
		return Money{}, fmt.Errorf("%q has parts of a penny: round it where it comes from", s)
	case len(whole) > moneyDigits:
		return Money{}, fmt.Errorf("%q is too large for a sum of money here", s)
	}
	d := decimal.RequireFromString(whole + "." + (pence + "00")[:2])
	if negative {
		d = d.Neg()
	}
	return Money{d}, nil
}

// Pence makes a sum from whole pence.
func Pence(n int64) Money { return Money{decimal.New(n, -2)} }

func (m Money) Plus(n Money) Money  { return Money{m.pounds.Add(n.pounds)} }
func (m Money) Minus(n Money) Money { return Money{m.pounds.Sub(n.pounds)} }
func (m Money) Cmp(n Money) int     { return m.pounds.Cmp(n.pounds) }

// Sign is -1, 0 or 1.
func (m Money) Sign() int { return m.pounds.Sign() }

// Abs is the sum without its sign, for a sentence that says the direction in words.
func (m Money) Abs() Money { return Money{m.pounds.Abs()} }

// Many is the sum n times over.
func (m Money) Many(n int) Money { return Money{m.pounds.Mul(decimal.NewFromInt(int64(n)))} }

// Split shares the sum out by some weights, none below zero. Each part is cut
// to the penny, and the last one takes what is left, so that the parts add up to
// the sum. Weights that are all zero count alike.
func (m Money) Split(by []Money) []Money {
	var all Money
	for _, weight := range by {
		all = all.Plus(weight)
	}
	if all.Sign() == 0 {
		by, all = slices.Repeat([]Money{Pence(1)}, len(by)), Pence(int64(len(by)))
	}
	parts := make([]Money, len(by))
	left := m
	for i, weight := range by {
		part, _ := m.pounds.Mul(weight.pounds).QuoRem(all.pounds, 2)
		if parts[i] = (Money{part}); i == len(by)-1 {
			parts[i] = left
		}
		left = left.Minus(parts[i])
	}
	return parts
}

// Times is the share of the sum, rounded half up to the penny, once, from the
// exact ratio (A6). Neither the sum nor the share may be negative.
func (m Money) Times(s Share) Money {
	n, d, small := s.small()
	if pence, whole := m.wholePence(); whole && small {
		if high, low := bits.Mul64(pence, n); high < d {
			times, left := bits.Div64(high, low, d)
			if left >= d-left {
				times++
			}
			if times <= math.MaxInt64 {
				return Pence(int64(times))
			}
		}
	}
	pence := m.pence()
	return Money{decimal.NewFromBigInt(halfUp(pence.Mul(pence, s.rat())).Num(), -2)}
}

// wholePence is the sum in pence, if it is not below zero and fits into 64 bits.
func (m Money) wholePence() (pence uint64, fits bool) {
	if m.pounds.Exponent() != -2 || m.pounds.NumDigits() > 15 || m.pounds.Sign() < 0 { // of no pence is the zero Money alone
		return 0, false
	}
	return uint64(m.pounds.CoefficientInt64()), true
}

// pence is the sum in pence, for sums with parts of a penny.
func (m Money) pence() *big.Rat {
	pounds := m.pounds.Rat()
	return pounds.Mul(pounds, big.NewRat(100, 1))
}

// String writes the sum with two places and no sign but "-": "8317.43", "-2.17".
func (m Money) String() string {
	if pence, whole := m.wholePence(); whole {
		return decimals(pence, 2)
	}
	return m.pounds.StringFixed(2)
}

// MarshalText writes the sum as String does.
func (m Money) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Money) UnmarshalText(text []byte) (err error) {
	*m, err = ParseMoney(string(text))
	return err
}
