package run

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/report"
	"yearend/letters/report/early"
)

// practicePage is a practice's report: its positions in all schemes, and the page on them.
type practicePage struct {
	positions []calc.Position
	page      letters.Letter
	name      string // its path within the run, without its ending
	bad       error  // it could not be drawn: it has a web page only
}

// makePages makes a run of pages: one a practice over its schemes, the list of
// them, and their table. Nothing in it is issued, approved or sent.
func makePages(ctx context.Context, o Order, c Compared, put Put, tell func(Progress)) (Made, error) {
	pages, err := composePages(o.Stationery, c.Settled.Positions)
	if err != nil {
		return Made{}, err
	}
	if err := renderPages(ctx, o, pages, put, tell); err != nil {
		return Made{}, err
	}
	if c.Settled, err = c.Settled.With(slices.Concat(undrawn(pages), o.typed(), o.examples(c.Settled.Extract.Practices))); err != nil {
		return Made{}, err
	}
	if err := writePageTables(put, o, c, pages); err != nil {
		return Made{}, err
	}
	record, err := writeCopies(put, o, Rendered{Compared: c, Letters: make([]Written, len(c.Settled.Positions))})
	return Made{c.Settled, record}, err
}

// composePages writes each practice's page in words, in the order of the practices.
func composePages(s Stationery, positions []calc.Position) ([]*practicePage, error) {
	s.Issuer = forPages(s.Issuer)
	var pages []*practicePage
	for _, p := range positions {
		if n := len(pages); n == 0 || pages[n-1].positions[0].Practice.Code != p.Practice.Code {
			pages = append(pages, &practicePage{name: s.Kind.Path + "/" + string(p.Practice.Code)})
		}
		last := pages[len(pages)-1]
		last.positions = append(last.positions, p)
	}
	for _, one := range pages {
		first := slices.IndexFunc(one.positions, func(p calc.Position) bool { return p.Outcome != calc.Held })
		for i, p := range one.positions {
			o := s.occasion(p, s.AsOf)
			o.Section = letters.Section{First: i == 0, Last: i == len(one.positions)-1, FirstFigures: i == first}
			issue := letters.Issue{State: letters.New, Reference: pageReference(p)}
			section, err := letters.Compose(s.rules(p.Scheme.Code).Letter.wording, p, issue, o)
			if err != nil {
				return nil, fmt.Errorf("write the report of %s on %s: %w", p.Practice.Code, p.Scheme.Title, err)
			}
			one.page = one.page.With(section)
		}
	}
	return pages, nil
}

// forPages is who writes, as a report names them: it is no letter and needs no
// address, and it is not about money, so that Finance is asked only where nobody
// else is named.
func forPages(issuer letters.Issuer) letters.Issuer {
	issuer.Address = nil
	if c := issuer.Contacts; c.PrimaryCare != (letters.Contact{}) || c.DataQuality != (letters.Contact{}) {
		issuer.Contacts.Finance = letters.Contact{}
	}
	return issuer
}

// pageReference is how a report is quoted: P81999/2025-12.
func pageReference(p calc.Position) string {
	return string(p.Practice.Code) + "/" + p.LastMonth().YearMonth()
}

// renderPages renders the pages on all cores.
func renderPages(ctx context.Context, o Order, pages []*practicePage, put Put, tell func(Progress)) error {
	press, err := pdf.NewPress(o.Program)
	if err != nil {
		return err
	}
	count := &counter{tell: tell, now: Progress{Total: len(pages)}}
	if tell == nil {
		count.tell = func(Progress) {}
	}
	count.tell(count.now)
	defer count.over()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, one := range pages {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if _, err := put.bytes(one.name+".html", letters.AppendHTML(nil, one.page)); err != nil {
				return err
			}
			var drawn []byte
			if drawn, one.bad = press.Render(one.page); one.bad == nil {
				if _, err := put.bytes(one.name+".pdf", drawn); err != nil {
					return err
				}
			}
			count.one()
			return nil
		})
	}
	return group.Wait()
}

// undrawn reports the reports that have no PDF.
func undrawn(pages []*practicePage) []calc.Problem {
	var problems []calc.Problem
	for _, one := range pages {
		if one.bad != nil {
			problems = append(problems, calc.Problem{Code: "W-page", Severity: calc.Look, Practice: one.positions[0].Practice.Code,
				Remedy: fmt.Sprintf("the report has a web page and no PDF: %v", one.bad)})
		}
	}
	return problems
}

// writePageTables writes the tables and the list of the pages.
func writePageTables(put Put, o Order, c Compared, pages []*practicePage) error {
	run := report.Run{Schemes: c.Settled.Schemes, Settled: c.Settled, Problems: c.Settled.Extract.Problems, Issues: make([]letters.Issue, len(c.Settled.Positions))}
	if err := putEarlyTables(put, run, early.PerformanceTables(c.Settled)); err != nil {
		return err
	}
	index := early.Index{Head: early.HeadOf(o.Program, o.Issuer.Name, o.AsOf, c.Settled)}
	for _, one := range pages {
		index.Rows = append(index.Rows, one.row())
	}
	_, err := put("index.html", func(w io.Writer) error { return early.WriteIndex(w, index) })
	return err
}

func (one *practicePage) row() early.IndexRow {
	var schemes []string
	for _, p := range one.positions {
		schemes = append(schemes, p.Scheme.Title)
	}
	row := early.IndexRow{Code: string(one.positions[0].Practice.Code), Name: one.positions[0].Practice.Name,
		HTML: one.name + ".html", Schemes: strings.Join(slices.Compact(schemes), ", ")}
	if one.bad == nil {
		row.PDF = one.name + ".pdf"
	}
	return row
}
