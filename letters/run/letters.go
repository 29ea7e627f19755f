package run

import (
	"context"
	"fmt"
	"runtime"
	"slices"
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

// Written is what became of one position's letter: all that is held of it when
// the next is made.
type Written struct {
	Issue   letters.Issue
	check   string // the code that the letter carries
	words   string // digest of how it reads, whatever its number
	subject string // of the e-mail that will carry it
	differ  differ
	failure error // why it could not be rendered
}

// Progress is how many of a run's letters are rendered.
type Progress struct {
	Done, Total int
	Over        bool // nothing more comes
}

// makeLetters makes the letters of a run on all cores. Each is composed, rendered,
// read back and kept before the next is taken up. One that cannot be rendered, or
// that fails when it is read back, is held with the reason: no run can contain
// one. A fault in the words ends the run.
func makeLetters(ctx context.Context, m maker, tell func(Progress)) (Rendered, error) {
	o, c := m.Order, m.compared
	m.count, m.rooms = newCounter(o, c, tell), &sync.Pool{New: func() any { return new([]byte) }}
	defer m.count.over()
	all, err := m.all(ctx)
	if err != nil {
		return Rendered{}, err
	}
	failed := unrendered(c.Settled.Positions, all)
	if o.Kind.Early { // what is projected is asked for in tables as well, and is no less right without its letter
		if c.Settled, err = c.Settled.With(slices.Concat(reworded(c, all), o.typed(), o.examples(c.Settled.Extract.Practices))); err == nil {
			c.Settled = c.Settled.Withholding(failed)
		}
	} else {
		c.Settled, err = c.Settled.With(slices.Concat(failed, reworded(c, all), o.typed(), o.examples(c.Settled.Extract.Practices)))
	}
	if err != nil {
		return Rendered{}, err
	}
	return Rendered{c, held(c, all)}, nil
}

// maker makes the letters of a run.
type maker struct {
	Order
	compared Compared
	press    *pdf.Press
	keep     Keep
	count    *counter
	rooms    *sync.Pool // in which one file after another is made
}

// all makes the letter of every position, as many at a time as there are cores.
// They are begun in their order and none is left off, so that of several faults
// the first is told.
func (m maker) all(ctx context.Context) ([]Written, error) {
	positions := m.compared.Settled.Positions
	all, faults := make([]Written, len(positions)), make([]error, len(positions))
	group, going := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range positions {
		if going.Err() != nil {
			break
		}
		group.Go(func() error {
			all[i], faults[i] = m.one(p)
			return faults[i]
		})
	}
	if group.Wait() != nil {
		for _, fault := range faults {
			if fault != nil {
				return nil, fault
			}
		}
	}
	return all, ctx.Err()
}

// one makes the letter of a position, if it gets one. A failure of rendering is
// the letter's own; an error ends the run.
func (m maker) one(p calc.Position) (Written, error) {
	c, err := m.compose(m.compared, p)
	if err != nil {
		return Written{}, fmt.Errorf("write to %s on %s: %w", p.Practice.Code, p.Scheme.Title, err)
	}
	w := Written{Issue: c.Issue, check: c.Letter.Check, words: c.words, subject: c.email.Subject, differ: c.differ}
	if c.Issue.Makes() {
		room := m.rooms.Get().(*[]byte)
		defer m.rooms.Put(room)
		file, failure := m.press.RenderIn((*room)[:0], c.Letter)
		*room = file
		if failure != nil {
			w.failure = failure
			return w, nil
		}
		w.Issue.Letter = m.Kind.LetterPath(p.Scheme.Code, p.Practice.Code) + ".pdf"
		if w.Issue.SHA256, err = m.keep(c, file); err != nil {
			return w, err
		}
	}
	if m.Order.mayMake(c.Issue) {
		m.count.one()
	}
	return w, nil
}

// Keep keeps a letter that has been rendered, and gives the digest of its PDF.
type Keep func(c Composed, file []byte) (digest string, err error)

// letter keeps the three forms of a letter, and the e-mail that will carry it. The
// texts are written in the room of those of an earlier letter.
func (put Put) letter(kind letters.Kind) Keep {
	rooms := sync.Pool{New: func() any { return new([]byte) }}
	return func(c Composed, file []byte) (digest string, err error) {
		room := rooms.Get().(*[]byte)
		defer rooms.Put(room)
		text := func(name string, words []byte) error {
			*room = words
			_, err := put.bytes(name, words)
			return err
		}
		name := kind.LetterPath(c.Letter.Scheme, c.Letter.Practice)
		if digest, err = put.bytes(name+".pdf", file); err != nil {
			return "", err
		}
		if err = text(name+".html", letters.AppendHTML((*room)[:0], c.Letter)); err != nil {
			return "", err
		}
		if err = text(name+".txt", letters.AppendText((*room)[:0], c.Letter)); err != nil || kind.Email == "" {
			return digest, err
		}
		name = letters.EmailPath(c.Letter.Scheme, string(c.Letter.Practice))
		if err = text(name+".txt", letters.AppendEmailText((*room)[:0], c.email)); err != nil {
			return "", err
		}
		return digest, text(name+".html", letters.AppendEmailHTML((*room)[:0], c.email))
	}
}

// unrendered makes a problem of every letter that could not be rendered.
func unrendered(positions []calc.Position, all []Written) []calc.Problem {
	var problems []calc.Problem
	for i, w := range all {
		if w.failure == nil {
			continue
		}
		p := positions[i]
		problems = append(problems, calc.Problem{
			Code: "E-letter", Severity: calc.Hold, Practice: p.Practice.Code, Scheme: p.Scheme.Code,
			Remedy: fmt.Sprintf("no letter was made: %v", w.failure),
		})
	}
	return problems
}

// held takes back what was written of the positions that are held since their
// letters were rendered.
func held(c Compared, all []Written) []Written {
	for i, p := range c.Settled.Positions {
		if len(p.Held) > 0 {
			all[i] = Written{Issue: c.heldIssue(p)}
		}
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

// mayMake reports whether an issue makes a letter, or might when its words are
// compared with those of the letter that stands.
func (o Order) mayMake(i letters.Issue) bool {
	return i.Makes() || o.ReissueWording && i.State == letters.Unchanged
}

func newCounter(o Order, c Compared, tell func(Progress)) *counter {
	count := &counter{tell: tell}
	if count.tell == nil {
		count.tell = func(Progress) {}
	}
	for _, p := range c.Settled.Positions {
		if o.mayMake(c.Issue(p)) {
			count.now.Total++
		}
	}
	count.tell(count.now)
	return count
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
