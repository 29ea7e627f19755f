package tagged_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-pdf/fpdf"

	"yearend/letters/pdf/tagged"
)

// A pad is a page that is drawn apart from fpdf.
type pad struct{ bytes.Buffer }

func (p *pad) RawWriteStr(operators string) { p.WriteString(operators + "\n") }
func (*pad) PageNo() int                    { return 1 }
func (*pad) GetConversionRatio() float64    { return 1 }
func (*pad) GetPageSize() (w, h float64)    { return 595, 842 }

func drawnApart(t *testing.T) (*pad, *tagged.Structure) {
	t.Helper()
	p := new(pad)
	tags := tagged.NewRecorder(p)
	tags.Block(tagged.H1, func() { p.RawWriteStr("10 10 100 20 re f") })
	structure, err := tags.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return p, structure
}

// paper is what fpdf makes of one page with these operators on it.
func paper(t *testing.T, deflated bool, operators string) []byte {
	t.Helper()
	p := newPage(t)
	p.SetHeaderFunc(nil)
	p.SetFooterFunc(nil)
	p.SetCompression(deflated)
	p.AddPage()
	p.tags.Artifact(func() { p.Rect(20, 30, 170, 8, "F") })
	if operators != "" {
		p.RawWriteStr(strings.TrimSuffix(operators, "\n"))
	}
	return output(t, p.Fpdf)
}

func output(t *testing.T, pdf *fpdf.Fpdf) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What is drawn on a blank makes the file that it would have made if fpdf had
// drawn it, any number of times.
func TestABlankIsDrawnOn(t *testing.T) {
	drawing, structure := drawnApart(t)
	w := newRewriter(t)
	want, err := w.Rewrite(paper(t, false, drawing.String()), structure, about)
	if err != nil {
		t.Fatal(err)
	}
	blank, err := tagged.NewBlank(paper(t, false, ""))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if got, err := w.Print(nil, blank, [][]byte{drawing.Bytes()}, structure, about); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("other bytes than fpdf's (%v)", err)
		}
	}
	if bare, err := w.Print(nil, blank, nil, structure, about); err != nil || bytes.Equal(bare, want) {
		t.Fatalf("the blank was not left blank (%v)", err)
	}
}

func TestWhatCannotBeDrawnOnIsRefused(t *testing.T) {
	drawing, structure := drawnApart(t)
	for want, c := range map[string]struct {
		file     []byte
		drawings [][]byte
	}{
		"a page that is deflated cannot be drawn on": {paper(t, true, ""), [][]byte{drawing.Bytes()}},
		"2 pages, the file 1":                        {paper(t, false, ""), [][]byte{drawing.Bytes(), drawing.Bytes()}},
	} {
		blank, err := tagged.NewBlank(c.file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := newRewriter(t).Print(nil, blank, c.drawings, structure, about); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
