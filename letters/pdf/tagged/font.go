package tagged

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"
	"unicode/utf8"
)

// A Font is what has to be known of an 8-bit font to repair what fpdf writes of
// it: the widths of all codes, where fpdf gives those from 32 on, and the
// characters, which fpdf does not give at all.
type Font struct {
	name   string
	widths []byte // as a PDF array, from code 1
	runes  [256]rune

	// Of a font that the Rewriter embeds: its name on the pages, and what its
	// objects hold.
	resource   string
	encoding   string
	descriptor []byte
	file       []byte
	length     int // of the file before it was deflated
}

// EightBit prepares the font of an fpdf font definition (its .json file).
// Decode gives each code's character, U+FFFD for a code without one.
func EightBit(definition []byte, decode func(byte) rune) (Font, error) {
	var d struct {
		Name string
		Cw   []int
	}
	if err := json.Unmarshal(definition, &d); err != nil {
		return Font{}, fmt.Errorf("font definition: %w", err)
	}
	if d.Name == "" || len(d.Cw) != 256 {
		return Font{}, fmt.Errorf("font definition: no name, or not 256 widths")
	}
	f := Font{name: d.Name, widths: []byte("[")}
	for code, width := range d.Cw {
		f.runes[code] = decode(byte(code))
		if code > 0 {
			f.widths = append(strconv.AppendInt(f.widths, int64(width), 10), ' ')
		}
	}
	f.widths = append(f.widths, ']')
	return f, nil
}

// dict is the font's dictionary, all of it but for three references that fpdf's
// own dictionary gives.
func (f Font) dict(out, drawn []byte, toUnicode int) []byte {
	out = append(out, "<</Type/Font/Subtype/TrueType/BaseFont/"...)
	out = append(out, f.name...)
	out = append(out, "/FirstChar 1/LastChar 255"...)
	for _, key := range []string{"/Widths ", "/FontDescriptor ", "/Encoding "} {
		out = appendReference(append(out, key...), reference(drawn, key))
	}
	return append(appendReference(append(out, "/ToUnicode "...), toUnicode), ">>"...)
}

func appendReference(out []byte, number int) []byte {
	return append(strconv.AppendInt(out, int64(number), 10), " 0 R"...)
}

// A span maps codes that follow each other to characters that follow each other.
type span struct {
	first, last int
	to          rune
}

// spans of an 8-bit font's characters.
func (f Font) spans() (list []span) {
	for code, r := range f.runes {
		if r == utf8.RuneError || r == 0 {
			continue
		}
		if n := len(list) - 1; n >= 0 && list[n].last+1 == code && list[n].to+rune(code-list[n].first) == r {
			list[n].last = code
			continue
		}
		list = append(list, span{code, code, r})
	}
	return list
}

// unicodeSpans map fpdf's two-byte codes to themselves: they are Unicode. Only
// a code's last byte may run within one span. Left out are what is no character
// (surrogates, and the codes that a reader would take for a byte order mark).
func unicodeSpans() (list []span) {
	for high := range 0x100 {
		if high >= 0xD8 && high <= 0xDF {
			continue
		}
		s := span{high << 8, high<<8 | 0xFF, rune(high << 8)}
		switch high {
		case 0:
			s.first, s.to = 1, 1
		case 0xFE:
			s.last = 0xFEFE
		case 0xFF:
			s.last = 0xFFFD
		}
		list = append(list, s)
	}
	return list
}

// cmap writes the spans as a ToUnicode map, at most 100 in a block. Codes have
// so many bytes.
func cmap(spans []span, bytes int) []byte {
	digits := strconv.Itoa(2 * bytes)
	out := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n")
	out = fmt.Appendf(out, "1 begincodespacerange\n<%0"+digits+"X> <%0"+digits+"X>\nendcodespacerange\n", 0, 1<<(8*bytes)-1)
	for len(spans) > 0 {
		block := spans[:min(100, len(spans))]
		spans = spans[len(block):]
		out = fmt.Appendf(out, "%d beginbfrange\n", len(block))
		for _, s := range block {
			out = fmt.Appendf(out, "<%0"+digits+"X> <%0"+digits+"X> <%04X>\n", s.first, s.last, s.to)
		}
		out = append(out, "endbfrange\n"...)
	}
	return append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}

// tag is the six letters that mark a font's name as that of a part of a font.
func tag(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name)) // a hash never fails
	letters := make([]byte, 6)
	for i, sum := 0, h.Sum32(); i < len(letters); i++ {
		letters[i] = 'A' + byte(sum%26)
		sum /= 26
	}
	return string(letters)
}
