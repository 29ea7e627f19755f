package letters

import (
	"fmt"
	"slices"
	"strings"
	"text/template/parse"
)

// Must is something that the words of a letter must say, wherever it applies. A
// project may write every word itself, and still leaves out none of it.
type Must struct {
	What      string          // "the signature"
	Facts     []string        // the placeholders of which one says it
	Words     []string        // or the words of which some do, in small letters
	Sentences []string        // or the sentences of which one does, whole, in small letters
	Heading   bool            // the words stand in a heading
	Where     map[string]bool // the choices by which it applies; none for everywhere
	When      string          // the same in words
}

// Lacks says what the words leave out of what they must say, each a fault of the template.
func (w *Wording) Lacks(musts []Must) []error {
	var faults []error
	said := map[string]bool{}
	for _, m := range musts {
		fault := w.lacks(m)
		if fault != nil && !said[fault.Error()] {
			said[fault.Error()] = true
			faults = append(faults, fault)
		}
	}
	return faults
}

func (w *Wording) lacks(m Must) error {
	if w.says(m, w.tree.Root) {
		return nil
	}
	where, how := m.When, ""
	if where != "" {
		where = ", " + where
	}
	switch {
	case len(m.Facts) > 0:
		how = "put {{." + m.Facts[0] + "}} there"
	case len(m.Sentences) > 0:
		how = fmt.Sprintf("write it as a sentence, %q, or to a semicolon", m.Sentences[0])
	case m.Heading:
		how = fmt.Sprintf("write %q into the heading", m.Words[0])
	default:
		how = fmt.Sprintf("write it, with the words %q", m.Words[0])
	}
	return fmt.Errorf("%s: it leaves out %s%s: %s", w.file, m.What, where, how)
}

// says reports whether the words say it whichever way the other choices fall.
func (w *Wording) says(m Must, list *parse.ListNode) bool {
	return list != nil && slices.ContainsFunc(list.Nodes, func(n parse.Node) bool { return w.saidBy(m, n) })
}

func (w *Wording) saidBy(m Must, node parse.Node) bool {
	switch n := node.(type) {
	case *parse.TextNode:
		return w.saidIn(m, n)
	case *parse.ActionNode:
		return slices.Contains(m.Facts, factOf(n.Pipe))
	case *parse.IfNode:
		if choice, given := m.Where[factOf(n.Pipe)]; given && choice {
			return w.says(m, n.List)
		} else if given {
			return w.says(m, n.ElseList)
		}
		return w.says(m, n.List) && w.says(m, n.ElseList)
	}
	return false
}

// saidIn reports whether a text says it: by words, in a heading where they must
// stand in one, or by a whole sentence, so that "it is not so that there is no
// appeal" says nothing.
func (w *Wording) saidIn(m Must, n *parse.TextNode) bool {
	text := strings.ToLower(string(n.Text))
	for _, words := range m.Words {
		if at := strings.Index(text, words); at >= 0 && (!m.Heading || w.inHeading(int(n.Pos)+at)) {
			return true
		}
	}
	if len(m.Sentences) == 0 {
		return false
	}
	plain := strings.NewReplacer("*", "", "_", "", "\n\n", ".", "\n- ", ".").Replace(text)
	return slices.ContainsFunc(strings.FieldsFunc(plain, func(r rune) bool { return strings.ContainsRune(".;:!", r) }), func(sentence string) bool {
		return slices.Contains(m.Sentences, strings.Join(strings.Fields(sentence), " "))
	})
}

// inHeading reports whether a place of the template is in a line that is a heading.
func (w *Wording) inHeading(at int) bool {
	line := w.source[strings.LastIndexByte(w.source[:at], '\n')+1 : at]
	for strings.HasPrefix(line, "{{") && strings.Contains(line, "}}") {
		_, line, _ = strings.Cut(line, "}}")
	}
	return strings.HasPrefix(line, "#")
}
