package pdf

import (
	"fmt"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// A workspace is the memory in which one letter after another is drawn, kept so that it
// need not be cleared for each. It serves one letter at a time, and leaves no
// trace in the next.
type workspace struct {
	rewriter *tagged.Rewriter
	recorder tagged.Recorder
	blanks   map[blank]*tagged.Blank // made so far
	pages    [][]byte                // what is drawn on each
	drawing  []byte                  // what is drawn on the page in hand
	tokens   []token
	spans    []string
	pieces   []piece
}

func newWorkspace(rewriter *tagged.Rewriter) *workspace {
	return &workspace{rewriter: rewriter, blanks: map[blank]*tagged.Blank{}}
}

// layout begins a letter.
func (w *workspace) layout(l letters.Letter, f face) *layout {
	s := &layout{workspace: w, fit: asDesigned(), rec: &w.recorder, face: &f, colour: ink}
	if f.unicode {
		s.pdf = newDocument(logoOf(l))
		f.load(s.pdf)
	}
	w.recorder.Reset(canvas{s})
	w.pages, w.drawing, w.pieces = w.pages[:0], nil, w.pieces[:0]
	s.newPage()
	return s
}

// finish ends the letter that was drawn, and gives its file, in the room of another.
func (w *workspace) finish(room []byte, s *layout, l letters.Letter, m tagged.Metadata) ([]byte, error) {
	structure, err := s.rec.Finish()
	if err != nil {
		return nil, fmt.Errorf("set the letter: %w", err)
	}
	s.layAside()
	paper, err := w.paper(s, l)
	if err != nil {
		return nil, fmt.Errorf("set the letter: %w", err)
	}
	return w.rewriter.Print(room, paper, w.pages, structure, m)
}
