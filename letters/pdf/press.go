package pdf

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"yearend/letters"
	"yearend/letters/pdf/readback"
	"yearend/letters/pdf/tagged"
)

// A Press sets letters. It may be used by several goroutines at once.
type Press struct {
	program    string
	fonts      *fontSet
	workspaces sync.Pool
	readers    sync.Pool
}

// NewPress prepares the fonts. The program's name and version stand in every file.
func NewPress(program string) (*Press, error) {
	fonts, err := newFontSet()
	if err != nil {
		return nil, err
	}
	return newPress(program, fonts, tagged.NewStock(fonts.embedded...)), nil
}

// NewTrialPress prepares a press for letters that are set and read back, and not kept:
// see tagged.NewTrialStock.
func NewTrialPress(program string) (*Press, error) {
	fonts, err := newFontSet()
	if err != nil {
		return nil, err
	}
	return newPress(program, fonts, tagged.NewTrialStock(fonts.embedded...)), nil
}

func newPress(program string, fonts *fontSet, stock *tagged.Stock) *Press {
	p := &Press{program: program, fonts: fonts}
	p.workspaces.New = func() any { return newWorkspace(stock.Rewriter()) }
	known := new(readback.Streams)
	p.readers.New = func() any { return readback.NewReader(known) }
	return p
}

// Render sets a letter as a tagged, archival PDF, and reads it back. The same
// letter makes the same bytes. It fails where the letter cannot be drawn, and
// where what is read back is not what the letter should say.
func (p *Press) Render(l letters.Letter) ([]byte, error) { return p.RenderIn(nil, l) }

// RenderIn is Render in the room of a file that is no longer needed.
func (p *Press) RenderIn(room []byte, l letters.Letter) ([]byte, error) {
	file, err := p.draw(room, l)
	if err != nil {
		return room, err
	}
	return file, p.Check(file, l)
}

// Draw sets a letter and does not read it back. It fails on a character that
// the fonts lack.
func (p *Press) Draw(l letters.Letter) ([]byte, error) { return p.draw(nil, l) }

func (p *Press) draw(room []byte, l letters.Letter) (file []byte, err error) {
	err = p.set(l, func(w *workspace, s *layout) error {
		file, err = w.finish(room, s, l, p.metadata(l))
		return err
	})
	return file, err
}

// HeadingPages are the pages on which its headings stand, in their order, so that a
// table of contents can name them.
func (p *Press) HeadingPages(l letters.Letter) (pages []int, err error) {
	err = p.set(l, func(_ *workspace, s *layout) error {
		pages = slices.Clone(s.headed)
		return nil
	})
	return pages, err
}

// set sets a letter, for something to be done with it.
func (p *Press) set(l letters.Letter, do func(*workspace, *layout) error) (err error) {
	defer func() { // fpdf panics on what it cannot draw
		if caught := recover(); caught != nil {
			err = fmt.Errorf("set the letter: %v", caught)
		}
	}()
	w := p.workspaces.Get().(*workspace)
	defer p.workspaces.Put(w)
	s, err := w.fitting(l, face{fontSet: p.fonts})
	if err != nil {
		return err
	}
	if s.face.lacking {
		f, err := unicodeFace(p.fonts, wordsOf(l))
		if err != nil {
			return err
		}
		if s, err = w.fitting(l, f); err != nil {
			return err
		}
	}
	return do(w, s)
}

func (p *Press) metadata(l letters.Letter) tagged.Metadata {
	about := "To " + string(l.Practice) + ", reference " + l.Reference
	if l.Practice == "" {
		about = l.Reference
	}
	return tagged.Metadata{
		Title:      l.Subject + ", " + l.Name,
		Author:     l.Issuer.Name,
		Subject:    about,
		Keywords:   strings.Trim(string(l.Practice)+", "+l.Scheme, ", "),
		Identifier: l.Reference,
		Creator:    p.program,
		Producer:   p.program,
		Language:   "en-GB",
		Created:    l.On.Time(),
	}
}

// wordsOf is every word that a letter will draw.
func wordsOf(l letters.Letter) []string {
	words := append([]string{l.Reference, l.Issuer.Name, l.Subject, l.Name, l.Marking}, l.Issuer.Address...)
	for _, block := range l.Blocks {
		words = append(words, letters.Words(block)...)
	}
	return words
}
