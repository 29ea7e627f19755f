package rows

import (
	"bufio"
	"bytes"
	"io"
	"unicode"
	"unicode/utf8"
)

// tags reads XML as a run of tags, with the text before each. It knows no more
// of XML than a spreadsheet needs, refuses the rest, and holds one tag at a
// time, whatever the size of the file.
type tags struct {
	from  io.Reader
	fault error  // why nothing can be read
	space []byte // in which held lies
	held  []byte // read, and not yet taken
	taken int    // bytes
	limit int    // of them, if there is one: those up to the end of the longest row
	text  []byte // before the tag
	tag   []byte // between < and >

	prefix []byte // before the names of elements, as x: is before x:row; that of the first element
	rooted bool   // it was met
}

func newTags(from io.Reader) *tags {
	t := &tags{space: make([]byte, 16<<10)}
	t.held = t.space[:0]
	t.from, t.fault = inUTF8(from)
	return t
}

// more reads on. What is held may move with it.
func (t *tags) more() error {
	switch {
	case t.fault != nil:
		return t.fault
	case len(t.held) == maxTag:
		return bufio.ErrBufferFull
	case len(t.held) == len(t.space):
		t.space = make([]byte, 4*len(t.space))
		fallthrough
	case len(t.held) == cap(t.held):
		t.held = t.space[:copy(t.space, t.held)]
	}
	n, err := io.ReadAtLeast(t.from, t.held[len(t.held):cap(t.held)], 1)
	t.held = t.held[:len(t.held)+n]
	return err
}

// find gives the index in what is held of the first b at or after start.
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
	if err == io.EOF && blank(t.held) {
		return io.EOF
	}
	if err != nil {
		return broken(err)
	}
	end, err := t.end(open + 1)
	if err != nil {
		return err
	}
	t.text, t.tag = t.held[:open], t.held[open+1:end]
	t.held = t.held[end+1:]
	t.taken += end + 1
	switch {
	case !t.rooted:
		return t.root()
	case t.limit > 0 && t.taken > t.limit:
		return errLong
	}
	return nil
}

// root looks at what comes first in the file: the line in which it says that it
// is XML, comments, and the element in which everything else lies.
func (t *tags) root() error {
	switch {
	case !blank(t.text) || t.closing() || t.data() != nil:
		return errMarkup
	case t.aside():
		return nil
	}
	t.rooted = true
	name := t.fullName()
	t.prefix = bytes.Clone(name[:bytes.IndexByte(name, ':')+1])
	return nil
}

// end gives the index of the > that ends the tag that begins at start: not one
// inside a value, a comment or the like.
func (t *tags) end(start int) (int, error) {
	for from := start; ; {
		end, err := t.find(from, '>')
		if err != nil {
			return 0, broken(err)
		}
		tag := t.held[start:end]
		switch {
		case len(tag) == 0:
			return 0, errMarkup
		case tag[0] == '!':
			if whole, err := closedAside(tag); whole || err != nil {
				return end, err
			}
		case tag[0] == '?':
			if len(tag) > 1 && tag[len(tag)-1] == '?' {
				return end, t.declaration(tag, start == 1)
			}
		case len(tag) < 4 || tag[0] == '/' || !quoteOpen(tag):
			return end, nil
		}
		from = end + 1
	}
}

// quoteOpen reports whether a tag ends inside a value.
func quoteOpen(tag []byte) bool {
	if bytes.IndexByte(tag, '\'') < 0 {
		return bytes.Count(tag, []byte(`"`))%2 == 1
	}
	var open byte
	for _, c := range tag {
		switch {
		case open == 0 && (c == '"' || c == '\''):
			open = c
		case c == open:
			open = 0
		}
	}
	return open != 0
}

const dataBegins, dataEnds = "![CDATA[", "]]"

// closedAside reports whether a comment or characters as they stand (CDATA) end
// here, and refuses everything else that begins in this way.
func closedAside(tag []byte) (whole bool, err error) {
	switch {
	case bytes.HasPrefix(tag, []byte(dataBegins)):
		return bytes.HasSuffix(tag[len(dataBegins):], []byte(dataEnds)), nil
	case !bytes.HasPrefix(tag, []byte("!--")):
		return false, errMarkup
	case !utf8.Valid(tag):
		return false, errMarkup
	}
	inside := tag[3:]
	dashes := bytes.Index(inside, []byte("--"))
	if dashes >= 0 && dashes < len(inside)-2 {
		return false, errMarkup
	}
	return dashes >= 0, nil
}

