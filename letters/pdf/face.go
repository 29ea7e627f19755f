package pdf

import (
	"fmt"
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"

	"yearend/letters/pdf/latin"
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
	for _, font := range parsedFonts() {
		if index, err := font.GlyphIndex(&buffer, r); err != nil || index == 0 {
			return false
		}
	}
	return true
}

// parsedFonts are the fonts as they are looked into, parsed when first needed.
var parsedFonts = sync.OnceValue(func() []*sfnt.Font {
	var fonts []*sfnt.Font
	for _, data := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		font, err := sfnt.Parse(data)
		if err != nil {
			panic("a font of this program cannot be read: " + err.Error())
		}
		fonts = append(fonts, font)
	}
	return fonts
})

// load adds the Unicode fonts to a document. The 8-bit ones are added when the
// file is rewritten.
func (f *face) load(pdf *fpdf.Fpdf) {
	if f.unicode {
		pdf.AddUTF8FontFromBytes(family, "", liberationsansregular.TTF)
		pdf.AddUTF8FontFromBytes(family, "B", liberationsansbold.TTF)
	}
}

// codes is text as the fonts want it.
func (f *face) codes(text string) string {
	text = norm.NFC.String(text)
	if f.unicode {
		return text
	}
	codes, ok := latin.Encode(text)
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
	parsed := parsedFonts()[w]
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
