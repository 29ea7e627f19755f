package pdf

import (
	"bytes"
	"fmt"

	"github.com/go-pdf/fpdf"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// A desk is the room in which one letter after another is made, kept so that it
// need not be cleared for each. It serves one letter at a time, and leaves no
// trace in the next.
type desk struct {
	rewriter *tagged.Rewriter
	recorder tagged.Recorder
	drawn    bytes.Buffer // what fpdf wrote
	drawing  []byte
	tokens   []token
	spans    []string
	pieces   []piece
}

// sheet begins a letter.
func (d *desk) sheet(l letters.Letter, f face) *sheet {
	s := &sheet{desk: d, pdf: newDocument(l, &f), rec: &d.recorder, face: &f, colour: ink}
	d.recorder.Reset(canvas{s})
	d.drawing, d.pieces = d.drawing[:0], d.pieces[:0]
	s.newPage()
	return s
}

// finish ends the letter that was drawn, and gives its file.
func (d *desk) finish(s *sheet, m tagged.Metadata) ([]byte, error) {
	structure, err := s.rec.Finish()
	if err != nil {
		return nil, fmt.Errorf("set the letter: %w", err)
	}
	d.drawn.Reset()
	if err := s.pdf.Output(&d.drawn); err != nil {
		return nil, fmt.Errorf("set the letter: %w", err)
	}
	return d.rewriter.Rewrite(d.drawn.Bytes(), structure, m)
}

// newDocument is an empty fpdf document that writes nothing of its own accord:
// no compression, which the rewriting does, no time, no page breaks.
func newDocument(l letters.Letter, f *face) *fpdf.Fpdf {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCompression(false)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(l.On.Time())
	pdf.SetModificationDate(l.On.Time())
	pdf.SetMargins(left, top, right)
	pdf.SetAutoPageBreak(false, bottom)
	pdf.SetCellMargin(0)
	f.load(pdf)
	return pdf
}
