package calc

import "strconv"

// Figure is one word of a working: a number with its kind, or the words
// between numbers. What it looks like to a person is for letters to say.
type Figure struct {
	Kind  FigureKind
	count int64
	money Money
	share *Share
	text  string
}

// FigureKind says what kind of number a Figure is.
type FigureKind int

const (
	InWords   FigureKind = iota // no number: what stands between them
	InCount                     // a whole number
	InPounds                    // a sum of money
	InRatio                     // a share, as an exact fraction
	InPercent                   // a share, as a decimal or a percentage, cut
	InRule                      // one that the rules set, with all its places
)

func Word(s string) Figure    { return Figure{Kind: InWords, text: s} }
func Number(n int64) Figure   { return Figure{Kind: InCount, count: n} }
func Pounds(m Money) Figure   { return Figure{Kind: InPounds, money: m} }
func Fraction(s Share) Figure { return Figure{Kind: InRatio, share: &s} }
func Percent(s Share) Figure  { return Figure{Kind: InPercent, share: &s} }
func Ruled(s Share) Figure    { return Figure{Kind: InRule, share: &s} }
func (f Figure) Count() int64 { return f.count }
func (f Figure) Money() Money { return f.money }

// Share is the zero one where the figure is of another kind.
func (f Figure) Share() Share {
	if f.share == nil {
		return Share{}
	}
	return *f.share
}

// String writes the figure as the tables do: "764", "8317.43", "611/764", "0.799738".
func (f Figure) String() string {
	switch f.Kind {
	case InCount:
		return strconv.FormatInt(f.count, 10)
	case InPounds:
		return f.money.String()
	case InRatio:
		return f.Share().Exact()
	case InPercent, InRule:
		return f.Share().Cut(6)
	case InWords:
	}
	return f.text
}

// Sum is a working written out: figures with the words between them.
type Sum []Figure

func (s Sum) String() string {
	var room [256]byte // longer than most
	written := room[:0]
	for i := range s {
		if s[i].Kind == InCount {
			written = strconv.AppendInt(written, s[i].count, 10)
		} else {
			written = append(written, s[i].String()...)
		}
	}
	return string(written)
}
