package extract

import (
	"bufio"
	"bytes"
	"io"
)

// tags reads XML as a run of tags, with the text before each. It knows no more
// of XML than a spreadsheet needs, refuses the rest, and holds one tag at a
// time, whatever the size of the file.
type tags struct {
	in   *bufio.Reader
	text []byte // before the tag
	tag  []byte // between < and >
}

// tagSize is more than any tag or text in a real sheet; a cell holds at most
// 32,767 characters.
const tagSize = 256 << 10

func newTags(from io.Reader) *tags {
	t := &tags{in: bufio.NewReaderSize(from, tagSize)}
	if mark, _ := t.in.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		t.in.Discard(3)
	}
	return t
}

// next reads to the end of the next tag; io.EOF is the end of the file, and
// nothing but spaces may stand before it.
func (t *tags) next() error {
	text, err := t.in.ReadSlice('<')
	if err == io.EOF && len(bytes.TrimSpace(text)) == 0 {
		return io.EOF
	}
	if err != nil {
		return broken(err)
	}
	t.text = append(t.text[:0], text[:len(text)-1]...) // reading on moves what was read
	t.tag, err = t.in.ReadSlice('>')
	if err != nil {
		return broken(err)
	}
	t.tag = t.tag[:len(t.tag)-1]
	if bytes.Count(t.tag, []byte(`"`))%2 == 1 || bytes.HasPrefix(t.tag, []byte("!")) {
		return t.rest()
	}
	return nil
}

// rest reads on where the > stood inside a value, a comment or the like.
func (t *tags) rest() error {
	tag := bytes.Clone(t.tag)
	for {
		switch {
		case bytes.HasPrefix(tag, []byte("!--")):
			if bytes.HasSuffix(tag, []byte("--")) && len(tag) >= 5 {
				t.tag = tag
				return nil
			}
		case bytes.HasPrefix(tag, []byte("!")):
			return errMarkup
		case bytes.Count(tag, []byte(`"`))%2 == 0:
			t.tag = tag
			return nil
		}
		more, err := t.in.ReadSlice('>')
		if err != nil || len(tag)+len(more) > tagSize {
			return broken(err)
		}
		tag = append(append(tag, '>'), more[:len(more)-1]...)
	}
}

// comment reports what is no element: comments, and the line that says that
// this is XML.
func (t *tags) comment() bool {
	return len(t.tag) > 0 && (t.tag[0] == '!' || t.tag[0] == '?')
}

// closing reports </name>, and empty reports <name/>.
func (t *tags) closing() bool { return len(t.tag) > 0 && t.tag[0] == '/' }
func (t *tags) empty() bool   { return len(t.tag) > 0 && t.tag[len(t.tag)-1] == '/' }

// endsText reports the end of a text that is more than spaces.
func (t *tags) endsText() bool {
	return t.closing() && string(t.name()) == "t" && len(bytes.TrimSpace(t.text)) > 0
}

// name is the element's, without its prefix.
func (t *tags) name() []byte {
	from := 0
	if t.closing() {
		from = 1
	}
	for i := from; i < len(t.tag); i++ {
		switch t.tag[i] {
		case ':':
			from = i + 1
		case ' ', '\t', '\r', '\n', '/':
			return t.tag[from:i]
		}
	}
	return t.tag[from:]
}

// attributes gives each name and value of a tag. It is false for a tag that
// does not keep to the form.
func (t *tags) attributes(yield func(name, value []byte)) bool {
	i := 0
	for i < len(t.tag) && !spaceXML(t.tag[i]) {
		i++
	}
	for {
		for i < len(t.tag) && spaceXML(t.tag[i]) {
			i++
		}
		rest := t.tag[i:]
		if len(rest) == 0 || len(rest) == 1 && rest[0] == '/' {
			return true
		}
		equals := bytes.IndexByte(rest, '=')
		if equals < 1 || equals+1 == len(rest) || rest[equals+1] != '"' && rest[equals+1] != '\'' {
			return false
		}
		value := rest[equals+2:]
		end := bytes.IndexByte(value, rest[equals+1])
		if end < 0 || bytes.IndexByte(value[:end], '<') >= 0 {
			return false
		}
		yield(rest[:equals], value[:end])
		i += equals + end + 3
		if i < len(t.tag) && !spaceXML(t.tag[i]) && t.tag[i] != '/' {
			return false
		}
	}
}

func spaceXML(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }
