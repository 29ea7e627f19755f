package letters

import (
	_ "embed"
	"html/template"
	"strings"
)

// HTML writes the letter as one self-contained page, for a reader who cannot
// use the PDF.
func HTML(l Letter) (string, error) {
	var b strings.Builder
	err := page.Execute(&b, l)
	return b.String(), err
}

var page = template.Must(template.New("letter").Funcs(template.FuncMap{
	"kind":     kindOf,
	"date":     LongDate,
	"number":   func(t Table, i int) bool { return t.Columns[i].Number },
	"expected": func(c Chart, i int) string { return c.Expected[i].Cut(1) },
}).Parse(pageHTML))

//go:embed page.html
var pageHTML string

// kindOf names a block for the page's template.
func kindOf(b Block) string {
	switch b.(type) {
	case Heading:
		return "heading"
	case Paragraph:
		return "paragraph"
	case List:
		return "list"
	case Address:
		return "address"
	case Summary:
		return "summary"
	case Table:
		return "table"
	case Account:
		return "account"
	case Chart:
		return "chart"
	case Signature:
		return "signature"
	}
	return ""
}
