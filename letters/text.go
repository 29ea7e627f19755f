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

// AppendText adds that form to a text.
func AppendText(to []byte, l Letter) []byte {
	p := prose(slices.Grow(to, 16<<10))
	if l.Marking != "" {
		p.text(l.Marking, "\n\n")
	}
	p.text(l.Issuer.Name, "\n")
	for _, line := range l.Issuer.Address {
		p.text(line, "\n")
	}
	p.text("\n", strings.Join(l.Identity(), "\n"), "\n")
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
		underline := map[int]string{1: "=", 2: "-"}[block.Level]
		p.wrap(plainWords(block.Text), "", "")
		p.text(strings.Repeat(underline, min(utf8.RuneCountInString(block.Text.String()), textWidth)), "\n")
	case Paragraph:
		for _, line := range brokenLines(block.Text) {
			p.wrap(line, "", "")
		}
	case List:
		for i, item := range block.Items {
			label := block.Label(i) + " "
			rest := strings.Repeat(" ", len(label))
			for j, line := range brokenLines(item) {
				p.wrap(line, map[bool]string{true: label, false: rest}[j == 0], rest)
			}
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

// brokenLines are the words of a text, a line for each that is begun in it.
func brokenLines(t Text) []string {
	var lines []string
	from := 0
	for i, span := range t {
		if span.Break {
			lines, from = append(lines, plainWords(t[from:i])), i+1
		}
	}
	return append(lines, plainWords(t[from:]))
}

func plainWords(t Text) string { return strings.TrimSpace(t.String()) }

func (p *prose) rows(rows []Row) {
	for _, row := range rows {
		p.text("  ", row.Label, ": ", row.Value, "\n")
	}
}

// table writes a row as its first cell, then each other cell under its header.
func (p *prose) table(t Table) {
	var words []string
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
	out := append(*p, first...)
	used, empty := utf8.RuneCountInString(first), true
	for {
		for words != "" && breakable(words[0]) {
			words = words[1:]
		}
		if words == "" {
			break
		}
		end, length := 0, 0
		for ; end < len(words) && !breakable(words[end]); end++ {
			if utf8.RuneStart(words[end]) {
				length++
			}
		}
		if !empty && used+1+length > textWidth {
			out = append(append(out, '\n'), rest...)
			used, empty = utf8.RuneCountInString(rest), true
		}
		if !empty {
			out = append(out, ' ')
			used++
		}
		out = append(out, words[:end]...)
		words, used, empty = words[end:], used+length, false
	}
	*p = append(out, '\n')
}

// breakable is white space at which a line may be broken; a no-break space is not.
func breakable(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }
