package letters

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"yearend/calc"
)

// Labels are the words that the program itself writes into a letter, as a template has
// them: those of the box, of tables and charts, and what ends the letter. They stand at
// the head of the template, a line each, between two lines of three hyphens:
//
//	---
//	When = Pryd
//	in the … payment run = yn rhediad talu …
//	---
//
// An … is what stands there in the letter, and takes its place in what is said.
type labels []label

type label struct {
	own  *regexp.Regexp // what the program says
	says string
}

// rest stands for whatever a letter has in a label.
const rest = "…"

// ownLabels are all that the program says by itself.
func ownLabels() []string {
	own := []string{
		outcomes[calc.Pay].label, outcomes[calc.Recoup].label, outcomes[calc.Nil].label,
		"When", "in the … payment run", "in the … payment run once confirmed", "in … once confirmed",
		"You may ask for mitigation", "until …", "Questions", "Achievement", "… (highest averages)", "… by averaging; in the year …",
		ServicesCaption, "Service", "Recorded in the year", "Highest average", "Paid at", "Contract value", "Earned", "Total",
		methodsCaption, "… applied",
		accountCaption, "Item", "Sum", "Contract value for the year", "Earned by recorded achievement", "Less paid in advance during the year", "Less the instalments in advance",
		chartCaption, "…: recorded activity against expected, by month", "Recorded", "Expected, the year's target shared out by working days", "Month",
		"In the year … against a target of ….",
		"This letter, report access", "This report, access to reports", "Payments", "Data discrepancies",
		closing,
		"Figure", "Was", "Now", "Why", changesCaption,
		workingCaption, "Step", "Working", "Comes to", "Note", "All services",
		"Records read for this scheme", "Recorded, April to March", "of which coded after the cut-off", "Delivered outside the year", "Target for the year",
		"Applied: the highest of these", "Capped", "Paid in advance", "Balance: …", "Without late coding: …",
		InstalmentsCaption, "Reference", "For", "Due in", "Due", "Paid on", "Paid", "Difference", "Finding", "Total due and paid",
		"If the year goes on as it has", "If nothing more is recorded", "Needed by …", "Recorded to …", "earned …",
		"Target", "Recorded so far", "Of the target", NeededCaption, "More for …", "A working day", "Of it, …", "The year at this rate", "reached",
		"How each end is reckoned", "If the months to come go as", "Activity in working days", "The year's activity", "all months so far",
		"What each service would reach of its target, and earn", "All months so far", "Nothing more",
		capital(outlookCaption), capital(outlookCaption) + ", all services together", "…: " + outlookCaption, "At the rate so far", "At the rate of the last three months", "Needed for the target, with its number",
		"in … payments from …", "in 1 payment from …",
	}
	return append(own, outcomeLabels()...)
}

// say is a label as the template has it, or as the program has it where it says nothing.
func (all labels) say(words string) string {
	for _, l := range all {
		found := l.own.FindStringSubmatch(words)
		if found == nil {
			continue
		}
		says := strings.Split(l.says, rest)
		for i, part := range found[1:] {
			says[i] += part
		}
		return strings.Join(says, "")
	}
	return words
}

// readLabels takes the labels from the head of a template, and leaves as many empty
// lines, so that every line keeps its number.
func (w *Wording) readLabels() error {
	const fence = "---\n"
	head, is := strings.CutPrefix(w.source, fence)
	if !is {
		return nil
	}
	head, body, closed := strings.Cut(head, "\n"+fence)
	if !closed {
		return w.faultAt(0, "the labels at its head have no end: close them with another line of ---")
	}
	lines := strings.Split(head, "\n")
	for i, line := range lines {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		l, err := readLabel(line)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", w.file, i+2, err)
		}
		w.labels = append(w.labels, l)
	}
	w.source = strings.Repeat("\n", len(lines)+2) + body
	return nil
}

