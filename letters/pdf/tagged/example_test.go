package tagged_test

import (
	"bytes"
	"fmt"
	"os"
	"time"

	"github.com/go-pdf/fpdf"

	"yearend/letters/pdf/latin"
	"yearend/letters/pdf/tagged"
)

func Example() {
	definition, _ := os.ReadFile("../../../templates/fonts/LiberationSans-Regular.json")
	deflated, _ := os.ReadFile("../../../templates/fonts/LiberationSans-Regular.z")
	font, _ := tagged.EightBit(definition, latin.Decode)
	rewriter := tagged.NewRewriter(font) // once for each goroutine

	pdf := fpdf.New("P", "mm", "A4", "") // once for each letter
	pdf.SetCompression(false)
	pdf.SetCatalogSort(true)
	pdf.AddFontFromBytes("sans", "", definition, deflated)
	tags := tagged.NewRecorder(pdf)
	write := func(size, height float64, text string) {
		codes, _ := latin.Encode(text)
		pdf.SetFont("sans", "", size)
		pdf.CellFormat(0, height, codes, "", 1, "L", false, 0, "")
	}
	pdf.SetHeaderFunc(func() { tags.Header(nil) })
	pdf.SetFooterFunc(func() {
		tags.Footer(func() { pdf.SetXY(20, -15); write(9, 5, "Page 1 of 1") })
	})
	pdf.AddPage()
	tags.Block(tagged.H1, func() { write(18, 9, "Your year-end position") })
	tags.Artifact(func() { pdf.Rect(20, 30, 170, 8, "F") })
	tags.Block(tagged.P, func() { write(12, 6, "We will pay you £1,234.56 by 30 April 2026.") })

	var drawn bytes.Buffer
	if err := pdf.Output(&drawn); err != nil {
		fmt.Println(err)
	}
	structure, err := tags.Finish()
	if err != nil {
		fmt.Println(err)
	}
	file, err := rewriter.Rewrite(drawn.Bytes(), structure, tagged.Metadata{
		Title: "Year-end letter", Language: "en-GB", Created: time.Date(2026, 4, 30, 0, 0, 0, 0, time.UTC),
	})
	fmt.Printf("%.8s %v\n", file, err)
	// Output: %PDF-1.7 <nil>
}
