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

// lined is so many lines, all with the same word.
func lined(words string, lines int) letters.Text {
	var text letters.Text
	for range lines - 1 {
		text = append(text, letters.Span{Words: words + " "}, letters.Span{Break: true})
	}
	return append(text, letters.Span{Words: words})
}

// pagesOf is how often each word of a letter stands on each page.
func pagesOf(t *testing.T, l letters.Letter) map[string]map[int]int {
	var reader readback.Reader
	document, err := reader.Read(render(t, l))
	if err != nil {
		t.Fatal(err)
	}
	on := map[string]map[int]int{}
	for _, box := range document.Words {
		words := strings.TrimSpace(box.Words)
		if on[words] == nil {
			on[words] = map[int]int{}
		}
		on[words][box.Page]++
	}
	return on
}

// No line of a paragraph or of an item stands alone on a page, and words that lead to
// a table stand on its page.
func TestNoLineStandsAlone(t *testing.T) {
	led := letters.Table{Columns: []letters.Column{{Header: "led", Width: 1}, {Header: "led", Width: 1}}, Rows: []letters.TableRow{{Cells: []string{"led", "led"}}}}
	for before := range 60 {
		l := sample("Quillbeck Surgery")
		for range before {
			l.Blocks = append(l.Blocks, letters.Paragraph{Text: plain("before")})
		}
		for _, lines := range []int{2, 3, 4, 7} {
			l.Blocks = append(l.Blocks, letters.Paragraph{Text: lined("paragraph"+letters.Count(lines), lines)},
				letters.List{Items: []letters.Text{lined("item"+letters.Count(lines), lines)}})
		}
		l.Blocks = append(l.Blocks, letters.Paragraph{Text: plain("leading:")}, led)
		on := pagesOf(t, l)
		for words, pages := range on {
			for page, n := range pages {
				if n == 1 && (strings.HasPrefix(words, "paragraph") || strings.HasPrefix(words, "item")) {
					t.Errorf("behind %d paragraphs a line of %s stands alone on page %d", before, words, page)
				}
			}
		}
		for page := range on["leading:"] {
			if on["led"][page] == 0 {
				t.Errorf("behind %d paragraphs what leads to a table stands on page %d without it", before, page)
			}
		}
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

// No heading stands at the foot of a page without what it heads, wherever on the page it
// comes and whatever follows it.
func TestNoHeadingStandsAlone(t *testing.T) {
	tall := letters.Table{Columns: []letters.Column{{Header: "headed", Width: 1}, {Header: "headed", Width: 1}}}
	for range 4 {
		tall.Rows = append(tall.Rows, letters.TableRow{Cells: []string{strings.Repeat("headed ", 40), "headed"}})
	}
	list := letters.List{Items: []letters.Text{plain("headed"), plain("headed")}}
	for name, headed := range map[string][]letters.Block{
		"a list before who signs":        {list, letters.Signature{Person: letters.Person{Name: "Alex Sample"}}},
		"a table of high rows":           {tall},
		"words that lead to a list":      {letters.Paragraph{Text: append(lined("headed", 3), letters.Span{Words: ":"})}, list},
		"a paragraph":                    {letters.Paragraph{Text: lined("headed", 3)}},
		"a summary":                      {letters.Summary{Rows: []letters.Row{{Label: "headed", Value: strings.Repeat("headed ", 40)}}}},
		"a statement of account":         {letters.Account{Rows: []letters.Row{{Label: strings.Repeat("headed ", 40), Value: "£1.00"}}}},
		"another heading above a table":  {letters.Heading{Level: 3, Text: plain("headed")}, tall},
		"a paragraph that leads further": {letters.Paragraph{Text: plain("headed:")}, tall},
	} {
		for before := range 60 {
			l := sample("Quillbeck Surgery")
			for range before {
				l.Blocks = append(l.Blocks, letters.Paragraph{Text: plain("before")})
			}
			l.Blocks = append(append(l.Blocks, letters.Heading{Level: 2, Text: plain("heading")}), headed...)
			var reader readback.Reader
			document, err := reader.Read(render(t, l))
			if err != nil {
				t.Fatal(err)
			}
			for i, part := range document.Parts {
				if strings.HasPrefix(part.Role, "H") && part.Page != document.Parts[i+1].Page {
					t.Errorf("%s, behind %d paragraphs: %q stands alone on page %d", name, before, part.Rows[0], part.Page)
				}
			}
		}
	}
}
