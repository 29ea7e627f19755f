package pdf

import (
	"strings"
	"testing"

	"yearend/letters"
	"yearend/letters/pdf/readback"
)

// annexed is a letter of so many paragraphs, and an annex behind a page break.
func annexed(paragraphs, rows int) letters.Letter {
	l := sample("Quillbeck Surgery")
	for range paragraphs {
		l.Blocks = append(l.Blocks, letters.Paragraph{Text: plain("before")})
	}
	annex := letters.Table{Small: true, Columns: []letters.Column{{Header: "Step", Width: 1}, {Header: "Sum", Width: 1, Number: true}, {Header: "By", Width: 1}}}
	for range rows {
		annex.Rows = append(annex.Rows, letters.TableRow{Cells: []string{"annexed", "£1.00", "annexed"}})
	}
	l.Blocks = append(l.Blocks, letters.PageBreak{}, letters.Heading{Level: 2, Text: plain("annexed")},
		annex, letters.Paragraph{Text: plain("annexed"), Small: true})
	return l
}

// An annex begins a page of its own, wherever the letter before it ends, and the page
// before it is not left nearly empty.
func TestAnAnnexIsApart(t *testing.T) {
	spread := 0
	for paragraphs := range 90 {
		var reader readback.Reader
		document, err := reader.Read(render(t, annexed(paragraphs, 33)))
		if err != nil {
			t.Fatal(err)
		}
		body, lowest, first, last := 1, 0.0, 0, 0
		for _, box := range document.Words {
			switch {
			case box.Words == "annexed":
				last = box.Page
				if first == 0 {
					first = box.Page
				}
			case first == 0 && !box.Beside:
				body, lowest = box.Page, box.Bottom
			}
		}
		if first != body+1 || last != first {
			t.Errorf("behind %d paragraphs, which end on page %d, an annex stands on pages %d to %d", paragraphs, body, first, last)
		}
		if filled := pageHeight - lowest*pointsMM - top; body > 1 && filled < 0.3*(floor-top) {
			t.Errorf("behind %d paragraphs page %d is filled for %.0f mm only", paragraphs, body, filled)
		} else if body > 1 {
			spread++
		}
	}
	if spread == 0 {
		t.Error("no letter had a second page")
	}
}

// The pages of the letter and those of its annex are counted apart.
func TestPagesOfAnAnnex(t *testing.T) {
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	for rows, want := range map[int]string{40: "", 300: "its annex has 6 pages, and may have 4"} {
		_, err := press.Render(annexed(1, rows))
		if err == nil && want != "" || err != nil && !strings.HasSuffix(err.Error(), want+": shorten its words") {
			t.Errorf("%d rows: %v", rows, err)
		}
	}
}

// Words stand clear of the number before them.
func TestWordsStandClearOfNumbers(t *testing.T) {
	var reader readback.Reader
	document, err := reader.Read(render(t, annexed(0, 1)))
	if err != nil {
		t.Fatal(err)
	}
	for i, box := range document.Words {
		if box.Words == "£1.00" {
			if clear := (document.Words[i+1].Left - box.Right) * pointsMM; clear < 4 {
				t.Errorf("only %.1f mm apart", clear)
			}
			return
		}
	}
	t.Error("there is no number")
}
