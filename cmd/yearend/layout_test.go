package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	pathpkg "path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The import table. A package may import the packages of ours named here, and
// a package below it (letters/pdf/tagged below letters/pdf) counts as part of
// it; only a package's own tests may import more.
var mayImport = map[string][]string{
	"calc":              {},
	"calc/extract/rows": {},
	"calc/extract":      {"calc", "calc/extract/rows"},
	"calc/rulebook":     {"calc"},
	"letters":           {"calc"},
	"letters/pdf":       {"letters", "templates"},         // templates: the fonts, which it only embeds
	"letters/report":    {"calc", "letters", "templates"}, // templates: the review page, which it only embeds
	"letters/register":  {"calc", "letters"},
	"letters/run":       {"calc", "letters", "letters/pdf", "letters/register", "letters/report"},
	"letters/panel":     {"calc", "letters", "letters/register"},
	"letters/post":      {"letters/register"},
	"templates":         {},
	"fixtures":          {},
	"cmd/yearend/season": {"calc", "calc/extract", "calc/rulebook", "letters", "letters/panel", "letters/pdf", "letters/post", "letters/register",
		"letters/report", "letters/run", "templates", "fixtures"}, // fixtures: the starter's sample
	"cmd/release":             {}, // of what is committed, it takes the files
	"cmd/yearend/season/edit": {"cmd/yearend/season", "calc", "calc/extract", "calc/rulebook", "letters", "letters/register"},
	"cmd/yearend/desk":        {"cmd/yearend/season", "cmd/yearend/season/edit", "calc", "letters", "letters/post", "letters/register", "templates"}, // templates: its pages, which it only embeds
	"cmd/yearend":             {"cmd/yearend/season", "cmd/yearend/desk", "calc", "letters", "letters/post", "letters/register"},                     // besides season: the types that it hands out
}

// importedBy says in which package a library may stand.
var importedBy = map[string][]string{
	"github.com/shopspring/decimal": {"calc"},
	"github.com/xuri/excelize":      {"letters/report"},
	"gopkg.in/yaml.v3":              {"calc/rulebook", "cmd/yearend/season/edit"}, // read in the one, changed in the other
	"github.com/yuin/goldmark":      {"letters"},
	"github.com/go-pdf/fpdf":        {"letters/pdf"},
	"github.com/go-fonts":           {"letters/pdf"},
	"github.com/wneessen/go-mail":   {"letters/post"},
	"github.com/spf13/cobra":        {"cmd/yearend"},
	"github.com/gofrs/flock":        {"letters/register"},
	"golang.org/x/term":             {"cmd/yearend"},
}

// mostFiles is how many files a package may have, its tests not counted: more
// make of a room a closet.
const mostFiles = 45

var forbiddenNames = []string{"util", "utils", "common", "helper", "helpers", "model", "models", "manager"}

