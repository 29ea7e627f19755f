package tagged_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"

	"yearend/letters/pdf/latin"
	"yearend/letters/pdf/tagged"
)

const fonts = "../../../templates/fonts/LiberationSans-"

// A page is a document under the pen: fpdf draws, the recorder notes it.
type page struct {
	*fpdf.Fpdf
	tags *tagged.Recorder
}

func encode(text string) string {
	codes, ok := latin.Encode(text)
	if !ok {
		panic("no code for " + text)
	}
	return codes
}

// newPage begins a document as a letter's would be.
func newPage(t testing.TB) page {
	t.Helper()
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCompression(false)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(when)
	pdf.SetModificationDate(when)
	pdf.SetMargins(20, 20, 20)
	pdf.SetAutoPageBreak(true, 20)
	pdf.SetCellMargin(0)
	pdf.AddFontFromBytes("sans", "", readFile(t, fonts+"Regular.json"), readFile(t, fonts+"Regular.z"))
	pdf.AddFontFromBytes("sans", "B", readFile(t, fonts+"Bold.json"), readFile(t, fonts+"Bold.z"))
	p := page{pdf, tagged.NewRecorder(pdf)}
	pdf.SetHeaderFunc(func() { p.tags.Header(nil) })
	pdf.SetFooterFunc(func() {
		p.tags.Footer(func() {
			pdf.SetXY(20, 280)
			p.line("", 9, fmt.Sprintf("Page %d of 2", pdf.PageNo()))
		})
	})
	return p
}

var when = time.Date(2026, 4, 30, 12, 0, 0, 0, time.UTC)

var about = tagged.Metadata{
	Title: "Year-end letter for Tŷ'r Ŵyl", Author: "NHS Example ICB", Subject: "Indicative reconciliation (2025/26)",
	Keywords: "A81001, CAP-2526-A81001-1", Identifier: "CAP-2526-A81001-1", Creator: "sample 1.0", Producer: "sample",
	Language: "en-GB", Created: when,
}

// line draws one line of text.
func (p page) line(style string, size float64, text string) {
	p.SetFont("sans", style, size)
	p.CellFormat(0, size*0.5, encode(text), "", 1, "L", false, 0, "")
}

// paragraph wraps text; every line but the last keeps the space that ended it,
// or two words would be heard as one.
func (p page) paragraph(text string) {
	p.SetFont("sans", "", 12)
	lines := p.SplitLines([]byte(encode(text)), 170)
	p.tags.Block(tagged.P, func() {
		for i, line := range lines {
			if i < len(lines)-1 {
				line = append(bytes.Clone(line), ' ')
			}
			p.CellFormat(0, 6, string(line), "", 1, "L", false, 0, "")
		}
	})
	p.Ln(3)
}

// drawSample draws two pages with one of everything.
func drawSample(t testing.TB) ([]byte, *tagged.Structure) {
	t.Helper()
	p := newPage(t)
	p.AddPage()
	p.tags.Block(tagged.H1, func() { p.line("B", 18, "Year-end letter – Tŷ'r Ŵyl") })
	p.paragraph("Dear Țepeș, your recorded achievement is 79.97% (611 of 764 checks), so £1,234.56 of the advance will be recouped over the next three months.")
	p.tags.Block(tagged.H2, func() { p.line("B", 14, "What happens next") })
	p.list("Check the figures below.", "Write to us by 15 May 2026.")
	p.figure()
	p.link()
	p.tags.Block(tagged.H2, func() { p.line("B", 14, "Month by month") })
	p.table(32)
	p.paragraph("Gżegżółka & Sons (Ő, Ű) → ½ × 2 ≥ 1.")
	return p.finish(t)
}

func (p page) finish(t testing.TB) ([]byte, *tagged.Structure) {
	t.Helper()
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		t.Fatal(err)
	}
	structure, err := p.tags.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), structure
}

