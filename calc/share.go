package calc

import (
	"fmt"
	"math/big"
	"strings"
)

// Share is an exact ratio: achievement, a cap, the part paid in advance.
// The zero Share is 0. A Share never changes once made.
type Share struct{ r *big.Rat }

// Ratio is n over d. A zero d is an error, never a quiet 0%.
func Ratio(n, d int64) (Share, error) {
	if d == 0 {
		return Share{}, fmt.Errorf("%d of 0 is no share", n)
	}
	return Share{big.NewRat(n, d)}, nil
}

// ParseShare reads a percentage with at most four decimals, as rule files write it: "80%".
func ParseShare(s string) (Share, error) {
	number, percent := strings.CutSuffix(s, "%")
	whole, part, _ := strings.Cut(number, ".")
	if !percent || !isDigits(whole) || part != "" && !isDigits(part) || len(whole) > 4 || len(part) > 4 {
		return Share{}, fmt.Errorf("%q is not a percentage: write it as 80%%", s)
	}
	r, _ := new(big.Rat).SetString(number)
	return Share{r.Quo(r, big.NewRat(100, 1))}, nil
}

func (s Share) rat() *big.Rat {
	if s.r == nil {
		return new(big.Rat)
	}
	return s.r
}

func (s Share) Cmp(t Share) int    { return s.rat().Cmp(t.rat()) }
func (s Share) Plus(t Share) Share { return Share{new(big.Rat).Add(s.rat(), t.rat())} }

// Over is the share divided by n; n must not be zero.
func (s Share) Over(n int64) Share {
	return Share{new(big.Rat).Quo(s.rat(), big.NewRat(n, 1))}
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
func (s Share) Exact() string { return s.rat().String() }

// Cut writes the share as a decimal cut, not rounded, to so many places: "0.799738".
func (s Share) Cut(places int) string { return cut(s.rat(), places) }

// CutPercent writes the share times 100, cut to so many places and without a
// sign: "79.97". Cut, so that 79.97% never reads as 80.0% above a recoupment.
func (s Share) CutPercent(places int) string {
	return cut(new(big.Rat).Mul(s.rat(), big.NewRat(100, 1)), places)
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
func (s Share) by(t Share) Share { return Share{new(big.Rat).Mul(s.rat(), t.rat())} }

// of is the share divided by another, which must not be zero.
func (s Share) of(t Share) Share { return Share{new(big.Rat).Quo(s.rat(), t.rat())} }

// times is the share n times over.
func (s Share) times(n int64) Share {
	return Share{new(big.Rat).Mul(s.rat(), big.NewRat(n, 1))}
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
	s.r = r
	return nil
}
