package letters

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// textWidth is the line length of the plain form, in characters.
const textWidth = 78

// PlainText writes the letter for reading without any layout: the plain body of an
// e-mail, and what goldens are kept in.
func PlainText(l Letter) string {
	var b strings.Builder
	if l.Marking != "" {
		b.WriteString(l.Marking + "\n\n")
	}
	fmt.Fprintf(&b, "%s\n", l.Issuer.Name)
	for _, line := range l.Issuer.Address {
		fmt.Fprintf(&b, "%s\n", line)
	}
	fmt.Fprintf(&b, "\n%s\n", strings.Join(l.Identity(), "\n"))
	writeBlocks(&b, l.Blocks)
	return b.String()
}

// EmailText writes the body of a message without any layout.
func EmailText(e Email) string {
	var b strings.Builder
	if e.Marking != "" {
		b.WriteString("\n" + e.Marking + "\n")
	}
	writeBlocks(&b, e.Blocks)
	return strings.TrimPrefix(b.String(), "\n")
}

func writeBlocks(b *strings.Builder, blocks []Block) {
	for _, block := range blocks {
		if words := plainBlock(block); words != "" {
			b.WriteString("\n" + words)
		}
	}
}

func plainBlock(block Block) string {
	switch block := block.(type) {
	case Heading:
		underline := map[int]string{1: "=", 2: "-"}[block.Level]
		words := wrap(plainWords(block.Text), "", "")
		return words + strings.Repeat(underline, min(utf8.RuneCountInString(block.Text.String()), textWidth)) + "\n"
	case Paragraph:
		return wrap(plainWords(block.Text), "", "")
	case List:
		var b strings.Builder
		for i, item := range block.Items {
			label := block.Label(i) + " "
			b.WriteString(wrap(plainWords(item), label, strings.Repeat(" ", len(label))))
		}
		return b.String()
	case Address:
		return strings.Join(block.Lines, "\n") + "\n"
	case Summary:
		return plainRows(block.Rows)
	case Account:
		return plainRows(block.Rows)
	case Table:
		return plainTable(block)
	case Chart:
		return block.Caption + "\n" + wrap(block.Says+" "+block.Year, "  ", "  ")
	case Outlook:
		return block.Caption + "\n" + wrap(block.Gist+" "+block.Says, "  ", "  ")
	case Signature:
		return plainSignature(block)
	}
	return "" // a page break has no words
}

func plainSignature(s Signature) string {
	var b strings.Builder
	b.WriteString("Yours sincerely\n\n")
	for _, line := range s.Lines() {
		b.WriteString(line + "\n")
	}
	return b.String()
}

func plainWords(t Text) string { return strings.TrimSpace(t.String()) }

func plainRows(rows []Row) string {
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "  %s: %s\n", row.Label, row.Value)
	}
	return b.String()
}

// plainTable writes a row as its first cell, then each other cell under its header.
func plainTable(t Table) string {
	var b strings.Builder
	for _, row := range t.Rows {
		var cells []string
		for i, cell := range row.Cells[1:] {
			if cell != "" {
				cells = append(cells, t.Columns[i+1].Header+": "+cell)
			}
		}
		b.WriteString(wrap(row.Cells[0]+" | "+strings.Join(cells, " | "), "  ", "    "))
	}
	return b.String()
}

// wrap breaks words into lines of at most textWidth characters.
func wrap(words, first, rest string) string {
	var b strings.Builder
	line := first
	empty := true
	for _, word := range strings.FieldsFunc(words, breakable) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > textWidth {
			b.WriteString(line + "\n")
			line, empty = rest, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	b.WriteString(line + "\n")
	return b.String()
}

// breakable is white space at which a line may be broken; a no-break space is not.
func breakable(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }
