package report

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/templates"
)

// Page writes the review page: what a person looks at before approving the
// run. It is one file that fetches nothing and links to the letters beside it
// by relative paths, so that it opens from a folder or a network share. The
// same run always gives the same bytes.
func Page(w io.Writer, r Run) error {
	if err := r.check(); err != nil {
		return err
	}
	t, err := template.New("page").ParseFS(templates.Page, "page/*.html")
	if err != nil {
		return fmt.Errorf("read the template of the review page: %w", err)
	}
	p, err := pageOf(r)
	if err != nil {
		return err
	}
	if err := t.ExecuteTemplate(w, "review.html", p); err != nil {
		return fmt.Errorf("write the review page: %w", err)
	}
	return nil
}

// page is what the template of the review page is filled with.
type page struct {
	Run
	Year, Dated string
	Letters     string // made in this run
	Standing    string // unchanged since the last approved run; empty for none
	Policy      string // which scripts and styles the browser may run: these, and none that data brings
	Style       template.CSS
	Script      template.JS

	Totals  []pageTotals
	All     pageTotals
	Tallies []pageTally
	Charts  []histogram
	Money   []moneyBars

	Changes  *pageChanges  // nil where nothing was approved before
	Held     []pageProblem // practices without a letter
	Looks    []lookGroup
	Worth    []worthOpening
	Near     []nearGroup
	Rows     []pageRow // what wants to be looked at first
	Unsigned []unsigned
	Details  []detail // one for each position: a row names its own
}

func pageOf(r Run) (page, error) {
	p := page{Run: r, Year: r.Schemes[0].Year, Dated: letters.LongDate(r.AsOf), Unsigned: unsignedOf(r.Schemes)}
	style, err := joined("screen.css", "letter.css", "print.css")
	if err != nil {
		return p, err
	}
	script, err := joined("list.js", "letter.js")
	if err != nil {
		return p, err
	}
	p.Style, p.Script, p.Policy = template.CSS(style), template.JS(script), policy(style, script)
	p.addTotals()
	p.Charts, p.Money = histograms(r), moneyOf(r)
	near := calc.Near(r.Settled.Positions)
	p.Held, p.Looks, p.Near, p.Worth = heldOf(r), looksOf(r), nearOf(r, near), worthOf(r)
	p.Changes = changesOf(r)
	p.Rows, p.Details = ranked(rowsOf(r, near)), detailsOf(r, near)
	return p, nil
}

// joined is files of the page's template one after the other.
func joined(names ...string) (string, error) {
	var all strings.Builder
	for _, name := range names {
		text, err := templates.Page.ReadFile("page/" + name)
		if err != nil {
			return "", fmt.Errorf("read the review page's %s: %w", name, err)
		}
		all.Write(text)
	}
	return all.String(), nil
}

// policy has the browser run the page's own style and script, known by their
// digests, and nothing else, and show only files that lie where the page does.
func policy(style, script string) string {
	return "default-src 'none'; style-src " + digest(style) + "; script-src " + digest(script) +
		"; frame-src 'self' file:; base-uri 'none'; form-action 'none'"
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// outcomeWords is what an outcome is called on the page.
var outcomeWords = map[calc.Outcome]string{
	calc.Pay: "to pay", calc.Recoup: "to recoup", calc.Nil: "nothing either way", calc.Held: "held",
}

// unsigned is assumptions of a scheme that nobody has confirmed.
type unsigned struct {
	Scheme string
	Rules  []calc.Rule
}

func unsignedOf(schemes []*calc.Scheme) []unsigned {
	var all []unsigned
	for _, s := range schemes {
		if open := s.Unconfirmed(); len(open) > 0 {
			all = append(all, unsigned{Scheme: s.Title, Rules: open})
		}
	}
	return all
}
