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
	there, looking := namedIn(t, `(?m)^func (Test\w+)\(`), listOf(t, "LOOKING")
	for _, name := range listOf(t, "LOOK") {
		if dirs := there[name]; len(dirs) != 1 || !slices.Contains(looking, dirs[0]) {
			t.Errorf("%s is in %q, and is to be in one of %q", name, dirs, looking)
		}
	}
}

// Each fuzz test of the tree is one that `make fuzz` runs.
func TestEveryFuzzTestIsRun(t *testing.T) {
	var want []string
	for name, dirs := range namedIn(t, `(?m)^func (Fuzz\w+)\(`) {
		for _, dir := range dirs {
			want = append(want, dir+":"+name)
		}
	}
	got := listOf(t, "FUZZED")
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("make fuzz runs %q, and there are %q", got, want)
	}
}

// namedIn is where the functions of the tests are that an expression finds.
func namedIn(t *testing.T, function string) map[string][]string {
	t.Helper()
	there, functions := map[string][]string{}, regexp.MustCompile(function)
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		dir, err := filepath.Rel(filepath.Join("..", ".."), filepath.Dir(path))
		for _, found := range functions.FindAllStringSubmatch(string(read(t, path)), -1) {
			there[found[1]] = append(there[found[1]], filepath.ToSlash(dir))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return there
}
