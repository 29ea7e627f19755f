package letters

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// Compose writes the letter on a position that is not held.
func Compose(w *Wording, p calc.Position, issue Issue, o Occasion) (Letter, error) {
	return MatterOf(p, issue, o).Letter(w)
}

// Matter is what there is to say on a position that is not held, in its letter and in the
// message that carries it.
type Matter struct {
	position calc.Position
	issue    Issue
	occasion Occasion
	facts    Facts // of the letter
}

// MatterOf works it out.
func MatterOf(p calc.Position, issue Issue, o Occasion) *Matter {
	addressed(&p)
	of := o
	of.Bare = false // that is the e-mail's alone
	return &Matter{p, issue, o, facts(p, issue, of)}
}

// Letter writes the letter.
func (m *Matter) Letter(w *Wording) (Letter, error) {
	p, issue, o := &m.position, m.issue, m.occasion
	c, err := composed(w, m.facts)
	if err != nil {
		return Letter{}, err
	}
	l := Letter{
		Practice:  p.Practice.Code,
		Name:      p.Practice.Name,
		Scheme:    p.Scheme.Code,
		Reference: issue.Reference,
		Subject:   c.subject,
		Issuer:    o.Issuer,
		On:        o.On,
		Marking:   o.Marking,
		Logo:      o.Logo,
		Blocks:    c.blocks,
		Keys:      o.Kind.keys(*p, issue, o),
		Pages:     o.Kind.Pages,
	}
	for i, key := range l.Keys {
		if key.In != Anywhere || key.Own { // what stands there the program wrote
			l.Keys[i].Words, l.Keys[i].Row = w.labels.say(key.Words), w.labels.say(key.Row)
		}
	}
	return l.checked(), nil
}

// With is a page and a further section of it; the section's own subject is left out.
// The first section begins the page.
func (l Letter) With(section Letter) Letter {
	if l.Blocks == nil {
		l = section
		l.Scheme = ""
	} else {
		l.Blocks = append(l.Blocks, withoutSubject(section.Blocks)...)
		l.Keys = append(l.Keys, section.Keys...)
	}
	l = l.checked()
	l.plain = nil // the pages of a run are held together, and have no plain form
	return l
}

func withoutSubject(blocks []Block) []Block {
	var rest []Block
	for _, block := range blocks {
		if heading, ok := block.(Heading); !ok || heading.Level > 1 {
			rest = append(rest, block)
		}
	}
	return rest
}

// Email writes the message that will carry the letter: its subject, and a short body
// with the key figures.
func (m *Matter) Email(w *Wording) (Email, error) {
	issue, o, f := m.issue, m.occasion, m.facts
	f.Signature = signature(o.Issuer, nil)
	if o.Bare {
		f.bare()
	}
	c, err := composed(w, f)
	if err != nil {
		return Email{}, err
	}
	e := Email{Practice: m.position.Practice.Code, Reference: issue.Reference, Subject: subjectLine(c.subject, issue, o), Marking: o.Marking}
	e.Blocks = withoutSubject(c.blocks)
	if o.Bare {
		return e, e.checkBare()
	}
	return e, nil
}

// subjectLine puts the protective marking first, and sees that a revised letter
// says so, whatever the template says.
func subjectLine(words string, issue Issue, o Occasion) string {
	if issue.Replaces != "" && !strings.Contains(strings.ToLower(words), "replac") {
		words += ", replacing " + issue.Replaces
	}
	if o.Marking != "" {
		words = "[" + o.Marking + "] " + words
	}
	return words
}

func composed(w *Wording, f Facts) (composer, error) {
	s := slotsOf(f)
	placed := false
	c := composer{wording: w, variant: w.variant(s.choose), fill: s.fill, place: func(name string) ([]Block, bool) {
		placed = placed || name == "Notes"
		blocks, is := s.block(name)
		return w.labels.in(blocks), is
	}}
	err := c.compose()
	if !placed {
		c.blocks = withAdded(c.blocks, f.Notes())
	}
	return c, err
}

// addressed names whom the letter is to, where the register does not.
func addressed(p *calc.Position) {
	const anybody = "Practice Manager"
	if p.Practice.Addressee == "" {
		p.Practice.Addressee = anybody
	}
	if p.Successor != nil && p.Successor.Addressee == "" {
		to := *p.Successor
		to.Addressee = anybody
		p.Successor = &to
	}
}

// withAdded puts what the team adds by hand where a template has no place for it:
// before its first heading within the letter, or before the signature, so that
// no words of a project's own can leave it out.
func withAdded(blocks, added []Block) []Block {
	at := slices.IndexFunc(blocks, func(b Block) bool {
		heading, is := b.(Heading)
		return is && heading.Level > 1
	})
	if at < 0 {
		at = slices.IndexFunc(blocks, func(b Block) bool { _, is := b.(Signature); return is })
	}
	if at < 0 {
		at = len(blocks)
	}
	return slices.Insert(blocks, at, added...)
}

// composer turns parsed Markdown into blocks, filling the slots on its way.
type composer struct {
	wording *Wording
	variant *variant
	fill    func(words string) (string, error) // text with its slots filled
	place   func(name string) ([]Block, bool)  // the blocks of a placeholder
	trial   bool                               // without a practice: slots have no words
	subject string
	blocks  []Block
}

func (c *composer) compose() error {
	for n := c.variant.document.FirstChild(); n != nil; n = n.NextSibling() {
		if err := c.block(n); err != nil {
			return err
		}
	}
	if c.subject == "" {
		return fmt.Errorf("%s: there is no subject: begin a line with one #", c.wording.file)
	}
	return nil
}