func readLabel(line string) (label, error) {
	own, says, is := strings.Cut(line, "=")
	own, says = strings.TrimSpace(own), strings.TrimSpace(says)
	known := ownLabels()
	switch {
	case !is || says == "":
		return label{}, fmt.Errorf("%q is no label: write what the program says, =, and what the letter is to say", line)
	case !slices.Contains(known, own):
		return label{}, fmt.Errorf("%q is no label that the program writes%s", own, meant(own, known))
	case strings.Count(own, rest) != strings.Count(says, rest):
		return label{}, fmt.Errorf("%q: as many … belong on either side of the =", line)
	}
	pattern := strings.ReplaceAll(regexp.QuoteMeta(own), rest, "(.+)")
	return label{regexp.MustCompile("^" + pattern + "$"), says}, nil
}

func meant(wrong string, known []string) string {
	places := map[string]int{}
	for i, one := range known {
		places[one] = i
	}
	if near := nearest(wrong, places); len(near) > 0 {
		return ": did you mean " + calc.Or(near) + "?"
	}
	return ""
}

// in puts the labels into blocks that the program made.
func (all labels) in(blocks []Block) []Block {
	said := make([]Block, 0, len(blocks))
	for _, block := range blocks {
		switch b := block.(type) {
		case Heading:
			b.Text = all.inText(b.Text)
			block = b
		case Paragraph:
			b.Text = all.inText(b.Text)
			block = b
		case Summary:
			b.Rows = all.inRows(b.Rows)
			block = b
		case Account:
			b.Caption, b.Item, b.Sum, b.Rows = all.say(b.Caption), all.say(b.Item), all.say(b.Sum), all.inRows(b.Rows)
			block = b
		case Table:
			block = all.inTable(b)
		case Chart:
			b.Caption, b.Year = all.say(b.Caption), all.say(b.Year)
			for i, words := range b.Key {
				b.Key[i] = all.say(words)
			}
			block = b
		case Outlook:
			b.Caption = all.say(b.Caption)
			for i, words := range b.Key {
				b.Key[i] = all.say(words)
			}
			block = b
		case List:
			block = all.inList(b)
		case Signature:
			b.Closing = all.say(b.Ends())
			block = b
		}
		said = append(said, block)
	}
	return said
}

// inText puts them into words that the program joins of pieces, each a label, which may
// begin or end with a space; pieces of one kind become one.
func (all labels) inText(t Text) Text {
	var said Text
	for _, s := range t {
		words := strings.TrimSpace(s.Words)
		before, after, _ := strings.Cut(s.Words, words)
		s.Words = before + all.say(words) + after
		if last := len(said) - 1; last >= 0 && said[last].Strong == s.Strong && said[last].Link == s.Link {
			said[last].Words += s.Words
			continue
		}
		said = append(said, s)
	}
	return said
}

func (all labels) inRows(rows []Row) []Row {
	said := make([]Row, 0, len(rows))
	for _, row := range rows {
		said = append(said, Row{all.say(row.Label), all.say(row.Value), row.Strong})
	}
	return said
}

func (all labels) inTable(t Table) Table {
	if len(all) == 0 {
		return t
	}
	t.Caption = all.say(t.Caption)
	t.Columns = slices.Clone(t.Columns)
	for i := range t.Columns {
		t.Columns[i].Header = all.say(t.Columns[i].Header)
	}
	t.Rows = slices.Clone(t.Rows)
	for i, row := range t.Rows {
		t.Rows[i].Cells = make([]string, len(row.Cells))
		for j, cell := range row.Cells {
			t.Rows[i].Cells[j] = all.say(cell)
		}
	}
	return t
}

// inList puts the labels into what begins the items of a list, as whom to ask about what.
func (all labels) inList(l List) List {
	l.Items = slices.Clone(l.Items)
	for i, item := range l.Items {
		if len(item) > 0 && item[0].Strong {
			l.Items[i] = slices.Clone(item)
			l.Items[i][0].Words = all.say(item[0].Words)
		}
	}
	return l
}
