package readback

import (
	"bytes"
	"cmp"
	"fmt"
	"unicode/utf8"
)

// A font turns codes into characters and widths.
type font struct {
	double   bool   // codes of two bytes
	runes    []rune // U+FFFD for a code without a character
	widths   []int  // in thousandths of the size
	missing  int    // the width of a code that has none
	mapped   []byte
	measured []byte
}

// readFonts learns the fonts of a page's resources.
func (r *Reader) readFonts(dict []byte) error {
	resources, err := r.object(reference(dict, "Resources"))
	if err != nil || len(r.fonts) > 0 {
		return err
	}
	l := lexer{data: entry(resources, "Font")}
	if l.next() != dictOpen {
		return fmt.Errorf("%w: no fonts", errStrange)
	}
	for l.next() == name {
		called := string(l.value)
		l.next()
		if r.fonts[called], err = r.readFont(int(l.num)); err != nil {
			return fmt.Errorf("font %s: %w", called, err)
		}
		l.next()
		l.next()
	}
	return nil
}

// readFont reads a font, or finds it among those that it has met: every letter
// has the same two.
func (r *Reader) readFont(n int) (*font, error) {
	dict, err := r.object(n)
	if err != nil {
		return nil, err
	}
	packing, mapped, err := r.streamOf(reference(dict, "ToUnicode"))
	if err != nil {
		return nil, err
	}
	measured := dict
	if at := reference(dict, "Widths"); at > 0 {
		measured, err = r.object(at)
	} else if l := (lexer{data: entry(dict, "DescendantFonts")}); l.next() == listOpen && l.next() == number {
		measured, err = r.object(int(l.num))
	}
	if err != nil {
		return nil, err
	}
	for _, f := range r.known {
		if bytes.Equal(f.mapped, mapped) && bytes.Equal(f.measured, measured) {
			return f, nil
		}
	}
	f := &font{double: bytes.Contains(dict, []byte("/Type0")), mapped: bytes.Clone(mapped), measured: bytes.Clone(measured)}
	cmap, err := r.unpack(nil, packing, mapped)
	if err != nil {
		return nil, err
	}
	f.readMap(cmap)
	f.readWidths(whole(dict, "FirstChar"))
	for code := range f.runes {
		f.runes[code] = cmp.Or(f.runes[code], utf8.RuneError)
		if f.widths[code] <= 0 {
			f.widths[code] = f.missing
		}
	}
	if !f.double { // a Unicode font is cut anew for every letter
		r.known = append(r.known, f)
	}
	return f, nil
}

// readMap reads which code is which character.
func (f *font) readMap(cmap []byte) {
	f.runes = make([]rune, 256)
	if f.double {
		f.runes = make([]rune, 1<<16)
	}
	_, rest, _ := bytes.Cut(cmap, []byte("endcodespacerange"))
	l := lexer{data: rest}
	var triple [3]int
	at := 0
	for k := l.next(); k != end; k = l.next() {
		if k != text {
			at = 0
			continue
		}
		triple[at] = bigEndian(l.value)
		if at++; at == 3 {
			at = 0
			for code := max(triple[0], 0); code <= triple[1] && code < len(f.runes); code++ {
				f.runes[code] = rune(triple[2] + code - triple[0])
			}
		}
	}
}

func bigEndian(b []byte) (n int) {
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// readWidths reads a list of widths, from the first code on, or the lists of a
// Unicode font: a code and its widths, or two codes and the width of all between.
func (f *font) readWidths(first int) {
	f.widths = make([]int, len(f.runes))
	l := lexer{data: f.measured}
	if f.double {
		f.missing = max(whole(f.measured, "DW"), 0)
		l.data = entry(f.measured, "W")
		first = 0
	}
	l.next()
	var pair []int
	for k := l.next(); k == number || k == listOpen && len(pair) == 1; k = l.next() {
		switch {
		case !f.double:
			f.set(first, int(l.num))
			first++
		case k == listOpen:
			for code := pair[0]; l.next() == number; code++ {
				f.set(code, int(l.num))
			}
			pair = nil
		case len(pair) == 2:
			for code := max(pair[0], 0); code <= pair[1] && code < len(f.widths); code++ {
				f.set(code, int(l.num))
			}
			pair = nil
		default:
			pair = append(pair, int(l.num))
		}
	}
}

func (f *font) set(code, width int) {
	if code >= 0 && code < len(f.widths) {
		f.widths[code] = width
	}
}

// decode adds the characters of codes to the words, and says how wide they are.
func (f *font) decode(words, codes []byte) ([]byte, int) {
	wide := 0
	if !f.double {
		for _, code := range codes {
			words = utf8.AppendRune(words, f.runes[code])
			wide += f.widths[code]
		}
		return words, wide
	}
	for i := 0; i+2 <= len(codes); i += 2 {
		code := bigEndian(codes[i : i+2])
		words = utf8.AppendRune(words, f.runes[code])
		wide += f.widths[code]
	}
	return words, wide
}
