package joined_test

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/pdf/joined"
	"yearend/letters/pdf/readback"
)

// drawn is a letter to a practice, of so many paragraphs.
func drawn(t *testing.T, press *pdf.Press, code, name string, paragraphs int) []byte {
	t.Helper()
	blocks := []letters.Block{letters.Heading{Level: 1, Text: letters.Text{{Words: "A letter"}}}}
	for i := range paragraphs {
		blocks = append(blocks, letters.Paragraph{Text: letters.Text{{Words: fmt.Sprintf("Paragraph %d to %s of %s.", i, name, code)}}})
	}
	file, err := press.Draw(letters.Letter{Practice: calc.PracticeCode(code), Name: name, Reference: code + "/LTC/2025-26/1", Subject: "A letter", On: 20260417,
		Issuer: letters.Issuer{Name: "NHS Example"}, Blocks: blocks})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func all(files [][]byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, file := range files {
			if !yield(file, nil) {
				return
			}
		}
	}
}

// Each letter begins on a sheet of its own, every page is there with its words,
// also those in a font that one letter alone has, and the file claims no more
// than it is.
func TestJoin(t *testing.T) {
	press, err := pdf.NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	files := [][]byte{
		drawn(t, press, "P81001", "Plain Surgery", 3),
		drawn(t, press, "P81002", "Tŷ Ŵyn", 60),
		drawn(t, press, "P81003", "Ķekava", 90),
		drawn(t, press, "P81004", "Москва", 2),
		drawn(t, press, "P81005", "Last Surgery", 3),
	}
	var file bytes.Buffer
	pages, err := joined.Join(&file, "Letters of run-001 – to print", all(files))
	if err != nil {
		t.Fatal(err)
	}
	words, err := new(readback.Reader).Pages(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	at, several := 0, 0
	for i, of := range pages {
		want, err := new(readback.Reader).Read(files[i])
		if err != nil || want.Pages != of {
			t.Fatalf("letter %d: %d pages, and its file has %d: %v", i+1, of, want.Pages, err)
		}
		if at%2 != 0 {
			t.Errorf("letter %d begins on the back of a sheet", i+1)
		}
		code, text := fmt.Sprintf("P8100%d", i+1), ""
		for page := range of {
			text += words[at+page]
			if !strings.Contains(words[at+page], code+"/LTC/2025-26/1") {
				t.Errorf("page %d does not name %s", at+page+1, code)
			}
		}
		var alone strings.Builder
		for _, box := range want.Words {
			alone.WriteString(box.Words)
		}
		if text != alone.String() {
			t.Errorf("letter %d reads otherwise than alone:\n%s\n%s", i+1, text, alone.String())
		}
		if at += of; at%2 == 1 {
			if words[at] != "" {
				t.Errorf("page %d should be blank, and says %q", at+1, words[at])
			}
			at++
		}
		if of > 1 {
			several++
		}
	}
	if at != len(words) || several == 0 {
		t.Errorf("%d pages, want %d; %d letters of several pages", len(words), at, several)
	}
	for _, claim := range []string{"pdfuaid", "pdfaid", "StructTreeRoot", "MarkInfo"} {
		if bytes.Contains(file.Bytes(), []byte(claim)) {
			t.Errorf("the file says %s", claim)
		}
	}
}

// What is no letter is refused, and so is nothing.
func TestJoinRefuses(t *testing.T) {
	for what, files := range map[string][][]byte{"none": nil, "no PDF": {[]byte("no PDF")}, "cut off": {[]byte("%PDF-1.7\n1 0 obj\n<<")}} {
		if pages, err := joined.Join(new(bytes.Buffer), "", all(files)); err == nil {
			t.Errorf("%s: %v", what, pages)
		}
	}
}
