package pdf

import (
	"fmt"
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"yearend/letters/pdf/latin"
	"yearend/templates"
)

// A face is how a letter's characters reach its fonts. Nearly every letter is
// set in fonts of 8-bit codes, which is many times faster; the rare letter with
// a character outside package latin takes the same fonts in Unicode.
type face struct{ unicode bool }

const family = "Liberation Sans"

// faceFor picks the way for a letter's words, and refuses a character that the
// fonts have no picture of: it would print as an empty box.
func faceFor(texts []string) (face, error) {
	f := face{}
	for _, text := range texts {
		if _, lacking := latin.Lacking(norm.NFC.String(text)); !lacking {
			continue
		}
		f.unicode = true
		for _, r := range norm.NFC.String(text) {
			if !drawable(r) {
				return f, fmt.Errorf("%q holds the character %U, which the letters' font lacks", text, r)
			}
		}
	}
	return f, nil
}

// drawable reports whether both weights have a picture of the character. fpdf
// cannot draw one above U+FFFF.
func drawable(r rune) bool {
	if _, ok := latin.Encode(string(r)); ok {
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

// load adds the fonts to a document.
func (f face) load(pdf *fpdf.Fpdf) {
	if f.unicode {
		pdf.AddUTF8FontFromBytes(family, "", liberationsansregular.TTF)
		pdf.AddUTF8FontFromBytes(family, "B", liberationsansbold.TTF)
		return
	}
	pdf.AddFontFromBytes(family, "", templates.RegularJSON, templates.RegularZ)
	pdf.AddFontFromBytes(family, "B", templates.BoldJSON, templates.BoldZ)
}

// codes is text as the fonts want it. faceFor has seen that it can be coded.
func (f face) codes(text string) string {
	text = norm.NFC.String(text)
	if f.unicode {
		return text
	}
	codes, _ := latin.Encode(text)
	return codes
}
