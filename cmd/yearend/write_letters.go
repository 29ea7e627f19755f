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

// writeLetters composes every letter before the first is rendered, so that a
// fault in the words writes nothing, then renders them on all cores. A letter
// that cannot be rendered, or that fails when it is read back, is held with the
// reason: no run can contain one. It returns one issue for each position.
func (y *yearEnd) writeLetters(ctx context.Context, put put) ([]letters.Issue, error) {
	composed, err := y.compose()
	if err != nil {
		return nil, err
	}
	press, err := pdf.NewPress(program())
	if err != nil {
		return nil, err
	}
	defer collectLess()()
	digests := make([]string, len(composed))
	failures := make([]error, len(composed))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, l := range composed {
		if l == nil {
			continue
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			var err error
			digests[i], failures[i], err = writeLetter(put, press, *l)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if problems := y.unrendered(failures); len(problems) > 0 {
		if err := y.add(problems); err != nil {
			return nil, err
		}
	}
	return y.issues(digests), nil
}

// collectLess has garbage collected half as often while letters are made: they
// are short-lived, and a tenth faster for some 20 MB more. It returns the way back.
func collectLess() (back func()) {
	before := debug.SetGCPercent(200)
	return func() { debug.SetGCPercent(before) }
}

// compose writes the letter of every position that is not held; nil for the held.
func (y *yearEnd) compose() ([]*letters.Letter, error) {
	composed := make([]*letters.Letter, len(y.settled.Positions))
	for i, p := range y.settled.Positions {
		if p.Outcome == calc.Held {
			continue
		}
		l, _, err := y.write(p)
		if err != nil {
			return nil, fmt.Errorf("write to %s on %s: %w", p.Practice.Code, p.Scheme.Title, err)
		}
		composed[i] = &l
	}
	return composed, nil
}

// write writes the letter on a position, and the e-mail that will carry it, so
// that a fault in the words of either is found before there is any letter.
func (y *yearEnd) write(p calc.Position) (letters.Letter, letters.Email, error) {
	rules := y.rule(p.Scheme.Code)
	issue := letters.Issue{Number: firstIssue}
	occasion := letters.Occasion{
		Issuer: y.project.Issuer, On: y.asOf, FormLink: y.project.MitigationForms[p.Scheme.Code],
		Marking: y.project.Marking, Logo: y.project.logo.picture,
	}
	l, err := letters.Compose(rules.letter.wording, p, issue, occasion)
	if err != nil {
		return l, letters.Email{}, err
	}
	e, err := letters.ComposeEmail(rules.email.wording, p, issue, occasion)
	return l, e, err
}

// firstIssue is the number of every letter until an approved run has issued one.
const firstIssue = 1

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

// issues is each position's place among the letters on it.
func (y *yearEnd) issues(digests []string) []letters.Issue {
	issues := make([]letters.Issue, len(digests))
	for i, p := range y.settled.Positions {
		if p.Outcome == calc.Held {
			issues[i] = letters.Issue{State: letters.Held}
			continue
		}
		issues[i] = letters.Issue{
			Number: firstIssue, State: letters.New,
			Letter: letterPath(p.Scheme.Code, p.Practice.Code) + ".pdf", SHA256: digests[i],
		}
	}
	return issues
}