// declaration accepts the line in which a file says that it is XML only where it
// begins. What letters it names has been looked at before.
func (t *tags) declaration(tag []byte, first bool) error {
	target := tag[1 : len(tag)-1]
	if space := bytes.IndexFunc(target, func(r rune) bool { return r < utf8.RuneSelf && spaceXML(byte(r)) }); space >= 0 {
		target = target[:space]
	}
	if !utf8.Valid(tag) || !isName(target) || string(target) == "xml" && (t.taken > 0 || !first) {
		return errMarkup
	}
	return nil
}

// aside reports what is no element: comments, and the line that says that this
// is XML.
func (t *tags) aside() bool { return t.tag[0] == '?' || t.tag[0] == '!' && t.tag[1] == '-' }

// data is what stands in a CDATA section; of any other tag it is nil.
func (t *tags) data() []byte {
	if t.tag[0] != '!' || t.tag[1] != '[' {
		return nil
	}
	return t.tag[len(dataBegins) : len(t.tag)-len(dataEnds)]
}

// closing reports </name>, and empty reports <name/>.
func (t *tags) closing() bool { return t.tag[0] == '/' }
func (t *tags) empty() bool   { return t.tag[len(t.tag)-1] == '/' }

// name is the element's without the prefix that all elements have; that of another
// prefix is none.
func (t *tags) name() []byte {
	name := t.fullName()
	if len(t.prefix) == 0 {
		return name
	}
	rest, is := bytes.CutPrefix(name, t.prefix)
	if !is {
		return nil
	}
	return rest
}

func (t *tags) fullName() []byte {
	name := t.tag
	if name[0] == '/' {
		name = name[1:]
	}
	for i, c := range name {
		if c == ' ' || c == '/' || c == '\t' || c == '\r' || c == '\n' {
			return name[:i]
		}
	}
	return name
}

// closes reports the end of an element of this name, with nothing else in the tag.
func (t *tags) closes(name string) bool {
	if !t.closing() || !bytes.HasPrefix(t.tag[1:], t.prefix) {
		return false
	}
	rest, is := bytes.CutPrefix(t.tag[1+len(t.prefix):], []byte(name))
	return is && blank(rest)
}

// attribute takes one attribute off what is left of a tag. At the end the name is
// nil; it is not ok for a tag that does not keep to the form.
func attribute(rest []byte) (name, value, after []byte, ok bool) {
	i := 0
	for i < len(rest) && spaceXML(rest[i]) {
		i++
	}
	if i == len(rest) || i == len(rest)-1 && rest[i] == '/' {
		return nil, nil, nil, true
	}
	name = rest[i:]
	equals := bytes.IndexByte(name, '=')
	if i == 0 || equals < 1 || equals+1 == len(name) || name[equals+1] != '"' && name[equals+1] != '\'' {
		return nil, nil, nil, false
	}
	value = name[equals+2:]
	end := bytes.IndexByte(value, name[equals+1])
	if end < 0 {
		return nil, nil, nil, false
	}
	return name[:equals], value[:end], value[end+1:], true
}

// attributes is what stands in a tag after its name.
func (t *tags) attributes() []byte {
	from := len(t.fullName())
	if t.closing() {
		from++
	}
	return t.tag[from:]
}

// wellFormed reports whether a tag is as XML has them, whatever it means.
func (t *tags) wellFormed() bool {
	rest := t.attributes()
	if !isName(t.fullName()) {
		return false
	}
	if t.closing() {
		return blank(rest)
	}
	for {
		name, value, after, ok := attribute(rest)
		if !ok || name == nil {
			return ok
		}
		if !isName(name) || !isValue(value) {
			return false
		}
		rest = after
	}
}

// isName reports what can be the name of an element or an attribute.
func isName(b []byte) bool {
	colons := 0
	for i, c := range string(b) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
		case i > 0 && (c >= '0' && c <= '9' || c == '-' || c == '.'):
		case c == ':' && i > 0 && i < len(b)-1:
			colons++
		case c == utf8.RuneError || c < utf8.RuneSelf || !unicode.IsLetter(c):
			return false
		}
	}
	return len(b) > 0 && colons < 2
}

func spaceXML(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// blank reports nothing but spaces.
func blank(b []byte) bool {
	for _, c := range b {
		if !spaceXML(c) {
			return false
		}
	}
	return true
}
