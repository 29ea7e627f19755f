package panel

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// caseBlocks are a page or two on one request: what is known, what is asked, what it
// would change, and room for the decision.
func (p Pack) caseBlocks(c Case) []letters.Block {
	blocks := []letters.Block{
		heading(2, fmt.Sprintf("%s: %s (%s), %s", c.Request.Name, c.Position.Practice.Name, c.Request.Practice, c.ServiceName())),
		letters.Summary{Rows: c.inShort()},
	}
	blocks = append(blocks, letters.PositionTables(c.Position)...)
	blocks = append(blocks, words("Earned %s; paid in advance %s; %s.", letters.Pounds(c.Position.Earned), letters.Pounds(c.Position.Advance), letters.PositionWords(c.Position.Balance)))
	blocks = append(blocks, heading(3, "What the practice says"), said("What happened", unbroken(c.Request.Happened)), said("What was tried", unbroken(c.Request.Tried)),
		said("Raised in the year", unbroken(c.Request.Raised)))
	blocks = append(blocks, heading(3, "What it asks for"), c.monthsTable())
	for _, sentence := range c.effectSentences() {
		blocks = append(blocks, words("%s", sentence))
	}
	blocks = append(blocks, heading(3, "Evidence"))
	blocks = append(blocks, c.evidence()...)
	blocks = append(blocks, heading(3, "What the program finds"))
	blocks = append(blocks, c.findings()...)
	blocks = append(blocks, heading(3, "In one paragraph, for the outcome letter"), words("%s", c.paragraph()))
	return append(blocks, heading(3, "Decision of the panel"), p.box(c))
}

func unbroken(text string) string {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return "nothing was said."
	}
	return text
}

// inShort is the box at the top of a request.
func (c Case) inShort() []letters.Row {
	rows := []letters.Row{
		{Label: "Asks for", Value: c.asks()},
		{Label: "Ground", Value: c.GroundWords()},
		{Label: "Sent", Value: moment(c.Request.Completed)},
		{Label: "As its letter has it", Value: letters.PositionWords(c.Position.Balance)},
	}
	if c.Effect == nil {
		return append(rows, letters.Row{Label: "If all of it is accepted", Value: "nothing can be accepted: the service is excluded", Strong: true})
	}
	change := "; it changes nothing"
	if c.Effect.Change.Sign() != 0 {
		change = "; " + letters.Pounds(c.Effect.Change) + " more than now"
	}
	return append(rows, letters.Row{Label: "If all of it is accepted", Value: letters.PositionWords(c.Effect.After.Balance) + change, Strong: true})
}

// asks is what a request asks for in a phrase.
func (c Case) asks() string {
	sum := c.Request.Claimed.Sum()
	if sum == 0 {
		return "no count in any month"
	}
	var months []string
	for i, n := range c.Request.Claimed {
		if n > 0 {
			months = append(months, c.Scheme.Period.MonthTitle(i))
		}
	}
	in := calc.And(months)
	if len(months) > 3 {
		in = letters.Many(len(months), "month")
	}
	return letters.Units(sum, c.unit()) + " in " + in
}

// moment writes 8 May 2026 at 23:00:20.
func moment(m calc.Moment) string {
	if m.Date == 0 {
		return "not known"
	}
	return fmt.Sprintf("%s at %02d:%02d:%02d", letters.LongDate(m.Date), m.Second/3600, m.Second/60%60, m.Second%60)
}

