package season

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"

	"yearend/letters"
)

// plainFpdf sets a letter's words as fpdf's documentation shows it.
func plainFpdf(l letters.Letter) ([]byte, error) {
	doc := fpdf.New("P", "mm", "A4", "")
	doc.AddUTF8FontFromBytes("sans", "", liberationsansregular.TTF)
	doc.AddUTF8FontFromBytes("sans", "B", liberationsansbold.TTF)
	doc.SetMargins(18, 16, 18)
	doc.SetAutoPageBreak(true, 19)
	doc.AliasNbPages("")
	doc.SetFooterFunc(func() {
		doc.SetY(-14)
		doc.SetFont("sans", "", 9)
		doc.CellFormat(87, 5, l.Reference, "T", 0, "L", false, 0, "")
		doc.CellFormat(87, 5, "Page "+strconv.Itoa(doc.PageNo())+" of {nb}", "T", 0, "R", false, 0, "")
	})
	doc.AddPage()
	plainText(doc, 15, "B", l.Issuer.Name)
	plainText(doc, 10, "", strings.Join(l.Issuer.Address, "\n")+"\n"+letters.LongDate(l.On)+"\n"+l.Reference)
	for _, block := range l.Blocks {
		plainBlock(doc, block)
	}
	var out bytes.Buffer
	err := doc.Output(&out)
	return out.Bytes(), err
}

func plainText(doc *fpdf.Fpdf, size float64, style, words string) {
	doc.SetFont("sans", style, size)
	doc.MultiCell(174, size*0.42, words, "", "L", false)
	doc.Ln(2)
}

func plainBlock(doc *fpdf.Fpdf, block letters.Block) {
	switch b := block.(type) {
	case letters.Heading:
		plainText(doc, 13, "B", b.Text.String())
	case letters.Paragraph:
		plainText(doc, 12, "", b.Text.String())
	case letters.List:
		for _, item := range b.Items {
			plainText(doc, 12, "", "• "+item.String())
		}
	case letters.Address:
		plainText(doc, 10.5, "", strings.Join(b.Lines, "\n"))
	case letters.Summary:
		plainRows(doc, b.Rows)
	case letters.Account:
		plainRows(doc, b.Rows)
	case letters.Table:
		plainTable(doc, b)
	case letters.Chart:
		plainChart(doc, b)
	case letters.Signature:
		plainText(doc, 12, "", "Yours sincerely\n\n"+strings.Join(b.Lines(), "\n"))
	}
}

func plainRows(doc *fpdf.Fpdf, rows []letters.Row) {
	doc.SetFont("sans", "", 12)
	for _, row := range rows {
		doc.CellFormat(90, 6.5, row.Label, "B", 0, "L", false, 0, "")
		doc.CellFormat(84, 6.5, row.Value, "B", 1, "R", false, 0, "")
	}
}

func plainTable(doc *fpdf.Fpdf, t letters.Table) {
	parts := 0
	for _, c := range t.Columns {
		parts += c.Width
	}
	row := func(cells []string, style string) {
		doc.SetFont("sans", style, 7.5)
		for i, cell := range cells {
			doc.CellFormat(174*float64(t.Columns[i].Width)/float64(parts), 4, cell, "B", 0, "L", false, 0, "")
		}
		doc.Ln(4)
	}
	var headers []string
	for _, c := range t.Columns {
		headers = append(headers, c.Header)
	}
	row(headers, "B")
	for _, r := range t.Rows {
		row(r.Cells, "")
	}
}

func plainChart(doc *fpdf.Fpdf, c letters.Chart) {
	most := int64(1)
	for _, n := range c.Recorded {
		most = max(most, n)
	}
	doc.SetFillColor(0, 94, 184)
	y := doc.GetY() + 20
	for i, n := range c.Recorded {
		height := 18 * float64(n) / float64(most)
		doc.Rect(18+14.5*float64(i), y-height, 9, height, "F")
		doc.Text(18+14.5*float64(i), y+4, c.Months[i])
	}
	doc.SetY(y + 6)
	plainText(doc, 10, "", c.Says+" "+c.Year)
}
