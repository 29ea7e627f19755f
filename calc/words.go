package calc

import (
	"fmt"
	"strings"
)

// This file is how numbers and lists are written wherever they are, in a problem's
// remedy as in a letter, and how near two words are. What a share and a date look
// like in a letter is for letters/figures.go to say.

// Commas puts commas into a number of digits, before its point if it has one:
// 1,048,576, 8,317.43.
func Commas(number string) string {
	whole, rest, pointed := strings.Cut(number, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if pointed {
		whole += "." + rest
	}
	return whole
}

// Count writes a count: 1,234, and −5 below nothing.
func Count[N int | int64](n N) string {
	if n < 0 {
		return "−" + Commas(fmt.Sprint(-n))
	}
	return Commas(fmt.Sprint(n))
}

// Sterling writes a sum of money: £8,317.43, and −£2.17 below nothing.
func Sterling(m Money) string {
	if m.Sign() < 0 {
		return "−£" + Commas(m.Abs().String())
	}
	return "£" + Commas(m.String())
}

// Many writes a count with what is counted: "1 record", "1,234 records".
func Many[N int | int64](n N, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return Count(n) + " " + thing + "s"
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