// monthsTable is what was expected, recorded and asked for in each month, with room
// for what is accepted.
func (c Case) monthsTable() letters.Table {
	t := letters.Table{Caption: "Expected, recorded and asked for by month", Columns: []letters.Column{{Header: "Month", Width: 34}, {Header: "Expected", Width: 24, Number: true},
		{Header: "Recorded", Width: 24, Number: true}, {Header: "Asked for", Width: 24, Number: true}, {Header: "Both", Width: 24, Number: true}, {Header: "Accepted", Width: 24, Number: true}}}
	var recorded calc.ByMonth
	var target int64
	if c.Effect != nil {
		recorded, target = c.Effect.Line.Activity.Recorded, c.Effect.Line.Contract.Target
	}
	for i, n := range c.Request.Claimed {
		cells := []string{c.Scheme.Period.MonthTitle(i), "", letters.Count(recorded[i]), "", letters.Count(recorded[i] + n), ""}
		if target > 0 {
			cells[1] = letters.OnePlace(c.Scheme.Expected(target, i))
		}
		if n > 0 {
			cells[3] = letters.Count(n)
		}
		t.Rows = append(t.Rows, letters.TableRow{Cells: cells, Strong: n > 0})
	}
	sum := c.Request.Claimed.Sum()
	t.Rows = append(t.Rows, letters.TableRow{Strong: true, Cells: []string{"The year", letters.Count(target), letters.Count(recorded.Sum()), letters.Count(sum), letters.Count(recorded.Sum() + sum), ""}})
	return t
}

// effectSentences say what the request would change, and how the practice does in
// its other months.
func (c Case) effectSentences() []string {
	e := c.Effect
	if e == nil {
		return []string{"The service is excluded from the scheme for the year: its activity is not paid for, and nothing can be accepted for it."}
	}
	if len(e.Months) == 0 {
		return []string{"No count is asked for in any month, so that nothing can be accepted."}
	}
	in := "In the months asked for"
	all := []string{fmt.Sprintf("%s %s %s expected and %s recorded; %s %s asked for.", in, letters.OnePlace(e.Expected), were(e.Expected.Cut(1) == "1.0"),
		letters.Count(e.Recorded), letters.Count(c.Request.Claimed.Sum()), calc.Agree(c.Request.Claimed.Sum(), "is", "are"))}
	if e.Others.Days > 0 {
		rate, _ := calc.Ratio(e.Others.Count, e.Others.Days)
		all = append(all, fmt.Sprintf("In its other months the practice recorded %s in %s, %s a working day. At that rate the months asked for would hold %s.",
			letters.Count(e.Others.Count), letters.Many(e.Others.Days, "working day"), rate.Cut(2), letters.OnePlace(e.AtOwnRate())))
	}
	if e.NothingBelow() {
		return append(all, fmt.Sprintf("Nothing is below target: %s comes to %s as it is recorded, so that accepting anything changes nothing.", methodName(e.Line), letters.Percent(e.Line.Highest().Achievement)))
	}
	if e.Absorbed() {
		all = append(all, fmt.Sprintf("An average has it already: %s gives %s with and without what is asked for, so that accepting all of it changes nothing.",
			methodName(e.IfAll), letters.Percent(e.Line.Highest().Achievement)))
	}
	return append(all, c.reaches())
}

func were(one bool) string {
	if one {
		return "was"
	}
	return "were"
}

// methodName is the average that is applied, within a sentence.
func methodName(a calc.Achievement) string {
	name := a.Highest().Method.Name
	return "the " + strings.ToLower(name[:1]) + name[1:]
}

// reaches says with which counts the share paid in advance and the target are reached.
func (c Case) reaches() string {
	e := c.Effect
	var parts []string
	beyond := false
	for _, to := range []*calc.Reach{e.ToShare, &e.ToTarget} {
		if to == nil {
			continue
		}
		parts = append(parts, c.reachWords(*to))
		beyond = beyond || to.How == calc.ReachedBeyond
	}
	filled := " The counts are filled into the months asked for, the earlier first, each up to what is asked for there"
	if beyond {
		filled += "; what is more than that goes on into the same months in turn"
	}
	text := calc.And(parts)
	return strings.ToUpper(text[:1]) + text[1:] + "." + filled + "."
}

func (c Case) reachWords(to calc.Reach) string {
	share := calc.RulePercent(to.Share)
	switch to.How {
	case calc.ReachedAlready:
		return share + " is reached as it is recorded"
	case calc.ReachedWithin:
		return fmt.Sprintf("%s is reached with %s accepted", share, letters.Count(to.Count))
	case calc.ReachedBeyond:
		return fmt.Sprintf("%s would take %s, %s more than is asked for", share, letters.Count(to.Count), letters.Count(to.Count-c.Request.Claimed.Sum()))
	case calc.ReachedNever:
	}
	return share + " is not reached by any count in the months asked for"
}

