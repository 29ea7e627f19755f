package calc

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestParseMoney(t *testing.T) {
	for text, want := range map[string]string{
		"8317.43": "8317.43", "8,317.43": "8317.43", "£8,317.43": "8317.43", " £1 ": "1.00", "0": "0.00",
		"12.5": "12.50", "-2.17": "-2.17", "-£2.17": "-2.17", "1,234,567,890.12": "1234567890.12", "007": "7.00",
	} {
		m, err := ParseMoney(text)
		if err != nil || m.String() != want {
			t.Errorf("%q: %s, %v; want %s", text, m, err, want)
		}
	}
	for _, text := range []string{"", "£", "-", ".", "12.", ".50", "1.234", "12.345", "1e3", "1,23", "12,34.00", "1,2345", "£-2",
		"--1", "−2.17", "1 000", "12.3.4", "NaN", "Inf", "0x10", "12345678901.00", "5%", "$5", "1.2,3"} {
		if m, err := ParseMoney(text); err == nil {
			t.Errorf("%q was read as %s", text, m)
		}
	}
}

func TestParseCount(t *testing.T) {
	for text, want := range map[string]int64{"764": 764, "1,234": 1234, "123,456": 123456, "12,345,678": 12345678, " 0 ": 0, "-3": -3, "999999999": 999999999} {
		if n, err := ParseCount(text); err != nil || n != want {
			t.Errorf("%q: %d, %v", text, n, err)
		}
	}
	for _, text := range []string{"", "7.0", "1e3", "12,34", "1234,567", "1,2345", ",123", "1,,234", "1234567890", "80%", "0.8", "seven", "--3", "- 3", "٣"} {
		if n, err := ParseCount(text); err == nil {
			t.Errorf("%q was read as %d", text, n)
		}
	}
}

func TestTimesRoundsHalfUpOnce(t *testing.T) {
	for _, c := range []struct {
		pence, n, d int64
		want        string
	}{
		{831743, 611, 764, "6651.77"}, {2345678, 1234, 1500, "19297.11"},
		{1, 1, 2, "0.01"}, {3, 1, 2, "0.02"}, {1, 49, 100, "0.00"}, {1, 1, 3, "0.00"}, {2, 1, 3, "0.01"},
		{100000, 2, 3, "666.67"}, {0, 1, 2, "0.00"}, {12345678901, 1, 1, "123456789.01"},
	} {
		s, _ := Ratio(c.n, c.d)
		if got := Pence(c.pence).Times(s).String(); got != c.want {
			t.Errorf("%d pence × %d/%d: %s, want %s", c.pence, c.n, c.d, got, c.want)
		}
	}
}

// The rounded sum is never further than half a penny from the exact one, and
// at exactly half a penny it is the higher.
func TestTimesIsNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		pence, d := r.Int64N(1e10), r.Int64N(5000)+1
		n := r.Int64N(d + 1)
		s, _ := Ratio(n, d)
		exact := new(big.Rat).Mul(big.NewRat(pence, 1), big.NewRat(n, d))
		got, _ := new(big.Rat).SetString(Pence(pence).Times(s).String())
		got.Mul(got, big.NewRat(100, 1))
		off := new(big.Rat).Sub(got, exact)
		if off.Cmp(big.NewRat(1, 2)) > 0 || off.Cmp(big.NewRat(-1, 2)) <= 0 {
			t.Fatalf("%d pence × %d/%d is off by %s", pence, n, d, off)
		}
	}
}

func FuzzParseMoney(f *testing.F) {
	for _, seed := range []string{"8,317.43", "£0.01", "-1", "1e9", "9999999999.99"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseMoney(text)
		if err != nil {
			return
		}
		again, err := ParseMoney(m.String())
		if err != nil || again.Cmp(m) != 0 {
			t.Errorf("%q is %s, and that is read as %s (%v)", text, m, again, err)
		}
	})
}

// Sums that do not fit into 64 bits, and sums below zero, are written and shared as exactly as others.
func TestLargeSumsAreExact(t *testing.T) {
	half, _ := Ratio(1, 2)
	one, _ := Ratio(1, 1)
	large := Pence(9_000_000_000_000_000_000).Many(100)
	if got := large.String(); got != "9000000000000000000.00" {
		t.Errorf("written %s", got)
	}
	if large.Times(one).Cmp(large) != 0 || large.Times(half).Cmp(Pence(9_000_000_000_000_000_000).Many(50)) != 0 {
		t.Errorf("%s, and half of it %s", large.Times(one), large.Times(half))
	}
	for _, digits := range []int64{999_999_999_999_99, 999_999_999_999_999, 9_999_999_999_999_999, 99_999_999_999_999_999} {
		if m := Pence(digits); m.Times(one).Cmp(m) != 0 || m.Times(half).Cmp(Pence(digits/2+1)) != 0 {
			t.Errorf("%s: %s, and half of it %s", m, m.Times(one), m.Times(half))
		}
	}
	million, _ := Ratio(1_000_000, 1)
	if got := Pence(999_999_999_999_999).Times(million).String(); got != "9999999999999990000.00" {
		t.Errorf("a million times over: %s", got)
	}
	if got := Pence(-5).String() + " " + Pence(0).String() + " " + Pence(7).Many(10).String() + " " + (Money{}).String(); got != "-0.05 0.00 0.70 0.00" {
		t.Errorf("written %s", got)
	}
}
