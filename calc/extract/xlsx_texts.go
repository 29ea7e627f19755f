package extract

import "io"

// sharedPart holds the texts of a workbook that cells refer to by number.
const sharedPart = "xl/sharedStrings.xml"

// texts is what is known of the shared texts: how many there are, and which
// are empty, so that a text which the other way of reading loses is missed.
type texts struct {
	count int
	empty map[int]bool
}

func countTexts(in io.Reader) (texts, error) {
	found := texts{empty: map[int]bool{}}
	err := walk(in, func(t *tags) {
		switch {
		case t.endsText():
			delete(found.empty, found.count-1)
		case !t.closing() && string(t.name()) == "si":
			found.empty[found.count] = true
			found.count++
		}
	})
	return found, err
}

// walk checks the form of XML, and shows each tag.
func walk(in io.Reader, show func(*tags)) error {
	t, open := newTags(in), []string{}
	for {
		err := t.next()
		if err == io.EOF && len(open) == 0 {
			return nil
		}
		if err != nil {
			return broken(err)
		}
		if t.comment() {
			continue
		}
		show(t)
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
