package calc

import (
	"regexp"
	"slices"
	"strings"
)

// This file knows a sum, a share or a day when it stands written out among words:
// there it says the same when the figure has become another. A scheme file refuses
// it, and a letter's template has it looked at.

const (
	monthNames  = `(?:january|february|march|april|may|june|july|august|september|october|november|december)`
	dayOfMonth  = `[0-9]{1,2}(?:st|nd|rd|th)?`
	smallNumber = `(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)`
	tens        = `(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)`
	anyNumber   = `(?:(?:` + tens + `(?:[ -]` + smallNumber + `)?|` + smallNumber + `)(?: hundred| thousand)?|(?:an?|one) (?:hundred|thousand))`
	partsOfOne  = `(?:half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?)`
)

// writtenOut are the ways to write one.
var writtenOut = regexp.MustCompile(`(?i)` +
	// sums
	`£ ?[0-9][0-9,.]*[0-9]|£ ?[0-9]|\bGBP ?[0-9](?:[0-9,.]*[0-9])?|\b[0-9](?:[0-9,.]*[0-9])? ?(?:pounds?|pence|GBP)\b|\b` + anyNumber + ` (?:pounds?|pence)\b|` +
	// shares
	`\b[0-9]+(?:\.[0-9]+)? ?%|\b(?:[0-9]+(?:\.[0-9]+)?|` + anyNumber + `) per ?cent\b|\b` + smallNumber + `[ -]` + partsOfOne + `\b|` +
	// days, and months of a year
	`\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b|\b[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}\b|` +
	`\b(?:` + dayOfMonth + `(?: of)? )?` + monthNames + `(?: ` + dayOfMonth + `\b)?,? 20[0-9]{2}\b|` +
	`\b` + dayOfMonth + `(?: of)? ` + monthNames + `\b|\b` + monthNames + ` ` + dayOfMonth + `\b`)

// counts and counted are words of which one each is in every one of them, but for a day
// that is written in digits alone: for how many where no digit says it, and for what.
// Most words lack either, and looking for them first takes a hundredth of the time.
var (
	counts  = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twel", "thir", "fif", "twenty", "forty", "hundred", "thousand"}
	counted = []string{"£", "gbp", "%", "pound", "pence", "cent", "half", "halv", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// WrittenOut is where they stand, from and to.
func WrittenOut(words string) [][]int {
	small := strings.ReplaceAll(strings.ToLower(words), "ſ", "s") // which the expression takes for an s, too
	has := func(one string) bool { return strings.Contains(small, one) }
	many := strings.ContainsAny(small, digits) || slices.ContainsFunc(counts, has)
	if !daysInDigits(small) && !(many && slices.ContainsFunc(counted, has)) {
		return nil
	}
	return writtenOut.FindAllStringIndex(words, -1)
}

const digits = "0123456789"

// daysInDigits reports whether a mark that parts a day from its month stands between digits.
func daysInDigits(words string) bool {
	for i := 1; i+1 < len(words); i++ {
		if strings.IndexByte("-/.", words[i]) >= 0 && strings.IndexByte(digits, words[i-1]) >= 0 && strings.IndexByte(digits, words[i+1]) >= 0 {
			return true
		}
	}
	return false
}
