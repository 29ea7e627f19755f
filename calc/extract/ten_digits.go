package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yearend/calc/extract/rows"
)

// tenDigits is a number in a text that may be an NHS number: ten digits, in one
// of the forms that spreadsheets, scripts and people give them. What is judged
// and what is kept from the screen both go by it.
type tenDigits struct {
	from, to int // in the text
	value    int
}

// digitRun is a run of digits with nothing between them.
type digitRun struct {
	from, to, count int
	value           int // no further than beyond
}

const (
	tenthPlace   = 1_000_000_000
	elevenDigits = 10 * tenthPlace // the first number of eleven digits
)

// findTen finds the first such number, beginning with the runs that come first.
// Those that cannot be NHS numbers are found too, as ids may be like them.
func findTen(runs []digitRun, s string) (found tenDigits, rest []digitRun, ok bool) {
	for i := range runs {
		if fromAbroad(runs[:i+1], s) {
			continue
		}
		if n, value := tenOf(runs[i:], s, i > 0 && runs[i-1].count < 10 && s[runs[i-1].to:runs[i].from] == "."); n > 0 {
			return tenDigits{runs[i].from, runs[i+n-1].to, value}, runs[i+1:], true
		}
	}
	return found, nil, false
}

// fromAbroad reports whether the last run is of a telephone number that begins with +44 or
// 0044: of what follows, ten digits are its own, and by chance any.
func fromAbroad(runs []digitRun, s string) bool {
	digits := 0
	for i := len(runs) - 1; ; i-- {
		r := runs[i]
		if plus := r.from > 0 && s[r.from-1] == '+'; r.value == 44 && (plus || r.count == 4) {
			return true
		}
		if digits += r.count; i == 0 || digits > 10 || strings.Trim(s[runs[i-1].to:r.from], " -()") != "" {
			return false
		}
	}
}

// tenOf takes ten digits from the first run on, and says how many runs they are.
func tenOf(runs []digitRun, s string, fraction bool) (n, value int) {
	first := runs[0]
	switch {
	case fraction: // the decimals of a number are no number
		return 0, 0
	case first.count == 10, first.count >= 12 && first.value < elevenDigits: // filled up with noughts; of eleven digits are telephones
		return 1, first.value
	case first.count == 1:
		if value, is := scientificTen(runs, s); is {
			return 3, value
		}
	}
	return grouped(runs, s)
}

// grouped takes ten digits that are written in groups: as 943 476 5919 or
// 9,434,765,919 whatever stands between, and otherwise in up to three groups
// with spaces or dashes between, and no letters at the ends.
func grouped(runs []digitRun, s string) (n, value int) {
	count, loose := runs[0].count, true
	value = runs[0].value
	for n = 1; count < 10; n++ {
		if n == len(runs) {
			return 0, 0
		}
		between := s[runs[n-1].to:runs[n].from]
		if !joins(between) {
			return 0, 0
		}
		loose = loose && n < 3 && strings.IndexFunc(between, notSpacing) < 0
		count += runs[n].count
		for range min(runs[n].count, 10) {
			value = min(10*value, elevenDigits)
		}
		value += runs[n].value
	}
	if count > 10 {
		return 0, 0
	}
	groups := n == 3 && runs[0].count == 3 && runs[1].count == 3 ||
		n == 4 && runs[0].count == 1 && runs[1].count == 3 && runs[2].count == 3
	if !groups && !(loose && standsAlone(s, runs[0].from, runs[n-1].to)) {
		return 0, 0
	}
	return n, value
}

// scientificTen reads 4.009504803E+09, in which a text file may keep a number.
func scientificTen(runs []digitRun, s string) (value int, is bool) {
	if len(runs) < 3 || runs[1].count < 8 || runs[1].count > 9 || runs[2].value != 9 || s[runs[0].to:runs[1].from] != "." {
		return 0, false
	}
	if mark := strings.ToUpper(s[runs[1].to:runs[2].from]); mark != "E" && mark != "E+" {
		return 0, false
	}
	value = runs[1].value
	if runs[1].count == 8 {
		value *= 10
	}
	return runs[0].value*tenthPlace + value, true
}

// joins reports whether what stands between two runs can stand within a number.
func joins(between string) bool {
	n := 0
	for _, r := range between {
		if n++; unicode.IsLetter(r) || n > 3 {
			return false
		}
	}
	return true
}

func notSpacing(r rune) bool {
	return !rows.Invisible(r) && !unicode.Is(unicode.Pd, r) && r != '\u2212'
}

func standsAlone(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after)
}

// digitsOf finds the runs of digits of a text.
func digitsOf(s string, into []digitRun) []digitRun {
	runs := into[:0]
	for at, r := range s {
		d, is := digitOf(r)
		if !is {
			continue
		}
		if last := len(runs) - 1; last < 0 || runs[last].to < at {
			runs = append(runs, digitRun{from: at})
		}
		run := &runs[len(runs)-1]
		run.to, run.count, run.value = at+utf8.RuneLen(r), run.count+1, min(10*run.value+d, elevenDigits)
	}
	return runs
}

// hasTen reports whether a text may have ten digits at all. Nearly every cell has
// fewer, and this costs next to nothing.
func hasTen(s string) bool {
	n := 0
	for i := range len(s) {
		if c := s[i]; c-'0' < 10 {
			n++
		} else if c >= utf8.RuneSelf {
			return true // they may be of full width
		}
	}
	return n >= 10
}

// digitOf reads a digit, also one of full width.
func digitOf(r rune) (int, bool) {
	if r >= '\uff10' && r <= '\uff19' {
		r -= '\uff10' - '0'
	}
	return int(r - '0'), r >= '0' && r <= '9'
}
