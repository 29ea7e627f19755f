package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"yearend/letters"
	"yearend/letters/pdf/readback"
)

func sample(name string) letters.Letter {
	return letters.Letter{
		Practice: "P81999", Name: name, Scheme: "ltc-les-2025-26", Reference: "P81999/LTC/2025-26/1", Subject: "A letter",
		Issuer: letters.Issuer{Name: "NHS Example", Address: []string{"1 Example Street"}}, On: 20260417,
		Blocks: []letters.Block{
			letters.Address{Lines: []string{"Practice Manager", name}},
			letters.Heading{Level: 1, Text: plain("A letter")},
			letters.Paragraph{Text: letters.Text{{Words: "Dear "}, {Words: name, Strong: true}, {Words: ", see "},
				{Words: "https://example.org/" + strings.Repeat("long", 60), Link: "https://example.org/"}, {Words: "."}}},
			letters.List{Items: []letters.Text{plain("one"), plain(name)}},
		},
	}
}

func render(t *testing.T, l letters.Letter) []byte {
	t.Helper()
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	file, err := press.Render(l)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// What a trial reads back is what the letter's own file says, to the last word and
// edge: whatever is at fault in one is at fault in the other.
func TestATrialReadsTheSame(t *testing.T) {
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	trial, err := NewTrialPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	other := whole()
	other.Blocks[0] = letters.Address{Lines: []string{"Quillbeck Surgery", "Ķekava"}} // the Unicode way
	for _, l := range []letters.Letter{whole(), long("Quillbeck Surgery", nil), other} {
		kept, err := press.Render(l)
		if err != nil {
			t.Fatal(err)
		}
		tried, err := trial.Render(l)
		if err != nil {
			t.Fatal(err)
		}
		want, err := new(readback.Reader).Read(kept)
		if err != nil {
			t.Fatal(err)
		}
		got, err := new(readback.Reader).Read(tried)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the trial reads otherwise", l.Name)
		}
		l.Practice = "P81998"
		if err := trial.Check(tried, l); err == nil {
			t.Error("a trial that is another's passes")
		}
	}
}

func textOf(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v (make tools installs it)", err)
	}
	return string(out)
}

// Any European name prints right: those of the 8-bit fonts, and those that need
// the Unicode way (Latvian, Maltese, Greek, Cyrillic).
func TestNamesPrintRight(t *testing.T) {
	for _, name := range []string{
		"O'Neill & Müller's Surgery", "Ŵyn Ŷstwyth Ysgubor", "Łódź Świętokrzyska", "Ağaçlı Şişli İğne", "Þórður Ðæði",
		"Čeněk Řehoř Žďár", "Ștefan Țară", "Weißstraße", "Ķekava Ģimene Ņina", "Ħal Għaxaq", "Αθήνα", "Москва",
		"Café " + "e\u0301lan", "No\u00a0Break", "£ – — ‘’ “” • … ½ × ÷ −",
	} {
		text := textOf(t, render(t, sample(name)))
		want := strings.ReplaceAll(strings.ReplaceAll(name, "e\u0301", "é"), "\u00a0", " ")
		if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), want) {
			t.Errorf("%q is not in the letter:\n%s", want, text)
		}
	}
}

// A character without a picture would print as an empty box: the letter fails instead.
func TestCharactersWithoutAPicture(t *testing.T) {
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"中文", "Surgery ✓", "Emoji 🏥", "Tab\x01"} {
		if _, err := press.Render(sample(name)); err == nil || !strings.Contains(err.Error(), "which the letters' font lacks") {
			t.Errorf("%q: got %v", name, err)
		}
	}
}

func TestUndrawable(t *testing.T) {
	for words, want := range map[string]int{"£1 – Łódź\r\n\tŽ": -1, "Cafe\u0301 Ελληνικά": -1, "a 🏥": 2, "£✔": 2, "مركز": 0} {
		if at, r := Undrawable(words); at != want {
			t.Errorf("%q: found %q at %d, want %d", words, r, at, want)
		}
	}
}

func TestSameLetterSameBytes(t *testing.T) {
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Quillbeck Surgery", "Ķekava"} {
		want := render(t, sample(name))
		time.Sleep(1100 * time.Millisecond) // a PDF's own clock counts whole seconds
		var group sync.WaitGroup
		for range 16 {
			group.Go(func() {
				got, err := press.Render(sample(name))
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("%q: other bytes (%v)", name, err)
				}
			})
		}
		group.Wait()
	}
}

// A long table goes on over pages with its header, and loses no row.
func TestLongTable(t *testing.T) {
	l := sample("Quillbeck Surgery")
	table := letters.Table{Columns: []letters.Column{{Header: "Step", Width: 1}, {Header: "Sum", Width: 2, Number: true}}}
	for i := range 200 {
		table.Rows = append(table.Rows, letters.TableRow{Cells: []string{strings.Repeat("x", i%40+1), "£1.00"}})
	}
	l.Blocks = append(l.Blocks, table)
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	file, err := press.Draw(l)
	if err != nil {
		t.Fatal(err)
	}
	if err := press.Check(file, l); err == nil || !strings.Contains(err.Error(), "it has 6 pages, and may have 5") {
		t.Errorf("a letter of six pages passes: %v", err)
	}
	text := textOf(t, file)
	if got := strings.Count(text, "£1.00"); got != 200 {
		t.Errorf("%d rows, want 200", got)
	}
	if got := strings.Count(text, "Step"); got < 4 {
		t.Errorf("the header stands on %d pages", got)
	}
}

func BenchmarkRender(b *testing.B) {
	press, err := NewPress("yearend bench")
	if err != nil {
		b.Fatal(err)
	}
	l := sample("Quillbeck Surgery")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := press.Render(l); err != nil {
			b.Fatal(err)
		}
	}
}

// A line that the team breaks is broken, and heard as one sentence.
func TestLineBreak(t *testing.T) {
	l := sample("Quillbeck Surgery")
	l.Blocks = append(l.Blocks, letters.Paragraph{Text: letters.Text{{Words: "above "}, {Break: true}, {Words: "below", Strong: true}}})
	var reader readback.Reader
	doc, err := reader.Read(render(t, l))
	if err != nil {
		t.Fatal(err)
	}
	if last := doc.Parts[len(doc.Parts)-1]; last.Rows[0][0] != "above below" {
		t.Errorf("it is heard as %q", last.Rows)
	}
	at := map[string]readback.Box{}
	for _, box := range doc.Words {
		at[strings.TrimSpace(box.Words)] = box
	}
	if above, below := at["above"], at["below"]; below.Left != above.Left || below.Bottom > above.Bottom-10 {
		t.Errorf("%+v and %+v", above, below)
	}
}
