package pdf

import (
	"bytes"
	"time"

	"github.com/go-pdf/fpdf"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// A blank is the paper of a letter: so many pages, with nothing on them but the
// issuer's logo and a signature. fpdf makes each once, not for every letter.
type blank struct {
	pages        int
	logo, signed placed
}

// paper is what the letter that was drawn is laid upon: a blank, or, of a letter
// in Unicode, the document that holds its words and its fonts.
func (w *workspace) paper(s *layout, l letters.Letter) (*tagged.Blank, error) {
	if s.pdf != nil {
		return taken(s.pdf)
	}
	want := blank{len(w.pages), logoOf(l), s.signed}
	if made := w.blanks[want]; made != nil {
		return made, nil
	}
	pdf := newDocument(want.logo)
	for range want.pages - 1 {
		pdf.AddPage()
	}
	want.signed.draw(pdf, "signature")
	const most = 64 // a signature stands now here, now there
	if len(w.blanks) >= most {
		clear(w.blanks)
	}
	made, err := taken(pdf)
	if err == nil {
		w.blanks[want] = made
	}
	return made, err
}

// taken is the document when no more is drawn on it by fpdf.
func taken(pdf *fpdf.Fpdf) (*tagged.Blank, error) {
	var file bytes.Buffer
	if err := pdf.Output(&file); err != nil {
		return nil, err
	}
	return tagged.NewBlank(file.Bytes())
}

// newDocument is an fpdf document of one page that writes nothing of its own
// accord: no compression, which the rewriting does, no time, which stands in the
// metadata, no page breaks.
func newDocument(logo placed) *fpdf.Fpdf {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCompression(false)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(time.Unix(0, 0).UTC())
	pdf.SetModificationDate(time.Unix(0, 0).UTC())
	pdf.SetMargins(left, top, right)
	pdf.SetAutoPageBreak(false, bottom)
	pdf.SetCellMargin(0)
	pdf.AddPage()
	logo.draw(pdf, "logo")
	return pdf
}
