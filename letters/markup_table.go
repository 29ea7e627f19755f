package letters

import (
	"strings"
	"unicode/utf8"

	extra "github.com/yuin/goldmark/extension/ast"
)

// table is a table that the team writes itself. Its first column heads the rows; a
// column that is aligned to the right holds numbers. Its width goes by its words.
func (c *composer) table(n *extra.Table) error {
	var rows [][]string
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			words, err := c.text(cell)
			if err != nil {
				return err
			}
			cells = append(cells, words.String())
		}
		rows = append(rows, cells)
	}
	t := Table{Caption: strings.Join(rows[0], ", ")}
	if last, is := c.last().(Heading); is {
		t.Caption = last.Text.String()
	}
	for i, header := range rows[0] {
		column := Column{Header: header, Width: 1, Number: n.Alignments[i] == extra.AlignRight}
		for _, row := range rows {
			column.Width = max(column.Width, utf8.RuneCountInString(row[i]))
		}
		column.Width = min(column.Width+3, 60)
		t.Columns = append(t.Columns, column)
	}
	for _, row := range rows[1:] {
		t.Rows = append(t.Rows, TableRow{Cells: row})
	}
	if len(t.Rows) == 0 {
		return c.fault(n, "a table has a row below its heading")
	}
	c.blocks = append(c.blocks, t)
	return nil
}

// last is the block before, nil where there is none.
func (c *composer) last() Block {
	if len(c.blocks) == 0 {
		return nil
	}
	return c.blocks[len(c.blocks)-1]
}
