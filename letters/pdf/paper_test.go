package pdf

import (
	"bytes"
	"fmt"
	"image"
	"testing"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// long is a whole letter of several pages.
func long(name string, logo *letters.Picture) letters.Letter {
	l := whole()
	l.Name, l.Logo = name, logo
	table := letters.Table{Columns: []letters.Column{{Header: "Step", Width: 2}, {Header: "Sum", Width: 1, Number: true}}}
	for i := range 60 {
		table.Rows = append(table.Rows, letters.TableRow{Cells: []string{fmt.Sprintf("%s %d", name, i), "£1.00"}})
	}
	l.Blocks = append(l.Blocks, table)
	return l
}

// One workspace makes letters of any kind, one after another, and no letter shows
// what was made before it: not its pages, its logo, or its fonts.
func TestADeskLeavesNoTrace(t *testing.T) {
	logo, err := Logo(encodePNG(t, image.NewGray(image.Rect(0, 0, 40, 40))))
	if err != nil {
		t.Fatal(err)
	}
	other, err := Logo(encodePNG(t, image.NewGray(image.Rect(0, 0, 60, 20))))
	if err != nil {
		t.Fatal(err)
	}
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	kinds := []letters.Letter{
		long("Quillbeck", nil), long("Quillbeck", logo), sample("Quillbeck"), long("Quillbeck", other),
		long("Αθήνα", nil), long("Ķekava", logo), sample("Москва"),
	}
	only := newWorkspace(tagged.NewRewriter(press.fonts.embedded...))
	press.workspaces.New = func() any { return only }
	for range 2 {
		for _, l := range kinds {
			got, err := press.Render(l)
			if err != nil {
				t.Fatalf("%s: %v", l.Name, err)
			}
			if want := render(t, l); !bytes.Equal(got, want) {
				t.Errorf("%s: other bytes than from a new workspace", l.Name)
			}
		}
	}
}

// Letters may take 60 kB, which leaves these, shorter than most, so much. It holds
// in Unicode as well, where hints in the fonts would take it over.
func TestLettersAreSmall(t *testing.T) {
	const most = 45_000
	for _, name := range []string{"Quillbeck Surgery", "Αθήνα Москва Ķekava Ħal Għaxaq"} {
		if size := len(render(t, long(name, nil))); size > most {
			t.Errorf("%s: %d bytes, and may have %d", name, size, most)
		}
	}
}
