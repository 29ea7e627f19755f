package letters

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

// Wording is a letter's words: Markdown with placeholders for Facts.
type Wording struct {
	file     string
	template *template.Template
}

// ParseWording reads a template, and refuses placeholders that Facts does not
// know and anything but choosing by yes and no.
func ParseWording(file, source string) (*Wording, error) {
	t, err := template.New(file).Option("missingkey=error").Parse(source)
	if err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	if err := checkNode(t.Tree, t.Tree.Root); err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	return &Wording{file, t}, nil
}

// write fills in the slots' places, not yet their words.
func (w *Wording) write(f Facts) ([]byte, error) {
	var b bytes.Buffer
	err := w.template.Execute(io.Writer(&b), f)
	return b.Bytes(), err
}

// checkNode allows text, comments, {{.Fact}} and {{if .Fact}} … {{else}} … {{end}}.
func checkNode(t *parse.Tree, node parse.Node) error {
	switch n := node.(type) {
	case *parse.ListNode:
		return checkList(t, n)
	case *parse.ActionNode:
		return checkPipe(t, n.Pipe, reflect.String)
	case *parse.IfNode:
		return errors.Join(checkPipe(t, n.Pipe, reflect.Bool), checkList(t, n.List), checkList(t, n.ElseList))
	case *parse.TextNode, *parse.CommentNode:
		return nil
	}
	return fault(t, node, "only {{.Name}} and {{if .Name}} may stand in a letter")
}

func checkList(t *parse.Tree, list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	var faults []error
	for _, n := range list.Nodes {
		faults = append(faults, checkNode(t, n))
	}
	return errors.Join(faults...)
}

func checkPipe(t *parse.Tree, pipe *parse.PipeNode, kind reflect.Kind) error {
	var name string
	if len(pipe.Cmds) == 1 && len(pipe.Decl) == 0 && len(pipe.Cmds[0].Args) == 1 {
		if field, ok := pipe.Cmds[0].Args[0].(*parse.FieldNode); ok && len(field.Ident) == 1 {
			name = field.Ident[0]
		}
	}
	known := factNames(kind)
	if !slices.Contains(known, name) {
		return fault(t, pipe, "is not known: use one of "+strings.Join(known, ", "))
	}
	return nil
}

func fault(t *parse.Tree, node parse.Node, what string) error {
	place, context := t.ErrorContext(node)
	return fmt.Errorf("%s: %s: %s", place, context, what)
}

func factNames(kind reflect.Kind) []string {
	var names []string
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Facts]()) {
		if field.Type.Kind() == kind {
			names = append(names, field.Name)
		}
	}
	return names
}
