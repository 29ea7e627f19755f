package readback

import (
	"bytes"
	"fmt"
	"sync"
)

// objects are those of an object stream, unpacked.
type objects struct {
	text     []byte
	offsets  []int // where in the text they begin; the last is the end
	elements []element
}

// Streams are the object streams that readers have met and will meet again: what
// letters of one shape have alike stands in one, which is the same in all of them to
// the byte. So it is unpacked and taken apart once. Any number of readers may share them.
type Streams struct {
	mu  sync.Mutex
	met map[string]*objects // by their dictionaries and their bytes in the file
}

// How many are kept, and how long one of them is at most. The letters of the whole
// nation have 172 shapes; each takes some 70 kB.
const (
	mostStreams  = 256
	mostOfStream = 128 << 10
)

func (s *Streams) known(as string) *objects {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.met[as]
}

func (s *Streams) keep(as string, o *objects) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(o.text) > mostOfStream {
		return
	}
	if len(s.met) >= mostStreams || s.met == nil {
		s.met = map[string]*objects{}
	}
	s.met[as] = o
}

// holding is the object stream that holds an object, and as which one.
func (r *Reader) holding(n int) (in *objects, at int, err error) {
	if n <= 0 || n >= len(r.spots) || r.spots[n].stream <= 0 {
		return nil, 0, fmt.Errorf("%w: object %d is lacking", errStrange, n)
	}
	s := r.spots[n]
	switch {
	case s.stream == r.alikeStream:
		if r.alike == nil {
			r.alike, err = r.openAlike(s.stream)
		}
		in = r.alike
	case r.ownStream == 0:
		if err = r.openObjects(s.stream, &r.own); err == nil {
			r.ownStream = s.stream
		}
		in = &r.own
	case s.stream == r.ownStream:
		in = &r.own
	default:
		err = fmt.Errorf("%w: a third stream of objects", errStrange)
	}
	if err == nil && s.at+1 >= len(in.offsets) {
		err = fmt.Errorf("%w: object %d is lacking", errStrange, n)
	}
	return in, s.at, err
}

// openAlike unpacks the object stream in which the catalog stands, which many files
// have, or finds it among those that have been met.
func (r *Reader) openAlike(stream int) (*objects, error) {
	dict, data, err := r.streamOf(stream)
	if err != nil {
		return nil, err
	}
	as := string(dict) + "\n" + string(data)
	if known := r.streams.known(as); known != nil {
		return known, nil
	}
	in := new(objects)
	if err := r.openObjects(stream, in); err != nil {
		return nil, err
	}
	in.text = bytes.Clone(in.text) // without the room behind it
	in.readElements()
	r.streams.keep(as, in)
	return in, nil
}

// openObjects unpacks an object stream.
func (r *Reader) openObjects(stream int, into *objects) error {
	dict, data, err := r.streamOf(stream)
	if err != nil {
		return err
	}
	if into.text, err = r.unpack(into.text[:0], dict, data); err != nil {
		return fmt.Errorf("objects: %w", err)
	}
	first := whole(dict, "First")
	l := lexer{data: into.text[:first]}
	into.offsets = into.offsets[:0]
	for l.next() == number { // an object's number, and behind it where it begins
		l.next()
		into.offsets = append(into.offsets, first+int(l.num))
	}
	into.offsets = append(into.offsets, len(into.text))
	return nil
}

// readElements reads those of the objects that are elements of the structure.
func (o *objects) readElements() {
	o.elements = make([]element, len(o.offsets)-1)
	var kids []kid
	for i := range o.elements {
		if text := o.text[o.offsets[i]:o.offsets[i+1]]; bytes.HasPrefix(text, []byte("<</S/")) {
			o.elements[i], kids = readElement(text, kids)
		}
	}
}
