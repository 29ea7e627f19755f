package rows

import (
	"bytes"
	"io"
	"slices"
	"strings"
)

// spaces are the languages of the parts that are read, as they name themselves.
var spaces = []string{
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
	"http://purl.oclc.org/ooxml/spreadsheetml/main", // of the strict form
	"http://schemas.openxmlformats.org/package/2006/relationships",
}

// document reads a part whose first element has this name, and shows each element
// in that one, which has to be read to its end.
func document(in io.Reader, name string, show func(*tags) error) error {
	t := newTags(in)
	for !t.rooted {
		if err := t.next(); err != nil {
			return unfinished(err)
		}
	}
	space := ""
	if string(t.name()) != name || !t.value(strings.TrimSuffix("xmlns:"+string(t.prefix), ":"), &space) || !slices.Contains(spaces, space) {
		return errShape
	}
	if err := t.children(func() error { return show(t) }); err != nil {
		return err
	}
	for { // nothing but comments may follow
		switch err := t.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case !blank(t.text), !t.aside():
			return errShape
		}
	}
}

// children shows each element within the one whose tag was just met, to the end of
// that.
func (t *tags) children(show func() error) error {
	if !t.wellFormed() {
		return errShape
	}
	if t.empty() {
		return nil
	}
	for parent := string(t.name()); ; {
		if err := t.nextBetween(); err != nil {
			return err
		}
		if t.closing() {
			if !t.closes(parent) {
				return errShape
			}
			return nil
		}
		if err := show(); err != nil {
			return err
		}
	}
}

// none is an attribute that is not there.
const none = "\x00"

// value reads an attribute, if it is there; it is false for a tag that does not
// keep to the form, or names it twice. *:id is an id with whatever prefix.
func (t *tags) value(wanted string, into *string) bool {
	found := false
	for rest := t.attributes(); ; {
		name, value, after, ok := attribute(rest)
		if !ok || name == nil {
			return ok
		}
		if colon := bytes.IndexByte(name, ':'); string(name) == wanted || colon > 0 && "*"+string(name[colon:]) == wanted {
			text, ok := appendText(nil, value)
			if !ok || found {
				return false
			}
			*into, found = string(text), true
		}
		rest = after
	}
}

// whole reads an attribute that is a whole number.
func (t *tags) whole(wanted string, into *int) bool {
	text := ""
	if !t.value(wanted, &text) {
		return false
	}
	if text != "" {
		*into = whole([]byte(text))
	}
	return *into >= 0
}

// leaf reads to the end of an element that holds text only, and appends it.
func (t *tags) leaf(name string, to []byte) ([]byte, error) {
	if len(t.tag) > len(t.prefix)+len(name) && !t.wellFormed() {
		return to, errShape
	}
	for whole := t.empty(); !whole; {
		if err := t.next(); err != nil {
			return to, unfinished(err)
		}
		ok, data := true, t.data()
		if to, ok = appendText(to, t.text); !ok {
			return to, errMarkup
		}
		switch {
		case data != nil:
			if to, ok = appendData(to, data); !ok {
				return to, errMarkup
			}
		case t.aside():
			return to, errMarkup
		case !t.closes(name):
			return to, errShape
		default:
			whole = true
		}
	}
	return to, nil
}

// nextInside goes to the next tag within an element that holds no text of its own.
func (t *tags) nextInside() error {
	if err := t.next(); err != nil {
		return unfinished(err)
	}
	switch {
	case !blank(t.text):
		return errShape
	case t.tag[0] == '!', t.tag[0] == '?':
		return errMarkup
	}
	return nil
}

// nextBetween goes to the next tag where elements follow one another, and nothing
// but comments may stand between them.
func (t *tags) nextBetween() error {
	for {
		if err := t.next(); err != nil {
			return unfinished(err)
		}
		switch {
		case !blank(t.text), t.data() != nil:
			return errShape
		case !t.aside():
			return nil
		}
	}
}

// skip reads to the end of an element, whatever is in it.
func (t *tags) skip() error { return t.walk(func() error { return nil }) }

// walk shows an element and every other in it, and reads to its end.
func (t *tags) walk(show func() error) error {
	if !t.wellFormed() {
		return errShape
	}
	if err := show(); err != nil || t.empty() {
		return err
	}
	for open := []string{string(t.fullName())}; len(open) > 0; {
		if err := t.next(); err != nil {
			return unfinished(err)
		}
		if !isText(t.text) {
			return errMarkup
		}
		name := string(t.fullName())
		switch {
		case t.aside():
			continue
		case t.data() != nil:
			if _, ok := appendData(nil, t.data()); !ok {
				return errMarkup
			}
			continue
		case !t.wellFormed():
			return errShape
		case t.closing():
			if name != open[len(open)-1] {
				return errShape
			}
			open = open[:len(open)-1]
			continue
		}
		if err := show(); err != nil {
			return err
		}
		if !t.empty() {
			if len(open) == maxDepth {
				return errDeep
			}
			open = append(open, name)
		}
	}
	return nil
}
