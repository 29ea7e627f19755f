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
	root, found := filepath.Join("..", ".."), map[string]bool{}
	for _, part := range []string{"calc", "letters", filepath.Join("cmd", "yearend")} {
		err := filepath.WalkDir(filepath.Join(root, part), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if name, _ := filepath.Rel(root, path); opening.Match(text) {
				name = filepath.ToSlash(name)
				if found[name] = true; opensItself[name] == "" {
					t.Errorf("%s opens a file by itself: read it by register.ReadPlain", name)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name := range opensItself {
		if !found[name] {
			t.Errorf("%s is listed, and opens no file by itself any more", name)
		}
	}
}
