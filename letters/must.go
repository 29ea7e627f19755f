package letters

import (
	"fmt"
	"slices"
	"strings"
	"text/template/parse"

	"yearend/calc"
)

// Must is something that the words of a letter must say, wherever it applies. A
// project may write every word itself, and still leaves out none of it.
type Must struct {
	What  string          // "the signature"
	Facts []string        // the placeholders of which one says it
	Words string          // or the words that do, in small letters; empty for none
	Where map[string]bool // the choices by which it applies; none for everywhere
	When  string          // the same in words
}

// asks are the choices by which a letter invites to ask for mitigation, and closed
// those by which it cannot any more.
func asks() map[string]bool {
	return map[string]bool{"BelowTarget": true, "FormIsOpen": true, "FormClosed": false}
}

func closed() map[string]bool {
	return map[string]bool{"BelowTarget": true, "FormIsOpen": false, "FormClosed": true}
}

// musts of every letter that is signed.
func signedMusts() []Must {
	return []Must{
		{What: "the signature", Facts: []string{"Signature"}},
		{What: "whom to ask", Facts: []string{"Contacts"}},
	}
}

// yearEndMusts are what the guidance says that a year-end letter tells, by which a
// practice would be wronged that was not told it.
func yearEndMusts() []Must {
	const below, over = "where a service is below target and the form is open", "where a service is below target and the form has closed"
	moves := func(outcome string) map[string]bool {
		where := map[string]bool{"Pay": false, "Recoup": false, "Nil": false}
		where[outcome] = true
		return where
	}
	return append(signedMusts(),
		Must{What: "the payment run", Facts: []string{"PaymentRun", "Summary"}, Where: moves("Pay"), When: "where there is something to pay"},
		Must{What: "the payment run", Facts: []string{"PaymentRun", "Summary"}, Where: moves("Recoup"), When: "where there is something to recoup"},
		Must{What: "the form", Facts: []string{"FormLink"}, Where: asks(), When: below},
		Must{What: "when the form opens", Facts: []string{"FormOpens"}, Where: asks(), When: below},
		Must{What: "when the form closes", Facts: []string{"FormCloses"}, Where: asks(), When: below},
		Must{What: "when the form closed", Facts: []string{"FormCloses"}, Where: closed(), When: over},
		Must{What: "when the panel meets", Facts: []string{"PanelWeek"}, Where: asks(), When: below},
		Must{What: "by when the practice hears", Facts: []string{"OutcomeBy"}, Where: asks(), When: below},
		Must{What: "that there is no appeal", Words: "appeal", Where: asks(), When: below},
		Must{What: "how to reach Data Quality", Facts: []string{"DataQuality"}, Where: map[string]bool{"NoActivity": true}, When: "where no activity is recorded"},
	)
}

// Lacks says what the words of a letter of a kind leave out, each a fault of the template.
func (w *Wording) Lacks(k Kind) []error {
	var faults []error
	said := map[string]bool{}
	for _, m := range k.Musts {
		fault := w.lacks(m)
		if fault != nil && !said[fault.Error()] {
			said[fault.Error()] = true
			faults = append(faults, fault)
		}
	}
	return faults
}

func (w *Wording) lacks(m Must) error {
	if m.says(w.tree.Root) {
		return nil
	}
	where, how := m.When, "write it"
	if where != "" {
		where = ", " + where
	}
	if len(m.Facts) > 0 {
		how = "put {{." + m.Facts[0] + "}} there"
	}
	return fmt.Errorf("%s: it leaves out %s%s: %s", w.file, m.What, where, how)
}

// says reports whether the words say it whichever way the other choices fall.
func (m Must) says(list *parse.ListNode) bool {
	if list == nil {
		return false
	}
	return slices.ContainsFunc(list.Nodes, m.saidBy)
}

func (m Must) saidBy(node parse.Node) bool {
	switch n := node.(type) {
	case *parse.TextNode:
		return m.Words != "" && strings.Contains(strings.ToLower(string(n.Text)), m.Words)
	case *parse.ActionNode:
		return slices.Contains(m.Facts, factOf(n.Pipe))
	case *parse.IfNode:
		if choice, given := m.Where[factOf(n.Pipe)]; given && choice {
			return m.says(n.List)
		} else if given {
			return m.says(n.ElseList)
		}
		return m.says(n.List) && m.says(n.ElseList)
	}
	return false
}

// Typed is a sum, a share or a day that stands written out in a template, where it
// says the same to every practice, and next year still.
type Typed struct {
	Line  int
	Words string
}

// Typed are those of the template, in their order.
func (w *Wording) Typed() []Typed {
	var all []Typed
	var look func(list *parse.ListNode)
	look = func(list *parse.ListNode) {
		if list == nil {
			return
		}
		for _, node := range list.Nodes {
			switch n := node.(type) {
			case *parse.TextNode:
				for _, at := range calc.WrittenOut(string(n.Text)) {
					line := 1 + strings.Count(w.source[:int(n.Pos)+at[0]], "\n")
					all = append(all, Typed{line, string(n.Text[at[0]:at[1]])})
				}
			case *parse.IfNode:
				look(n.List)
				look(n.ElseList)
			}
		}
	}
	look(w.tree.Root)
	return all
}
