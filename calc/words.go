package calc

import (
	"fmt"
	"strconv"
	"strings"
)

// This file is how numbers and lists are written wherever they are, in a problem's
// remedy as in a letter, how a count is read, and how near two words are. How a
// letter writes each of its figures is for letters/figures.go to say.

// Commas puts commas into a number of digits, before its point if it has one:
// 1,048,576, 8,317.43.
func Commas(number string) string {
	whole, _, _ := strings.Cut(number, ".")
	if len(whole) <= 3 {
		return number
	}
	var room [32]byte
	written := room[:0]
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			written = append(written, ',')
		}
		written = append(written, whole[i])
	}
	return string(append(written, number[len(whole):]...))
}

// Count writes a count: 1,234, and −5 below nothing.
func Count[N int | int64](n N) string {
	if n < 0 {
		return "−" + Commas(strconv.FormatInt(-int64(n), 10))
	}
	return Commas(strconv.FormatInt(int64(n), 10))
}

// Sterling writes a sum of money: £8,317.43, and −£2.17 below nothing.
func Sterling(m Money) string {
	if m.Sign() < 0 {
		return "−£" + Commas(m.Abs().String())
	}
	return "£" + Commas(m.String())
}

// Many writes a count with what is counted: "1 record", "1,234 records", "2 copies".
func Many[N int | int64](n N, thing string) string {
	return Count(n) + " " + Agree(n, thing, plural(thing))
}

// plural is the word for more than one of a thing.
func plural(thing string) string {
	stem, y := strings.CutSuffix(thing, "y")
	switch {
	case y && !strings.HasSuffix(stem, "a"): // copies, but days
		return stem + "ies"
	case strings.HasSuffix(thing, "x"):
		return thing + "es"
	}
	return thing + "s"
}

// Agree is the form of a word that goes with a count: 1 letter is, 3 letters are.
func Agree[N int | int64](n N, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// RulePercent writes a share that the rules set, as they state it: 80%, 82.5%. They have
// four places at most (see ParseShare), so that nothing of it is cut.
func RulePercent(s Share) string {
	return strings.TrimSuffix(strings.TrimRight(s.CutPercent(4), "0"), ".") + "%"
}

// NumberWord writes a small number as words do: six, twelve; a larger one in digits.
func NumberWord(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(words) {
		return words[n]
	}
	return Count(n)
}

// And writes "a, b and c".
func And(words []string) string { return enumerated(words, " and ") }

// Or writes "a, b or c".
func Or(words []string) string { return enumerated(words, " or ") }

func enumerated(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}

// Slips is by how many letters two words differ: left out, too many, or others. It
// finds what a misspelt name may have meant.
func Slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			same := before
			if a[i] != b[j] {
				same++
			}
			before = row[j+1]
			row[j+1] = min(same, row[j]+1, before+1)
		}
	}
	return row[len(b)]
}

// countDigits bounds a count: no practice records a billion contacts.
const countDigits = 9

// ParseCount reads a whole number, plain or with thousands commas: "764", "1,234".
// A minus is read, so that the judge can name a negative count as what it is.
func ParseCount(s string) (int64, error) {
	text := strings.TrimSpace(s)
	digits, err := plainDigits(strings.TrimPrefix(text, "-"))
	if err != nil || len(digits) > countDigits {
		return 0, fmt.Errorf("%q is not a whole number", s)
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if strings.HasPrefix(text, "-") {
		n = -n
	}
	return n, err
}

// plainDigits drops thousands commas, and refuses commas that stand anywhere else.
func plainDigits(s string) (string, error) {
	groups := strings.Split(s, ",")
	for i, g := range groups {
		wrong := !isDigits(g) || len(groups) > 1 && (i == 0 && len(g) > 3 || i > 0 && len(g) != 3)
		if wrong {
			return "", fmt.Errorf("%q is not a number", s)
		}
	}
	return strings.Join(groups, ""), nil
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
