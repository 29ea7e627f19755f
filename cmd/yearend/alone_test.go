package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var aloneInMakefile = regexp.MustCompile(`(?m)^ALONE := ((?:.*\\\n)*.*)$`)

// The packages that `make test` tests without the race detector start no goroutine
// and hold no lock: there is nothing in them for it to find.
func TestTheRaceDetectorWatchesWhereGoroutinesMeet(t *testing.T) {
	root := filepath.Join("..", "..")
	list := aloneInMakefile.FindStringSubmatch(string(read(t, filepath.Join(root, "Makefile"))))
	if list == nil {
		t.Fatal("the Makefile does not say which packages it tests without the race detector")
	}
	for _, dir := range strings.Fields(strings.ReplaceAll(list[1], "\\\n", " ")) {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "*.go"))
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
