package panel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// mostPages is more than any pack has: two pages a request of every practice there is.
const mostPages = 20_000

// Paper is the pack as it is printed. The pages are those on which the requests begin,
// in their order; none where they are not known yet. It takes as much room either way.
func (p Pack) Paper(pages []int) (letters.Letter, error) {
	l := letters.Letter{
		Name: p.Name, Reference: p.Name, Subject: "Mitigation requests for the panel in the week commencing " + letters.LongDate(p.dates().PanelWeek),
		Issuer: p.Issuer, On: p.On, Marking: p.Marking, Logo: p.Logo, Pages: mostPages, Many: true,
	}
	stakes, err := p.Stakes()
	if err != nil {
		return l, err
	}
	l.Blocks = slices.Concat(p.opening(l.Subject, stakes), p.contents(pages))
	for _, c := range p.Cases {
		l.Blocks = append(append(l.Blocks, letters.PageBreak{Always: true}), p.caseBlocks(c)...)
	}
	return l, nil
}

// FirstPages are the pages on which the requests begin, of the pages of all headings.
func (p Pack) FirstPages(headings []int) ([]int, error) {
	paper, err := p.Paper(nil)
	if err != nil {
		return nil, err
	}
	var pages []int
	heading, begun := 0, 0 // pages: the contents begin the first
	for _, block := range paper.Blocks {
		switch block := block.(type) {
		case letters.PageBreak:
			begun++
		case letters.Heading:
			if begun > 1 && block.Level == 2 && heading < len(headings) {
				pages = append(pages, headings[heading])
			}
			heading++
		}
	}
	return pages, nil
}

func (p Pack) dates() calc.Dates { return p.Schemes[0].Dates }

func words(format string, args ...any) letters.Paragraph {
	return letters.Paragraph{Text: letters.Text{{Words: fmt.Sprintf(format, args...)}}}
}

func heading(level int, text string) letters.Heading {
	return letters.Heading{Level: level, Text: letters.Text{{Words: text}}}
}

// said is a paragraph that begins with what it is about.
func said(about, text string) letters.Paragraph {
	return letters.Paragraph{Text: letters.Text{{Words: about + ": ", Strong: true}, {Words: text}}}
}

func listOf(items []string) letters.List {
	var l letters.List
	for _, item := range items {
		l.Items = append(l.Items, letters.Text{{Words: item}})
	}
	return l
}

// opening is what the panel must know before the first request.
func (p Pack) opening(subject string, stakes []Stake) []letters.Block {
	d := p.dates()
	blocks := []letters.Block{heading(1, subject),
		letters.Summary{Rows: []letters.Row{
			{Label: "Requests to decide", Value: letters.Count(len(p.Cases)), Strong: true},
			{Label: "Positions", Value: fmt.Sprintf("%s, of %s", p.Run, letters.LongDate(p.RunOn))},
			{Label: "The form closed", Value: letters.LongDate(d.FormCloses)},
			{Label: "The panel decides", Value: "in the week commencing " + letters.LongDate(d.PanelWeek)},
			{Label: "Practices hear by", Value: letters.LongDate(d.OutcomeBy)},
			{Label: "Paid or recouped", Value: "in the " + d.PaymentRun + " payment run"},
		}},
		heading(2, "Money at stake"), stakeTable(stakes),
		words("The balances are those of the practices that ask, with each request of a practice accepted in full. A sum in brackets is to be recouped."),
		heading(2, "Who decides")}
	blocks = append(blocks, p.whoDecides()...)
	return append(blocks, heading(2, "How to decide"), listOf(p.howTo()))
}

func stakeTable(stakes []Stake) letters.Table {
	t := letters.Table{Caption: "Money at stake by scheme", Columns: []letters.Column{{Header: "Scheme", Width: 22}, {Header: "Requests", Width: 16, Number: true},
		{Header: "Practices", Width: 16, Number: true}, {Header: "Asked for", Width: 18, Number: true}, {Header: "Balance now", Width: 26, Number: true},
		{Header: "If all is accepted", Width: 26, Number: true}, {Header: "Difference", Width: 24, Number: true}}}
	for _, s := range stakes {
		t.Rows = append(t.Rows, letters.TableRow{Cells: []string{s.Scheme.Title, letters.Count(s.Requests), letters.Count(s.Practices), letters.Count(s.Claimed),
			bracketed(s.Before), bracketed(s.IfAll), bracketed(s.Change)}})
	}
	if len(stakes) == 0 {
		t.Rows = append(t.Rows, letters.TableRow{Cells: []string{"No request", "0", "0", "0", "", "", ""}})
	}
	return t
}

