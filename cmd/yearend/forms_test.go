package main

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// figurePattern is every number in a letter: sums, percentages, counts, dates.
var figurePattern = regexp.MustCompile(`[−£]*[0-9][0-9,]*(\.[0-9]+)?%?`)

// The three forms of a letter, read back, say the same figures in the same order. What
// a chart shows is drawn in the one, and said in the others; that the file says it too,
// to who cannot see it, is found when the letter is read back.
func TestThreeFormsSayTheSame(t *testing.T) {
	t.Parallel()
	folder := produceICB(t)
	for _, name := range unlike {
		sameForms(t, filepath.Join(folder, "letters", name))
	}
}

// sameForms compares the forms of the letter at a path without its ending.
func sameForms(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	want := figurePattern.FindAllString(said.ReplaceAllString(string(text), "$1"), -1)
	if len(want) < 60 {
		t.Errorf("%s: only %d figures in the text", path, len(want))
	}
	sameFigures(t, path+".html", figurePattern.FindAllString(tabled.ReplaceAllString(readPage(t, path+".html"), "$1"), -1), want)
	sameFigures(t, path+".pdf", figurePattern.FindAllString(readPDF(t, path+".pdf"), -1), want)
}

func sameFigures(t *testing.T, name string, got, want []string) {
	t.Helper()
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Errorf("%s: figure %d is %s, in the text %s, after %q", name, i+1, got[i], want[i], want[max(0, i-5):i])
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d figures, in the text %d", name, len(got), len(want))
	}
}

// What stands in the PDF beside the letter: each page's foot; and the months of a
// chart, as each of the forms has them.
var (
	foot    = regexp.MustCompile(`(?m)^P8[0-9]{4}/[A-Z]+/2025-26/[12]( |\n)Page [1-6] of [1-6]$`)
	picture = regexp.MustCompile(`(?s)Recorded Expected, the year's target shared out by working days.*?(In\s+the\s+year\s)`)
	said    = regexp.MustCompile(`(?s)Recorded by month, with what was expected in\s+brackets: .*?\.\s+(In\s+the\s+year\s)`)
	tabled  = regexp.MustCompile(`(?s)by month\s+Month\s+Recorded\s+Expected.*?(In the year )`)
)

// readPDF reads a PDF's words in the order in which they are drawn.
func readPDF(t *testing.T, path string) string {
	text := strings.ReplaceAll(tool(t, "pdftotext", "-raw", "-nopgbrk", path, "-"), "\f", "\n")
	if feet := foot.FindAllString(text, -1); len(feet) < 2 {
		t.Errorf("%s: %d pages have a foot", path, len(feet))
	}
	if !picture.MatchString(text) {
		t.Errorf("%s: no chart", path)
	}
	return picture.ReplaceAllString(foot.ReplaceAllString(text, ""), "$1")
}

// readPage reads a web page's words in the order in which they stand. Every tag
// must be closed.
func readPage(t *testing.T, path string) string {
	t.Helper()
	page, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	decoder := xml.NewDecoder(page)
	decoder.Strict, decoder.AutoClose, decoder.Entity = false, []string{"meta", "br", "img"}, xml.HTMLEntity
	var words strings.Builder
	var open []string
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
			words.WriteString(" ")
		case xml.EndElement:
			if last := open[len(open)-1]; last != token.Name.Local {
				t.Fatalf("%s: %s is closed as %s", path, last, token.Name.Local)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if !slices.Contains(open, "head") {
				words.Write(token)
			}
		}
	}
	return words.String()
}
