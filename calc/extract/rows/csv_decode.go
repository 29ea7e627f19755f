package rows

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decoder turns the lines of a CSV into UTF-8. What a file is written in is
// not said anywhere: a mark at its start, or zero bytes between its letters,
// tell UTF-16; otherwise it is UTF-8 as long as its bytes are that, and else
// Windows-1252. A file that is both in places is damaged.
type decoder struct {
	certain bool // the file says that it is UTF-8, or was UTF-16
	utf8    bool // a letter beyond ASCII was read as UTF-8
	legacy  bool // one was read as Windows-1252
}

// newDecoder looks at how a file begins, and gives what is to be read of it.
func newDecoder(file io.Reader) (*decoder, io.Reader) {
	begins := make([]byte, 4)
	n, _ := io.ReadFull(file, begins)
	begins = begins[:n]
	all := io.MultiReader(bytes.NewReader(begins), file)
	if order, is := utf16Order(begins); is {
		e := unicode.UTF16(order, unicode.UseBOM)
		return &decoder{certain: true}, e.NewDecoder().Reader(all)
	}
	if rest, marked := bytes.CutPrefix(begins, []byte("\xef\xbb\xbf")); marked {
		return &decoder{certain: true}, io.MultiReader(bytes.NewReader(rest), file)
	}
	return &decoder{}, all
}

func utf16Order(b []byte) (unicode.Endianness, bool) {
	switch {
	case len(b) < 2:
		return unicode.LittleEndian, false
	case b[0] == 0xff && b[1] == 0xfe, b[0] != 0 && b[1] == 0:
		return unicode.LittleEndian, true
	case b[0] == 0xfe && b[1] == 0xff, b[0] == 0 && b[1] != 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

const (
	mixed   = "the letters beyond A to Z are written in two ways (UTF-8 and Windows-1252): save the file again as CSV UTF-8"
	garbled = "these bytes are no letters in any encoding known here: the file is damaged, or is no CSV; save it again as CSV UTF-8"
)

// block decodes whole lines. At the first line that cannot be decoded it ends.
func (d *decoder) block(b []byte) block {
	if bytes.IndexByte(b, 0) < 0 && utf8.Valid(b) && d.accepts(b) {
		return block{text: string(b), quoted: bytes.IndexByte(b, '"') >= 0, clear: ordinary(b)}
	}
	var good bytes.Buffer
	for len(b) > 0 {
		end := bytes.IndexByte(b, '\n') + 1
		if end == 0 {
			end = len(b)
		}
		line, fault := d.line(b[:end])
		if fault != "" {
			return block{text: good.String(), quoted: true, fault: &Fault{Kind: Encoding, Found: foreign(b[:end]), Remedy: fault}}
		}
		good.Write(line)
		b = b[end:]
	}
	return block{text: good.String(), quoted: true}
}

// accepts takes bytes that are UTF-8, unless the file was Windows-1252 before
// or a decoder upstream could not read them.
func (d *decoder) accepts(b []byte) bool {
	if isASCII(b) {
		return true
	}
	if !d.certain && strange(b) {
		return false
	}
	d.utf8 = true
	return !d.legacy && !bytes.ContainsRune(b, utf8.RuneError)
}

func (d *decoder) line(b []byte) ([]byte, string) {
	switch {
	case bytes.IndexByte(b, 0) >= 0, bytes.ContainsRune(b, utf8.RuneError) && utf8.Valid(b):
		return nil, garbled
	case isASCII(b):
		return b, ""
	case utf8.Valid(b) && (d.certain || d.utf8 || !strange(b) || familiar(b) || unassigned(b)):
		d.utf8 = true
	case d.certain, unassigned(b):
		return nil, garbled
	default:
		d.legacy, d.utf8 = true, d.utf8 || familiar(b)
		b, _ = charmap.Windows1252.NewDecoder().Bytes(b)
	}
	if d.utf8 && d.legacy {
		return nil, mixed
	}
	return b, ""
}

// familiar reports text with a letter or a sign of Western Europe in UTF-8.
func familiar(text []byte) bool {
	for len(text) > 0 {
		letter, size := utf8.DecodeRune(text)
		if size > 1 && (letter <= 'ſ' || letter >= 'Ḁ' && letter <= 'ỿ' || letter >= '‐' && letter <= '€') {
			return true
		}
		text = text[size:]
	}
	return false
}

// strange reports text that is UTF-8 by chance more likely: all its letters that
// no country around here writes are a capital and a mark in Windows-1252, as É’
// is, which in UTF-8 is a letter of phonetics. A word of another script, or a
// letter of two parts, has others beside them.
func strange(text []byte) bool {
	marked := false
	for len(text) > 0 {
		letter, size := utf8.DecodeRune(text)
		if letter > 'ſ' && letter < '\u0800' {
			if marked = bytes.IndexByte([]byte("\x85\x91\x92\x93\x94\x96\x97"), text[1]) >= 0; !marked {
				return false
			}
		}
		text = text[size:]
	}
	return marked
}

// foreign is the cell of a line in which its first letter beyond A to Z stands.
func foreign(line []byte) string {
	at := max(0, bytes.IndexFunc(line, func(letter rune) bool { return letter == 0 || letter >= utf8.RuneSelf }))
	const ends = ",;\t\r\n"
	cell := line[bytes.LastIndexAny(line[:at], ends)+1:]
	if end := bytes.IndexAny(cell, ends); end >= 0 {
		cell = cell[:end]
	}
	return string(bytes.ReplaceAll(cell, []byte{0}, []byte("?")))
}

// unassigned reports a byte that Windows-1252 gives no letter to.
func unassigned(b []byte) bool {
	for _, c := range b {
		switch c {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
			return true
		}
	}
	return false
}

// ordinary reports text in which all that is no space shows.
func ordinary(b []byte) bool {
	for _, c := range b {
		if (c < ' ' || c >= 0x7f) && c != '\n' && c != '\r' && c != '\t' {
			return false
		}
	}
	return true
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
