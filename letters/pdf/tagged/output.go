package tagged

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
)

// An output is the new file while it is written. Streams stand in the file as
// they are; all other objects go into one object stream, which is deflated as a
// whole, and takes a third off the file.
type output struct {
	file   []byte
	common int    // so much of the file's beginning other files have as well
	spots  []spot // by object number
	packed []byte // the objects of the object stream
	index  []byte // their numbers and offsets
	count  int
	trial  bool // the file is not kept, and needs no ID of its own
}

// A spot is where an object stands: in the file, at an offset; or in the
// object stream, as which one of its objects.
type spot struct {
	kind spotKind
	at   int
}

type spotKind byte

// The kinds, with the numbers that the file gives them.
const (
	nowhere spotKind = iota
	inFile
	inStream
)

// begin empties the output for a file of so many objects. The four bytes of the
// second line say that the file is not text.
func (o *output) begin(objects int) {
	o.file = append(o.file[:0], "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"...)
	o.spots = slices.Grow(o.spots[:0], objects)[:objects]
	clear(o.spots)
	o.packed, o.index, o.count = o.packed[:0], o.index[:0], 0
}

// object begins an object that is no stream; its text is to be appended to the
// slice returned, and handed to done.
func (o *output) object(number int) []byte {
	o.spots[number] = spot{inStream, o.count}
	o.count++
	o.index = strconv.AppendInt(o.index, int64(number), 10)
	o.index = append(o.index, ' ')
	o.index = strconv.AppendInt(o.index, int64(len(o.packed)), 10)
	o.index = append(o.index, ' ')
	return o.packed
}

func (o *output) done(packed []byte) { o.packed = append(packed, '\n') }

// put writes an object that is no stream.
func (o *output) put(number int, parts ...[]byte) {
	text := o.object(number)
	for _, part := range parts {
		text = append(text, part...)
	}
	o.done(text)
}

// stream writes a stream. The entries come without /Length.
func (o *output) stream(number int, entries string, data []byte) {
	o.spots[number] = spot{inFile, len(o.file)}
	o.file = strconv.AppendInt(o.file, int64(number), 10)
	o.file = append(o.file, " 0 obj\n<<"...)
	o.file = append(o.file, entries...)
	o.file = append(o.file, "/Length "...)
	o.file = strconv.AppendInt(o.file, int64(len(data)), 10)
	o.file = append(o.file, ">>\nstream\n"...)
	o.file = append(o.file, data...)
	o.file = append(o.file, "\nendstream\nendobj\n"...)
}

// end writes the object stream and the cross-reference stream, with the next
// two numbers, and returns the file, which holds until the next. Its ID is a digest of all that stands
// before and is its own, so that equal files have equal IDs, and others others.
// The cross-reference stream is so short that deflating it costs more than it saves.
func (o *output) end(catalog, info int, deflate func(...[]byte) []byte) []byte {
	container := len(o.spots)
	table := container + 1
	o.spots = append(o.spots, spot{}, spot{})
	o.stream(container, "/Type/ObjStm/N "+strconv.Itoa(o.count)+"/First "+strconv.Itoa(len(o.index))+
		"/Filter/FlateDecode", deflate(o.index, o.packed))
	start := len(o.file)
	o.spots[table] = spot{inFile, start}
	id := "<" + hex.EncodeToString(o.id()) + ">"
	o.stream(table, "/Type/XRef/Size "+strconv.Itoa(table+1)+"/W[1 3 2]/Root "+strconv.Itoa(catalog)+
		" 0 R/Info "+strconv.Itoa(info)+" 0 R/ID["+id+id+"]", o.table(container))
	o.file = append(o.file, "startxref\n"...)
	o.file = strconv.AppendInt(o.file, int64(start), 10)
	o.file = append(o.file, "\n%%EOF\n"...)
	return o.file
}

func (o *output) id() []byte {
	if o.trial {
		return make([]byte, 16)
	}
	digest := sha256.Sum256(o.file[o.common:])
	return digest[:16]
}

// table lists every object's spot in six bytes: the kind; the offset, or the
// object stream's number; nothing, or which one of its objects.
func (o *output) table(container int) []byte {
	table := o.packed[:0]
	for number, s := range o.spots {
		where, which := s.at, 0
		switch {
		case number == 0:
			which = 65535 // the head of the list of free objects
		case s.kind == inStream:
			where, which = container, s.at
		}
		table = append(table, byte(s.kind), byte(where>>16), byte(where>>8), byte(where), byte(which>>8), byte(which))
	}
	return table
}
