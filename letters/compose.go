package letters

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"yearend/calc"
)

// Compose writes the letter on a position that is not held.
func Compose(w *Wording, p calc.Position, issue Issue, o Occasion) (Letter, error) {
	if p.Practice.Addressee == "" {
		p.Practice.Addressee = "Practice Manager"
	}
	var s slots
	markdown, err := w.write(facts(&s, p, issue, o))
	if err != nil {
		return Letter{}, fmt.Errorf("write words: %w", err)
	}
	c := composer{slots: &s, source: markdown}
	if err := c.blocksOf(goldmark.DefaultParser().Parse(text.NewReader(markdown))); err != nil {
		return Letter{}, fmt.Errorf("%s: %w", w.file, err)
	}
	return Letter{
		Practice:  p.Practice.Code,
		Name:      p.Practice.Name,
		Scheme:    p.Scheme.Code,
		Reference: Reference(p, issue.Number),
		Subject:   c.subject,
		Issuer:    o.Issuer,
		On:        o.On,
		Blocks:    c.blocks,
	}, nil
}

// composer turns parsed Markdown into blocks, filling the slots on its way.
type composer struct {
	slots   *slots
	source  []byte
	subject string
	blocks  []Block
}

func (c *composer) blocksOf(document ast.Node) error {
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		if err := c.block(n); err != nil {
			return err
		}
	}
	if c.subject == "" {
		return fmt.Errorf("the letter has no subject: a line that begins with one #")
	}
	return nil
}

func (c *composer) block(n ast.Node) error {
	switch n := n.(type) {
	case *ast.Heading:
		return c.heading(n)
	case *ast.Paragraph:
		return c.paragraph(n)
	case *ast.List:
		return c.list(n)
	case *ast.ThematicBreak:
		c.blocks = append(c.blocks, PageBreak{})
		return nil
	}
	return fmt.Errorf("a letter cannot hold %s (near %q)", n.Kind(), near(n, c.source))
}

func (c *composer) heading(n *ast.Heading) error {
	words, err := c.text(n)
	switch {
	case err != nil:
		return err
	case n.Level > 2 || n.Level == 1 && c.subject != "":
		return fmt.Errorf("a letter has one heading with #, its subject, and others with ## (near %q)", words.String())
	case n.Level == 1:
		c.subject = words.String()
	}
	c.blocks = append(c.blocks, Heading{Level: n.Level, Text: words})
	return nil
}

func (c *composer) paragraph(n *ast.Paragraph) error {
	if blocks, ok := c.slots.blocks[strings.TrimSpace(raw(n, c.source))]; ok {
		c.blocks = append(c.blocks, blocks...)
		return nil
	}
	words, err := c.text(n)
	c.blocks = append(c.blocks, Paragraph{Text: words})
	return err
}

func (c *composer) list(n *ast.List) error {
	var l List
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 {
			return fmt.Errorf("an entry of a list is one paragraph (near %q)", near(item, c.source))
		}
		words, err := c.text(item.FirstChild())
		if err != nil {
			return err
		}
		l.Items = append(l.Items, words)
	}
	c.blocks = append(c.blocks, l)
	return nil
}

// text is the words of a block, its slots filled.
func (c *composer) text(n ast.Node) (Text, error) {
	var words Text
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		spans, err := c.span(child)
		if err != nil {
			return nil, err
		}
		words = append(words, spans...)
	}
	return words, nil
}

func (c *composer) span(n ast.Node) (Text, error) {
	switch n := n.(type) {
	case *ast.Text:
		words, err := c.slots.fill(unescape(n.Segment.Value(c.source)))
		if n.SoftLineBreak() || n.HardLineBreak() {
			words += " "
		}
		return Text{{Words: words}}, err
	case *ast.String:
		return Text{{Words: string(n.Value)}}, nil
	case *ast.Emphasis:
		words, err := c.text(n)
		for i := range words {
			words[i].Strong = true
		}
		return words, err
	case *ast.Link:
		words, err := c.text(n)
		if err != nil {
			return nil, err
		}
		link, err := c.slots.fill(string(n.Destination))
		for i := range words {
			words[i].Link = link
		}
		return words, err
	}
	return nil, fmt.Errorf("a letter cannot hold %s (near %q)", n.Kind(), near(n, c.source))
}

// unescape reads Markdown's own ways to write a character: \* and &amp;.
func unescape(words []byte) string {
	words = util.UnescapePunctuations(words)
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(words)))
}

// String is the words alone.
func (t Text) String() string {
	var b strings.Builder
	for _, span := range t {
		b.WriteString(span.Words)
	}
	return b.String()
}

// raw is a block as it stands in the Markdown.
func raw(n ast.Node, source []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(source))
	}
	return b.String()
}

// near is enough of a place in the words to find it by.
func near(n ast.Node, source []byte) string {
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	for n != nil && n.Lines().Len() == 0 && n.HasChildren() {
		n = n.FirstChild()
	}
	words := []rune(strings.TrimSpace(raw(n, source)))
	return string(words[:min(len(words), 40)])
}