func (p page) list(items ...string) {
	p.SetFont("sans", "", 12)
	p.tags.Open(tagged.L, tagged.Numbered(tagged.Decimal))
	for i, item := range items {
		p.tags.Open(tagged.LI)
		p.tags.Block(tagged.Lbl, func() { p.Cell(8, 6, fmt.Sprintf("%d. ", i+1)) })
		p.tags.Block(tagged.LBody, func() { p.CellFormat(0, 6, item, "", 1, "L", false, 0, "") })
		p.tags.Close(tagged.LI)
	}
	p.tags.Close(tagged.L)
	p.Ln(3)
}

// figure is a chart of rectangles.
func (p page) figure() {
	x, y := p.GetXY()
	box := tagged.Rect{X: x, Y: y, W: 170, H: 30}
	p.tags.Block(tagged.Figure, func() {
		p.SetFillColor(0, 94, 184)
		for i := range 12 {
			h := float64(5 + 2*i)
			p.Rect(x+float64(i)*14, y+30-h, 10, h, "F")
		}
	}, tagged.Alt("Bar chart: recorded checks rise from 5 in April to 27 in March."), tagged.Box(box))
	p.SetY(y + 33)
}

func (p page) link() {
	p.SetFont("sans", "", 12)
	p.tags.Open(tagged.P)
	p.tags.Content(func() { p.Cell(p.GetStringWidth("Questions: "), 6, "Questions: ") })
	p.tags.Open(tagged.Link, tagged.To("mailto:team@example.org", "E-mail the primary care team"))
	x, y := p.GetXY()
	width := p.GetStringWidth("team@example.org")
	p.tags.Content(func() { p.Cell(width, 6, "team@example.org") })
	p.tags.Area(tagged.Rect{X: x, Y: y, W: width, H: 6})
	p.tags.Close(tagged.Link)
	p.tags.Close(tagged.P)
	p.Ln(9)
}

// table has a header that is repeated where a page ends: once it is read, then
// it is furniture. Fills and rules are artifacts under the words.
func (p page) table(rows int) {
	p.tags.Open(tagged.Table, tagged.Summary("Activity (in all)"))
	p.tableHead(true)
	for i := range rows {
		if _, y := p.GetXY(); y+7 > 275 {
			p.AddPage()
			p.tableHead(false)
		}
		p.tags.Open(tagged.TR)
		p.tags.Block(tagged.TH, func() { p.Cell(60, 7, fmt.Sprintf("Week %d", i+1)) }, tagged.Scope(tagged.Row))
		p.tags.Block(tagged.TD, func() { p.Cell(50, 7, fmt.Sprint(10+i)) })
		p.tags.Block(tagged.TD, func() { p.CellFormat(50, 7, encode(fmt.Sprintf("£%d.00", 100*i)), "", 1, "L", false, 0, "") })
		p.tags.Close(tagged.TR)
	}
	p.tags.Close(tagged.Table)
	p.Ln(3)
}

func (p page) tableHead(read bool) {
	p.SetFont("sans", "B", 11)
	x, y := p.GetXY()
	cell := func(i int, text string) {
		p.SetXY(x+[]float64{0, 60, 110}[i], y)
		p.Cell(50, 7, text)
	}
	p.tags.Artifact(func() {
		p.SetFillColor(232, 237, 238)
		p.Rect(x, y, 160, 7, "F")
	})
	if read {
		p.tags.Open(tagged.TR)
	}
	for i, text := range []string{"Week", "Checks", "Value"} {
		if read {
			p.tags.Block(tagged.TH, func() { cell(i, text) }, tagged.Scope(tagged.Column))
		} else {
			p.tags.Artifact(func() { cell(i, text) })
		}
	}
	if read {
		p.tags.Close(tagged.TR)
	}
	p.SetXY(x, y+7)
	p.SetFont("sans", "", 11)
}

// drawRare draws a word that the 8-bit fonts lack in a UTF-8 font.
func drawRare(t testing.TB) ([]byte, *tagged.Structure) {
	t.Helper()
	p := newPage(t)
	p.AddUTF8FontFromBytes("wide", "", liberationsansregular.TTF)
	p.AddPage()
	p.tags.Block(tagged.H1, func() {
		p.SetFont("wide", "", 18)
		p.CellFormat(0, 9, "Nguyễn Ωmega Ğ", "", 1, "L", false, 0, "")
	})
	p.tags.Block(tagged.P, func() { p.line("", 12, "All else stays as it is.") })
	return p.finish(t)
}

