package calc

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// Share is an exact ratio: achievement, a cap, the part paid in advance.
// The zero Share is 0. A Share never changes once made.
type Share struct {
	n, d int64    // in lowest terms, d above zero; both 0 for the zero Share
	r    *big.Rat // where they are too large for that; else nil
}

// Ratio is n over d. A zero d is an error, never a quiet 0%.
func Ratio(n, d int64) (Share, error) {
	switch {
	case d == 0:
		return Share{}, fmt.Errorf("%d of 0 is no share", n)
	case d > 0 && n != math.MinInt64:
		return shareOfParts(n, d), nil
	}
	return shareOf(big.NewRat(n, d)), nil
}

// shareOf takes a ratio, which must not change any more.
func shareOf(r *big.Rat) Share {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		return Share{n: r.Num().Int64(), d: r.Denom().Int64()}
	}
	return Share{r: r}
}

// shareOfParts brings two whole numbers, the lower above zero, to lowest terms.
func shareOfParts(n, d int64) Share {
	a, b := max(n, -n), d
	for b != 0 {
		a, b = b, a%b
	}
	return Share{n: n / a, d: d / a}
}

// small is the share as two whole numbers of 64 bits, if they are not below zero
// and large enough.
func (s Share) small() (n, d uint64, fits bool) {
	return uint64(s.n), uint64(max(s.d, 1)), s.r == nil && s.n >= 0
}

// ParseShare reads a percentage with at most four decimals, as rule files write it: "80%".
func ParseShare(s string) (Share, error) {
	number, percent := strings.CutSuffix(s, "%")
	whole, part, _ := strings.Cut(number, ".")
	if !percent || !isDigits(whole) || part != "" && !isDigits(part) || len(whole) > 4 || len(part) > 4 {
		return Share{}, fmt.Errorf("%q is not a percentage: write it as 80%%", s)
	}
	r, _ := new(big.Rat).SetString(number)
	return shareOf(r.Quo(r, big.NewRat(100, 1))), nil
}

func (s Share) rat() *big.Rat {
	if s.r == nil {
		return big.NewRat(s.n, max(s.d, 1))
	}
	return s.r
}

// Rat is the share as a ratio of its own.
func (s Share) Rat() *big.Rat { return new(big.Rat).Set(s.rat()) }

// Cmp multiplies crosswise, which is exact: two numbers of 64 bits make one of 128.
func (s Share) Cmp(t Share) int {
	a, b, small := s.small()
	c, d, too := t.small()
	if !small || !too {
		return s.rat().Cmp(t.rat())
	}
	high, low := bits.Mul64(a, d)
	otherHigh, otherLow := bits.Mul64(c, b)
	return cmp.Or(cmp.Compare(high, otherHigh), cmp.Compare(low, otherLow))
}

func (s Share) Plus(t Share) Share {
	if s.r == nil && t.r == nil {
		d, e := max(s.d, 1), max(t.d, 1)
		a, fits := product(s.n, e)
		b, fit := product(t.n, d)
		if de, small := product(d, e); fits && fit && small && a > -1<<62 && a < 1<<62 && b > -1<<62 && b < 1<<62 {
			return shareOfParts(a+b, de)
		}
	}
	return shareOf(new(big.Rat).Add(s.rat(), t.rat()))
}

// product is a × b, if it fits into 64 bits and is not the lowest number that does.
func product(a, b int64) (n int64, fits bool) {
	high, low := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
	n = int64(low)
	if (a < 0) != (b < 0) {
		n = -n
	}
	return n, high == 0 && low <= math.MaxInt64
}

// Over is the share divided by n; n must not be zero.
func (s Share) Over(n int64) Share {
	if d, fits := product(max(s.d, 1), n); fits && d > 0 && s.r == nil {
		return shareOfParts(s.n, d)
	}
	return shareOf(new(big.Rat).Quo(s.rat(), big.NewRat(n, 1)))
}

// AtMost is the share, or the cap where the share is above it.
func (s Share) AtMost(limit Share) Share {
	if s.Cmp(limit) > 0 {
		return limit
	}
	return s
}

// AtLeast is the share, or the least where the share is below it.
func (s Share) AtLeast(least Share) Share {
	if s.Cmp(least) < 0 {
		return least
	}
	return s
}

