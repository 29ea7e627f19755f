package tagged

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
)

// A Rewriter turns what fpdf made into PDF/UA-1 and PDF/A-2a. It keeps its
// buffers from one file to the next, so it serves one goroutine at a time;
// what it makes of a file does not depend on the files before.
type Rewriter struct {
	*Stock
	out    output
	zip    *zlib.Writer
	zipped bytes.Buffer
}

// NewRewriter prepares for files that are drawn with these 8-bit fonts, and
// with any UTF-8 fonts.
func NewRewriter(fonts ...Font) *Rewriter { return NewStock(fonts...).Rewriter() }

// newZip makes a deflater; only a level that does not exist could fail.
func newZip(level int) *zlib.Writer {
	zip, err := zlib.NewWriterLevel(io.Discard, level)
	if err != nil {
		panic(err)
	}
	return zip
}

// deflate packs data, one part behind the other; the result holds until the next call.
func (w *Rewriter) deflate(parts ...[]byte) []byte {
	w.zipped.Reset()
	w.zip.Reset(&w.zipped)
	for _, part := range parts {
		w.zip.Write(part) // a Buffer never fails
	}
	w.zip.Close()
	return w.zipped.Bytes()
}

// Rewrite returns the file with its structure, as PDF/UA-1 and PDF/A-2a ask.
// The file is what fpdf's Output wrote, best without compression; the structure
// is that recorded while it was drawn. What fpdf wrote of title, author and
// time is replaced by the metadata given here. It fails if the file holds what
// the standards forbid, or what only fpdf knows of, like its links.
func (w *Rewriter) Rewrite(file []byte, s *Structure, m Metadata) ([]byte, error) {
	b, err := NewBlank(file)
	if err != nil {
		return nil, err
	}
	return w.Print(nil, b, nil, s, m)
}

// Print is Rewrite with more drawn on the blank's pages, behind what fpdf drew
// there: a page's operators each, of as many pages as are drawn on. The file comes
// into the room given, where it is large enough.
func (w *Rewriter) Print(room []byte, b *Blank, drawings [][]byte, s *Structure, m Metadata) ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if pages := max(len(s.marks), len(drawings)); pages > len(b.pages) {
		return nil, fmt.Errorf("the structure has %d pages, the file %d", pages, len(b.pages))
	}
	f := w.plan(b, s, m)
	f.drawings = drawings
	w.out.begin(f.end)
	f.addFonts()
	f.addMaps()
	w.out.common = len(w.out.file)
	if err := f.copyObjects(); err != nil {
		return nil, err
	}
	f.addTree()
	f.addAnnotations()
	w.out.stream(f.packet, "/Type/Metadata/Subtype/XML", m.xmp())
	alike := w.packed(w.out.alike.joined(), w.deflate)
	return append(room[:0], w.out.end(b.catalog, b.info, w.deflate(w.out.own.joined()), alike)...), nil
}

// A rewrite is one file's way through a Rewriter, with the numbers of the
// objects that are added.
type rewrite struct {
	*Rewriter
	*Blank
	drawings  [][]byte // by page
	structure *Structure
	metadata  Metadata
	replaced  map[int][]byte // objects whose text is known in advance

	packet, colours, root, parents       int
	maps, embedded, elements, areas, end int  // the first of each
	embeds                               bool // fpdf put no font into the file
}

// plan numbers what is added, after fpdf's own objects.
func (w *Rewriter) plan(b *Blank, s *Structure, m Metadata) *rewrite {
	f := &rewrite{Rewriter: w, Blank: b, structure: s, metadata: m, replaced: map[int][]byte{}}
	f.packet = len(b.objects)
	f.colours = f.packet + 1
	f.root = f.packet + 2
	f.parents = f.packet + 3
	f.maps = f.packet + 4
	f.embedded = f.maps + len(w.unicode)
	f.elements = f.embedded
	if f.embeds = bytes.Contains(b.at(resources).dict, noFonts); f.embeds {
		f.elements += objectsOfFont * len(w.fonts)
	}
	f.areas = f.elements + len(s.elements)
	f.end = f.areas + len(s.areas)
	return f
}

// addMaps writes what gives numbers their meaning: as colours, and as characters.
func (f *rewrite) addMaps() {
	f.out.stream(f.colours, "/N 3/Filter/FlateDecode", f.profile)
	for i, m := range f.unicode {
		f.out.stream(f.maps+i, "/Filter/FlateDecode", m)
	}
}
