package main

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// listOf is a list of words in the Makefile.
func listOf(t *testing.T, name string) []string {
	t.Helper()
	text := string(read(t, filepath.Join("..", "..", "Makefile")))
	list := regexp.MustCompile(`(?m)^` + name + ` := ((?:.*\\\n)*.*)$`).FindStringSubmatch(text)
	if list == nil {
		t.Fatalf("the Makefile has no list %s", name)
	}
	return strings.Fields(strings.ReplaceAll(list[1], "\\\n", " "))
}

// Each test that `make test` leaves out under the race detector is there once, in
// a package where it is run without.
func TestEveryTestIsRun(t *testing.T) {
	there := map[string][]string{}
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		dir, err := filepath.Rel(filepath.Join("..", ".."), filepath.Dir(path))
		for _, found := range regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllStringSubmatch(string(read(t, path)), -1) {
			there[found[1]] = append(there[found[1]], filepath.ToSlash(dir))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	looking := listOf(t, "LOOKING")
	for _, name := range listOf(t, "LOOK") {
		if dirs := there[name]; len(dirs) != 1 || !slices.Contains(looking, dirs[0]) {
			t.Errorf("%s is in %q, and is to be in one of %q", name, dirs, looking)
		}
	}
}

// starts are the ways to do something beside something else.
var starts = regexp.MustCompile(`(?m)^\s*go |errgroup|\bsync\.|\.Go\(`)

// No package that starts something beside anything is left out under the race detector.
func TestEveryPackageThatStartsSomethingIsWatched(t *testing.T) {
	for _, dir := range listOf(t, "ALONE") {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(dir), "*.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: %d files, %v", dir, len(files), err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") && starts.Match(read(t, file)) {
				t.Errorf("%s starts something: take %s out of ALONE", file, dir)
			}
		}
	}
}
