package tagged

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
)

// An output is the new file while it is written. Streams stand in the file as
// they are; all other objects go into two object streams, which takes a third off the
// file. What documents of one shape have alike goes into one of them, which is then
// deflated once for all of these; what is a document's own into the other, which is so
// short that deflating it costs more than it saves.
type output struct {
	file   []byte
	common int    // so much of the file's beginning other files have as well
	spots  []spot // by object number
	alike  objects
	own    objects
	trial  bool   // the file is not kept, and needs no ID of its own
	filter string // that of a stream that is deflated for this file
}

// objects are those of one object stream.
type objects struct {
	text  []byte
	index []byte // their numbers and offsets
	count int
	whole []byte // the index and the text
}

// A spot is where an object stands: in the file, at an offset; or in one of the
// object streams, as which one of its objects.
type spot struct {
	kind spotKind
	at   int
}

type spotKind byte

const (
	nowhere spotKind = iota
	inFile
	inAlike
	inOwn
)

// begin empties the output for a file of so many objects. The four bytes of the
// second line say that the file is not text.
func (o *output) begin(objects int) {
	o.file = append(o.file[:0], "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"...)
	o.spots = slices.Grow(o.spots[:0], objects)[:objects]
	clear(o.spots)
	o.alike.empty()
	o.own.empty()
}

func (s *objects) empty() { s.text, s.index, s.count = s.text[:0], s.index[:0], 0 }

// object begins an object that is no stream, and that documents of one shape have
// alike; its text is to be appended to the slice returned, and handed to done.
func (o *output) object(number int) []byte {
	o.spots[number] = spot{inAlike, o.alike.count}
	return o.alike.begin(number)
}

func (o *output) done(text []byte) { o.alike.text = append(text, '\n') }

// ownObject is object for one that says what no other document says; ownDone is its done.
func (o *output) ownObject(number int) []byte {
	o.spots[number] = spot{inOwn, o.own.count}
	return o.own.begin(number)
}

func (o *output) ownDone(text []byte) { o.own.text = append(text, '\n') }

func (s *objects) begin(number int) []byte {
	s.count++
	s.index = append(strconv.AppendInt(s.index, int64(number), 10), ' ')
	s.index = append(strconv.AppendInt(s.index, int64(len(s.text)), 10), ' ')
	return s.text
}

// entries are what the dictionary of the object stream says.
func (s *objects) entries() string {
	return "/Type/ObjStm/N " + strconv.Itoa(s.count) + "/First " + strconv.Itoa(len(s.index))
}

// joined is what the object stream holds, before it is deflated.
func (s *objects) joined() []byte {
	s.whole = append(append(s.whole[:0], s.index...), s.text...)
	return s.whole
}

// put writes an object that is no stream, and that documents of one shape have alike.
func (o *output) put(number int, text []byte) { o.done(append(o.object(number), text...)) }

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

// end writes the object streams and the cross-reference stream, with the next
// three numbers, and returns the file, which holds until the next. Its ID is a digest of
// all that is its own, so that equal files have equal IDs, and others others.
// The cross-reference stream, like the object stream of its own, is so short that
// deflating it costs more than it saves.
func (o *output) end(catalog, info int, alike packing) []byte {
	ownStream := len(o.spots)
	alikeStream, table := ownStream+1, ownStream+2
	o.spots = append(o.spots, spot{}, spot{}, spot{})
	o.stream(ownStream, o.own.entries(), o.own.joined())
	id := "<" + hex.EncodeToString(o.id(alike)) + ">"
	o.stream(alikeStream, o.alike.entries()+o.filter, alike.data)
	start := len(o.file)
	o.spots[table] = spot{inFile, start}
	o.stream(table, "/Type/XRef/Size "+strconv.Itoa(table+1)+"/W[1 3 2]/Root "+strconv.Itoa(catalog)+
		" 0 R/Info "+strconv.Itoa(info)+" 0 R/ID["+id+id+"]", o.table(ownStream, alikeStream))
	o.file = append(o.file, "startxref\n"...)
	o.file = strconv.AppendInt(o.file, int64(start), 10)
	o.file = append(o.file, "\n%%EOF\n"...)
	return o.file
}

// id is the digest of all that stands so far, and of the objects that are alike.
func (o *output) id(alike packing) []byte {
	if o.trial {
		return make([]byte, 16)
	}
	sum := sha256.New()
	sum.Write(o.file[o.common:]) // a hash never fails
	sum.Write(alike.digest[:])
	return sum.Sum(nil)[:16]
}

// table lists every object's spot in six bytes: in the file (1) or in an object
// stream (2); the offset, or the object stream's number; nothing, or which one of
// its objects.
func (o *output) table(ownStream, alikeStream int) []byte {
	table := o.own.text[:0]
	for number, s := range o.spots {
		kind, where, which := s.kind, s.at, 0
		switch {
		case number == 0:
			which = 65535 // the head of the list of free objects
		case kind == inAlike:
			kind, where, which = 2, alikeStream, s.at
		case kind == inOwn:
			kind, where, which = 2, ownStream, s.at
		}
		table = append(table, byte(kind), byte(where>>16), byte(where>>8), byte(where), byte(which>>8), byte(which))
	}
	return table
}
