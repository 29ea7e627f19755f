package report

import (
	"bytes"
	"html"
	"strconv"
	"unicode/utf8"

	"yearend/calc"
	"yearend/letters"
)

// html writes the page, and says how many lines it takes on paper, or one or
// two more: the frame in which it is printed beside a letter cannot ask it. The
// page brings its style, runs nothing and shows nothing that lies elsewhere;
// words from data get into it by text alone.
func (w workingPage) html(head [2]string) (page []byte, lines int) {
	p := &pageText{}
	p.Grow(len(head[1]) + 8<<10)
	p.raw(head[0])
	p.element("title", "", "Working: "+w.Name)
	p.raw(head[1])
	p.element("h1", "", w.Name)
	p.element("p", ` id="says"`, w.Says)
	p.letter(w.Letter)
	p.raw("</header>\n<main>\n<h2>Problems and boundaries</h2>\n")
	p.notes(w.Problems)
	p.raw("<h2>The position</h2>\n")
	p.account(w.Account)
	p.raw("<h2>The working, step by step</h2>\n")
	p.steps(w.Steps)
	p.raw("</main>\n</body>\n</html>\n")
	return p.Bytes(), p.lines + 6 // three headings with the space before them
}

// workingHead is what all these pages have before their title and behind it.
func workingHead(style string) [2]string {
	return [2]string{
		"<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" +
			styleOnly(style) + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		"<style>" + style + "</style>\n</head>\n<body id=\"beside\">\n<header>\n",
	}
}

// pageText is a page in the making.
type pageText struct {
	bytes.Buffer
	lines int // that the elements take on paper
}

func (p *pageText) raw(parts ...string) {
	for _, part := range parts {
		p.WriteString(part)
	}
}

func (p *pageText) text(words string) { p.WriteString(html.EscapeString(words)) }

// element is words in a tag of their own, on lines of their own.
func (p *pageText) element(tag, attributes, words string) {
	p.raw("<", tag, attributes, ">")
	p.text(words)
	p.raw("</", tag, ">\n")
	p.lines += 1 + utf8.RuneCountInString(words)/lineWidth
}

// lineWidth is how many signs certainly fit into a line of the page on paper.
const lineWidth = 110

// letter links to the letter in both forms. The page lies two folders deep.
func (p *pageText) letter(pdf string) {
	if pdf == "" {
		p.element("p", "", "There is no letter while the position is held.")
		return
	}
	p.raw("<p class=\"links\">\n")
	p.element("a", ` target="_blank" rel="noopener" href="`+html.EscapeString("../../"+pdf)+`"`, "The letter as a PDF")
	p.element("a", ` target="_blank" rel="noopener" href="`+html.EscapeString("../../"+twin(pdf))+`"`, "The letter as a web page")
	p.raw("</p>\n")
}

func (p *pageText) notes(notes []note) {
	p.raw("<ul>\n")
	if len(notes) == 0 {
		p.element("li", "", "None.")
	}
	for _, n := range notes {
		p.raw("<li><b>", n.Kind, "</b> ")
		p.element("span", "", n.Words)
		p.raw("</li>\n")
	}
	p.raw("</ul>\n")
}

func (p *pageText) account(rows [][2]string) {
	if len(rows) == 0 {
		p.element("p", "", "There are no figures while the position is held.")
		return
	}
	p.raw("<dl>\n")
	for _, row := range rows {
		p.raw("<dt>", row[0], "</dt>")
		p.element("dd", "", row[1])
	}
	p.raw("</dl>\n")
}

// steps are listed for each service, under its name, and numbered throughout.
func (p *pageText) steps(steps []calc.Step) {
	if len(steps) == 0 {
		p.element("p", "", "There is none while the position is held.")
		return
	}
	for i, s := range steps {
		if i == 0 || s.Service != steps[i-1].Service {
			if i > 0 {
				p.raw("</ol>\n")
			}
			p.service(s.Service)
			p.raw("<ol start=\"", strconv.Itoa(i+1), "\">\n")
		}
		p.raw("<li>")
		p.text(s.Label + " ")
		p.element("b", "", letters.FigureText(s.Value))
		p.element("p", "", "= "+letters.SumText(s.Sum))
		p.element("p", ` class="by"`, s.By())
		p.raw("</li>\n")
	}
	p.raw("</ol>\n")
}

func (p *pageText) service(name string) {
	if name == "" {
		name = "The whole scheme"
	}
	p.element("h3", "", name)
	p.lines++ // the space before it
}
