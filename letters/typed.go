package letters

import (
	"strings"
	"text/template/parse"

	"yearend/calc"
)

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
