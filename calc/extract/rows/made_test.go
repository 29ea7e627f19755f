package rows

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// Of 200 workbooks 60 were made by openpyxl and 60 by LibreOffice, see
// testdata/make.py; the others excelize makes here.
const byEach, byExcelizeHere = 60, 80

// TestMadeByOthers reads them all, with both readers alike.
func TestMadeByOthers(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"openpyxl", "libreoffice"} {
		workbooks := made(t, program)
		if len(workbooks) != byEach {
			t.Errorf("%d workbooks of %s", len(workbooks), program)
		}
		for _, w := range workbooks {
			agree(t, program+" "+w.name, w.content)
		}
	}
	for i := range byExcelizeHere {
		agree(t, fmt.Sprint("excelize ", i), byExcelize(t, uint64(i)))
	}
}

// TestGalleryWorkbooks reads those of the gallery of errors that are whole.
func TestGalleryWorkbooks(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("../../../fixtures/errors/*/*.xlsx")
	if err != nil || len(paths) < 15 {
		t.Fatalf("%d workbooks, %v", len(paths), err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		switch d, refused, loud := differs(content, true); {
		case strings.Contains(path, "E-type"): // not a workbook
		case d != "" || loud != nil:
			t.Errorf("%s: %s %v", path, d, loud)
		case (refused != nil) != (strings.Contains(path, "E-damaged") || strings.Contains(path, "E-size")):
			t.Errorf("%s is refused: %v", path, refused)
		}
	}
}

type madeWorkbook struct {
	name    string
	content []byte
}

// made are the workbooks that another program made. They are kept unpacked, and
// packed together.
func made(t testing.TB, program string) (all []madeWorkbook) {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", program+".tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	packed, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for archive := tar.NewReader(packed); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, madeWorkbook{header.Name, content})
	}
}

// byExcelize is a workbook of many sorts of cells, drawn from a seed.
func byExcelize(t testing.TB, seed uint64) []byte {
	t.Helper()
	draw := rand.New(rand.NewPCG(seed, 200))
	book := excelize.NewFile()
	defer book.Close()
	var styles []int
	for _, format := range []string{"dd/mm/yyyy", "0.0%", `"£"#,##0.00;[Red]-"£"#,##0.00`, "mmm-yy", `#,##0" days"`, "General", "[h]:mm"} {
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			t.Fatal(err)
		}
		styles = append(styles, style)
	}
	for _, id := range []int{0, 2, 9, 10, 14, 17, 22, 46, 49} {
		style, err := book.NewStyle(&excelize.Style{NumFmt: id})
		if err != nil {
			t.Fatal(err)
		}
		styles = append(styles, style)
	}
	if draw.IntN(3) == 0 {
		yes := true
		if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
	}
	for range 1 + draw.IntN(60) {
		cell, _ := excelize.CoordinatesToCellName(1+draw.IntN(12), 1+draw.IntN(40))
		err := errors.Join(set(book, draw, cell), book.SetCellStyle("Sheet1", cell, cell, styles[draw.IntN(len(styles))]))
		if err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// set writes a value of some sort into a cell.
func set(book *excelize.File, draw *rand.Rand, cell string) error {
	const sheet = "Sheet1"
	texts := []string{"P81900", " spaces ", "a & b < c > d \"e\" 'f'", "two\nlines", "tab\there", "Ŵyn, é, 課, 😀", "_x000D_", "=1+1", "0012", "", "\u00a0no break\u00a0", "]]>", "x\r\ny"}
	switch draw.IntN(9) {
	case 0:
		return book.SetCellInt(sheet, cell, draw.Int64N(1_000_000)-1000)
	case 1:
		return book.SetCellFloat(sheet, cell, draw.Float64()*1e6, -1, 64)
	case 2:
		return book.SetCellValue(sheet, cell, time.Date(2025, 4, 1+draw.IntN(365), draw.IntN(24), 0, 0, 0, time.UTC))
	case 3:
		return book.SetCellBool(sheet, cell, draw.IntN(2) == 0)
	case 4:
		return book.SetCellFormula(sheet, cell, "SUM(A1:A9)")
	case 5:
		return book.SetCellRichText(sheet, cell, []excelize.RichTextRun{{Text: "in "}, {Text: texts[draw.IntN(len(texts))], Font: &excelize.Font{Bold: true}}})
	case 6:
		return book.SetCellFloat(sheet, cell, draw.Float64()*1e-6, -1, 64)
	}
	return book.SetCellStr(sheet, cell, texts[draw.IntN(len(texts))])
}
