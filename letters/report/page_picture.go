package report

import (
	"fmt"
	"math/big"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// The pictures are drawn in whole units of their own; no share and no sum of
// money becomes a floating-point number on the way.
const (
	binPoints = 5  // percentage points of one bar
	binWidth  = 12 // units of one bar
	lastBin   = 24 // 120% and above
	plotLeft  = 34
	plotTop   = 30
	plotHigh  = 110
	barsLong  = 300 // units of the longest bar of money
)

// histogram is how many practices achieved how much on one service.
type histogram struct {
	ID    string
	Name  string // scheme and service
	Says  string // what the picture shows, in words
	Most  int
	Bars  []histogramBar
	Lines []histogramLine
	Ticks []histogramLine
}

// histogramBar is the practices from one share to the next.
type histogramBar struct {
	Range        string
	Count        int
	X, Y, Height int
}

// histogramLine is a share that means something, or a mark of the axis.
type histogramLine struct {
	X     int
	Label string
}

// histograms are one for each service of each scheme.
func histograms(r Run) []histogram {
	var all []histogram
	for _, s := range r.Schemes {
		for _, service := range s.Services {
			if shares := sharesOf(r, s, service.Code); len(shares) > 0 {
				h := histogramOf(s, service, shares)
				h.ID = fmt.Sprintf("chart-%d", len(all)+1)
				all = append(all, h)
			}
		}
	}
	return all
}

// sharesOf is every practice's achievement on a service, before the cap.
func sharesOf(r Run, s *calc.Scheme, service string) []calc.Share {
	var shares []calc.Share
	for _, p := range r.Settled.Positions {
		for _, line := range p.Lines {
			if p.Outcome != calc.Held && p.Scheme.Code == s.Code && line.Contract.Service == service {
				shares = append(shares, line.Highest().Achievement)
			}
		}
	}
	return shares
}

func histogramOf(s *calc.Scheme, service calc.Service, shares []calc.Share) histogram {
	counts := make([]int, lastBin+1)
	for _, share := range shares {
		counts[bin(share)]++
	}
	h := histogram{Name: s.Title + ": " + service.Name}
	for _, n := range counts {
		h.Most = max(h.Most, n)
	}
	for i, n := range counts {
		high := n * plotHigh / h.Most
		if n > 0 {
			high = max(high, 2) // one practice among many is still seen
		}
		h.Bars = append(h.Bars, histogramBar{binRange(i), n, plotLeft + i*binWidth + 1, plotTop + plotHigh - high, high})
	}
	for i := 0; i <= lastBin; i += 4 {
		h.Ticks = append(h.Ticks, histogramLine{plotLeft + i*binWidth, fmt.Sprintf("%d%%", i*binPoints)})
	}
	h.Says = h.says(s, shares)
	return h
}

// bin is the bar that a share belongs to: exactly 80% begins the bar 80% to 85%.
func bin(s calc.Share) int {
	bins := new(big.Rat).Mul(s.Rat(), big.NewRat(100/binPoints, 1))
	return int(min(floor(bins), lastBin))
}

func binRange(i int) string {
	if i == lastBin {
		return fmt.Sprintf("%d%% and above", i*binPoints)
	}
	return fmt.Sprintf("%d%% to below %d%%", i*binPoints, (i+1)*binPoints)
}

// says draws the shares that the rules name, and tells how many lie on which side.
func (h *histogram) says(s *calc.Scheme, shares []calc.Share) string {
	marks := []calc.Share{s.Cap}
	if s.Advance != nil {
		marks = []calc.Share{s.Advance.Share, s.Cap}
	}
	var parts []string
	below := 0
	for _, mark := range marks {
		n := 0
		for _, share := range shares {
			if share.Cmp(mark) < 0 {
				n++
			}
		}
		label := calc.RulePercent(mark)
		h.Lines = append(h.Lines, histogramLine{plotLeft + markUnits(mark), label})
		if len(parts) == 0 {
			parts = append(parts, fmt.Sprintf("%s below %s", count(n), label))
		} else {
			parts = append(parts, fmt.Sprintf("%s from there to below %s", count(n-below), label))
		}
		below = n
	}
	parts = append(parts, count(len(shares)-below)+" at or above it")
	return letters.Many(len(shares), "practice") + ": " + strings.Join(parts, ", ") + "."
}

// markUnits is how far from the axis a share lies in the picture.
func markUnits(s calc.Share) int {
	units := new(big.Rat).Mul(s.Rat(), big.NewRat(100*binWidth, binPoints))
	return int(min(floor(units), (lastBin+1)*binWidth))
}

// moneyBars is a scheme's money as two bars, on a scale of the scheme's own.
type moneyBars struct {
	ID, Scheme string
	Bars       []moneyBar
	Says       string
}

type moneyBar struct {
	Class, Label, Sum string
	Y, Width          int
}

// Below is where the bar begins, under its label.
func (b moneyBar) Below() int { return b.Y + 6 }

func moneyOf(r Run) []moneyBars {
	var all []moneyBars
	totals := calc.TotalsByScheme(r.Settled.Positions)
	for i, s := range r.Schemes {
		t := totals[s.Code]
		most := pence(t.ToPay)
		if other := pence(t.ToRecoup); other.Cmp(most) > 0 {
			most = other
		}
		m := moneyBars{ID: fmt.Sprintf("money-%d", i+1), Scheme: s.Title, Bars: []moneyBar{
			{"pay", "To pay, " + letters.Many(t.Pay, "practice"), letters.Pounds(t.ToPay), 18, units(t.ToPay, most)},
			{"recoup", "To recoup, " + letters.Many(t.Recoup, "practice"), letters.Pounds(t.ToRecoup), 70, units(t.ToRecoup, most)},
		}}
		m.Says = fmt.Sprintf("%s: %s; %s: %s.", m.Bars[0].Label, m.Bars[0].Sum, m.Bars[1].Label, m.Bars[1].Sum)
		all = append(all, m)
	}
	return all
}

// units is how long the bar of a sum is, where most is the longest.
func units(m calc.Money, most *big.Int) int {
	if most.Sign() == 0 || m.Sign() == 0 {
		return 0
	}
	long := new(big.Int).Mul(pence(m), big.NewInt(barsLong))
	return int(max(long.Quo(long, most).Int64(), 1))
}
