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

// chosen is the Markdown of one set of choices, with slots where facts will
// stand. It is the same for every practice for which the choices fall alike.
type chosen struct {
	markdown []byte
	origins  []origin
	document ast.Node
}

// An origin says that the Markdown from one offset on comes from the template
// from another.
type origin struct{ at, from int }

// chosen follows the choices, and parses the Markdown if it is a new one.
func (w *Wording) chosen(choose func(name string) bool) *chosen {
	d := &chosen{markdown: make([]byte, 0, len(w.source))}
	d.follow(w.tree.Root, choose)
	w.mu.Lock()
	defer w.mu.Unlock()
	if known, ok := w.parsed[string(d.markdown)]; ok {
		return known
	}
	d.document = markdown.Parse(text.NewReader(d.markdown))
	w.parsed[string(d.markdown)] = d
	return d
}

func (d *chosen) follow(list *parse.ListNode, choose func(name string) bool) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.TextNode:
			d.write(int(n.Pos), string(n.Text))
		case *parse.ActionNode:
			d.write(int(n.Pos), slotOpen+factOf(n.Pipe)+slotClose)
		case *parse.IfNode:
			if choose(factOf(n.Pipe)) {
				d.follow(n.List, choose)
			} else {
				d.follow(n.ElseList, choose)
			}
		}
	}
}

func (d *chosen) write(from int, words string) {
	d.origins = append(d.origins, origin{len(d.markdown), from})
	d.markdown = append(d.markdown, words...)
}

// from is the place in the template that a place in the Markdown comes from.
func (d *chosen) from(offset int) int {
	var from int
	for _, o := range d.origins {
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
	d := w.chosen(func(string) bool { return choice })
	c := composer{wording: w, chosen: d, trial: true, fill: func(words string) (string, error) {
		return strings.NewReplacer(slotOpen, "", slotClose, "").Replace(words), nil
	}, place: isBlock}
	return c.compose()
}

// isBlock knows the placeholders of blocks, without any blocks.
func isBlock(name string) ([]Block, bool) {
	_, ok := factNames(reflect.Func)[name]
	return nil, ok
}
