package run

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"

	"golang.org/x/sync/errgroup"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
)

// Rendered is what became of the letters: one of each position.
type Rendered struct {
	Compared // with what only the rendering showed
	Letters  []Written
}

// Written is what became of one position's letter.
type Written struct {
	Issue letters.Issue
	check string // the code that the letter carries
	words string // digest of how it reads, whatever its number
	email letters.Email
}

// Progress is how many of a run's letters are rendered.
type Progress struct {
	Done, Total int
	Over        bool // nothing more comes
}

// Render renders the new and the changed letters on all cores. One that cannot be
// rendered, or that fails when it is read back, is held with the reason: no run
// can contain one.
func Render(ctx context.Context, program string, kind letters.Kind, c Compared, composed []Composed, put Put, tell func(Progress)) (Rendered, error) {
	press, err := pdf.NewPress(program)
	if err != nil {
		return Rendered{}, err
	}
	defer CollectLess()()
	count := newCounter(composed, tell)
	defer count.over()
	digests, failures := make([]string, len(composed)), make([]error, len(composed))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, one := range composed {
		if !one.Issue.Makes() {
			continue
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			var err error
			if digests[i], failures[i], err = render(put, press, kind, one.Letter); err == nil && failures[i] == nil {
				count.one()
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return Rendered{}, err
	}
	problems := append(unrendered(c.Settled.Positions, failures), reworded(c, composed)...)
	if c.Settled, err = c.Settled.With(problems); err != nil {
		return Rendered{}, err
	}
	return Rendered{c, written(kind, c, composed, digests)}, nil
}

// render writes the three forms of one letter. A failure of rendering is the
// letter's own; an error ends the run.
func render(put Put, press *pdf.Press, kind letters.Kind, l letters.Letter) (digest string, failure, err error) {
	rendered, failure := press.Render(l)
	if failure != nil {
		return "", failure, nil
	}
	name := kind.LetterPath(l.Scheme, l.Practice)
	if digest, err = put(name+".pdf", rendered); err != nil {
		return "", nil, err
	}
	if _, err := put(name+".html", []byte(letters.HTML(l))); err != nil {
		return "", nil, err
	}
	_, err = put(name+".txt", []byte(letters.PlainText(l)))
	return digest, nil, err
}

// CollectLess has garbage collected half as often while letters are made: they
// are short-lived, and a tenth faster for some 20 MB more. It returns the way back.
func CollectLess() (back func()) {
	before := debug.SetGCPercent(200)
	return func() { debug.SetGCPercent(before) }
}

// unrendered makes a problem of every letter that could not be rendered.
func unrendered(positions []calc.Position, failures []error) []calc.Problem {
	var problems []calc.Problem
	for i, failure := range failures {
		if failure == nil {
			continue
		}
		p := positions[i]
		problems = append(problems, calc.Problem{
			Code: "E-letter", Severity: calc.Hold, Practice: p.Practice.Code, Scheme: p.Scheme.Code,
			Remedy: fmt.Sprintf("no letter was made: %v", failure),
		})
	}
	return problems
}

// written is what became of each position, when every letter has been rendered.
func written(kind letters.Kind, c Compared, composed []Composed, digests []string) []Written {
	all := make([]Written, len(composed))
	for i, one := range composed {
		p := c.Settled.Positions[i]
		w := Written{Issue: one.Issue, check: one.Letter.Check, words: one.words, email: one.email}
		switch {
		case p.Outcome == calc.Held: // perhaps only since its letter was rendered
			w = Written{Issue: c.Issue(p)}
		case one.Issue.Makes():
			w.Issue.Letter, w.Issue.SHA256 = kind.LetterPath(p.Scheme.Code, p.Practice.Code)+".pdf", digests[i]
		}
		all[i] = w
	}
	return all
}

// issues are what the letters do to those that were issued before.
func (r Rendered) issues() []letters.Issue {
	issues := make([]letters.Issue, len(r.Letters))
	for i, w := range r.Letters {
		issues[i] = w.Issue
	}
	return issues
}

// counter counts the letters that are rendered, for whoever is told.
type counter struct {
	mu   sync.Mutex
	now  Progress
	tell func(Progress)
}

func newCounter(all []Composed, tell func(Progress)) *counter {
	c := &counter{tell: tell}
	if c.tell == nil {
		c.tell = func(Progress) {}
	}
	for _, one := range all {
		if one.Issue.Makes() {
			c.now.Total++
		}
	}
	c.tell(c.now)
	return c
}

func (c *counter) one() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now.Done++
	c.tell(c.now)
}

func (c *counter) over() {
	c.now.Over = true
	c.tell(c.now)
}
