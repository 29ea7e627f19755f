package main

import (
	"go/ast"
	"go/parser"
	"go/token"
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

// The packages that `make test` tests without the race detector start no goroutine
// and hold no lock: there is nothing in them for it to find.
func TestTheRaceDetectorWatchesWhereGoroutinesMeet(t *testing.T) {
	for _, dir := range listOf(t, "ALONE") {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(dir), "*.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no package (%v)", dir, err)
		}
		for _, path := range files {
			if !strings.HasSuffix(path, "_test.go") {
				checkAlone(t, path)
			}
		}
	}
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

func checkAlone(t *testing.T, path string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		if library := strings.Trim(spec.Path.Value, `"`); strings.HasPrefix(library, "sync") || strings.HasPrefix(library, "golang.org/x/sync") {
			t.Errorf("%s imports %s: take its package off ALONE in the Makefile", path, library)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if _, starts := n.(*ast.GoStmt); starts {
			t.Errorf("%s starts a goroutine: take its package off ALONE in the Makefile", path)
		}
		return true
	})
}
