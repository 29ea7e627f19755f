package letters

import (
	"cmp"
	_ "embed"
	"encoding/base64"
	"html"
	"slices"
	"strconv"
)

//go:embed page.css
var pageCSS string

// HTML writes the letter as one self-contained page, for a reader who cannot
// use the PDF. Nothing in it is fetched from elsewhere.
func HTML(l Letter) string { return string(AppendHTML(nil, l)) }

// AppendHTML adds that page to a text.
func AppendHTML(to []byte, l Letter) []byte {
	p := page{out: to}
	p.head(l.Subject + ", " + l.Name + ", " + l.Reference)
	p.write("<header>")
	p.marking(l.Marking)
	if l.Logo != nil {
		p.picture(*l.Logo)
	}
	p.write("<p>")
	p.lines(append([]string{l.Issuer.Name}, l.Issuer.Address...))
	p.write("</p>\n<p>")
	p.lines(l.Identity())
	p.write("</p></header>\n<main>\n")
	p.blocks(l.Blocks)
	p.marking(l.Marking)
	p.write("</main>\n</body>\n</html>\n")
	return p.out
}

// A page is HTML in the making. Words get into it by text alone, which takes
// their power from < and &.
type page struct {
	out     []byte
	heading string            // the last one
	inline  map[string]string // the style of each tag, where a page must carry it there
}

func (p *page) write(parts ...string) {
	for _, part := range parts {
		p.out = append(p.out, part...)
	}
}

func (p *page) text(words string) { p.write(html.EscapeString(words)) }

func (p *page) head(title string) {
	p.out = slices.Grow(p.out, 24<<10)
	p.write("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
	p.text(title)
	p.write("</title>\n<style>\n", pageCSS, "</style>\n</head>\n<body>\n")
}

// picture is furniture: the name stands beside it in words.
func (p *page) picture(of Picture) {
	p.write(`<img alt="" src="data:image/png;base64,`, base64.StdEncoding.EncodeToString(of.PNG), `">`)
}

func (p *page) marking(words string) {
	if words != "" {
		p.element("p", ` class="marking"`, words)
		p.write("\n")
	}
}

// open begins an element.
func (p *page) open(tag, attributes string) {
	p.write("<", tag, attributes)
	if p.inline != nil {
		if style := cmp.Or(p.inline[tag+attributes], p.inline[tag]); style != "" {
			p.write(` style="`, style, `"`)
		}
	}
	p.write(">")
}

// element is words in a tag of their own.
func (p *page) element(tag, attributes, words string) {
	p.open(tag, attributes)
	p.text(words)
	p.write("</", tag, ">")
}

// lines are words under each other.
func (p *page) lines(lines []string) {
	for i, line := range lines {
		if i > 0 {
			p.write("<br>")
		}
		p.text(line)
	}
}

// spans are words of several kinds.
func (p *page) spans(t Text) {
	for _, s := range t {
		switch {
		case s.Break:
			p.write("<br>")
		case s.Link != "":
			p.element("a", ` href="`+html.EscapeString(s.Link)+`"`, s.Words)
		case s.Strong:
			p.element("strong", "", s.Words)
		default:
			p.text(s.Words)
		}
	}
}

func (p *page) value(words string, strong bool) {
	if strong {
		p.element("strong", "", words)
		return
	}
	p.text(words)
}

func (p *page) blocks(blocks []Block) {
	for _, block := range blocks {
		p.block(block)
	}
}

func (p *page) block(block Block) {
	switch b := block.(type) {
	case Heading:
		tag := "h" + strconv.Itoa(b.Level)
		p.open(tag, "")
		p.spans(b.Text)
		p.write("</", tag, ">\n")
		p.heading = b.Text.String()
	case Paragraph:
		p.open("p", map[bool]string{true: ` class="small"`}[b.Small])
		p.spans(b.Text)
		p.write("</p>\n")
	case List:
		p.list(b)
	case Address:
		p.open("address", "")
		p.lines(b.Lines)
		p.write("</address>\n")
	case Summary:
		if p.inline != nil {
			p.boxed(b)
		} else {
			p.summary(b)
		}
	case Account:
		p.account(b)
	case Table:
		p.table(b)
	case Outlook:
		p.outlook(b)
	case Chart:
		p.chart(b)
	case Signature:
		p.signature(b)
	}
}
