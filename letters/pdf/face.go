package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"

	"github.com/go-pdf/fpdf"
	"github.com/klauspost/compress/zlib"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"

	"yearend/letters/pdf/latin"
	"yearend/templates"
)

// A face is how a letter's characters reach its fonts. Nearly every letter is
// set in fonts of 8-bit codes, which is many times faster; the rare letter with
// a character outside package latin takes the same fonts in Unicode.
type face struct {
	*fontSet
	unicode bool
	wide    [2]map[rune]int // Unicode widths met so far, in thousandths of the size
	lacking bool            // a character was met that has no 8-bit code
}

// unicodeFace is the face for words that the 8-bit fonts cannot take. It refuses
// a character that the fonts have no picture of: it would print as an empty box.
func unicodeFace(set *fontSet, texts []string) (face, error) {
	f := face{fontSet: set, unicode: true, wide: [2]map[rune]int{{}, {}}}
	for _, text := range texts {
		text = norm.NFC.String(text)
		if _, lacking := latin.Lacking(text); !lacking {
			continue
		}
		for _, r := range text {
			if !drawable(r) {
				return f, fmt.Errorf("%q holds the character %U, which the letters' font lacks: mend the entry it comes from", text, r)
			}
		}
	}
	return f, nil
}

// Undrawable is the first character of some words that the fonts have no picture
// of, and where it stands; below zero for none.
func Undrawable(words string) (at int, r rune) {
	for at, r := range words {
		if !strings.ContainsRune("\n\r\t", r) && !unicode.Is(unicode.Mn, r) && !drawable(r) {
			return at, r
		}
	}
	return -1, 0
}

// drawable reports whether both weights have a picture of the character. fpdf
// cannot draw one above U+FFFF.
func drawable(r rune) bool {
	if _, lacking := latin.Lacking(string(r)); !lacking {
		return true
	}
	if r > 0xffff || r < ' ' || unicode.IsControl(r) {
		return false
	}
	var buffer sfnt.Buffer
	for _, font := range unicodeFonts() {
		if index, err := font.parsed.GlyphIndex(&buffer, r); err != nil || index == 0 {
			return false
		}
	}
	return true
}

// A unicodeFont is a font with all its characters: its file, and as it is looked into.
type unicodeFont struct {
	file   []byte
	parsed *sfnt.Font
}

// unicodeFonts are the fonts by weight, read when first needed.
var unicodeFonts = sync.OnceValue(func() (fonts [2]unicodeFont) {
	for w, deflated := range [...][]byte{regular: templates.RegularUnicodeZ, bold: templates.BoldUnicodeZ} {
		font, err := readUnicodeFont(deflated)
		if err != nil {
			panic("a font of this program cannot be read: " + err.Error())
		}
		fonts[w] = font
	}
	return fonts
})

func readUnicodeFont(deflated []byte) (f unicodeFont, err error) {
	inflate, err := zlib.NewReader(bytes.NewReader(deflated))
	if err != nil {
		return f, err
	}
	if f.file, err = io.ReadAll(inflate); err != nil {
		return f, err
	}
	f.parsed, err = sfnt.Parse(f.file)
	return f, err
}

// load adds the Unicode fonts to a document. The 8-bit ones are added when the
// file is rewritten.
func (f *face) load(pdf *fpdf.Fpdf) {
	if f.unicode {
		for w, font := range unicodeFonts() {
			pdf.AddUTF8FontFromBytes(family, weight(w).fpdfStyle(), font.file)
		}
	}
}

// codes is text as the fonts want it.
func (f *face) codes(text string) string {
	if f.unicode {
		return norm.NFC.String(text)
	}
	codes, ok := latin.Encode(text)
	if !ok { // what has codes is composed already
		codes, ok = latin.Encode(norm.NFC.String(text))
	}
	if !ok {
		f.lacking = true
	}
	return codes
}

// width is how wide codes are, in thousandths of the size of the type.
func (f *face) width(codes string, w weight) int {
	sum := 0
	if !f.unicode {
		widths := &f.widths[w]
		for i := range len(codes) {
			sum += widths[codes[i]]
		}
		return sum
	}
	for _, r := range codes {
		wide, met := f.wide[w][r]
		if !met {
			wide = unicodeWidth(r, w)
			f.wide[w][r] = wide
		}
		sum += wide
	}
	return sum
}

func unicodeWidth(r rune, w weight) int {
	parsed := unicodeFonts()[w].parsed
	var buffer sfnt.Buffer
	index, err := parsed.GlyphIndex(&buffer, r)
	if err != nil {
		return 0
	}
	units := fixed.Int26_6(parsed.UnitsPerEm())
	advance, err := parsed.GlyphAdvance(&buffer, index, units<<6, font.HintingNone)
	if err != nil {
		return 0
	}
	return (int(advance>>6)*1000 + int(units)/2) / int(units)
}
