package main

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/register"
)

// writeLetters composes every letter before the first is rendered, so that a
// fault in the words writes nothing, then renders them on all cores. A letter
// that cannot be rendered is held with the reason. It returns one issue for
// each position.
func (y *yearEnd) writeLetters(ctx context.Context, draft *register.Draft) ([]letters.Issue, error) {
	composed, err := y.compose()
	if err != nil {
		return nil, err
	}
	press, err := pdf.NewPress(program())
	if err != nil {
		return nil, err
	}
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
			digests[i], failures[i], err = writeLetter(draft, press, *l)
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

// compose writes the letter of every position that is not held; nil for the held.
func (y *yearEnd) compose() ([]*letters.Letter, error) {
	composed := make([]*letters.Letter, len(y.settled.Positions))
	for i, p := range y.settled.Positions {
		if p.Outcome == calc.Held {
			continue
		}
		occasion := letters.Occasion{
			Issuer: y.project.Issuer, On: y.asOf, FormLink: y.project.MitigationForms[p.Scheme.Code],
		}
		l, err := letters.Compose(y.rule(p.Scheme.Code).wording, p, letters.Issue{Number: firstIssue}, occasion)
		if err != nil {
			return nil, fmt.Errorf("compose the letter to %s on %s: %w", p.Practice.Code, p.Scheme.Title, err)
		}
		composed[i] = &l
	}
	return composed, nil
}

// firstIssue is the number of every letter until an approved run has issued one.
const firstIssue = 1

// writeLetter writes the three forms of one letter. A failure of rendering is
// the letter's own; an error ends the run.
func writeLetter(draft *register.Draft, press *pdf.Press, l letters.Letter) (digest string, failure, err error) {
	rendered, failure := press.Render(l)
	if failure != nil {
		return "", failure, nil
	}
	page, err := letters.HTML(l)
	if err != nil {
		return "", nil, fmt.Errorf("write the page of %s: %w", l.Reference, err)
	}
	name := letterPath(l.Scheme, l.Practice)
	if digest, err = draft.Put(name+".pdf", rendered); err != nil {
		return "", nil, err
	}
	if _, err := draft.Put(name+".html", []byte(page)); err != nil {
		return "", nil, err
	}
	_, err = draft.Put(name+".txt", []byte(letters.PlainText(l)))
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
			Remedy: fmt.Sprintf("the letter could not be set: %v; mend the practice's entry in the register", failure),
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
