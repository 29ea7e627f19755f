package pdf

import (
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

// An annex is on one page, wherever the letter before it ends: on the same page
// if it fits there, and if not on the next.
func TestAnAnnexIsSeenWhole(t *testing.T) {
	for _, rows := range []int{10, 33} {
		together, apart := 0, 0
		for paragraphs := range 40 {
			var reader readback.Reader
			document, err := reader.Read(render(t, annexed(paragraphs, rows)))
			if err != nil {
				t.Fatal(err)
			}
			before, first, last := 0, 0, 0
			for _, box := range document.Words {
				switch box.Words {
				case "before":
					before = box.Page
				case "annexed":
					last = box.Page
					if first == 0 {
						first = box.Page
					}
				}
			}
			switch {
			case first == 0 || first != last:
				t.Errorf("behind %d paragraphs an annex of %d rows stands on pages %d to %d", paragraphs, rows, first, last)
			case first == before:
				together++
			default:
				apart++
			}
		}
		if together == 0 || apart == 0 {
			t.Errorf("%d rows: %d times on the page of the letter's end, %d times on the next", rows, together, apart)
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
