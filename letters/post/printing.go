package post

import (
	"cmp"

	"yearend/letters/register"
)

// ToPrint is what goes to the printer, and what was asked for and does not.
type ToPrint struct {
	Letters []register.Envelope
	Stay    []Staying
}

// ForPost are the letters of the run that go by post, for there is no mailbox that
// they may be sent to; or those of the practices that are named, or with every all
// of them. A letter that a later one replaces, that a later run keeps back, or that
// bears another address than the register has by now, is not printed either.
func (p *Posting) ForPost(c Choice, every bool) ToPrint {
	var out ToPrint
	for _, e := range p.Mailing.Envelopes {
		now := p.Standings[e.Reference]
		named := every || len(c.Practices) > 0
		if !c.wants(e) || !named && now.State != IsNowhere {
			continue
		}
		why := cmp.Or(p.replaced[e.Reference], p.Mailing.Withheld[e.Reference], p.Mailing.decided(e).OnPaper)
		if why != "" {
			out.Stay = append(out.Stay, Staying{e, now, why})
			continue
		}
		out.Letters = append(out.Letters, e)
	}
	return out
}

// Letter is the PDF of an envelope as it was approved, and the practice's own.
// Any doubt whose it is is a Mismatch.
func (m *Mailing) Letter(e register.Envelope) ([]byte, error) {
	if err := m.checkWhose(e, m.decided(e)); err != nil {
		return nil, err
	}
	pdf, err := m.approved(e.Letter)
	if err != nil {
		return nil, err
	}
	return pdf, m.checkLetter(e, pdf)
}
