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
}

func partsOf(l letters.Letter) []part {
	parts := make([]part, 0, len(l.Blocks)+8)
	add := func(what string, place letters.Part, role string, rows ...[]string) {
		parts = append(parts, part{what, place, role, rows})
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
	for _, block := range l.Blocks {
		parts = appendParts(parts, block)
	}
	return parts
}

func joined(lines []string) []string { return []string{strings.Join(lines, " ")} }

func appendParts(parts []part, block letters.Block) []part {
	one := func(what, role, words string) part {
		return part{what, letters.Anywhere, role, [][]string{{words}}}
	}
	switch b := block.(type) {
	case letters.Heading:
		return append(parts, one("a heading", string(headingRole(b.Level)), b.Text.String()))
	case letters.Paragraph:
		return append(parts, one("a paragraph", "P", b.Text.String()))
	case letters.List:
		return append(parts, part{"a list", letters.Anywhere, "L", listRows(b)})
	case letters.Address:
		return append(parts, part{"the address", letters.InAddress, "P", [][]string{joined(b.Lines)}})
	case letters.Summary:
		return append(parts, part{"the summary", letters.InSummary, "Table", pairs(b.Rows)})
	case letters.Account:
		return append(parts, part{"the statement of account", letters.InAccount, "Table", pairs(b.Rows)})
	case letters.Table:
		return append(parts, part{"the table " + b.Caption, placeOf(b), "Table", tableRows(b)})
	case letters.Chart:
		return append(parts, one("the chart's name", "P", b.Caption), one("the chart", "Figure", alt(b)),
			one("the chart in words", "P", b.Says+" "+b.Year))
	case letters.Outlook:
		return append(parts, one("the picture's name", "P", b.Caption), one("the picture", "Figure", b.Alt()),
			one("the picture in words", "P", b.Gist+" "+b.Says))
	case letters.Signature:
		return append(parts, one("the signature", "P", "Yours sincerely"), one("the signature", "P", joined(b.Lines())[0]))
	}
	return parts // a page break is not heard
}

func placeOf(t letters.Table) letters.Part {
	switch t.Caption {
	case letters.ServicesCaption:
		return letters.InServices
	case letters.NeededCaption:
		return letters.InNeeded
	case letters.FinalCaption:
		return letters.InFinal
	}
	return letters.Anywhere
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