// drawEverything draws every character of both fonts, and a paragraph that a
// page's end cuts.
func drawEverything(t testing.TB) ([]byte, *tagged.Structure) {
	t.Helper()
	p := newPage(t)
	p.AddPage()
	p.tags.Block(tagged.H1, func() { p.line("B", 18, "All characters") })
	for _, style := range []string{"", "B"} {
		p.SetFont("sans", style, 12)
		for first := 0; first < 256; first += 32 {
			p.tags.Block(tagged.P, func() { p.CellFormat(0, 6, allCodes[first/32], "", 1, "L", false, 0, "") })
		}
	}
	p.SetY(250)
	p.paragraph(strings.Repeat("This paragraph goes on over the end of its page. ", 20))
	return p.finish(t)
}

// drawNested draws elements within elements, a cell over two columns, an empty
// cell, and words that are read otherwise than they are written.
func drawNested(t testing.TB) ([]byte, *tagged.Structure) {
	t.Helper()
	p := newPage(t)
	p.AddPage()
	cell := func(text string) func() { return func() { p.Cell(40, 6, encode(text)) } }
	p.tags.Block(tagged.H1, func() { p.line("B", 18, "Nested") })
	p.tags.Open(tagged.Sect)
	p.tags.Open(tagged.P)
	p.tags.Content(cell("Thank you, or "))
	p.tags.Block(tagged.Span, cell("diolch "), tagged.Language("cy"))
	p.tags.Block(tagged.Span, cell("31/03/26"), tagged.ActualText("31 March 2026"))
	p.tags.Close(tagged.P)
	p.tags.Close(tagged.Sect)
	p.Ln(9)
	p.tags.Open(tagged.L, tagged.Numbered(tagged.Unnumbered))
	p.tags.Open(tagged.LI)
	p.tags.Open(tagged.LBody)
	p.tags.Block(tagged.P, cell("Outer"))
	p.list("inner")
	p.tags.Close(tagged.LBody)
	p.tags.Close(tagged.LI)
	p.tags.Close(tagged.L)
	p.tags.Open(tagged.Table)
	p.tags.Open(tagged.TR)
	p.tags.Block(tagged.TH, cell("Service"), tagged.Scope(tagged.Column))
	p.tags.Block(tagged.TH, cell("Money"), tagged.Scope(tagged.Column), tagged.ColumnSpan(2))
	p.tags.Close(tagged.TR)
	p.Ln(6)
	p.tags.Open(tagged.TR)
	p.tags.Block(tagged.TH, cell("ECG"), tagged.Scope(tagged.Row))
	p.tags.Block(tagged.TD, cell("£10.00"))
	p.tags.Open(tagged.TD)
	p.tags.Close(tagged.TD)
	p.tags.Close(tagged.TR)
	p.tags.Close(tagged.Table)
	return p.finish(t)
}

// allCodes has every code that stands for a character, 32 or fewer a line.
var allCodes = func() (lines [8]string) {
	for code := range 256 {
		if latin.Decode(byte(code)) != utf8.RuneError {
			lines[code/32] += string([]byte{byte(code)})
		}
	}
	return lines
}()

func newRewriter(t testing.TB) *tagged.Rewriter {
	t.Helper()
	return newStock(t).Rewriter()
}

func newStock(t testing.TB) *tagged.Stock {
	t.Helper()
	var list []tagged.Font
	for _, style := range []string{"Regular", "Bold"} {
		f, err := tagged.EightBit(readFile(t, fonts+style+".json"), latin.Decode)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	return tagged.NewStock(list...)
}

// samples are the documents that the invariants are proved on.
var samples = map[string]drawing{"sample": drawSample, "rare": drawRare, "everything": drawEverything, "nested": drawNested}

// A drawing is a document as fpdf writes it, with its structure.
type drawing func(testing.TB) ([]byte, *tagged.Structure)

// rewrite draws a document and rewrites it.
func rewrite(t testing.TB, draw drawing) []byte {
	t.Helper()
	drawn, structure := draw(t)
	out, err := newRewriter(t).Rewrite(drawn, structure, about)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
