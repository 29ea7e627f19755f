package pdf

import (
	"fmt"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// A desk is the room in which one letter after another is made, kept so that it
// need not be cleared for each. It serves one letter at a time, and leaves no
// trace in the next.
type desk struct {
	rewriter *tagged.Rewriter
	recorder tagged.Recorder
	blanks   map[blank]*tagged.Blank // made so far
	pages    [][]byte                // what is drawn on each
	drawing  []byte                  // what is drawn on the page in hand
	tokens   []token
	spans    []string
	pieces   []piece
}

func newDesk(rewriter *tagged.Rewriter) *desk {
	return &desk{rewriter: rewriter, blanks: map[blank]*tagged.Blank{}}
}

// sheet begins a letter.
func (d *desk) sheet(l letters.Letter, f face) *sheet {
	s := &sheet{desk: d, fit: asDesigned(), rec: &d.recorder, face: &f, colour: ink}
	if f.unicode {
		s.pdf = newDocument(logoOf(l))
		f.load(s.pdf)
	}
	d.recorder.Reset(canvas{s})
	d.pages, d.drawing, d.pieces = d.pages[:0], nil, d.pieces[:0]
	s.newPage()
	return s
}

// finish ends the letter that was drawn, and gives its file.
func (d *desk) finish(s *sheet, l letters.Letter, m tagged.Metadata) ([]byte, error) {
	structure, err := s.rec.Finish()
	if err != nil {
		return nil, fmt.Errorf("set the letter: %w", err)
	}
	s.layAside()
	paper, err := d.paper(s, l)
	if err != nil {
		return nil, fmt.Errorf("set the letter: %w", err)
	}
	return d.rewriter.Print(paper, d.pages, structure, m)
}
