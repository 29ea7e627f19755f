package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"yearend/calc"
	"yearend/letters"
	"yearend/templates"
)

// Pages makes what a person looks at before approving the run, and hands each
// file to put, several at once: the working of every position as a page of its
// own, and index.html, the review page, which shows it beside the letter. They
// fetch nothing and link to each other and to the letters by relative paths, so
// that they open from a folder or a network share. The same run always gives
// the same bytes.
func Pages(r Run, put func(name string, data []byte) error) error {
	if err := r.check(); err != nil {
		return err
	}
	lines, err := workingPages(r, put)
	if err != nil {
		return err
	}
	review, err := reviewPage(r, lines)
	if err != nil {
		return err
	}
	return put("index.html", review)
}

// workingPages makes the page of each position, and says how long each is on paper.
func workingPages(r Run, put func(name string, data []byte) error) (lines []int, err error) {
	style, err := joined("working.css")
	if err != nil {
		return nil, err
	}
	lines, boundaries := make([]int, len(r.Settled.Positions)), boundariesOf(r.Boundaries)
	head := workingHead(style)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range r.Settled.Positions {
		group.Go(func() error {
			var page []byte
			page, lines[i] = r.workingPageOf(p, r.Issues[i], boundaries[positionKey(p)]).html(head)
			return put(workingPath(p), page)
		})
	}
	return lines, group.Wait()
}

func reviewPage(r Run, lines []int) ([]byte, error) {
	t, err := template.New("page").ParseFS(templates.Page, "page/*.html")
	if err != nil {
		return nil, fmt.Errorf("read the template of the review page: %w", err)
	}
	p, err := pageOf(r, lines)
	if err != nil {
		return nil, err
	}
	var written bytes.Buffer
	if err := t.ExecuteTemplate(&written, "review.html", p); err != nil {
		return nil, fmt.Errorf("write the review page: %w", err)
	}
	return written.Bytes(), nil
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

	Panel    *pagePanel    // nil before the panel
	Changes  *pageChanges  // nil where nothing was approved before
	Held     []pageProblem // practices without a letter
	Gone     []pageGone    // letters that stand without a contract
	Looks    []lookGroup
	Worth    []worthOpening
	Near     []nearGroup
	Rows     []pageRow // what wants to be looked at first
	Unsigned []unsigned
	Far      []pageProblem // of what is implausible, the first,
	FarMore  int           // and how many more there are
	Moved    []pageMove    // what moved most since the last approved run
	Kept     string        // under what name the browser keeps the reviewer's ticks
}

func pageOf(r Run, lines []int) (page, error) {
	p := page{Run: r, Year: r.Schemes[0].Year, Dated: letters.LongDate(r.AsOf), Unsigned: unsignedOf(r.Schemes)}
	style, err := joined("screen.css", "letter.css", "print.css")
	if err != nil {
		return p, err
	}
	script, err := joined("rows.js", "keep.js", "view.js", "list.js", "letter.js")
	if err != nil {
		return p, err
	}
	p.Style, p.Script, p.Policy = template.CSS(style), template.JS(script), policy(style, script)
	p.addTotals()
	p.Charts, p.Money = histograms(r), moneyOf(r)
	p.Rows = ranked(rowsOf(r, lines))
	list := listOf(r, p.Rows)
	p.Held, p.Looks, p.Near, p.Worth = heldOf(r, list), looksOf(r, list), nearOf(list, r.Boundaries), worthOf(r, list)
	p.Changes, p.Panel, p.Gone = changesOf(r, list), afterPanel(r), goneOf(r)
	p.Far, p.FarMore = farOf(p.Looks)
	p.Moved, p.Kept = movedMost(p.Changes), r.digest()
	return p, nil
}

// digest tells this run from any other: by the day, what was read and the letters.
func (r Run) digest() string {
	sum := sha256.New()
	fmt.Fprintln(sum, r.Kind.Name, r.AsOf)
	for _, s := range r.Sources {
		fmt.Fprintln(sum, s.File, s.SHA256)
	}
	for _, i := range r.Issues {
		fmt.Fprintln(sum, i.Reference, i.SHA256)
	}
	return hex.EncodeToString(sum.Sum(nil))
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

// OwnScript is the policy of a page that runs its own script and has its own style,
// both known by their digests, and takes nothing else.
func OwnScript(style, script string) string {
	return styleOnly(style) + "; script-src " + digest(script)
}

// policy also has the review page show files, those that lie where the page does.
func policy(style, script string) string {
	return OwnScript(style, script) + "; frame-src 'self' file:"
}

// styleOnly is the policy of a page that runs nothing and shows nothing else.
func styleOnly(style string) string {
	return "default-src 'none'; style-src " + digest(style) + "; base-uri 'none'; form-action 'none'"
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// LateUnknown is of how many positions it is not known what was coded late; 0 writes
// nothing.
func (p page) LateUnknown() int {
	n := 0
	for _, position := range p.Settled.Positions {
		if position.Outcome != calc.Held && position.LateUnknown {
			n++
		}
	}
	return n
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
