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

// written is in every one of them that has no digit: the word for money or a part of one.
// Most words have none, and looking for that first takes a hundredth of the time.
var written = []string{"pound", "pence", "cent", "half", "halv", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth"}

// WrittenOut is where they stand, from and to.
func WrittenOut(words string) [][]int {
	if !Mentions(words, written) {
		return nil
	}
	return writtenOut.FindAllStringIndex(words, -1)
}

// Mentions reports whether words have a digit in them, or one of these, which are in small
// letters, in letters of any size.
func Mentions(words string, these []string) bool {
	small := strings.ReplaceAll(strings.ToLower(words), "ſ", "s") // an expression that knows no size of letters takes it for an s
	return strings.ContainsAny(small, "0123456789") || slices.ContainsFunc(these, func(one string) bool { return strings.Contains(small, one) })
}
