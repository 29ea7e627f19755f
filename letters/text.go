package letters

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// textWidth is the line length of the plain form, in characters.
const textWidth = 78

// PlainText writes the letter for reading without any layout: the plain body of an
// e-mail, and what goldens are kept in.
func PlainText(l Letter) string { return string(AppendText(nil, l)) }

// textRoom is as much as most letters take in that form.
const textRoom = 16 << 10

// AppendText adds that form to a text.
func AppendText(to []byte, l Letter) []byte {
	return appendBlocks(appendLetterhead(slices.Grow(to, textRoom), l), l)
}

func appendLetterhead(to []byte, l Letter) []byte {
	p := prose(to)
	if l.Marking != "" {
		p.text(l.Marking, "\n\n")
	}
	p.text(l.Issuer.Name, "\n")
	for _, line := range l.Issuer.Address {
		p.text(line, "\n")
	}
	p.text("\n", strings.Join(l.Identity(), "\n"), "\n")
	return p
}

func appendBlocks(to []byte, l Letter) []byte {
	if l.plain != nil {
		return append(to, l.plain...)
	}
	p := prose(to)
	p.blocks(l.Blocks)
	return p
}

// EmailText writes the body of a message without any layout.
func EmailText(e Email) string { return string(AppendEmailText(nil, e)) }

// AppendEmailText adds that body to a text.
func AppendEmailText(to []byte, e Email) []byte {
	p := prose(to)
	if e.Marking != "" {
		p.text(e.Marking, "\n")
	}
	p.blocks(e.Blocks)
	if e.Marking == "" && len(p) > len(to) {
		p = slices.Delete(p, len(to), len(to)+1) // the empty line before the first block
	}
	return p
}

// prose is a text without layout while it is written.
type prose []byte

func (p *prose) text(words ...string) {
	for _, w := range words {
		*p = append(*p, w...)
	}
}

// blocks writes those that have words, each after an empty line.
func (p *prose) blocks(blocks []Block) {
	for _, block := range blocks {
		before := len(*p)
		p.text("\n")
		if p.block(block); len(*p) == before+1 {
			*p = (*p)[:before]
		}
	}
}

func (p *prose) block(block Block) {
	switch block := block.(type) {
	case Heading:
		p.heading(block)
	case Paragraph:
		p.lines(block.Text, "", "")
	case List:
		for i, item := range block.Items {
			label := block.Label(i) + " "
			p.lines(item, label, strings.Repeat(" ", len(label)))
		}
	case Address:
		p.text(strings.Join(block.Lines, "\n"), "\n")
	case Summary:
		p.rows(block.Rows)
	case Account:
		p.rows(block.Rows)
	case Table:
		p.table(block)
	case Chart:
		p.text(block.Caption, "\n")
		p.wrap(block.Says+" "+block.Year, "  ", "  ")
	case Outlook:
		p.text(block.Caption, "\n")
		p.wrap(block.Gist+" "+block.Says, "  ", "  ")
	case Signature:
		p.text(block.Ends(), "\n\n", strings.Join(block.Lines(), "\n"), "\n")
		if beside := block.Beside(); beside != nil {
			p.text("\n", strings.Join(beside, "\n"), "\n")
		}
	} // a page break has no words
}

func (p *prose) heading(h Heading) {
	p.wrap(plainWords(h.Text), "", "")
	underline := ""
	switch h.Level {
	case 1:
		underline = "="
	case 2:
		underline = "-"
	}
	p.text(strings.Repeat(underline, min(utf8.RuneCountInString(h.Text.String()), textWidth)), "\n")
}

// lines writes a text, and begins a line where one is begun in it.
func (p *prose) lines(t Text, first, rest string) {
	from := 0
	for i, span := range t {
		if span.Break {
			p.wrap(plainWords(t[from:i]), first, rest)
			from, first = i+1, rest
		}
	}
	p.wrap(plainWords(t[from:]), first, rest)
}

func plainWords(t Text) string { return strings.TrimSpace(t.String()) }

func (p *prose) rows(rows []Row) {
	for _, row := range rows {
		p.text("  ", row.Label, ": ", row.Value, "\n")
	}
}

// table writes a row as its first cell, then each other cell under its header.
func (p *prose) table(t Table) {
	words := make([]string, 0, 4*len(t.Columns))
	for _, row := range t.Rows {
		words = append(words[:0], row.Cells[0], " | ")
		if !slices.ContainsFunc(row.Cells[1:], func(cell string) bool { return cell != "" }) {
			words = words[:1] // it names the rows below it
		}
		for i, cell := range row.Cells[1:] {
			if cell == "" {
				continue
			}
			if len(words) > 2 {
				words = append(words, " | ")
			}
			words = append(words, t.Columns[i+1].Header, ": ", cell)
		}
		p.wrap(strings.Join(words, ""), "  ", "    ")
	}
}

// wrap breaks words into lines of at most textWidth characters.
func (p *prose) wrap(words, first, rest string) {
	words = spacedOnce(words)
	out, before := append(*p, first...), first
	for {
		end := lineEnd(words, textWidth-utf8.RuneCountInString(before))
		out = append(append(out, words[:end]...), '\n')
		if end == len(words) {
			break
		}
		words, before = words[end+1:], rest
		out = append(out, rest...)
	}
	*p = out
}

// lineEnd is where a line of at most so many characters ends: before the last space
// with which it is not too long, or behind a first word that is.
func lineEnd(words string, most int) int {
	if len(words) <= most {
		return len(words)
	}
	for at := range words {
		if most--; most >= 0 {
			continue
		}
		if end := strings.LastIndexByte(words[:at+1], ' '); end >= 0 {
			return end
		}
		if end := strings.IndexByte(words, ' '); end >= 0 {
			return end
		}
		break
	}
	return len(words)
}

// spacedOnce has one space between two words, and none before or behind them.
func spacedOnce(words string) string {
	plain := !strings.Contains(words, "  ") && strings.IndexByte(words, '\n') < 0 && strings.IndexByte(words, '\t') < 0
	if words == "" || plain && words[0] != ' ' && words[len(words)-1] != ' ' {
		return words
	}
	return strings.Join(strings.FieldsFunc(words, breakable), " ")
}

// breakable is white space at which a line may be broken; a no-break space is not.
func breakable(c rune) bool { return c == ' ' || c == '\n' || c == '\t' }
