package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sender is a workbook as one may come: two records, the second with a date of
// last year, which its cell shows as a date.
func sender(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	british := "dd/mm/yyyy"
	date, err := f.NewStyle(&excelize.Style{CustomNumFmt: &british})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"Practice code", "Coded date"}, {"P81900", 45811}, {"P81901", 45446}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellStyle("Sheet1", "B2", "B3", date); err != nil {
		t.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var coded = []Mend{
	{Row: 3, Column: "Coded date", Code: "E-date", Found: "03/06/2024", Words: "correct it"},
	{Code: "E-year", Words: "ask for the year's file"},
}

func TestAMarkKeepsWhatTheCellShows(t *testing.T) {
	marked, err := MarkedCopy(sender(t), coded)
	if err != nil {
		t.Fatal(err)
	}
	f := opened(t, marked)
	if shown, _ := f.GetCellValue("Sheet1", "B3"); shown != "03/06/2024" {
		t.Errorf("the marked cell shows %q", shown)
	}
	for cell, want := range map[string]bool{"B2": false, "B3": true, "A3": false} {
		id, _ := f.GetCellStyle("Sheet1", cell)
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(style.Fill.Color) > 0; got != want {
			t.Errorf("%s is coloured: %t", cell, got)
		}
	}
	notes, _ := f.GetComments("Sheet1")
	if len(notes) != 1 || notes[0].Cell != "B3" || !strings.Contains(notes[0].Paragraph[0].Text, "E-date: correct it") {
		t.Errorf("%+v", notes)
	}
}

func TestTheListIsForPaper(t *testing.T) {
	marked, err := MarkedRows("Data", [][]string{{"Practice code", "Coded date"}, {"P81900", "x"}, {"P81901", "y"}}, coded)
	if err != nil {
		t.Fatal(err)
	}
	f := opened(t, marked)
	for _, sheet := range []string{mendSheet, "Data"} {
		layout, err := f.GetPageLayout(sheet)
		if err != nil {
			t.Fatal(err)
		}
		props, err := f.GetSheetProps(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 || !*props.FitToPage {
			t.Errorf("%s: %+v", sheet, layout)
		}
	}
	id, _ := f.GetCellStyle(mendSheet, "F2")
	if style, err := f.GetStyle(id); err != nil || style.Alignment == nil || !style.Alignment.WrapText {
		t.Errorf("the remedies are not wrapped: %+v %v", style, err)
	}
}

// A workbook without formats, or with half of them, is marked all the same.
func TestAWorkbookWithoutStylesIsMarked(t *testing.T) {
	for name, styles := range map[string]string{"none": "", "empty": noStyles, "no fonts": strings.Replace(noStyles, "></styleSheet>", `><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`, 1)} {
		t.Run(name, func(t *testing.T) {
			marked, err := MarkedCopy(restyled(t, sender(t), styles), coded)
			if err != nil {
				t.Fatal(err)
			}
			f := opened(t, marked)
			id, _ := f.GetCellStyle("Sheet1", "B3")
			if style, err := f.GetStyle(id); err != nil || len(style.Fill.Color) == 0 {
				t.Errorf("B3 is not coloured: %+v %v", style, err)
			}
			if got, _ := f.GetCellValue(mendSheet, "F2"); got != "correct it" {
				t.Errorf("the list says %q", got)
			}
			for _, part := range []string{typesPart, relationsPart} {
				if content, _ := f.Pkg.Load(part); !bytes.Contains(content.([]byte), []byte("styles.xml")) {
					t.Errorf("%s does not name the formats", part)
				}
			}
		})
	}
}

// restyled replaces a workbook's formats, or takes them out.
func restyled(t *testing.T, original []byte, styles string) []byte {
	return rewritten(t, original, func(name, text string) string {
		switch {
		case name == stylesPart:
			return styles
		case name == typesPart && styles == "":
			return without(text, "Override")
		case name == relationsPart && styles == "":
			return without(text, "Relationship")
		}
		return text
	})
}

// withSheet is the sender's workbook with another sheet in its place.
func withSheet(t *testing.T, sheet string) []byte {
	return rewritten(t, sender(t), func(name, text string) string {
		if name == "xl/worksheets/sheet1.xml" {
			return sheet
		}
		return text
	})
}

// rewritten has each part of a workbook written anew; those of which nothing is
// left go.
func rewritten(t *testing.T, original []byte, anew func(name, text string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(original), int64(len(original)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range in.File {
		from, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		text := anew(part.Name, string(content))
		if text == "" {
			continue
		}
		into, err := to.Create(part.Name)
		if err == nil {
			_, err = io.WriteString(into, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// without takes the element out that names the part of formats.
func without(text, element string) string {
	at := strings.Index(text, "styles.xml")
	if at < 0 {
		return text
	}
	from := strings.LastIndex(text[:at], "<"+element)
	_, rest, _ := strings.Cut(text[at:], ">")
	return text[:from] + strings.TrimPrefix(rest, "</"+element+">")
}

func opened(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