// bracketed writes a balance as accounts do: one to recoup stands in brackets.
func bracketed(m calc.Money) string {
	if m.Sign() < 0 {
		return "(" + letters.Pounds(m.Abs()) + ")"
	}
	return letters.Pounds(m)
}

// whoDecides are the members by their seats, and who withdraws where (A17).
func (p Pack) whoDecides() []letters.Block {
	seats := p.Schemes[0].Mitigation.QuorumSeats()
	blocks := []letters.Block{words("A request is decided where a member or deputy without an interest in the practice is present for each of %s (%s). Who has an interest withdraws from that request.",
		calc.And(seats), p.Schemes[0].Mitigation.Clauses.Quorum)}
	if len(p.Members) == 0 {
		return append(blocks, words("The project file names no members yet: without them no decision can be recorded."))
	}
	t := letters.Table{Caption: "Members of the panel", Columns: []letters.Column{{Header: "Name", Width: 40}, {Header: "Seat", Width: 30}, {Header: "Deputy for", Width: 40}, {Header: "Interest in", Width: 60}}}
	for _, m := range p.Members {
		interests := "none declared"
		if len(m.Interests) > 0 {
			interests = calc.And(codes(m.Interests))
		}
		t.Rows = append(t.Rows, letters.TableRow{Cells: []string{m.Name, m.Seat.Words(), m.DeputyFor, interests}})
	}
	return append(blocks, t)
}

func codes(all []calc.PracticeCode) []string {
	var some []string
	for _, code := range all {
		some = append(some, string(code))
	}
	return some
}

func (p Pack) howTo() []string {
	return []string{
		"Each request stands on a page or two of its own, ordered by its ground, so that like is decided alike. Findings are the program's; it decides nothing.",
		"pack.xlsx shows what a count would change: enter it on the sheet Accepted, and achievement, earned, balance and totals follow.",
		"Decisions go into decisions.xlsx: the accepted count of each month, at most what is asked for there; the decision and its reason; which of the four conditions the panel found met; who was present and who withdrew.",
		"What is accepted is activity in named months, added to what was recorded; no target is lowered and no recoupment waived.",
		"A decision is final, and there is no appeal. Its reason goes to the practice word for word, and so does which conditions were met; nobody's name does.",
	}
}

// contents lists the requests with their pages.
func (p Pack) contents(pages []int) []letters.Block {
	t := letters.Table{Caption: "Contents", Columns: []letters.Column{{Header: "Request", Width: 34}, {Header: "Practice", Width: 46}, {Header: "Service", Width: 24},
		{Header: "Ground", Width: 42}, {Header: "Difference", Width: 22, Number: true}, {Header: "Page", Width: 12, Number: true}}}
	for i, c := range p.Cases {
		page := "000"
		if i < len(pages) {
			page = strconv.Itoa(pages[i])
		}
		t.Rows = append(t.Rows, letters.TableRow{Cells: []string{c.Request.Name, c.Position.Practice.Name + " (" + string(c.Request.Practice) + ")", c.ServiceName(), c.GroundWords(), letters.Pounds(c.Change()), page}})
	}
	blocks := []letters.Block{letters.PageBreak{Always: true}, heading(2, "Contents"), t}
	if waiting := p.waiting(); len(waiting) > 0 {
		blocks = append(blocks, heading(2, "Not before the panel"), listOf(waiting))
	}
	return blocks
}

// Change is by how much accepting the whole would raise the balance.
func (c Case) Change() calc.Money {
	if c.Effect == nil {
		return calc.Money{}
	}
	return c.Effect.Change
}

// waiting says how many requests are not in the pack, and names those that are open.
func (p Pack) waiting() []string {
	var items []string
	for _, state := range calc.RequestStates() {
		var names []string
		for _, r := range p.Apart {
			if r.State == state {
				names = append(names, r.Name)
			}
		}
		slices.SortFunc(names, CompareNames)
		switch {
		case len(names) == 0:
		case state == calc.RequestReady:
			items = append(items, fmt.Sprintf("waiting for a contract or a position: %s; which it lacks stands in requests.csv", strings.Join(names, ", ")))
		case state.Open():
			items = append(items, fmt.Sprintf("%s: %s; why stands in requests.csv", state, strings.Join(names, ", ")))
		default:
			items = append(items, fmt.Sprintf("%s: %s", state, letters.Count(len(names))))
		}
	}
	return items
}
