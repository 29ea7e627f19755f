package season

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/panel"
	"yearend/letters/pdf"
	"yearend/letters/register"
	"yearend/letters/report"
)

// PanelAsked is what a pack is asked for.
type PanelAsked struct {
	AsOf  calc.Date
	For   string // the approved year-end run that it rests on; empty for the last one
	Now   func() time.Time
	Watch Watch
}

// PanelMade is a pack, or what keeps it from being made.
type PanelMade struct {
	Dir      string // empty where a problem stops it
	Pack     panel.Pack
	Stakes   []panel.Stake
	Record   register.Record
	Problems []calc.Problem
}

// MakePack makes the pack for the panel: written whole, or not at all.
func MakePack(ctx context.Context, p Project, ask PanelAsked) (made PanelMade, err error) {
	lock, err := lockRuns(p, "panel", ask.Now, ask.Watch)
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	rests, err := p.restsOn(ask.For) // the approved run whose letters stand
	if err != nil {
		return made, err
	}
	settled, err := approvedPositions(rests) // → its positions, as they were approved
	if err != nil {
		return made, err
	}
	asked, err := p.requestsOn(rests, settled, ask.AsOf, ask.Now()) // forms, corrections, log → requests, each where it stands
	if err != nil {
		return made, err
	}
	made.Problems = asked.Said()
	if asked.Stops() {
		return made, nil
	}
	if made.Pack, err = p.pack(ask, rests, settled, asked.All); err != nil {
		return made, err
	}
	if made.Stakes, err = made.Pack.Stakes(); err != nil {
		return made, err
	}
	if err := ctx.Err(); err != nil {
		return made, err
	}
	if err := asked.Record(); err != nil { // what was seen is kept before the panel sees it
		return made, err
	}
	if made, err = p.keepPack(made, rests); err == nil {
		ask.Watch.made(made.Dir)
	}
	return made, err
}

// restsOn is the approved year-end run that a pack rests on: the last one, which is the
// only one whose letters stand.
func (p Project) restsOn(name string) (register.Run, error) {
	last, err := p.lastYearEnd()
	if err != nil || name == "" {
		return last, err
	}
	asked, err := p.folder().Find(name)
	if err != nil {
		return asked, Usage{err}
	}
	if asked.Name != last.Name {
		return asked, withHint(fmt.Errorf("a pack for %s would not rest on the letters that stand: they are those of %s (E-pack-stale)", asked.Name, last.Name), "make it for "+last.Name)
	}
	return last, nil
}

// packs are all that were made, the oldest first.
func (p Project) packs() ([]register.Run, error) { return p.packFolder().All() }

func (p Project) packFolder() register.Folder {
	return register.Folder{Root: p.folder().Root, Kinds: []letters.Kind{panel.Kind()}}
}

// pack gathers what lies before the panel.
func (p Project) pack(ask PanelAsked, rests register.Run, settled calc.Settlement, requests []calc.Request) (panel.Pack, error) {
	pack := panel.Pack{On: ask.AsOf, Run: rests.Name, Issuer: p.Issuer, Marking: p.Marking, Logo: p.logo.Picture, Members: p.Members()}
	var err error
	if pack.RunOn, err = calc.ParseDate(rests.Record.AsOf); err != nil {
		return pack, err
	}
	if ask.AsOf < pack.RunOn {
		return pack, Usage{fmt.Errorf("the letters of %s are dated %s, and the pack would be dated %s", rests.Name, rests.Record.AsOf, ask.AsOf)}
	}
	for _, s := range settled.Schemes {
		if s.Mitigation != nil {
			pack.Schemes = append(pack.Schemes, s)
		}
	}
	if len(pack.Schemes) == 0 {
		return pack, errors.New("no scheme file says what follows the letter: take a scheme file that does")
	}
	if pack.Cases, pack.Apart, err = panel.Gather(requests, settled.Positions); err != nil {
		return pack, err
	}
	if len(pack.Cases) == 0 {
		return pack, withHint(fmt.Errorf("there is no request that the panel could decide: of %s %s", letters.Many(len(requests), "request"), "none is ready"),
			"`yearend check` says what holds each; name the forms' exports under inputs: requests")
	}
	pack.Name, err = p.packFolder().Next(panel.Kind())
	return pack, err
}

