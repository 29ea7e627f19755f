package extract

import (
	"fmt"
	"html"
	"mime"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/bidi"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// printed judges a cell whose words a letter repeats: what would be false there,
// or of another practice, holds the letter; what would only look wrong is for a
// person to look at.
func (s *input) printed(r rows.Row, at int, column string, code calc.PracticeCode) {
	if at < 0 || at >= len(r.Cells) {
		return
	}
	text := r.Cells[at].Text
	if f := unprintable(text, code); f != nil {
		s.report(calc.Problem{Code: f.code, Practice: code, Row: r.Number, Column: column, Found: text, Remedy: f.remedy})
	}
	if f := s.unshown(text); f != nil {
		s.report(calc.Problem{Code: f.code, Practice: code, Row: r.Number, Column: column, Found: text, Remedy: f.remedy})
	}
	if f := miswritten(text); f != nil {
		s.report(calc.Problem{Code: f.code, Practice: code, Row: r.Number, Column: column, Found: text, Remedy: f.remedy})
	}
}

// unshown is a character that the letters' font lacks: it would print as an empty box.
func (s *input) unshown(text string) *flaw {
	if s.undrawable == nil {
		return nil
	}
	at, r := s.undrawable(text)
	if at < 0 || fromTheRight(r) {
		return nil
	}
	return &flaw{"E-name", fmt.Sprintf("the character %q (%U) stands here, which the letters' font lacks: write it otherwise", r, r)}
}

// unprintable is what no letter may have. One that shows the code of another
// practice could not be told from a letter that went to the wrong practice.
func unprintable(text string, code calc.PracticeCode) *flaw {
	for _, other := range anyCode.FindAllString(text, -1) {
		if other != string(code) {
			return &flaw{"E-name", "the code of another practice, " + other + ", stands here, and no letter may show one: take it out"}
		}
	}
	if strings.IndexFunc(text, fromTheRight) >= 0 {
		return &flaw{"E-name", "this is written from right to left, and a letter would print it mirrored: write it in the letters of English"}
	}
	return nil
}

// anyCode finds what is written like a practice code.
var anyCode = regexp.MustCompile(`\b[A-Z][0-9]{5}\b`)

// fromTheRight reports a letter of a script that runs from right to left.
func fromTheRight(r rune) bool {
	if r < 0x590 {
		return false
	}
	properties, _ := bidi.LookupRune(r)
	return properties.Class() == bidi.R || properties.Class() == bidi.AL
}

// miswritten finds what a program has left in words: a question mark where its
// encoding has no such letter, as Windows has none for Ŵ; UTF-8 that was taken for
// Windows-1252; what stands for a letter in a web page, an address or a script.
func miswritten(text string) *flaw {
	if f := encodedWord.flaw(text); f != nil {
		return f // whose question marks are no lost letters
	}
	if strings.ContainsAny(text, "?\ufffd") {
		return &flaw{"W-letter-lost", "a question mark stands here, most likely where a letter was lost in saving: type it anew, and save the file as CSV UTF-8"}
	}
	if misread(text) {
		return &flaw{"W-letter-lost", "letters stand here as a program shows them that takes UTF-8 for Windows-1252, such as Ã© for é: type them anew, or have the file saved again as CSV UTF-8"}
	}
	for _, way := range escapes {
		if f := way.flaw(text); f != nil {
			return f
		}
	}
	return nil
}

// flaw is that of a text in which something is written in the way.
func (way escape) flaw(text string) *flaw {
	found := way.pattern.FindString(text)
	if found == "" || way.read != nil && way.read(found) == found {
		return nil
	}
	return &flaw{"W-escaped", found + " stands here " + way.where + ", and a letter would print it so: " + meaning(text, way.read) +
		", or have the file made again as plain text"}
}

// misread reports a text whose letters, written as Windows-1252, are those of
// another text in UTF-8, which is no coincidence.
func misread(text string) bool {
	if !strings.ContainsAny(text, "ÃÂâÅÄ") {
		return false
	}
	bytes, err := charmap.Windows1252.NewEncoder().String(text)
	return err == nil && utf8.ValidString(bytes)
}

// escape is a way in which programs write letters that would mean something to
// them, and how it is read; nil where that is for a person to see.
type escape struct {
	pattern *regexp.Regexp
	where   string
	read    func(string) string
}

// encodedWord is what the header of an e-mail makes of a name with other letters
// than English has: =?utf-8?B?w4lsYW4=?=
var encodedWord = escape{regexp.MustCompile(`=\?[A-Za-z0-9_-]+\?[BbQq]\?[^? ]*\?=`), "as the headers of e-mails write a name", decodedWords}

// decodedWords reads them; what cannot be read stays as it is written, for a person to see.
func decodedWords(s string) string {
	if read, err := new(mime.WordDecoder).DecodeHeader(s); err == nil && utf8.ValidString(read) && read != s {
		return read
	}
	return ""
}

var escapes = []escape{
	{regexp.MustCompile(`(?i)&(#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});`), "as web pages write a letter", unescaped},
	{regexp.MustCompile(`(?i)&(amp|nbsp|quot|apos|lt|gt|[lr][sd]quo|#[0-9]{2,7})\b`), "as web pages write a letter", nil},
	{regexp.MustCompile(`(?i)</?(a|b|br|div|em|font|h[1-6]|i|li|ol|p|small|span|strong|su[bp]|table|t[dhr]|u|ul)( [^<>]*)?/?>`), "as web pages mark a text", nil},
	{regexp.MustCompile(`(?i)%(c[2-9a-f]|d[0-9a-f]|e[0-9a-f]|20|2[1-9a-f]|3[a-f]|0[ad]|5[bdf])(%[0-9a-f]{2})*`), "as web addresses write a letter", percentDecoded},
	{regexp.MustCompile(`^[^\s+]+(\+[^\s+]+){2,}$`), "as web addresses write a space", nil},
	{regexp.MustCompile(`(?i)_x[0-9a-f]{4}_`), "as workbooks write a letter", nil},
	{regexp.MustCompile(`(?i)\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[nrt'"/]`), "as programs write a letter", nil},
	{regexp.MustCompile(`=([CDE][0-9A-F]=[0-9A-F]{2}|20|3D|2C)`), "as e-mails write a letter", nil},
}

// meaning says what a text most likely means.
func meaning(text string, read func(string) string) string {
	if read != nil {
		if plain := spaced(read(text)); plain != "" && plain != text {
			return "if it is “" + plain + "”, write it so"
		}
	}
	return "write what it means"
}

// unescaped reads &amp; and the like, also where it was written so twice.
func unescaped(s string) string { return html.UnescapeString(html.UnescapeString(s)) }

// percentDecoded reads %20 and the like; bytes that are no letters leave the text as it is.
func percentDecoded(s string) string {
	if read, err := url.PathUnescape(s); err == nil && utf8.ValidString(read) {
		return read
	}
	return s
}

// unseen is a column in whose cells characters stand that cannot be seen.
type unseen struct {
	cells, row int // how many, and the first of them
	found      string
}

// seeThrough takes what cannot be seen out of the cells of a row: Windows puts
// marks of direction before the parts of a date, and web pages soft hyphens into
// names. At the ends of a cell such marks are of no account, as spaces are;
// within it they are left out as well, and a person should look.
func (s *input) seeThrough(r rows.Row) {
	if r.Clear {
		return
	}
	for i := range r.Cells {
		c := &r.Cells[i]
		if rows.Clear(c.Text) || strings.IndexFunc(c.Text, rows.Unseen) < 0 {
			continue
		}
		u, seen := s.unseen[i], rows.Tidy(withoutUnseen(c.Text))
		if u.cells++; u.cells == 1 {
			u.row, u.found = r.Number, spelled(c.Text)
			if HoldsNumber(seen) {
				u.found = seen // which is masked where it is reported
			}
		}
		s.unseen[i], c.Text = u, seen
	}
}

func withoutUnseen(s string) string {
	return strings.Map(func(r rune) rune {
		if rows.Unseen(r) {
			return -1
		}
		return r
	}, s)
}

// spelled writes out by their numbers the characters that cannot be seen.
func spelled(s string) string {
	var b strings.Builder
	for _, r := range s {
		if rows.Unseen(r) {
			fmt.Fprintf(&b, "[%U]", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// reportUnseen says, once a column that is read, that such characters were left out.
func (s *input) reportUnseen() {
	for i, u := range s.unseen {
		if !s.reads(i) {
			continue
		}
		s.report(calc.Problem{Code: "W-unseen", Row: u.row, Column: s.columnName(i), Found: u.found, Remedy: calc.Many(u.cells, "cell") +
			" of this column had characters in the middle that cannot be seen, as are left by copying from a web page or from Windows; they were left out: look whether what is left is right"})
	}
}

// reads reports whether a column of the file is one that the layout looks at.
// Of the public file of ODS all are taken to be.
func (s *input) reads(at int) bool {
	m := s.header.match
	if m.layout.name == layoutODS {
		return true
	}
	for _, places := range [][]int{m.at, m.months} {
		for _, place := range places {
			if place == at {
				return true
			}
		}
	}
	return false
}

// columnName is what the file calls its i-th column, by its letter if by nothing else.
func (s *input) columnName(i int) string {
	if i < s.width() && !s.header.cells[i].Blank() {
		return heading(s.header.cells[i], s.epoch)
	}
	return "column " + columnLetters(i)
}