// Exact writes the ratio in lowest terms: "611/764", "1/1".
func (s Share) Exact() string {
	if s.r != nil {
		return s.r.String()
	}
	var room [48]byte
	written := append(strconv.AppendInt(room[:0], s.n, 10), '/')
	return string(strconv.AppendInt(written, max(s.d, 1), 10))
}

// Cut writes the share as a decimal cut, not rounded, to so many places: "0.799738".
func (s Share) Cut(places int) string { return s.cut(1, places) }

// CutPercent writes the share times 100, cut to so many places and without a
// sign: "79.97". Cut, so that 79.97% never reads as 80.0% above a recoupment.
func (s Share) CutPercent(places int) string { return s.cut(100, places) }

// cut cuts the share so many times over.
func (s Share) cut(times uint64, places int) string {
	if whole, _, _, fits := s.scaled(times, places); fits {
		return decimals(whole, places)
	}
	return cut(new(big.Rat).Mul(s.rat(), big.NewRat(int64(times), 1)), places)
}

// Round writes the share as a decimal rounded half up to so many places, for what
// reckons in decimals anyway.
func (s Share) Round(places int) string {
	whole, left, d, fits := s.scaled(1, places)
	if !fits {
		return s.rat().FloatString(places)
	}
	if left >= d-left {
		whole++
	}
	return decimals(whole, places)
}

// scaled is the share so many times over with its point moved by some places: as a
// whole number and what is left over of d, if they fit into 64 bits.
func (s Share) scaled(times uint64, places int) (whole, left, d uint64, fits bool) {
	for range min(places, 17) {
		times *= 10
	}
	n, d, small := s.small()
	high, low := bits.Mul64(n, times)
	if !small || high >= d || places > 16 {
		return 0, 0, d, false
	}
	whole, left = bits.Div64(high, low, d)
	return whole, left, d, whole < math.MaxUint64
}

// decimals writes a whole number with its point moved back by some places.
func decimals(whole uint64, places int) string {
	digits := strconv.AppendUint(make([]byte, 0, 32), whole, 10)
	for len(digits) <= places {
		digits = slices.Insert(digits, 0, '0')
	}
	if places > 0 {
		digits = slices.Insert(digits, len(digits)-places, '.')
	}
	return string(digits)
}

func cut(r *big.Rat, places int) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	n := new(big.Int).Quo(new(big.Int).Mul(r.Num(), scale), r.Denom())
	digits := fmt.Sprintf("%0*s", places+1, new(big.Int).Abs(n).String())
	text := digits[:len(digits)-places] + "." + digits[len(digits)-places:]
	if n.Sign() < 0 {
		return "-" + text
	}
	return strings.TrimSuffix(text, ".")
}

// by is the share times another.
func (s Share) by(t Share) Share {
	if s.r == nil && t.r == nil {
		n, fits := product(s.n, t.n)
		if d, fit := product(max(s.d, 1), max(t.d, 1)); fits && fit {
			return shareOfParts(n, d)
		}
	}
	return shareOf(new(big.Rat).Mul(s.rat(), t.rat()))
}

// of is the share divided by another, which must not be zero.
func (s Share) of(t Share) Share {
	if t.r == nil && t.n > 0 {
		return s.by(Share{n: t.d, d: t.n})
	}
	return shareOf(new(big.Rat).Quo(s.rat(), t.rat()))
}

// times is the share n times over.
func (s Share) times(n int64) Share {
	if times, fits := product(s.n, n); fits && s.r == nil {
		return shareOfParts(times, max(s.d, 1))
	}
	return shareOf(new(big.Rat).Mul(s.rat(), big.NewRat(n, 1)))
}

// ceiling is the smallest whole number that is not below the share.
func (s Share) ceiling() int64 {
	n, part := new(big.Int).DivMod(s.rat().Num(), s.rat().Denom(), new(big.Int))
	if part.Sign() > 0 {
		n.Add(n, big.NewInt(1))
	}
	return n.Int64()
}

// MarshalText writes the ratio as Exact does.
func (s Share) MarshalText() ([]byte, error) { return []byte(s.Exact()), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *Share) UnmarshalText(text []byte) error {
	r, ok := new(big.Rat).SetString(string(text))
	if !ok || !strings.Contains(string(text), "/") {
		return fmt.Errorf("%q is not a ratio: write it as 611/764", text)
	}
	*s = shareOf(r)
	return nil
}
