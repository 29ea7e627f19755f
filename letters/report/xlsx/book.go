package xlsx

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// Book is a workbook. The first sheet is the one that opens.
type Book struct {
	Title   string
	Program string    // who wrote it: name and version
	Dated   time.Time // stands in its properties; no clock is read
	Sheets  []Sheet
}

// Write writes the workbook. The same Book always gives the same bytes.
func (b Book) Write(w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := b.describe(f); err != nil {
		return err
	}
	looks := newLooks(f)
	parts := map[string]Sheet{}
	for i, s := range b.Sheets {
		if err := frame(f, looks, i, s); err != nil {
			return fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = s
	}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { // straight to the file: excelize would have it all in memory first
		return newArchive(w, parts, looks)
	})
	return f.Write(w)
}

// describe sets the file's properties, and has Excel work every formula out
// anew when it opens the file, so that a check is never taken on trust.
func (b Book) describe(f *excelize.File) error {
	dated, anew := b.Dated.Format(time.RFC3339), true
	if err := f.SetDocProps(&excelize.DocProperties{
		Title: b.Title, Creator: b.Program, LastModifiedBy: b.Program, Created: dated, Modified: dated, Language: "en-GB",
	}); err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: b.Program}); err != nil {
		return err
	}
	return f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &anew})
}
