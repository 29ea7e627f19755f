package readback

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
)

// A Document is what a file says. It holds until its Reader reads another.
type Document struct {
	Pages    int
	Parts    []Part // the elements directly below the root, in the order of reading
	Beside   []Note // what is on the pages and in no element: headers and footers
	Words    []Box  // every piece of text, where it stands
	Fills    []Box  // every painted rectangle and picture
	Metadata string // the XMP packet
}

// A Part is an element that stands directly below the root. Its words come in
// rows: a table's cells, a list's labels and items; one row of one in any other.
type Part struct {
	Role string
	Rows [][]string
	Alt  string
	Page int // on which it begins, from 1; 0 where nothing of it is on any
}

// A Note is words on a page that belong to no element.
type Note struct {
	Page  int // from 1
	Words string
}

// A Box is a rectangle in points from the lower left of its page. That of words
// stands on their baseline, and is as high as their type.
type Box struct {
	Page                     int
	Left, Bottom, Right, Top float64
	Beside                   bool   // in no element
	Words                    string // empty for a fill
}

// NewReader is a reader that shares with others the streams that they have met. The zero
// Reader shares with none.
func NewReader(known *Streams) *Reader { return &Reader{streams: known} }

// A Reader keeps its buffers from one file to the next, so it serves one
// goroutine at a time. What it reads does not depend on the files before.
type Reader struct {
	file                   []byte
	spots                  []spot
	classic                bool // no object is packed, as in a file of joined letters
	streams                *Streams
	alike                  *objects     // of the object stream in which the catalog stands
	own                    objects      // of the other
	alikeStream, ownStream int          // their numbers; 0 until they are needed
	source                 bytes.Reader // of a kind that inflating is quickest from
	inflate                io.ReadCloser
	stream                 []byte
	pages                  []page
	kids                   []kid            // of every element
	rows                   [][]string       // of every part
	cells                  []string         // of every row
	fonts                  map[string]*font // by their name on the pages
	known                  []*font          // met in this file or another
	doc                    Document
}

var errStrange = errors.New("the file is not as the program writes it")

// Read takes a file apart.
func (r *Reader) Read(file []byte) (doc *Document, err error) {
	defer func() { // a broken file may end anywhere
		if caught := recover(); caught != nil {
			doc, err = nil, fmt.Errorf("%w: %v", errStrange, caught)
		}
	}()
	r.begin(file)
	r.pages, r.kids, r.fonts = r.pages[:0], r.kids[:0], map[string]*font{}
	r.rows, r.cells = r.rows[:0], r.cells[:0]
	r.doc = Document{Parts: r.doc.Parts[:0], Beside: r.doc.Beside[:0], Words: r.doc.Words[:0], Fills: r.doc.Fills[:0]}
	catalog, err := r.openFile()
	if err != nil {
		return nil, err
	}
	if err := r.readPages(catalog); err != nil {
		return nil, err
	}
	if err := r.readTree(catalog); err != nil {
		return nil, err
	}
	_, packet, err := r.streamOf(reference(catalog, "Metadata"))
	if err != nil {
		return nil, fmt.Errorf("metadata: %w", err)
	}
	r.doc.Pages, r.doc.Metadata = len(r.pages), string(packet)
	return &r.doc, nil
}

// begin takes a file in hand.
func (r *Reader) begin(file []byte) {
	r.file, r.classic, r.alike, r.alikeStream, r.ownStream = file, false, nil, 0, 0
	if r.streams == nil {
		r.streams = new(Streams)
	}
}

// mostUnpacked is more than any stream of a letter holds.
const mostUnpacked = 8 << 20

// unpack inflates data to the end of a buffer.
func (r *Reader) unpack(into, data []byte) ([]byte, error) {
	source := &r.source
	source.Reset(data)
	if r.inflate == nil {
		inflate, err := zlib.NewReader(source)
		if err != nil {
			return nil, err
		}
		r.inflate = inflate
	} else if err := r.inflate.(zlib.Resetter).Reset(source, nil); err != nil {
		return nil, err
	}
	for {
		if len(into) == cap(into) {
			into = append(into, 0)[:len(into)]
		}
		n, err := r.inflate.Read(into[len(into):cap(into)])
		into = into[:len(into)+n]
		if len(into) > mostUnpacked {
			return nil, errStrange
		}
		if err == io.EOF {
			return into, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