func TestLayout(t *testing.T) {
	root := filepath.Join("..", "..")
	files := map[string]int{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, _ := filepath.Rel(root, path)
		relative = filepath.ToSlash(relative)
		if entry.IsDir() {
			if strings.HasPrefix(entry.Name(), ".") && relative != "." || relative == "output" {
				return filepath.SkipDir
			}
			if slices.Contains(forbiddenNames, entry.Name()) {
				t.Errorf("%s: name the package after what it is a place for", relative)
			}
			return nil
		}
		if strings.HasSuffix(relative, ".go") && !strings.HasSuffix(relative, "_test.go") {
			checkFile(t, path, relative)
			files[pathpkg.Dir(relative)]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, n := range files {
		if n > mostFiles {
			t.Errorf("%s has %d files: %d at most", dir, n, mostFiles)
		}
	}
}

// The README's map of the folders is the table above: the same rooms, and of each no
// import that the map does not say.
func TestTheMapSaysWhatTheTableAllows(t *testing.T) {
	_, table, _ := strings.Cut(string(read(t, filepath.Join("..", "..", "README.md"))), "| folder | does | imports of ours |\n|---|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	mapped := map[string]bool{}
	for _, row := range strings.Split(table, "\n") {
		cells := strings.Split(strings.Trim(row, "| "), " | ")
		if len(cells) != 3 {
			t.Fatalf("no row of the map: %q", row)
		}
		room := strings.Trim(cells[0], "`")
		if mapped[room] = true; mayImport[room] == nil {
			t.Errorf("the map has %s, and the table has not", room)
		}
		if says, allows := mapImports(cells[2]), slices.Sorted(slices.Values(mayImport[room])); !slices.Equal(says, allows) {
			t.Errorf("%s: the map says that it imports %q, and the table allows %q", room, says, allows)
		}
	}
	for room := range mayImport {
		if !mapped[room] {
			t.Errorf("the table has %s, and the map has not", room)
		}
	}
}

// mapImports are the rooms that a cell of the map names: shortened below cmd/yearend, or
// all below one, but for the reader of files, which only extract needs.
func mapImports(cell string) []string {
	rooms := map[string]bool{}
	for _, name := range strings.FieldsFunc(strings.ReplaceAll(cell, "all of calc and letters", "all:calc all:letters"), func(r rune) bool { return strings.ContainsRune(" ,;`", r) }) {
		all, every := strings.CutPrefix(strings.TrimSuffix(name, ":"), "all:")
		for room := range mayImport {
			if room == all || strings.HasPrefix(all, "season") && room == "cmd/yearend/"+all || every && strings.HasPrefix(room, all+"/") && room != "calc/extract/rows" {
				rooms[room] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(rooms))
}

func checkFile(t *testing.T, path, relative string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Error(err)
		return
	}
	dir := pathpkg.Dir(relative)
	room := roomOf(dir)
	if room == "" {
		t.Errorf("%s: %q is in no row of the table", relative, dir)
		return
	}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		checkImport(t, relative, room, path)
	}
	checkPurity(t, relative, dir, file)
}

// roomOf is the row of the table that a folder belongs to: the longest that fits.
func roomOf(dir string) string {
	room := ""
	for row := range mayImport {
		if (dir == row || strings.HasPrefix(dir, row+"/")) && len(row) > len(room) {
			room = row
		}
	}
	return room
}

func checkImport(t *testing.T, file, room, path string) {
	if ours, ok := strings.CutPrefix(path, "yearend/"); ok {
		to := roomOf(ours)
		if to != room && !slices.Contains(mayImport[room], to) {
			t.Errorf("%s: %s may not import %s", file, room, to)
		}
	}
	for library, rooms := range importedBy {
		if (path == library || strings.HasPrefix(path, library+"/")) && !slices.Contains(rooms, room) {
			t.Errorf("%s: only %s may import %s", file, strings.Join(rooms, " and "), library)
		}
	}
}

// checkPurity keeps files and floating-point numbers out of calc and letters
// (what lies below them, readers and pages and folders, has its own work), the
// clock out of everything but run and what times tests, and the screen out of everything but commands.
func checkPurity(t *testing.T, file, dir string, parsed *ast.File) {
	pure := dir == "calc" || dir == "letters"
	for _, spec := range parsed.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if pure && (path == "os" || path == "log") {
			t.Errorf("%s: %s is pure and may not import %s", file, dir, path)
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if pure && (n.Name == "float64" || n.Name == "float32") {
				t.Errorf("%s: no floating-point number near money or shares", file)
			}
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			if !ok {
				return true
			}
			if name := x.Name + "." + n.Sel.Name; name == "time.Now" && file != "cmd/yearend/main.go" && dir != "fixtures/mutate" { // which only times the tests
				t.Errorf("%s: only run in cmd/yearend/main.go reads the clock", file)
			} else if prints(name) && (x.Name != "log" || imports(parsed, "log")) && !mayPrint(file, dir) {
				t.Errorf("%s: %s: only a command prints or reads what a person types", file, name)
			}
		}
		return true
	})
}

// imports reports whether a file imports a package: a variable may have its name.
func imports(parsed *ast.File, path string) bool {
	return slices.ContainsFunc(parsed.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == strconv.Quote(path) })
}

// prints reports whether a name leads to the screen or to the keyboard.
func prints(name string) bool {
	return slices.Contains([]string{"os.Stdout", "os.Stderr", "os.Stdin", "os.Exit"}, name) ||
		strings.HasPrefix(name, "fmt.Print") || strings.HasPrefix(name, "log.")
}

// mayPrint are the commands, and the small programs that make fixtures and fonts, and alter the rules.
func mayPrint(file, dir string) bool {
	return dir == "cmd/yearend" || dir == "cmd/release" || dir == "fixtures/generate" || dir == "fixtures/mutate" || dir == "fixtures/mutate/switches" || dir == "letters/pdf/cutfonts"
}
