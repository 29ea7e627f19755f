package rows

import (
	"io"
	"strings"
)

// texts are those of a workbook that cells refer to by number. They are kept as
// one, millions of them as they may be.
type texts struct {
	all  string
	ends []uint32 // of each, in all
}

func (t texts) count() int { return len(t.ends) }

func (t texts) at(n int) string {
	from := uint32(0)
	if n > 0 {
		from = t.ends[n-1]
	}
	return t.all[from:t.ends[n]]
}

// readTexts reads the shared texts of a workbook, which are so many bytes.
func readTexts(in io.Reader, size uint64) (texts, error) {
	var all strings.Builder
	all.Grow(int(size / 3)) // the rest are tags
	var ends []uint32
	var text []byte
	err := document(in, "sst", func(t *tags) error {
		switch {
		case string(t.name()) != "si":
			return t.skip()
		case len(ends) == maxTexts:
			return errTags
		case !t.wellFormed():
			return errShape
		}
		var err error
		text, err = t.richText("si", text[:0])
		all.WriteString(Tidy(string(text)))
		ends = append(ends, uint32(all.Len()))
		return err
	})
	return texts{all.String(), ends}, err
}

// richText reads to the end of an element that holds a text: whole, or in runs of
// which each has its own look. How a text is pronounced is left out. Anything else
// is refused, as comments are within it.
func (t *tags) richText(element string, to []byte) ([]byte, error) {
	if t.empty() {
		return to, nil
	}
	from := len(to)
	for last := ""; ; { // the element before, other than of pronunciation
		if err := t.nextInside(); err != nil {
			return to, err
		}
		if len(to)-from > maxCell {
			return to, errTooLong
		}
		name := string(t.name())
		switch {
		case t.closes(element):
			text, ok := unescape(to[from:])
			if !ok {
				return to, errMarkup
			}
			return to[:from+len(text)], nil
		case t.closing():
			return to, errShape
		case name == "t" && last == "":
			var err error
			if to, err = t.leaf(name, to); err != nil {
				return to, err
			}
		case name == "r" && last != "t":
			var err error
			if to, err = t.run(to); err != nil {
				return to, err
			}
		case name == "rPh", name == "phoneticPr":
			if err := t.skip(); err != nil {
				return to, err
			}
			continue
		default:
			return to, errShape
		}
		last = name
	}
}

// run reads a part of a text with a look of its own.
func (t *tags) run(to []byte) ([]byte, error) {
	if !t.wellFormed() {
		return to, errShape
	}
	if t.empty() {
		return to, nil
	}
	for texted := false; ; {
		if err := t.nextInside(); err != nil {
			return to, err
		}
		var err error
		switch name := string(t.name()); {
		case t.closes("r"):
			return to, nil
		case t.closing():
			return to, errShape
		case name == "rPr":
			err = t.skip()
		case name == "t" && !texted:
			texted = true
			to, err = t.leaf(name, to)
		default:
			return to, errShape
		}
		if err != nil {
			return to, err
		}
	}
}
