package letters

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extra "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// holds is what a letter can hold, for the person who wrote something else.
const holds = "it holds paragraphs, lists, tables, # for the subject and ## for headings, **strong** words, [links](https://…) and --- for an annex on pages of its own"

// names of Markdown that a letter cannot hold.
var names = map[ast.NodeKind]string{
	ast.KindBlockquote: "a quotation", ast.KindCodeBlock: "a block of code (words set in by four spaces)",
	ast.KindFencedCodeBlock: "a block of code", ast.KindCodeSpan: "code in `backquotes`", ast.KindImage: "a picture",
	extra.KindStrikethrough:         "words ~~struck out~~",
	ast.KindLinkReferenceDefinition: "the address of a link apart from its words",
	ast.KindHTMLBlock:               "HTML (a comment is written {{/* so */}})", ast.KindRawHTML: "HTML (a comment is written {{/* so */}})",
}

func (c *composer) block(n ast.Node) error {
	switch n := n.(type) {
	case *ast.Heading:
		return c.heading(n)
	case *ast.Paragraph:
		return c.paragraph(n)
	case *ast.List:
		return c.list(n)
	case *extra.Table:
		return c.table(n)
	case *ast.ThematicBreak:
		c.blocks = append(c.blocks, PageBreak{})
		return nil
	}
	return c.cannotHold(n)
}

func (c *composer) cannotHold(n ast.Node) error {
	what, ok := names[n.Kind()]
	if !ok {
		what = n.Kind().String()
	}
	return c.fault(n, "a letter cannot hold %s: %s", what, holds)
}

// fault is an error with the template's line.
func (c *composer) fault(n ast.Node, format string, args ...any) error {
	return c.wording.faultAt(c.variant.from(begin(n)), format, args...)
}

// begin is where in the Markdown something begins, as near as the parser says.
func begin(n ast.Node) int {
	if words, ok := n.(*ast.Text); ok {
		return words.Segment.Start
	}
	for child := n.FirstChild(); child != nil && n.Type() == ast.TypeInline; child = child.FirstChild() {
		if words, ok := child.(*ast.Text); ok {
			return words.Segment.Start
		}
	}
	if raw, ok := n.(*ast.RawHTML); ok && raw.Segments.Len() > 0 {
		return raw.Segments.At(0).Start
	}
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	for n != nil && n.Lines().Len() == 0 && n.HasChildren() {
		n = n.FirstChild()
	}
	if n == nil || n.Type() == ast.TypeInline || n.Lines().Len() == 0 {
		return 0
	}
	return n.Lines().At(0).Start
}

func (c *composer) heading(n *ast.Heading) error {
	words, err := c.text(n)
	switch {
	case err != nil:
		return err
	case n.Level > 2 || n.Level == 1 && c.subject != "":
		return c.fault(n, "one heading with #, the subject, and others with ##: found %q", words.String())
	case n.Level == 1:
		c.subject = words.String()
	case c.subject == "":
		return c.fault(n, "the subject, a heading with #, comes before the headings with ##")
	}
	c.blocks = append(c.blocks, Heading{Level: n.Level, Text: words})
	return nil
}

func (c *composer) paragraph(n *ast.Paragraph) error {
	if name, ok := c.variant.places[n]; ok {
		if blocks, ok := c.place(name); ok {
			if len(blocks) == 0 && !c.trial {
				return c.fault(n, "{{.%s}} has no value for this practice%s", name, whence[name])
			}
			c.blocks = append(c.blocks, blocks...)
			return nil
		}
	}
	words, err := c.text(n)
	c.blocks = append(c.blocks, Paragraph{Text: words})
	return err
}

func (c *composer) list(n *ast.List) error {
	l := List{Numbered: n.IsOrdered()}
	if l.Numbered && n.Start != 1 {
		return c.fault(n, "a numbered list begins with 1")
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 || item.FirstChild().Kind() != ast.KindTextBlock && item.FirstChild().Kind() != ast.KindParagraph {
			return c.fault(item, "an entry of a list is one paragraph, with no list within it")
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
		for _, s := range spans {
			if last := len(words) - 1; last >= 0 && words[last].Strong == s.Strong && words[last].Link == s.Link && !words[last].Break && !s.Break {
				words[last].Words += s.Words
				continue
			}
			words = append(words, s)
		}
	}
	return words, nil
}

func (c *composer) span(n ast.Node) (Text, error) {
	switch n := n.(type) {
	case *ast.Text:
		return c.words(n)
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
		return c.linked(n, words, string(n.Destination))
	case *ast.AutoLink:
		target := string(n.URL(c.variant.markdown))
		if n.AutoLinkType == ast.AutoLinkEmail {
			target = "mailto:" + strings.TrimPrefix(target, "mailto:")
		}
		return c.linked(n, Text{{Words: string(n.Label(c.variant.markdown))}}, target)
	}
	return nil, c.cannotHold(n)
}

func (c *composer) words(n *ast.Text) (Text, error) {
	read := c.variant.words[n]
	if read.stars && !c.trial { // on trial every choice falls alike, and words meet that never do in a letter
		return nil, c.fault(n, "** stands here without its fellow, and would be printed: strong words stand between two of them, **words**, with no space within")
	}
	words, err := c.fill(read.words)
	if err != nil {
		return nil, c.fault(n, "%w", err)
	}
	switch {
	case n.HardLineBreak():
		return Text{{Words: words + " "}, {Break: true}}, nil
	case n.SoftLineBreak():
		words += " "
	}
	return Text{{Words: words}}, nil
}

// linked makes words lead somewhere. A link may be opened by a browser or a
// mail program, and by nothing else.
func (c *composer) linked(n ast.Node, words Text, target string) (Text, error) {
	link, err := c.fill(target)
	if err != nil {
		return nil, c.fault(n, "%w", err)
	}
	trial := c.trial && strings.HasPrefix(target, slotOpen)
	if !trial && !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") && !strings.HasPrefix(link, "mailto:") {
		return nil, c.fault(n, "the link to %q: begin it with https://, http:// or mailto:", link)
	}
	for i := range words {
		words[i].Link = link
	}
	return words, nil
}

// unescape reads Markdown's own ways to write a character: \* and &amp;.
func unescape(words []byte) string {
	words = util.UnescapePunctuations(words)
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(words)))
}

// String is the words alone.
func (t Text) String() string {
	if len(t) == 1 {
		return t[0].Words
	}
	length := 0
	for _, span := range t {
		length += len(span.Words)
	}
	var b strings.Builder
	b.Grow(length)
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
