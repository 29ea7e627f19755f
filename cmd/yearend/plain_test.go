package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// opensItself is where the program opens a file by itself, with how it knows that it is one.
var opensItself = map[string]string{
	"calc/extract/rows/open.go":       "sees first that it is a plain file",
	"letters/register/plain.go":       "sees first that it is a plain file",
	"letters/register/check.go":       "sees first that it is a plain file",
	"calc/extract/to_mend.go":         "an input, after it was judged",
	"cmd/yearend/season/project.go":   "an input, after it was read",
	"cmd/yearend/season/verify.go":    "a run's copies, after they were held against their digests",
	"cmd/yearend/desk/files_check.go": "what it has just written",
	"letters/post/chain.go":           "a folder, to bring a new file's name to the disk",
}

var opening = regexp.MustCompile(`\bos\.(ReadFile|Open)\(`)

// Everything else is read by register.ReadPlain or rows.Open: a pipe in the place of any
// file that is read by another way would be waited for, for ever.
func TestEverythingIsReadAsAPlainFile(t *testing.T) {
	found := sourcesWith(t, opening)
	for name := range found {
		if opensItself[name] == "" {
			t.Errorf("%s opens a file by itself: read it by register.ReadPlain", name)
		}
	}
	for name := range opensItself {
		if !found[name] {
			t.Errorf("%s is listed, and opens no file by itself any more", name)
		}
	}
}

// Every table in CSV is written by letters.CSV, which makes inert what a spreadsheet would run.
func TestEveryTableIsMadeInert(t *testing.T) {
	for name := range sourcesWith(t, regexp.MustCompile(`\bcsv\.NewWriter\(`)) {
		if name != "letters/csv.go" {
			t.Errorf("%s writes CSV by itself: write it by letters.NewCSV", name)
		}
	}
}

// sourcesWith are the files of the program's own source that have a call in them.
func sourcesWith(t *testing.T, call *regexp.Regexp) map[string]bool {
	t.Helper()
	root, found := filepath.Join("..", ".."), map[string]bool{}
	for _, part := range []string{"calc", "letters", filepath.Join("cmd", "yearend")} {
		err := filepath.WalkDir(filepath.Join(root, part), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if call.Match(text) {
				name, _ := filepath.Rel(root, path)
				found[filepath.ToSlash(name)] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) == 0 {
		t.Fatalf("nothing calls %s: the sources were not found", call)
	}
	return found
}
