package letters

import (
	"reflect"
	"strings"
	"text/template/parse"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// markdown knows also what no letter can hold, so that it is refused and never
// printed as | a | b | or ~~words~~.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()

// A variant is the Markdown of one set of choices, with slots where facts will
// stand. It is the same for every practice for which the choices fall alike.
type variant struct {
	markdown []byte
	origins  []origin
	document ast.Node
	words    map[*ast.Text]written     // of every piece of text, read once for all letters
	places   map[*ast.Paragraph]string // that are a placeholder and nothing else, by its name
}

// written is a piece of text as it is to be read, its slots not yet filled.
type written struct {
	words string
	stars bool // ** stands in it without its fellow
}

// An origin says that the Markdown from one offset on comes from the template
// from another.
type origin struct{ at, from int }

// variant follows the choices, and writes and parses their Markdown if they are new.
func (w *Wording) variant(choose func(name string) bool) *variant {
	key := string(choicesIn(make([]byte, 0, 64), w.tree.Root, choose))
	w.mu.Lock()
	defer w.mu.Unlock()
	if known, ok := w.variants[key]; ok {
		return known
	}
	v := &variant{markdown: make([]byte, 0, len(w.source))}
	v.follow(w.tree.Root, choose)
	v.document = markdown.Parse(text.NewReader(v.markdown))
	v.read()
	w.variants[key] = v
	return v
}

// read reads the pieces of the document that are the same in every letter.
func (v *variant) read() {
	v.words, v.places = map[*ast.Text]written{}, map[*ast.Paragraph]string{}
	_ = ast.Walk(v.document, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // its error would be the function's
		switch n := n.(type) {
		case *ast.Text:
			words := n.Segment.Value(v.markdown)
			v.words[n] = written{unescape(words), strings.Contains(strings.ReplaceAll(string(words), `\*`, ""), "**")}
		case *ast.Paragraph:
			words := strings.TrimSpace(raw(n, v.markdown))
			if strings.HasPrefix(words, slotOpen) && strings.HasSuffix(words, slotClose) {
				v.places[n] = words[len(slotOpen) : len(words)-len(slotClose)]
			}
		}
		return ast.WalkContinue, nil
	})
}

// choicesIn notes how each choice falls, in the order in which they are met.
func choicesIn(made []byte, list *parse.ListNode, choose func(name string) bool) []byte {
	if list == nil {
		return made
	}
	for _, node := range list.Nodes {
		n, is := node.(*parse.IfNode)
		switch {
		case !is:
		case choose(factOf(n.Pipe)):
			made = choicesIn(append(made, '+'), n.List, choose)
		default:
			made = choicesIn(append(made, '-'), n.ElseList, choose)
		}
	}
	return made
}

func (v *variant) follow(list *parse.ListNode, choose func(name string) bool) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.TextNode:
			v.write(int(n.Pos), string(n.Text))
		case *parse.ActionNode:
			v.write(int(n.Pos), slotOpen+factOf(n.Pipe)+slotClose)
		case *parse.IfNode:
			if choose(factOf(n.Pipe)) {
				v.follow(n.List, choose)
			} else {
				v.follow(n.ElseList, choose)
			}
		}
	}
}

func (v *variant) write(from int, words string) {
	v.origins = append(v.origins, origin{len(v.markdown), from})
	v.markdown = append(v.markdown, words...)
}

// from is the place in the template that a place in the Markdown comes from.
func (v *variant) from(offset int) int {
	var from int
	for _, o := range v.origins {
		if o.at > offset {
			break
		}
		from = o.from + offset - o.at
	}
	return from
}

// try composes without a practice, every choice falling the same way, for the
// faults of the markup alone.
func (w *Wording) try(choice bool) error {
	v := w.variant(func(string) bool { return choice })
	c := composer{wording: w, variant: v, trial: true, fill: func(words string) (string, error) {
		return strings.NewReplacer(slotOpen, "", slotClose, "").Replace(words), nil
	}, place: isBlock}
	return c.compose()
}

// isBlock knows the placeholders of blocks, without any blocks.
func isBlock(name string) ([]Block, bool) {
	_, ok := factNames(reflect.Func)[name]
	return nil, ok
}
