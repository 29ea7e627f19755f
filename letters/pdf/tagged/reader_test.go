package tagged_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zlib"
)

// A small reader of PDF files, written apart from the code under test. Values
// are nil, bool, float64, name, string, ref, []any, dict and operator.
type (
	name     string
	ref      int
	dict     map[name]any
	operator string
)

// A document is a file read whole: every object by its number.
type document struct {
	t       testing.TB
	objects map[ref]any
	streams map[ref][]byte // inflated
	trailer dict
}

// read follows the cross-reference stream at the file's end.
func read(t testing.TB, file []byte) *document {
	t.Helper()
	d := &document{t: t, objects: map[ref]any{}, streams: map[ref][]byte{}}
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")) || !bytes.HasSuffix(file, []byte("\n%%EOF\n")) {
		t.Fatalf("the file does not begin or end as it should")
	}
	at := bytes.LastIndex(file, []byte("startxref\n"))
	start, err := strconv.Atoi(strings.TrimSpace(string(file[at+10 : len(file)-6])))
	if err != nil {
		t.Fatal(err)
	}
	number := d.readAt(file, start)
	d.trailer = d.objects[number].(dict)
	table := d.streams[number]
	for n := 0; n*6 < len(table); n++ {
		row := table[6*n:]
		where := int(row[1])<<16 | int(row[2])<<8 | int(row[3])
		switch row[0] {
		case 1:
			if got := d.readAt(file, where); got != ref(n) {
				t.Errorf("object %d stands where %d should", got, n)
			}
		case 2:
			if _, done := d.objects[ref(n)]; !done {
				d.unpack(ref(where))
			}
		}
	}
	if want := float64(len(table) / 6); d.trailer["Size"] != want {
		t.Errorf("Size is %v, want %v", d.trailer["Size"], want)
	}
	// The object stream comes after what it holds, so it is unpacked last.
	for number, o := range d.objects {
		if o, ok := o.(dict); ok && o["Type"] == name("ObjStm") {
			d.unpack(number)
		}
	}
	return d
}

// readAt reads the object that begins at an offset, with its stream.
func (d *document) readAt(file []byte, at int) ref {
	l := &lexer{d.t, file[at:]}
	number, _, _ := l.value(), l.value(), l.value() // "7 0 obj"
	n := ref(number.(float64))
	d.objects[n] = l.value()
	if !bytes.HasPrefix(l.rest, []byte("\nstream\n")) {
		return n
	}
	entries := d.objects[n].(dict)
	length := int(entries["Length"].(float64))
	data := l.rest[8 : 8+length]
	if !bytes.HasPrefix(l.rest[8+length:], []byte("\nendstream\nendobj\n")) {
		d.t.Errorf("object %d is longer or shorter than it says", n)
	}
	if entries["Filter"] == name("FlateDecode") {
		data = inflate(d.t, data)
	}
	d.streams[n] = data
	return n
}

// unpack reads the objects of an object stream.
func (d *document) unpack(container ref) {
	head, ok := d.objects[container].(dict)
	if !ok {
		return
	}
	data, first := d.streams[container], int(head["First"].(float64))
	index := &lexer{d.t, data[:first]}
	for range int(head["N"].(float64)) {
		number, offset := index.value().(float64), index.value().(float64)
		l := &lexer{d.t, data[first+int(offset):]}
		d.objects[ref(number)] = l.value()
	}
}

// get follows references.
func (d *document) get(v any) any {
	for {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		if v, ok = d.objects[r]; !ok {
			d.t.Fatalf("object %d is lacking", r)
		}
	}
}

func (d *document) dict(v any) dict {
	d.t.Helper()
	got, ok := d.get(v).(dict)
	if !ok {
		d.t.Fatalf("%v is no dictionary", v)
	}
	return got
}

func (d *document) list(v any) []any {
	got, _ := d.get(v).([]any)
	return got
}

func inflate(t testing.TB, data []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A lexer reads values one after the other.
type lexer struct {
	t    testing.TB
	rest []byte
}

const (
	space  = " \n\r\t\x00\f"
	breaks = space + "()<>[]{}/%"
)

// value reads the next value, nil at the end.
func (l *lexer) value() any {
	l.rest = bytes.TrimLeft(l.rest, space)
	switch {
	case len(l.rest) == 0:
		return nil
	case bytes.HasPrefix(l.rest, []byte("<<")):
		l.rest = l.rest[2:]
		return l.entries()
	case l.rest[0] == '<':
		return l.hex()
	case l.rest[0] == '(':
		return l.literal()
	case l.rest[0] == '[':
		l.rest = l.rest[1:]
		return l.items("]")
	case l.rest[0] == '/':
		l.rest = l.rest[1:]
		return name(l.token())
	}
	return l.plain()
}

func (l *lexer) token() string {
	end := bytes.IndexAny(l.rest, breaks)
	if end < 0 {
		end = len(l.rest)
	}
	out := string(l.rest[:end])
	l.rest = l.rest[end:]
	return out
}

// plain reads a number, a reference, a truth value or an operator.
func (l *lexer) plain() any {
	word := l.token()
	switch word {
	case "true", "false":
		return word == "true"
	case "":
		l.t.Fatalf("cannot read %.40q", l.rest)
	}
	number, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return operator(word)
	}
	var generation int
	var kind byte
	if n, _ := fmt.Sscanf(string(l.rest[:min(10, len(l.rest))]), " %d %c", &generation, &kind); n == 2 && kind == 'R' {
		l.rest = l.rest[bytes.IndexByte(l.rest, 'R')+1:]
		return ref(number)
	}
	return number
}

func (l *lexer) items(end string) (list []any) {
	for {
		l.rest = bytes.TrimLeft(l.rest, space)
		if bytes.HasPrefix(l.rest, []byte(end)) {
			l.rest = l.rest[len(end):]
			return list
		}
		list = append(list, l.value())
	}
}

func (l *lexer) entries() dict {
	items := l.items(">>")
	out := dict{}
	for i := 0; i+1 < len(items); i += 2 {
		key := items[i].(name)
		if _, twice := out[key]; twice {
			l.t.Errorf("the key %s stands twice", key)
		}
		out[key] = items[i+1]
	}
	return out
}

func (l *lexer) hex() string {
	inner, rest, _ := bytes.Cut(l.rest[1:], []byte(">"))
	l.rest = rest
	out, err := hex.DecodeString(string(inner))
	if err != nil {
		l.t.Errorf("a bad hex string %q", inner)
	}
	return string(out)
}

func (l *lexer) literal() string {
	var out []byte
	depth := 0
	for i := 0; i < len(l.rest); i++ {
		c := l.rest[i]
		switch {
		case c == '\\':
			i++
			c = l.rest[i]
			if c == 'r' {
				c = '\r'
			}
		case c == '(':
			if depth++; depth == 1 {
				continue
			}
		case c == ')':
			if depth--; depth == 0 {
				l.rest = l.rest[i+1:]
				return string(out)
			}
		}
		out = append(out, c)
	}
	l.t.Fatal("a string without an end")
	return ""
}
