package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
)

// put keeps a file of the run, and gives its digest. It is the draft's Put, or
// nowhere, when only the judgement is wanted.
type put func(name string, data []byte) (digest string, err error)

func nowhere(string, []byte) (string, error) { return "", nil }

// written is what became of one position's letter.
type written struct {
	issue letters.Issue
	check string // the code that the letter carries
	words string // digest of how it reads, whatever its number
}

// writeLetters composes every letter before the first is rendered, so that a
// fault in the words writes nothing, then renders the new and the changed ones
// on all cores. A letter that cannot be rendered, or that fails when it is read
// back, is held with the reason: no run can contain one. It returns what became
// of each position.
func (y *yearEnd) writeLetters(ctx context.Context, put put) ([]written, error) {
	composed, err := y.compose()
	if err != nil {
		return nil, err
	}
	press, err := pdf.NewPress(program())
	if err != nil {
		return nil, err
	}
	defer collectLess()()
	put, done := sayLetters(y.progress, toMake(composed), put)
	defer done()
	digests := make([]string, len(composed))
	failures := make([]error, len(composed))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, c := range composed {
		if !c.makes() {
			continue
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			var err error
			digests[i], failures[i], err = writeLetter(put, press, c.letter)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if problems := append(y.unrendered(failures), y.reworded(composed)...); len(problems) > 0 {
		if err := y.add(problems); err != nil {
			return nil, err
		}
	}
	made := y.written(composed, digests)
	return made, y.writeEmails(put, composed, made) // and what will carry them
}

// toMake is how many letters will be made.
func toMake(all []composed) int {
	n := 0
	for _, c := range all {
		if c.makes() {
			n++
		}
	}
	return n
}

// collectLess has garbage collected half as often while letters are made: they
// are short-lived, and a tenth faster for some 20 MB more. It returns the way back.
func collectLess() (back func()) {
	before := debug.SetGCPercent(200)
	return func() { debug.SetGCPercent(before) }
}

// writeLetter writes the three forms of one letter. A failure of rendering is
// the letter's own; an error ends the run.
func writeLetter(put put, press *pdf.Press, l letters.Letter) (digest string, failure, err error) {
	rendered, failure := press.Render(l)
	if failure != nil {
		return "", failure, nil
	}
	name := letterPath(l.Scheme, l.Practice)
	if digest, err = put(name+".pdf", rendered); err != nil {
		return "", nil, err
	}
	if _, err := put(name+".html", []byte(letters.HTML(l))); err != nil {
		return "", nil, err
	}
	_, err = put(name+".txt", []byte(letters.PlainText(l)))
	return digest, nil, err
}

func letterPath(scheme string, practice calc.PracticeCode) string {
	return "letters/" + scheme + "/" + string(practice)
}

// unrendered makes a problem of every letter that could not be rendered.
func (y *yearEnd) unrendered(failures []error) []calc.Problem {
	var problems []calc.Problem
	for i, failure := range failures {
		if failure == nil {
			continue
		}
		p := y.settled.Positions[i]
		problems = append(problems, calc.Problem{
			Code: "E-letter", Severity: calc.Hold, Practice: p.Practice.Code, Scheme: p.Scheme.Code,
			Remedy: fmt.Sprintf("no letter was made: %v", failure),
		})
	}
	return problems
}

// written is what became of each position, when every letter has been rendered.
func (y *yearEnd) written(composed []composed, digests []string) []written {
	all := make([]written, len(composed))
	for i, c := range composed {
		p := y.settled.Positions[i]
		w := written{issue: c.issue, check: c.letter.Check, words: c.words}
		switch {
		case p.Outcome == calc.Held: // perhaps only since its letter was rendered
			w = written{issue: y.issueOf(p)}
		case c.makes():
			w.issue.Letter, w.issue.SHA256 = letterPath(p.Scheme.Code, p.Practice.Code)+".pdf", digests[i]
		}
		all[i] = w
	}
	return all
}

func issuesOf(all []written) []letters.Issue {
	issues := make([]letters.Issue, len(all))
	for i, w := range all {
		issues[i] = w.issue
	}
	return issues
}
