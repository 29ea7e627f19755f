package rows

import (
	"bufio"
	"bytes"
	"io"
)

// tags reads XML as a run of tags, with the text before each. It knows no more
// of XML than a spreadsheet needs, refuses the rest, and holds one tag at a
// time, whatever the size of the file.
type tags struct {
	from  io.Reader
	held  []byte // read, and not yet taken
	space []byte // in which held lies
	text  []byte // before the tag
	tag   []byte // between < and >

	keeping bool // what is read is kept as it stands
	kept    []byte
	most    int // bytes that may be kept
}

// tagSize is more than any tag or text in a real sheet; a cell holds at most
// 32,767 characters.
const tagSize = 256 << 10

func newTags(from io.Reader) *tags {
	t := &tags{from: from, space: make([]byte, tagSize)}
	t.held = t.space[:0]
	mark := []byte("\xef\xbb\xbf")
	for len(t.held) < len(mark) && t.more() == nil {
		continue
	}
	t.held = bytes.TrimPrefix(t.held, mark)
	return t
}

// more reads on. What is held may move with it.
func (t *tags) more() error {
	switch {
	case len(t.held) == tagSize:
		return bufio.ErrBufferFull
	case len(t.held) == cap(t.held):
		t.held = t.space[:copy(t.space, t.held)]
	}
	n, err := io.ReadAtLeast(t.from, t.held[len(t.held):cap(t.held)], 1)
	t.held = t.held[:len(t.held)+n]
	return err
}

// find gives the place in what is held of the first b at or after start.
func (t *tags) find(start int, b byte) (int, error) {
	for {
		if i := bytes.IndexByte(t.held[start:], b); i >= 0 {
			return start + i, nil
		}
		start = len(t.held)
		if err := t.more(); err != nil {
			return 0, err
		}
	}
}

// next reads to the end of the next tag; io.EOF is the end of the file, and
// nothing but spaces may stand before it.
func (t *tags) next() error {
	open, err := t.find(0, '<')
	if err == io.EOF && len(bytes.TrimSpace(t.held)) == 0 {
		return io.EOF
	}
	if err != nil {
		return broken(err)
	}
	end, err := t.end(open + 1)
	if err != nil {
		return err
	}
	read := t.held[:end+1]
	t.held = t.held[end+1:]
	if t.keeping {
		from := len(t.kept)
		if from+len(read) > t.most {
			return errLong
		}
		t.kept = append(t.kept, read...)
		read = t.kept[from:]
	}
	t.text, t.tag = read[:open], read[open+1:end]
	return nil
}

// end gives the place of the > that ends the tag that begins at start: not one
// inside a value, a comment or the like.
func (t *tags) end(start int) (int, error) {
	for from, quotes := start, 0; ; {
		end, err := t.find(from, '>')
		if err != nil {
			return 0, broken(err)
		}
		tag := t.held[start:end]
		quotes += bytes.Count(t.held[from:end], []byte(`"`))
		switch {
		case bytes.HasPrefix(tag, []byte("!--")):
			if bytes.HasSuffix(tag, []byte("--")) && len(tag) >= 5 {
				return end, nil
			}
		case bytes.HasPrefix(tag, []byte("!")):
			return 0, errMarkup
		case quotes%2 == 0:
			return end, nil
		}
		from = end + 1
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
	name := t.fullName()
	return name[bytes.IndexByte(name, ':')+1:]
}

func (t *tags) fullName() []byte {
	from := 0
	if t.closing() {
		from = 1
	}
	for i := from; i < len(t.tag); i++ {
		switch t.tag[i] {
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
