package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"yearend/fixtures"
	"yearend/letters/pdf/readback"
)

// unlike are letters of the sample ICB that are as unlike each other as they
// come; fixtures/README.md says what each shows.
var unlike = []string{
	"ltc-les-2025-26/P81999", "ltc-les-2025-26/P81901", "ltc-les-2025-26/P81907", "ltc-les-2025-26/P81908",
	"ltc-les-2025-26/P81911", "ltc-les-2025-26/P81915", "ltc-les-2025-26/P81974",
	"capitated-les-2025-26/P81929", "capitated-les-2025-26/P81935", "capitated-les-2025-26/P81938",
	"capitated-les-2025-26/P81961", "capitated-les-2025-26/P81968", "capitated-les-2025-26/P81934",
}

func TestLettersOfTheSampleICB(t *testing.T) {
	t.Parallel()
	folder := produceICB(t)
	positions := readTable(t, filepath.Join(folder, "positions.csv"))
	letters := 0
	for _, row := range positions {
		if row["outcome"] == "held" {
			continue
		}
		letters++
		checkLetter(t, folder, row)
	}
	if letters < 370 {
		t.Errorf("only %d letters", letters)
	}
	for _, row := range readTable(t, filepath.Join(folder, "envelopes.csv")) {
		if n := utf8.RuneCountInString(row["subject"]); n > 77 {
			t.Errorf("a subject of %d characters: %s", n, row["subject"])
		}
	}
	checkPagesOfRun(t, folder)
	for _, name := range unlike {
		text, err := os.ReadFile(filepath.Join(folder, "letters", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "letters/"+strings.ReplaceAll(name, "/", "-")+".txt", string(text))
		checkPage(t, filepath.Join(folder, "letters", name+".pdf"), "[345]")
	}
}

// checkPagesOfRun sees that no letter was held for how it came out, and that
// every letter has two or three pages, its annex apart.
func checkPagesOfRun(t *testing.T, folder string) {
	t.Helper()
	for _, row := range readTable(t, filepath.Join(folder, "problems.csv")) {
		if row["code"] == "E-letter" {
			t.Errorf("held: %v", row)
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "letters", "*", "*.pdf"))
	if err != nil || len(files) < 370 {
		t.Fatalf("%d letters: %v", len(files), err)
	}
	var reader readback.Reader
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		letter, err := reader.Read(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkAnnex(t, name, letter)
	}
}

// checkAnnex counts the pages of the letter and of its annex, and sees that the page
// before the annex is not left nearly empty.
func checkAnnex(t *testing.T, name string, letter *readback.Document) {
	t.Helper()
	at := slices.IndexFunc(letter.Parts, func(p readback.Part) bool {
		return p.Role == "H2" && strings.HasPrefix(p.Rows[0][0], "Annex")
	})
	if at < 0 {
		t.Errorf("%s: it has no annex", name)
		return
	}
	pages := letter.Parts[at].Page - 1
	if annex := letter.Pages - pages; pages < 2 || pages > 3 || annex < 1 || annex > 2 {
		t.Errorf("%s: %d pages, and %d of an annex", name, pages, annex)
	}
	lowest := 842.0
	for _, box := range letter.Words {
		if box.Page == pages && !box.Beside {
			lowest = min(lowest, box.Bottom)
		}
	}
	if lowest > 842*2/3 {
		t.Errorf("%s: page %d, before the annex, is nearly empty", name, pages)
	}
}

var codePattern = regexp.MustCompile(`\bP8[0-9]{4}\b`)

// checkLetter reads a letter back out of its PDF: it is to this practice and no
// other, says its figures, and promises only what its scheme allows.
func checkLetter(t *testing.T, folder string, row map[string]string) {
	t.Helper()
	name := row["letter"]
	text := tool(t, "pdftotext", "-layout", filepath.Join(folder, name), "-")
	words := strings.Join(strings.Fields(text), " ")
	short := map[string]string{"ltc-les-2025-26": "LTC", "capitated-les-2025-26": "CAP"}[row["scheme"]]
	wanted := []string{
		row["practice_code"], row["practice_code"] + "/" + short + "/2025-26/1", "Date: 17 April 2026",
		pence(row["contract_value"]), pence(row["earned"]), pence(row["advance_paid"]), pence(row["balance"]), "June 2026",
		map[string]string{"pay": "To be paid to the practice", "recoup": "To be recouped from the practice",
			"nil": "Nothing to pay or to recoup"}[row["outcome"]],
		map[string]string{"LTC": "End-of-Year Performance letter", "CAP": "End-of-Year Achievement letter"}[short],
	}
	for _, want := range wanted {
		if !strings.Contains(words, want) {
			t.Errorf("%s: %q is not in it", name, want)
		}
	}
	// A name may be broken over lines, and a "'" that the tables put before it is not part of it.
	if who := norm.NFC.String(strings.TrimPrefix(row["practice_name"], "'")); !strings.Contains(spaced(words), spaced(who)) {
		t.Errorf("%s: the name %q is not in it", name, who)
	}
	for _, code := range codePattern.FindAllString(text, -1) {
		if code != row["practice_code"] {
			t.Errorf("%s: another practice's code, %s, is in it", name, code)
		}
	}
	for _, never := range map[string][]string{"LTC": {"Enterprise"}, "CAP": {"payment plan"}}[short] {
		if strings.Contains(words, never) {
			t.Errorf("%s: the %s guidance does not allow %q", name, short, never)
		}
	}
	plan := strings.Contains(words, "payment plan")
	if recouped := row["outcome"] == "recoup"; short == "LTC" && plan != recouped {
		t.Errorf("%s: payment plan offered: %v, with outcome %s", name, plan, row["outcome"])
	}
}

// pence writes a sum of the tables as a letter does, without its sign.
func pence(s string) string {
	whole, rest, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return "£" + whole + "." + rest
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

var wordPattern = regexp.MustCompile(`<word xMin="([0-9.-]+)" yMin="([0-9.-]+)" xMax="([0-9.-]+)" yMax="([0-9.-]+)">`)

// checkPage sees that a letter has so many pages of A4, that nothing runs over
// its edges, and that every font is embedded and can be read back.
func checkPage(t *testing.T, path, pages string) {
	t.Helper()
	info := tool(t, "pdfinfo", path)
	if !regexp.MustCompile(`Pages: +`+pages+`\n`).MatchString(info) || !strings.Contains(info, "(A4)") {
		t.Errorf("%s: not %s pages of A4:\n%s", path, pages, info)
	}
	for _, word := range wordPattern.FindAllStringSubmatch(tool(t, "pdftotext", "-bbox", path, "-"), -1) {
		left, _ := strconv.ParseFloat(word[1], 64)
		right, _ := strconv.ParseFloat(word[3], 64)
		if bottom, _ := strconv.ParseFloat(word[4], 64); left < 50 || right > 595.28-50 || bottom > 841.89-25 {
			t.Errorf("%s: a word runs over the edge: %s", path, word[0])
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")[2:] {
		if fields := strings.Fields(line); fields[len(fields)-5] != "yes" || fields[len(fields)-3] != "yes" {
			t.Errorf("%s: a font is not embedded, or cannot be read back: %s", path, line)
		}
	}
}

// tool runs one of poppler's programs, which `make tools` installs.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %v: %v (make tools installs it)", name, args, err)
	}
	return string(out)
}

// readTable is a table's rows by its columns.
func readTable(t *testing.T, path string) []map[string]string {
	t.Helper()
	rows, err := fixtures.NamedRows(read(t, path))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
