package calc

import "strings"

// commas puts a comma before every three digits of a whole number or a sum.
func commas(number string) string {
	whole, rest, point := strings.Cut(number, ".")
	digits := strings.TrimPrefix(whole, "-")
	var b strings.Builder
	b.WriteString(whole[:len(whole)-len(digits)])
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if point {
		b.WriteString("." + rest)
	}
	return b.String()
}

// inPercent writes a share as letters do: "79.97%", cut and not rounded.
func inPercent(s Share) string { return s.CutPercent(2) + "%" }

// inPounds writes a share of pence as pounds, cut to the penny.
func inPounds(pence Share) string { return "£" + commas(pence.Over(100).Cut(2)) }

// worded writes a count with commas, and a sum with its sign of pounds.
func worded(f Figure) string {
	if f.Kind == InPounds {
		return "£" + commas(f.String())
	}
	return commas(f.String())
}
