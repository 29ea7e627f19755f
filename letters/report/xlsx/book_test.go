package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"
)

func book() Book {
	money := Style{Format: Money, Role: Here}
	return Book{
		Title: "A <book> & more", Program: "yearend 0.1.0", Dated: time.Date(2026, 4, 17, 0, 0, 0, 0, time.UTC),
		Sheets: []Sheet{{
			Name:    "It's one",
			Columns: []Column{{Width: 20}, {Width: 12}, {Width: 8, Folded: true}},
			Rows: [][]Cell{
				{Words("name"), Words("sum"), Words("check")},
				{Words("=1+1 <b> & \"c\" \x01\u00a0 "), Digits("9999999999.99").In(money), Words("ok").By(`IF(B2>0,"ok","differs")`)},
				nil,
			},
			Table: &Table{Name: "One", HeaderRow: 1, Rows: 1, Columns: 3}, Frozen: Frozen{Rows: 1}, Print: Print{Heading: 1, Columns: 2},
			Checks: []string{"C2:C2"}, Merged: [][2]string{{"A3", "B3"}}, Heights: map[int]int{1: 30}, Tab: "00703C",
		}, {Name: "Empty"}},
	}
}

func write(t *testing.T, b Book) []byte {
	t.Helper()
	var to bytes.Buffer
	if err := b.Write(&to); err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

// parts reads every part of the file, and fails on one that is no XML.
func parts(t *testing.T, file []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		all[f.Name] = string(content)
		wellFormed(t, f.Name, content)
	}
	return all
}

func wellFormed(t *testing.T, name string, content []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

func TestBookHoldsCellsAsGiven(t *testing.T) {
	sheet := parts(t, write(t, book()))["xl/worksheets/sheet1.xml"]
	for _, want := range []string{
		`<t xml:space="preserve">=1+1 &lt;b&gt; &amp; &#34;c&#34; ` + "\ufffd\u00a0 </t>", // text, never a formula
		`<v>9999999999.99</v>`, // the digits that were given
		`t="str"><f>IF(B2&gt;0,&#34;ok&#34;,&#34;differs&#34;)</f><v>ok</v>`, // a formula with what it comes to
		`<row r="1" ht="30" customHeight="1">`,
		`outlineLevelCol="1"`, `state="frozen"`, `fitToPage="true"`, `rgb="FF00703C"`, `<mergeCell ref="A3:B3">`, `<dimension ref="A1:C3">`,
	} {
		if !strings.Contains(sheet, want) {
			t.Errorf("no %s in\n%s", want, sheet)
		}
	}
}

func TestBookIsAlwaysTheSame(t *testing.T) {
	first := write(t, book())
	for range 50 {
		if !bytes.Equal(first, write(t, book())) {
			t.Fatal("two files of one book differ")
		}
	}
}

func TestBookKnowsNoClockAndNoOtherProgram(t *testing.T) {
	all := parts(t, write(t, book()))
	if core := all["docProps/core.xml"]; strings.Count(core, "2026-04-17T00:00:00Z") != 2 || !strings.Contains(core, "A &lt;book&gt; &amp; more") {
		t.Errorf("properties are %s", core)
	}
	if app := all["docProps/app.xml"]; !strings.Contains(app, "yearend 0.1.0") {
		t.Errorf("the program is %s", app)
	}
}

func TestBookNamesTheSheetThatCannotBeMade(t *testing.T) {
	b := book()
	b.Sheets[1].Name = "a[b]"
	if err := b.Write(io.Discard); err == nil || !strings.Contains(err.Error(), `"a[b]"`) {
		t.Errorf("got %v", err)
	}
}

// Texts are written by hand, and must read as the library that knows the format has them.
func TestTextsAreEscapedAsXMLAsks(t *testing.T) {
	for _, text := range []string{
		"", "plain", `a "b" & 'c' <d> e`, "&", "<&>", "£8,317.43 − ½ · Ŵ 表 😀", "&£<", "tab\tline\nreturn\r", "\x00 \x1f", "\x7f",
		"broken \xff & \xc3", "\ufffd", "\ufffe", "\uffff", "& \uffff <", "\u00a0 ends with a space ",
	} {
		var want bytes.Buffer
		if err := xml.EscapeText(&want, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := string(appendEscaped([]byte("before "), text)); got != "before "+want.String() {
			t.Errorf("%q is written %q, not %q", text, got, want.String())
		}
	}
}