// evidence is what was handed in, and who has seen it; links, never copies.
func (c Case) evidence() []letters.Block {
	counted := string(c.Request.Counted)
	if counted == "" {
		counted = "not said"
	}
	blocks := []letters.Block{said("How it was counted", counted)}
	if !c.Request.HasEvidence() {
		return append(blocks, words("No evidence was handed in."))
	}
	var l letters.List
	for _, link := range c.Request.Evidence {
		l.Items = append(l.Items, letters.Text{{Words: link}})
	}
	seen := c.Request.Seen
	if seen == "" {
		seen = "nobody has noted that it was seen"
	}
	return append(blocks, l, said("Seen by", seen))
}

// findings are what the program sees, each with its clause.
func (c Case) findings() []letters.Block {
	if len(c.Request.Findings) == 0 {
		return []letters.Block{words("Nothing that speaks against it.")}
	}
	var items []string
	for _, f := range c.Request.Findings {
		items = append(items, fmt.Sprintf("%s: %s (%s)", f.Code, strings.TrimSuffix(f.Words, "."), f.Clause))
	}
	return []letters.Block{listOf(items)}
}

// paragraph is what an outcome could rest on, in one.
func (c Case) paragraph() string {
	var b strings.Builder
	fmt.Fprintf(&b, "The practice asked that %s of %s be accepted, on the ground of %s. ", c.asks(), c.ServiceName(), lowered(c.GroundWords()))
	fmt.Fprintf(&b, "The panel had before it what the practice said had happened and what it had tried, the activity recorded and expected month by month, ")
	if c.Request.HasEvidence() && c.Request.Seen != "" {
		b.WriteString("the evidence that it handed in, ")
	}
	b.WriteString("and what accepting the whole would change. ")
	if e := c.Effect; e != nil {
		fmt.Fprintf(&b, "As recorded, its achievement is %s (%s of %s in the year), which comes to %s. ", letters.Percent(e.Line.Highest().Achievement),
			letters.Count(e.Line.Activity.Recorded.Sum()), letters.Count(e.Line.Contract.Target), letters.PositionWords(c.Position.Balance))
		fmt.Fprintf(&b, "With all that it asks for it would be %s, which comes to %s. ", letters.Percent(e.IfAll.Highest().Achievement), letters.PositionWords(e.After.Balance))
	}
	b.WriteString("A request must show circumstances that are exceptional, beyond the practice's reasonable control, evidenced, and not to be mitigated by normal management (" + c.Scheme.Mitigation.Clauses.Shows.String() + ").")
	return b.String()
}

// lowered begins a phrase within a sentence, unless it begins with a name in capitals.
func lowered(text string) string {
	if len(text) > 1 && text[1] >= 'a' && text[1] <= 'z' {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// box is left empty for the panel.
func (p Pack) box(c Case) letters.Table {
	t := letters.Table{Caption: "Decision of the panel on " + c.Request.Name, Room: 2, Columns: []letters.Column{{Header: "To be decided", Width: 52}, {Header: "The panel's words", Width: 122}}}
	add := func(label, words string) {
		t.Rows = append(t.Rows, letters.TableRow{Cells: []string{label, words}})
	}
	var rulings []string
	for _, r := range calc.Rulings() {
		rulings = append(rulings, string(r))
	}
	add("Decision", strings.Join(rulings, " / "))
	add("Reason", "")
	add("Exceptional / beyond control / evidenced / unavoidable", "yes / no      yes / no      yes / no      yes / no")
	withdraws := ""
	for _, m := range p.concerned(c.Request.Practice) {
		withdraws += m.Name + " (" + m.Seat.Words() + ") has an interest and withdraws. "
	}
	add("Present, and who withdrew", strings.TrimSpace(withdraws))
	add("Decided on; chair", "")
	return t
}
