package readback_test

import (
	"reflect"
	"testing"

	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/pdf/readback"
)

func drawn(t testing.TB, name string) []byte {
	t.Helper()
	press, err := pdf.NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	words := func(s string) letters.Text { return letters.Text{{Words: s}} }
	file, err := press.Draw(letters.Letter{
		Practice: "P81999", Name: name, Reference: "P81999/LTC/2025-26/1", Subject: "A letter", On: 20260417,
		Issuer: letters.Issuer{Name: "NHS Example"},
		Blocks: []letters.Block{
			letters.Heading{Level: 1, Text: words("A letter")},
			letters.Paragraph{Text: letters.Text{{Words: "See "}, {Words: "the form", Link: "https://example.org/"}, {Words: ` (a\b).`}}},
			letters.List{Items: []letters.Text{words("one"), words(name)}},
			letters.Summary{Rows: []letters.Row{{Label: "Balance", Value: "£2.17"}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// What is read is what was written, whichever kind of font it is written in, and
// whatever was read before.
func TestRead(t *testing.T) {
	var reader readback.Reader
	for _, name := range []string{"Tŷ Ŵyn", "Ķekava", "Москва", "Plain"} {
		doc, err := reader.Read(drawn(t, name))
		if err != nil {
			t.Fatal(err)
		}
		want := []readback.Part{
			{Role: "P", Rows: [][]string{{"NHS Example"}}, Page: 1},
			{Role: "P", Rows: [][]string{{"Date: 17 April 2026 Reference: P81999/LTC/2025-26/1"}}, Page: 1},
			{Role: "H1", Rows: [][]string{{"A letter"}}, Page: 1},
			{Role: "P", Rows: [][]string{{`See the form (a\b).`}}, Page: 1},
			{Role: "L", Rows: [][]string{{"• ", "one"}, {"• ", name}}, Page: 1},
			{Role: "Table", Rows: [][]string{{"Balance", "£2.17"}}, Page: 1},
		}
		if !reflect.DeepEqual(doc.Parts, want) {
			t.Errorf("%s: got %+v", name, doc.Parts)
		}
		if beside := doc.Beside[len(doc.Beside)-1]; doc.Pages != 1 || beside != (readback.Note{Page: 1, Words: "P81999/LTC/2025-26/1Page 1 of 1"}) {
			t.Errorf("%s: %d pages, beside them %v", name, doc.Pages, doc.Beside)
		}
		first := doc.Words[0]
		if first.Words != "NHS Example" || first.Left < 51 || first.Left > 51.1 || first.Right < 148 || first.Right > 149 {
			t.Errorf("%s: the first words are %+v", name, first)
		}
	}
}

// A reader never panics, and never loops, whatever it is given.
func FuzzRead(f *testing.F) {
	f.Add(drawn(f, "Plain"))
	f.Add(drawn(f, "Ķekava"))
	f.Add([]byte("%PDF-1.7\nstartxref\n0\n%%EOF\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		var reader readback.Reader
		reader.Read(file)
	})
}
