package rows

import "io"

// sharedPart holds the texts of a workbook that cells refer to by number.
const sharedPart = "xl/sharedStrings.xml"

// stylesPart holds the formats of a workbook.
const stylesPart = "xl/styles.xml"

// texts is what is known of the shared texts: how many there are, and which
// are empty, so that a text which the other way of reading loses is missed.
type texts struct {
	count  int
	filled []uint64 // a bit for each
}

// empty reports a text of nothing but spaces.
func (t texts) empty(n int) bool { return t.filled[n/64]&(1<<(n%64)) == 0 }

func countTexts(in io.Reader) (texts, error) {
	var found texts
	err := walk(in, func(t *tags) error {
		switch {
		case t.endsText() && found.count > 0:
			last := found.count - 1
			found.filled[last/64] |= 1 << (last % 64)
		case !t.closing() && string(t.name()) == "si":
			if found.count%64 == 0 {
				found.filled = append(found.filled, 0)
			}
			found.count++
		}
		if found.count > maxTexts {
			return errTags
		}
		return nil
	})
	return found, err
}

// walk checks the form of XML, and shows each tag until one is too many.
func walk(in io.Reader, show func(*tags) error) error {
	t, open := newTags(in), []string{}
	for {
		err := t.next()
		if err == io.EOF && len(open) == 0 {
			return nil
		}
		if err != nil {
			return unfinished(err)
		}
		if t.comment() {
			continue
		}
		if err := show(t); err != nil {
			return err
		}
		inner := t.name()
		switch {
		case t.closing() && (len(open) == 0 || open[len(open)-1] != string(inner)):
			return errShape
		case t.closing():
			open = open[:len(open)-1]
		case len(open) == depth:
			return errDeep
		case !t.empty():
			open = append(open, string(inner))
		}
	}
}
