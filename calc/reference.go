package calc

import (
	"slices"
	"strings"
)

// named is the places in the schedule of the instalments that a reference names:
// "P3", "P1/P2", "P1 and P2", "P01 & P02". None where any part of it is unknown, or
// says two things: "P1-P2" are both, but "P1-P3" may be two or three.
func (a Advance) named(reference string) []int {
	var found []int
	for part := range strings.SplitSeq(joined(reference), "/") {
		places := a.places(part)
		if len(places) == 0 {
			return nil
		}
		found = append(found, places...)
	}
	return found
}

// places are those of one part of a reference: of one instalment, or of two that
// follow each other with a dash between them.
func (a Advance) places(part string) []int {
	if i := a.place(part); i >= 0 {
		return []int{i}
	}
	first, last, _ := strings.Cut(part, "-")
	if i, j := a.place(first), a.place(last); i >= 0 && j == i+1 {
		return []int{i, j}
	}
	return nil
}

// place is that of the instalment of a name, and below zero where there is none.
func (a Advance) place(name string) int {
	return slices.IndexFunc(a.Schedule, func(in Instalment) bool { return bare(in.Reference) == bare(name) })
}

// joined is a reference in capitals, with a stroke for whatever stands between two
// of several.
func joined(reference string) string {
	plain := strings.NewReplacer("&", "/", "+", "/", ",", "/", ";", "/", "–", "-", "—", "-", "−", "-").Replace(strings.Map(narrow, strings.ToUpper(reference)))
	words := strings.Fields(plain)
	for i, word := range words {
		if word == "AND" {
			words[i] = "/"
		}
	}
	return strings.Join(words, " ")
}

// narrow is a character in its common width: P and 4 for Ｐ and ４.
func narrow(r rune) rune {
	const first, last, apart = '！', '～', '！' - '!'
	if r >= first && r <= last {
		return r - apart
	}
	return r
}

// bare is a name without spaces, without the full stop at its end and the zeros
// before its number, and in capitals.
func bare(name string) string {
	name = strings.TrimRight(strings.ToUpper(strings.Join(strings.Fields(name), "")), ".")
	digits := strings.IndexAny(name, "0123456789")
	if digits < 0 {
		return name
	}
	letters, number := name[:digits], strings.TrimLeft(name[digits:], "0")
	return letters + number
}
