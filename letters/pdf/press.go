package pdf

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/go-pdf/fpdf"

	"yearend/letters"
	"yearend/letters/pdf/latin"
	"yearend/letters/pdf/tagged"
	"yearend/templates"
)

// A Press sets letters. It may be used by several goroutines at once.
type Press struct {
	program   string
	rewriters sync.Pool
}

// NewPress prepares the fonts. The program's name and version stand in every file.
func NewPress(program string) (*Press, error) {
	var fonts []tagged.Font
	for _, definition := range [][]byte{templates.RegularJSON, templates.BoldJSON} {
		font, err := tagged.EightBit(definition, latin.Decode)
		if err != nil {
			return nil, fmt.Errorf("prepare the letters' fonts: %w", err)
		}
		fonts = append(fonts, font)
	}
	p := &Press{program: program}
	p.rewriters.New = func() any { return tagged.NewRewriter(fonts...) }
	return p, nil
}

// Render sets a letter as a tagged, archival PDF. The same letter makes the same
// bytes. It fails on a character that the fonts lack.
func (p *Press) Render(l letters.Letter) (file []byte, err error) {
	defer func() { // fpdf panics on what it cannot draw
		if caught := recover(); caught != nil {
			file, err = nil, fmt.Errorf("set the letter: %v", caught)
		}
	}()
	face, err := faceFor(wordsOf(l))
	if err != nil {
		return nil, err
	}
	s := newSheet(l, face)
	if err := s.letter(l); err != nil {
		return nil, err
	}
	structure, err := s.rec.Finish()
	if err != nil {
		return nil, fmt.Errorf("set the letter: %w", err)
	}
	var drawn bytes.Buffer
	if err := s.pdf.Output(&drawn); err != nil {
		return nil, fmt.Errorf("set the letter: %w", err)
	}
	rewriter := p.rewriters.Get().(*tagged.Rewriter)
	defer p.rewriters.Put(rewriter)
	return rewriter.Rewrite(drawn.Bytes(), structure, p.metadata(l))
}

func (p *Press) metadata(l letters.Letter) tagged.Metadata {
	return tagged.Metadata{
		Title:      l.Subject + ", " + l.Name,
		Author:     l.Issuer.Name,
		Subject:    "To " + string(l.Practice) + ", reference " + l.Reference,
		Keywords:   string(l.Practice) + ", " + l.Scheme,
		Identifier: l.Reference,
		Creator:    p.program,
		Producer:   p.program,
		Language:   "en-GB",
		Created:    l.On.Time(),
	}
}

// newDocument is an empty fpdf document that writes nothing of its own accord:
// no compression, which the rewriting does, no time, no page breaks.
func newDocument(l letters.Letter, f face) *fpdf.Fpdf {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCompression(false)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(l.On.Time())
	pdf.SetModificationDate(l.On.Time())
	pdf.SetMargins(left, top, right)
	pdf.SetAutoPageBreak(false, bottom)
	pdf.SetCellMargin(0)
	pdf.AliasNbPages(allPages)
	f.load(pdf)
	return pdf
}

// wordsOf is every word that a letter will draw.
func wordsOf(l letters.Letter) []string {
	words := append([]string{l.Reference, l.Issuer.Name, l.Subject, l.Name}, l.Issuer.Address...)
	for _, block := range l.Blocks {
		words = append(words, letters.Words(block)...)
	}
	return words
}
