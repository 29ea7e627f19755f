package letters

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"yearend/calc"
)

const workingCaption = "The working, step by step"

// working is the annex: every step, service by service and then what is of all of
// them, and below them by what right each stands. The clauses' ids are the program's
// own and mean nothing to a practice: a step has the numbers of notes, which cite the
// guidance by its headings and say what the ICB has done where it is silent.
func working(p calc.Position) []Block {
	table := Table{Caption: workingCaption, Small: true, Columns: []Column{
		{"Step", 45, false}, {"Working", 97, false}, {"Comes to", 20, true}, {"Note", 13, false}}}
	steps := inServices(calc.Working(p))
	n := notesOn(p.Scheme, steps)
	service := ""
	for _, step := range steps {
		if step.Service != service || len(table.Rows) == 0 {
			service = step.Service
			table.Rows = append(table.Rows, TableRow{Strong: true, Cells: []string{cmp.Or(service, "All services"), "", "", ""}})
		}
		table.Rows = append(table.Rows, TableRow{Cells: []string{step.Label, SumText(step.Sum), FigureText(step.Value), n.of(step)}})
	}
	return []Block{table, Paragraph{Text: Text{{Words: n.words(p.Scheme)}}, Small: true}}
}

// inServices are the steps that a letter shows: those of each service, then those of
// all of them.
func inServices(steps []calc.Step) []calc.Step {
	shown := make([]calc.Step, 0, len(steps))
	for _, ofAll := range []bool{false, true} {
		for i := range steps {
			if step := &steps[i]; !step.Aside && (step.Service == "") == ofAll {
				shown = append(shown, *step)
			}
		}
	}
	return shown
}

// notes are what the steps of a working rest on, in the order in which they come:
// parts of the guidance, then sentences of the ICB's.
type notes struct {
	parts, sentences []string
	said             map[calc.Clause]string // what each clause is cited as
}

func notesOn(s *calc.Scheme, steps []calc.Step) notes {
	n := notes{said: map[calc.Clause]string{}}
	for _, step := range steps {
		for _, c := range step.Clauses() {
			if _, known := n.said[c]; known {
				continue
			}
			list := &n.parts
			n.said[c] = part(c)
			if c.Assumed() {
				list, n.said[c] = &n.sentences, weHave(s, c)
			}
			if !slices.Contains(*list, n.said[c]) {
				*list = append(*list, n.said[c])
			}
		}
	}
	return n
}

// of is the numbers of the notes of a step.
func (n notes) of(step calc.Step) string {
	var numbers []int
	for _, c := range step.Clauses() {
		i := slices.Index(n.parts, n.said[c])
		if c.Assumed() {
			i = len(n.parts) + slices.Index(n.sentences, n.said[c])
		}
		numbers = append(numbers, i+1)
	}
	slices.Sort(numbers)
	var words []string
	for _, number := range slices.Compact(numbers) {
		words = append(words, strconv.Itoa(number))
	}
	return strings.Join(words, ", ")
}

// words are the notes, each with its number.
func (n notes) words(s *calc.Scheme) string {
	var parts []string
	for i, words := range n.parts {
		parts = append(parts, "("+strconv.Itoa(i+1)+") "+words)
	}
	text := "Notes. By the guidance, " + s.Guidance + ": " + strings.Join(parts, "; ") + "."
	if len(n.sentences) > 0 {
		text += " Where the guidance is silent:"
	}
	for i, words := range n.sentences {
		text += " (" + strconv.Itoa(len(n.parts)+i+1) + ") " + words + "."
	}
	return text
}

// part cites a heading of the guidance; what is no heading, as the opening, by its name.
func part(c calc.Clause) string {
	if first, _ := utf8.DecodeRuneInString(c.Heading); unicode.IsLower(first) {
		return "its " + c.Heading
	}
	return "“" + c.Heading + "”"
}

// weHave says an assumption as the ICB's own sentence, in the words of the scheme
// file; the first rule of an id speaks for it.
func weHave(s *calc.Scheme, c calc.Clause) string {
	says := ""
	for _, r := range s.Rules {
		switch {
		case r.Clause.ID != c.ID || r.Assumption == nil:
		case r.Assumption.Letter != "":
			return strings.TrimSuffix(r.Assumption.Letter, ".")
		case says == "":
			says = gist(r.Says)
		}
	}
	first, size := utf8.DecodeRuneInString(says)
	return "We have taken it that " + string(unicode.ToLower(first)) + says[size:]
}

// gist is the first part of what a rule says: yearend rules has the whole.
func gist(says string) string {
	if end := strings.IndexAny(says, ",;("); end > 0 {
		return strings.TrimSpace(says[:end])
	}
	return says
}
