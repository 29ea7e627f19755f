package edit

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// trail leads to a value of a YAML file: a key of a mapping (string) or a place in a
// list (int, from 0), one after the other.
type trail []any

func (p trail) String() string {
	var b strings.Builder
	for _, step := range p {
		switch step := step.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", step+1)
		case string:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(step)
		}
	}
	return b.String()
}

// doc is a YAML file that is changed as text, so that every line that a change is
// not about stays as it is: comments, order, quotation marks, ends of lines.
type doc struct {
	text []byte // without the mark that Windows puts before UTF-8
	mark []byte
	root *yaml.Node
	ends []int // where each line begins
}

var byteOrderMark = []byte("\xef\xbb\xbf")

func readDoc(text []byte) (*doc, error) {
	d := &doc{}
	if rest, marked := bytes.CutPrefix(text, byteOrderMark); marked {
		d.mark, text = byteOrderMark, rest
	}
	d.text = text
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		return nil, err
	}
	if len(n.Content) != 1 || n.Content[0].Kind != yaml.MappingNode {
		return nil, errors.New("the file is no set of keys")
	}
	d.root = n.Content[0]
	d.ends = lineStarts(text)
	return d, nil
}

// lineStarts are where lines begin, as the reader of YAML counts them.
func lineStarts(text []byte) []int {
	starts := []int{0}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
		case text[i] == '\n' || text[i] == '\r':
			starts = append(starts, i+1)
		}
	}
	return starts
}

// newline is how the file ends its lines.
func (d *doc) newline() string {
	if bytes.Contains(d.text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// at is where a node begins in the text.
func (d *doc) at(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(d.ends) {
		return len(d.text)
	}
	at := d.ends[n.Line-1]
	for range n.Column - 1 {
		if at >= len(d.text) {
			break
		}
		at += runeLen(d.text[at:])
	}
	return at
}

func runeLen(b []byte) int {
	n := 1
	for n < len(b) && b[n]&0xC0 == 0x80 {
		n++
	}
	return n
}

// find goes down a path as far as it leads: the last node, and how many steps it took.
func (d *doc) find(p trail) (*yaml.Node, int) {
	n := d.root
	for i, step := range p {
		next := child(n, step)
		if next == nil {
			return n, i
		}
		n = next
	}
	return n, len(p)
}

func child(n *yaml.Node, step any) *yaml.Node {
	switch step := step.(type) {
	case string:
		if i := keyAt(n, step); i >= 0 {
			return n.Content[i+1]
		}
	case int:
		if n.Kind == yaml.SequenceNode && step >= 0 && step < len(n.Content) {
			return n.Content[step]
		}
	}
	return nil
}

// keyAt is the place of a key among the contents of a mapping; -1 where it is not there.
func keyAt(n *yaml.Node, key string) int {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return i
		}
	}
	return -1
}

// set gives a key, or a place in a list, a value; the key may be a new one, and so
// may those above it.
func set(text []byte, p trail, v value) ([]byte, error) {
	return change(text, p, func(d *doc) ([]byte, error) { return d.set(p, v) }, func(tree any) any { return setIn(tree, p, v.plain()) })
}

// add puts a value at the end of a list, which may not be there yet.
func add(text []byte, p trail, v value) ([]byte, error) {
	return change(text, p, func(d *doc) ([]byte, error) {
		n, steps := d.find(p)
		switch {
		case steps < len(p) || n.Tag == "!!null":
			return d.set(p, list{v})
		case n.Kind != yaml.SequenceNode:
			return nil, errInPlace
		}
		return d.append(n, v)
	}, func(tree any) any {
		old, _ := inTree(tree, p).([]any)
		return setIn(tree, p, append(slices.Clone(old), v.plain()))
	})
}

// remove takes a key, or an entry of a list, out. What is said of it in its own lines
// goes with it.
func remove(text []byte, p trail) ([]byte, error) {
	return change(text, p, func(d *doc) ([]byte, error) { return d.remove(p) }, func(tree any) any { return removeIn(tree, p) })
}

// errInPlace is for what is written in a way that cannot be changed without touching
// what stands beside it.
var errInPlace = errors.New("it is written in a way that cannot be changed from here without touching what stands beside it: change it in an editor")

// change makes a change as text, and holds the result against the same change made
// to what the file means: it is refused where anything else would mean something else.
func change(text []byte, p trail, edit func(*doc) ([]byte, error), expected func(any) any) ([]byte, error) {
	d, err := readDoc(text)
	if err != nil {
		return nil, err
	}
	var before, after any
	if err := yaml.Unmarshal(d.text, &before); err != nil {
		return nil, err
	}
	now, err := edit(d)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p, err)
	}
	if err := yaml.Unmarshal(now, &after); err != nil || !same(after, expected(before)) {
		return nil, fmt.Errorf("%s: %w", p, errInPlace)
	}
	return append(slices.Clone(d.mark), now...), nil
}

// same compares what two files mean.
func same(a, b any) bool { return reflect.DeepEqual(a, b) }
