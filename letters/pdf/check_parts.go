package pdf

import (
	"strings"

	"yearend/letters"
)

// A part is what should be heard in one part of a letter, written down from the
// letter alone: not from anything that drew it.
type part struct {
	what  string
	place letters.Part
	role  string
	rows  [][]string
	annex bool // the annex begins with it
}

func partsOf(l letters.Letter, pictured bool) []part {
	parts := make([]part, 0, len(l.Blocks)+8)
	add := func(what string, place letters.Part, role string, rows ...[]string) {
		parts = append(parts, part{what: what, place: place, role: role, rows: rows})
	}
	if l.Marking != "" {
		add("the marking", letters.Anywhere, "P", []string{l.Marking})
	}
	add("the issuer's name", letters.InLetterhead, "P", []string{l.Issuer.Name})
	if len(l.Issuer.Address) > 0 {
		add("the issuer's address", letters.Anywhere, "P", joined(l.Issuer.Address))
	}
	add("the date and reference", letters.InLetterhead, "P",
		joined(l.Identity()))
	begins, annexed := false, false
	for _, block := range l.Blocks {
		before := len(parts)
		parts = appendParts(parts, block, pictured)
		if b, is := block.(letters.PageBreak); is && !b.Always {
			begins = !annexed
		}
		if begins && len(parts) > before {
			parts[before].annex, begins, annexed = true, false, true
		}
	}
	return parts
}

func joined(lines []string) []string { return []string{strings.Join(lines, " ")} }

func appendParts(parts []part, block letters.Block, pictured bool) []part {
	one := func(what, role, words string) part {
		return part{what: what, place: letters.Anywhere, role: role, rows: [][]string{{words}}}
	}
	switch b := block.(type) {
	case letters.Heading:
		return append(parts, one("a heading", string(headingRole(b.Level)), b.Text.String()))
	case letters.Paragraph:
		return append(parts, one("a paragraph", "P", b.Text.String()))
	case letters.List:
		return append(parts, part{what: "a list", place: letters.Anywhere, role: "L", rows: listRows(b)})
	case letters.Address:
		return append(parts, part{what: "the address", place: letters.InAddress, role: "P", rows: [][]string{joined(b.Lines)}})
	case letters.Summary:
		return append(parts, part{what: "the summary", place: letters.InSummary, role: "Table", rows: pairs(b.Rows)})
	case letters.Account:
		return append(parts, part{what: "the statement of account", place: letters.InAccount, role: "Table", rows: pairs(b.Rows)})
	case letters.Table:
		return append(parts, part{what: "the table " + b.Caption, place: placeOf(b), role: "Table", rows: tableRows(b)})
	case letters.Chart:
		return append(parts, one("the chart's name", "P", b.Caption), one("the chart", "Figure", alt(b)),
			one("what the chart comes to", "P", b.Year))
	case letters.Outlook:
		return append(parts, one("the picture's name", "P", b.Caption), one("the picture", "Figure", b.Alt()),
			one("the picture in words", "P", outlookWords(b, pictured)))
	case letters.Signature:
		parts = append(parts, one("the signature", "P", b.Ends()), one("the signature", "P", joined(b.Lines())[0]))
		if beside := b.Beside(); beside != nil {
			parts = append(parts, one("the second signature", "P", joined(beside)[0]))
		}
		return parts
	}
	return parts // a page break is not heard
}

func placeOf(t letters.Table) letters.Part {
	if t.Place == "" {
		return letters.Anywhere
	}
	return t.Place
}

func pairs(rows []letters.Row) [][]string {
	all := make([][]string, 0, len(rows))
	for _, row := range rows {
		all = append(all, []string{row.Label, row.Value})
	}
	return all
}

func tableRows(t letters.Table) [][]string {
	all := make([][]string, 0, len(t.Rows)+1)
	all = append(all, headers(t.Columns))
	for _, row := range t.Rows {
		all = append(all, row.Cells)
	}
	return all
}

func listRows(l letters.List) [][]string {
	var all [][]string
	for i, item := range l.Items {
		all = append(all, []string{labelOf(l, i), item.String()})
	}
	return all
}