// keepPack writes the pack into a folder of its own.
func (p Project) keepPack(made PanelMade, rests register.Run) (PanelMade, error) {
	file, err := printPack(made.Pack)
	if err != nil {
		return made, err
	}
	draft, err := p.packFolder().Begin(panel.Kind())
	if err != nil {
		return made, err
	}
	defer draft.Discard()
	books := workbooks(made.Pack)
	for _, out := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"pack.pdf", func(w io.Writer) error { _, err := w.Write(file); return err }},
		{"pack.xlsx", func(w io.Writer) error { return report.PanelBook(w, books) }},
		{"requests.csv", made.Pack.Table},
	} {
		if _, err := draft.Put(out.name, out.write); err != nil {
			return made, err
		}
	}
	if made.Record, err = p.packRecord(made.Pack, rests); err != nil {
		return made, err
	}
	dir, err := draft.KeepWith(made.Record, register.DecisionsSheet, func(w io.Writer, digest string) error { return report.DecisionsBook(w, books, digest) })
	made.Dir = filepath.ToSlash(dir)
	if err == nil && filepath.Base(dir) != made.Pack.Name {
		err = fmt.Errorf("the pack says that it is %s, and was kept as %s: another program works in the folder of runs", made.Pack.Name, filepath.Base(dir))
	}
	return made, err
}

func (p Project) packRecord(pack panel.Pack, rests register.Run) (register.Record, error) {
	seen, err := panel.ReadLog[panel.Seen](p.folder().Root, panel.RequestsFile)
	if err != nil {
		return register.Record{}, err
	}
	is := rests.Is()
	r := register.Record{Program: Program(), Kind: panel.Kind().Name, AsOf: pack.On.String(), RestsOn: &is, Pack: &register.Pack{Requests: map[string]string{}, Log: seen.Head()},
		Inputs: []register.Input{}, Rules: rests.Record.Rules, Tallies: map[string]calc.Tally{}, Totals: map[string]register.Totals{}, Problems: map[string]int{}}
	for _, c := range pack.Cases {
		r.Pack.Requests[c.Request.Name] = c.Request.Digest
	}
	return r, nil
}

// printPack sets the pack twice: once to learn on which page each request begins, and
// then with its contents.
func printPack(pack panel.Pack) ([]byte, error) {
	press, err := pdf.NewPress(Program())
	if err != nil {
		return nil, err
	}
	for i := range pack.Cases {
		pack.Cases[i].Request = drawable(pack.Cases[i].Request)
	}
	paper, err := pack.Paper(nil)
	if err != nil {
		return nil, err
	}
	headings, err := press.HeadingPages(paper)
	if err != nil {
		return nil, fmt.Errorf("set the pack: %w", err)
	}
	pages, err := pack.FirstPages(headings)
	if err != nil {
		return nil, err
	}
	if paper, err = pack.Paper(pages); err != nil {
		return nil, err
	}
	file, err := press.Render(paper)
	if err != nil {
		return nil, fmt.Errorf("set the pack: %w", err)
	}
	return file, nil
}

// drawable has a box in the place of every character of a practice's words that the
// fonts lack: a form takes whatever is typed into it.
func drawable(r calc.Request) calc.Request {
	clean := func(words string) string {
		var b strings.Builder
		for _, one := range words {
			if at, _ := pdf.Undrawable(string(one)); at >= 0 {
				one = '□'
			}
			b.WriteRune(one)
		}
		return b.String()
	}
	r.Happened, r.Tried, r.Raised, r.Said, r.Seen = clean(r.Happened), clean(r.Tried), clean(r.Raised), clean(r.Said), clean(r.Seen)
	r.Evidence = slices.Clone(r.Evidence)
	for i, link := range r.Evidence {
		r.Evidence[i] = clean(link)
	}
	return r
}

// workbooks are the pack as its workbooks tell it.
func workbooks(pack panel.Pack) report.Panel {
	books := report.Panel{Program: Program(), Name: pack.Name, On: pack.On, Issuer: pack.Issuer.Name, Schemes: pack.Schemes, Members: pack.Members}
	for _, c := range pack.Cases {
		known := func(p calc.Position) bool {
			return p.Practice.Code == c.Request.Practice && p.Scheme.Code == c.Scheme.Code
		}
		if !slices.ContainsFunc(books.Positions, known) {
			books.Positions = append(books.Positions, c.Position)
		}
		asked := report.Asked{Request: c.Request, Scheme: c.Scheme, Practice: c.Position.Practice.Name, Service: c.ServiceName(), Ground: c.GroundWords(),
			Excluded: c.Effect == nil, IfAll: c.IfAll(), Change: c.Change(), Indicative: c.Position.Balance}
		for _, m := range pack.Members {
			if m.Concerned(c.Request.Practice) {
				asked.Interests = append(asked.Interests, m.Name)
			}
		}
		books.Asked = append(books.Asked, asked)
	}
	slices.SortFunc(books.Positions, func(a, b calc.Position) int {
		return strings.Compare(string(a.Practice.Code)+a.Scheme.Code, string(b.Practice.Code)+b.Scheme.Code)
	})
	return books
}
