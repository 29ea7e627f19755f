package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yearend/fixtures"
	"yearend/letters/pdf/readback"
)

// In no letter of the sample ICB's season, and on no other paper of it, does a heading
// stand at the foot of a page without what it heads.
func TestNoHeadingOfTheSeasonStandsAlone(t *testing.T) {
	t.Parallel()
	output := walkTheSeason(t)
	read, letters := new(readback.Reader), map[string]int{}
	err := filepath.WalkDir(output, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".pdf" {
			return err
		}
		file, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		document, err := read.Read(file)
		if err != nil {
			return err
		}
		within, _ := filepath.Rel(output, path)
		letters[strings.Split(within, string(filepath.Separator))[0]]++
		for i, part := range document.Parts {
			if strings.HasPrefix(part.Role, "H") && (i+1 == len(document.Parts) || document.Parts[i+1].Page != part.Page) {
				t.Errorf("%s: %q stands alone on page %d", within, part.Rows[0], part.Page)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for run, least := range map[string]int{"projection-001": 300, "monthly-001": 100, "run-001": 370, "run-002": 20, "panel-001": 1, "outcome-001": 30} {
		if letters[run] < least {
			t.Errorf("%s: only %d were read", run, letters[run])
		}
	}
}

// walkTheSeason does what `make season` does up to the outcome letters, and gives the
// folder of runs.
func walkTheSeason(t *testing.T) (output string) {
	t.Helper()
	root := t.TempDir()
	output = filepath.Join(root, "output")
	for name, body := range fixtures.Season(string(read(t, filepath.Join("..", "..", "fixtures", "icb", "yearend.yaml")))) {
		if err := writeFile(filepath.Join(root, filepath.FromSlash(name)), body); err != nil {
			t.Fatal(err)
		}
	}
	at := ""
	do := func(want int, args ...string) {
		t.Helper()
		yearend(t, want, append(args, "--project", filepath.Join(root, at))...)
	}
	approve := func(run string) {
		t.Helper()
		made, err := filepath.Glob(filepath.Join(output, run, "letters", "*", "*.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		do(exitDone, "approve", run, "--by", "Alex Sample", "--letters", strconv.Itoa(len(made)))
	}
	at = "february.yaml"
	do(exitPerson, "produce", "--monthly", "--through", "2026-01", "--as-of", "2026-02-10")
	do(exitPerson, "produce", "--projection", "--through", "2026-01", "--as-of", "2026-02-10")
	at = "april.yaml"
	do(exitPerson, "produce", "--as-of", "2026-04-17")
	approve("run-001")
	at = "late-coding.yaml"
	do(exitPerson, "produce", "--as-of", "2026-04-29")
	approve("run-002")
	at = "panel.yaml"
	do(exitPerson, "panel", "--for", "run-002", "--as-of", "2026-05-11")
	pack := filepath.Join(output, "panel-001")
	sheet, err := fixtures.DecisionsSheet(read(t, filepath.Join(pack, "requests.csv")), read(t, filepath.Join(pack, "run.json")))
	if err != nil {
		t.Fatal(err)
	}
	decided := filepath.Join(root, "decided.xlsx")
	if err := os.WriteFile(decided, sheet, 0o600); err != nil {
		t.Fatal(err)
	}
	do(exitDone, "decide", decided, "--as-of", "2026-05-14", "--by", "Jo Placeholder", "--decisions", "35")
	do(exitPerson, "produce", "--outcome", "--as-of", "2026-05-22")
	return output
}
