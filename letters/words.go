package letters

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"

	"yearend/calc"
)

// Wording is the words of a letter or of an e-mail: Markdown with placeholders
// for Facts. Many goroutines may use one.
type Wording struct {
	file   string
	source string
	tree   *parse.Tree
	labels labels

	mu       sync.Mutex
	variants map[string]*variant // by their choices
}

// ParseWording reads a template. It refuses a placeholder that Facts does not
// know, anything but choosing by yes and no, and markup that a letter cannot
// hold, each with its line, also in words that no practice of this run gets.
func ParseWording(file, source string) (*Wording, error) {
	w := &Wording{file: file, variants: map[string]*variant{}}
	if err := w.read(source); err != nil {
		return nil, err
	}
	if err := w.checkList(w.tree.Root); err != nil {
		return nil, err
	}
	yes, no := w.try(true), w.try(false)
	if yes != nil && no != nil && yes.Error() == no.Error() {
		no = nil // a fault outside every choice is met both ways
	}
	return w, errors.Join(yes, no)
}

// checkList allows text, comments, {{.Fact}} and {{if .Fact}} … {{else}} … {{end}}.
func (w *Wording) checkList(list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	var faults []error
	for _, n := range list.Nodes {
		faults = append(faults, w.checkNode(n))
	}
	return errors.Join(faults...)
}

func (w *Wording) checkNode(node parse.Node) error {
	switch n := node.(type) {
	case *parse.ActionNode:
		return w.checkPipe(n.Pipe, reflect.String, reflect.Func)
	case *parse.IfNode:
		return errors.Join(w.checkPipe(n.Pipe, reflect.Bool), w.checkList(n.List), w.checkList(n.ElseList))
	case *parse.TextNode:
		return w.checkBraces(n)
	case *parse.CommentNode:
		return nil
	}
	return w.faultAt(int(node.Position()), "%s cannot stand in a letter: only {{.Name}}, {{if .Name}}, {{else}} and {{end}} can", node)
}

func (w *Wording) checkPipe(pipe *parse.PipeNode, kinds ...reflect.Kind) error {
	name := factOf(pipe)
	known := factNames(kinds...)
	if _, ok := known[name]; ok {
		return nil
	}
	names := "the names are "
	if kinds[0] == reflect.Bool {
		names = "the names to choose by are "
	}
	switch known := kindOf(name); {
	case known == reflect.Bool:
		return w.faultAt(int(pipe.Position()), "{{%s}} is a yes or no: it stands in {{if %s}} … {{end}}", pipe, pipe)
	case known != reflect.Invalid:
		return w.faultAt(int(pipe.Position()), "{{if %s}} cannot choose by what is no yes or no: %s%s", pipe, names, strings.Join(inOrder(factNames(reflect.Bool)), ", "))
	}
	dotless := dotlessOf(pipe)
	if near := nearest(name+dotless, known); len(near) > 0 {
		names = "did you mean " + calc.Or(near) + "? " + names
	}
	if dotless != "" {
		names = "a name begins with a dot, {{.Name}}; " + names
	}
	return w.faultAt(int(pipe.Position()), "{{%s}} is not known: %s%s", pipe, names, strings.Join(inOrder(known), ", "))
}

// checkBraces refuses a brace among the words: most likely it is a placeholder's
// whose fellow is lacking, and the letter would print {.Balance}.
func (w *Wording) checkBraces(n *parse.TextNode) error {
	if at := bytes.IndexAny(n.Text, "{}"); at >= 0 {
		return w.faultAt(int(n.Pos)+at, "%q stands alone: a placeholder stands between two of each, {{.Name}}", n.Text[at])
	}
	return nil
}

// kindOf is what a name stands for, whatever was asked of it.
func kindOf(name string) reflect.Kind {
	for kind, names := range factsByKind() {
		if _, ok := names[name]; ok {
			return kind
		}
	}
	return reflect.Invalid
}

// factOf is the name in {{.Name}} or {{if .Name}}, empty for anything more.
func factOf(pipe *parse.PipeNode) string {
	if len(pipe.Cmds) != 1 || len(pipe.Decl) != 0 || len(pipe.Cmds[0].Args) != 1 {
		return ""
	}
	field, ok := pipe.Cmds[0].Args[0].(*parse.FieldNode)
	if !ok || len(field.Ident) != 1 {
		return ""
	}
	return field.Ident[0]
}

// dotlessOf is the word in {{Word}}, empty for anything else.
func dotlessOf(pipe *parse.PipeNode) string {
	if len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		return ""
	}
	word, ok := pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok {
		return ""
	}
	return word.Ident
}

// faultAt is an error with the template's file and line.
func (w *Wording) faultAt(offset int, format string, args ...any) error {
	line := 1 + strings.Count(w.source[:min(offset, len(w.source))], "\n")
	return fmt.Errorf("%s:%d: %w", w.file, line, fmt.Errorf(format, args...))
}
