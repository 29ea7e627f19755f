package pdf

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"yearend/letters"
	"yearend/letters/pdf/readback"
)

// checkKeys looks for each key figure and date in its place. The parts have been
// found to be those that are wanted, one by one.
func checkKeys(got []readback.Part, want []part, keys []letters.Key) error {
	for _, key := range keys {
		words := strings.Trim(evenlySpaced(norm.NFC.String(key.Words)), " ")
		placed := key.In != letters.Anywhere && slices.ContainsFunc(want, func(w part) bool { return w.place == key.In })
		wanted := func(text string) bool { return holds(text, words) }
		if len(key.Or) > 0 {
			wanted = func(text string) bool {
				small := strings.ToLower(text)
				return slices.ContainsFunc(key.Or, func(words string) bool { return holds(small, words) })
			}
		}
		found := false
		for i := range got {
			if !placed || want[i].place == key.In {
				found = found || says(got[i], key.Row, placed, wanted)
			}
		}
		if !found {
			return fmt.Errorf("%s, %s, is not in %s", key.What, key.Words, key.In)
		}
	}
	return nil
}

// says looks through a part, or through one row of it.
func says(p readback.Part, row string, placed bool, wanted func(text string) bool) bool {
	for _, cells := range p.Rows {
		if placed && row != "" && !sameWords(cells[0], row) {
			continue
		}
		if slices.ContainsFunc(cells, wanted) {
			return true
		}
	}
	return false
}

// holds looks for words that stand by themselves: £2.17 is not in £12.17, nor in
// £2.17.5, nor 611 in 1,611.
func holds(text, words string) bool {
	for rest := text; ; {
		at := strings.Index(rest, words)
		if at < 0 || words == "" {
			return false
		}
		before, after := rest[:at], rest[at+len(words):]
		if freeBefore(before) && freeAfter(after) {
			return true
		}
		rest = rest[at+1:]
	}
}

func freeBefore(before string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	if last == ',' || last == '.' {
		last, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
		return !unicode.IsDigit(last)
	}
	return !unicode.IsDigit(last) && !unicode.IsLetter(last) && last != '£' && last != '−'
}

func freeAfter(after string) bool {
	next, size := utf8.DecodeRuneInString(after)
	if next == ',' || next == '.' {
		next, _ = utf8.DecodeRuneInString(after[size:])
		return !unicode.IsDigit(next)
	}
	return !unicode.IsDigit(next) && !unicode.IsLetter(next)
}

// checkCodes looks for the code of another practice, in the letter, beside it and
// in what the file says of itself.
func checkCodes(doc *readback.Document, l letters.Letter) error {
	if l.Many {
		return nil
	}
	look := func(text string) error {
		for code := range codesIn(text) {
			if code != string(l.Practice) && !linked(l, code) {
				return fmt.Errorf("another practice's code, %s, is in it", code)
			}
		}
		return nil
	}
	for _, p := range doc.Parts {
		if err := look(p.Alt); err != nil {
			return err
		}
		for _, row := range p.Rows {
			for _, cell := range row {
				if err := look(cell); err != nil {
					return err
				}
			}
		}
	}
	for _, note := range doc.Beside {
		if err := look(note.Words); err != nil {
			return err
		}
	}
	return look(doc.Metadata)
}

// codesIn finds what looks like a practice's code: a capital and five digits,
// with no letter or digit beside them.
func codesIn(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		digits := 0
		for i := 0; i <= len(text); i++ {
			if i < len(text) && isDigit(text[i]) {
				digits++
				continue
			}
			if start := i - 6; digits == 5 && start >= 0 && text[start] >= 'A' && text[start] <= 'Z' &&
				(start == 0 || !isWordByte(text[start-1])) && (i == len(text) || !isWordByte(text[i])) {
				if !yield(text[start:i]) {
					return
				}
			}
			digits = 0
		}
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWordByte(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// linked tells whether something like a code is part of an address of the web,
// such as a form's, which comes from the project file and names no practice.
func linked(l letters.Letter, code string) bool {
	inText := func(t letters.Text) bool {
		return slices.ContainsFunc(t, func(s letters.Span) bool { return strings.Contains(s.Link, code) })
	}
	return slices.ContainsFunc(l.Blocks, func(block letters.Block) bool {
		switch b := block.(type) {
		case letters.Paragraph:
			return inText(b.Text)
		case letters.List:
			return slices.ContainsFunc(b.Items, inText)
		}
		return false
	})
}
