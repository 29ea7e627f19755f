package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
)

var testsNamed = regexp.MustCompile("`((?:Test|Fuzz)[A-Z][A-Za-z0-9]*|[a-z-]+\\.txtar)`")

// Each claim of SECURITY.md, and each that the README lists, names a test that
// there is.
func TestClaimsNameTests(t *testing.T) {
	root := filepath.Join("..", "..")
	written := everyTest(t, root)
	for _, name := range []string{"SECURITY.md", "README.md"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		named := testsNamed.FindAllStringSubmatch(string(text), -1)
		if len(named) == 0 {
			t.Errorf("%s names no test", name)
		}
		for _, n := range named {
			if !written[n[1]] {
				t.Errorf("%s names %s, and there is no such test", name, n[1])
			}
		}
		for _, row := range claimsWithoutTests(string(text)) {
			t.Errorf("%s claims, and names no test that shows it: %s", name, row)
		}
	}
}

// claimsWithoutTests are the rows of a table headed "shown by" that name none.
func claimsWithoutTests(text string) (rows []string) {
	claims := false
	for _, line := range strings.Split(text, "\n") {
		switch {
		case !strings.HasPrefix(line, "|"):
			claims = false
		case strings.HasSuffix(line, "| shown by |"):
			claims = true
		case claims && !strings.HasPrefix(line, "|---") && !testsNamed.MatchString(line):
			rows = append(rows, line)
		}
	}
	return rows
}

func TestAClaimWithoutATestIsFound(t *testing.T) {
	text := "| claim | shown by |\n|---|---|\n| no penny is wrong | `TestMoney` |\n| nor a letter | nobody |\n\n| word | meaning |\n|---|---|\n| a | b |\n"
	if got := claimsWithoutTests(text); !slices.Equal(got, []string{"| nor a letter | nobody |"}) {
		t.Errorf("found %q", got)
	}
}

// everyTest is the tests in Go and the scripts of the command line, by name.
func everyTest(t *testing.T, root string) map[string]bool {
	t.Helper()
	written := map[string]bool{}
	for name := range namedIn(t, `(?m)^func ((?:Test|Fuzz)\w+)\(`) {
		written[name] = true
	}
	scripts, err := filepath.Glob(filepath.Join(root, "fixtures", "scripts", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		written[filepath.Base(script)] = true
	}
	if len(written) < 100 {
		t.Fatalf("only %d tests are to be seen: %v", len(written), slices.Sorted(maps.Keys(written)))
	}
	return written
}

// What the README's map names, there is: each file and folder, and in the files of a
// row, or in the package that stands before the name, each name of the program's.
func TestTheMapLeadsThere(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "| where it is decided | look in |\n|---|---|\n")
	table, _, ends := strings.Cut(table, "\n\n")
	if rows := strings.Split(table, "\n"); !ends || len(rows) < 8 {
		t.Fatalf("the map has %d rows", len(rows))
	}
	for _, row := range strings.Split(table, "\n") {
		for _, lost := range lostOn(root, row) {
			t.Errorf("the map names %s, and it is not there: %s", lost, row)
		}
	}
}

var (
	quoted   = regexp.MustCompile("`([^`]+)`")
	nameOfGo = regexp.MustCompile(`^(?:[a-z]+\.|[A-Z][A-Za-z]*\.)?([A-Za-z]+)$`)
)

// lostOn is what a row of the map names and nobody finds. A file without a folder lies
// where the one named before it does; a name must stand in a file of the row as what is
// declared, or as a field.
func lostOn(root, row string) (lost []string) {
	var dir, all string
	var names []string
	for _, token := range quoted.FindAllStringSubmatch(row, -1) {
		name := token[1]
		switch file := strings.Contains(name, "/") || strings.HasSuffix(name, ".go"); {
		case file && strings.ContainsAny(name, "<*"):
			name = strings.ReplaceAll(name, "<scheme>", "*")
			if found, err := filepath.Glob(filepath.Join(root, name)); err != nil || len(found) == 0 {
				lost = append(lost, token[1])
			}
		case file:
			if strings.Contains(name, "/") {
				dir = filepath.Dir(name)
			} else {
				name = filepath.Join(dir, name)
			}
			text, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				lost = append(lost, token[1])
			}
			all += string(text)
		case nameOfGo.MatchString(name):
			names = append(names, name)
		}
	}
	for _, name := range names {
		short, beside := nameOfGo.FindStringSubmatch(name)[1], all
		if before, _, qualified := strings.Cut(name, "."); qualified && strings.ToLower(before) == before {
			files, _ := filepath.Glob(filepath.Join(root, "*", before, "*.go"))
			for _, file := range files {
				text, _ := os.ReadFile(file)
				beside += string(text)
			}
		}
		declared := regexp.MustCompile(`(?m)^(?:func (?:\([^)]*\) )?|type |\t)` + short + `\b[^:.=]`)
		if !declared.MatchString(beside) {
			lost = append(lost, name)
		}
	}
	return lost
}

func TestAWrongTurnOfTheMapIsFound(t *testing.T) {
	root := filepath.Join("..", "..")
	for row, want := range map[string]string{
		"| a | `Money.Times` in `calc/money.go`, `date.go` |":          "",
		"| a | `Money.Times` in `calc/mony.go` |":                      "calc/mony.go Money.Times",
		"| a | `Money.Tmes` in `calc/money.go` |":                      "Money.Tmes",
		"| a | `calc/money.go`; `fault.go` |":                          "fault.go",
		"| a | `rulebook.Read` makes rules of it |":                    "",
		"| a | `rulebook.Scan` makes rules of it |":                    "rulebook.Scan",
		"| a | the words are in `templates/<scheme>/letter.md` |":      "",
		"| a | the words are in `templates/<scheme>/letters.md` |":     "templates/<scheme>/letters.md",
		"| a | `Keys` in `letters/kind.go`, and `a few words` of it |": "",
	} {
		if got := strings.Join(lostOn(root, row), " "); got != want {
			t.Errorf("%s: lost %q, want %q", row, got, want)
		}
	}
}

// Each code that help faults lists has an example: a folder of the gallery, or, where it
// takes a whole ICB or an earlier run, a script, a worked case or a test that has it.
func TestEveryCodeHasAnExample(t *testing.T) {
	fixtures := filepath.Join("..", "..", "fixtures")
	var shown strings.Builder
	err := filepath.WalkDir(fixtures, func(path string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.IsDir() {
			code, _, _ := strings.Cut(entry.Name(), ".")
			shown.WriteString(code + "\n")
		}
		if err == nil && slices.Contains([]string{".txtar", ".yaml"}, filepath.Ext(path)) {
			shown.WriteString(string(read(t, path)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for code := range namedIn(t, `\b([EW]-[a-z]+(?:-[a-z]+)*)`) {
		shown.WriteString(code + "\n")
	}
	for _, f := range season.Faults() {
		if !regexp.MustCompile(regexp.QuoteMeta(f.Code) + `($|[^a-z-])`).MatchString(shown.String()) {
			t.Errorf("%s has no example", f.Code)
		}
	}
}

// Each problem that the program makes says where it is and what to do: whoever makes one
// names a remedy, and a place unless it is of a file that is being read, which has one.
func TestEveryFaultHasAPlaceAndARemedy(t *testing.T) {
	made := 0
	for _, folder := range []string{"calc", "letters", "cmd"} {
		err := filepath.WalkDir(filepath.Join("..", "..", folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			reading := strings.Contains(filepath.ToSlash(path), "calc/extract/")
			found, looked := withoutAll(file, reading)
			for at, lacks := range found {
				t.Errorf("%s: a problem without %s", set.Position(at), lacks)
			}
			made += looked
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if made < 1000 {
		t.Fatalf("only %d literals were looked at", made)
	}
}

// withoutAll are the problems of a file that lack something, by where they are made, and
// how many literals were looked at. A remedy may follow, where the place is noted first:
// in the function that makes the problem, and nowhere else.
func withoutAll(file *ast.File, reading bool) (found map[token.Pos]string, looked int) {
	found = map[token.Pos]string{}
	for _, declared := range file.Decls {
		follows := givesARemedy(declared)
		ast.Inspect(declared, func(n ast.Node) bool {
			literal, is := n.(*ast.CompositeLit)
			if !is {
				return true
			}
			if lacks := lackingIn(literal, reading, follows); lacks != "" {
				found[literal.Pos()] = lacks
			}
			looked++
			return true
		})
	}
	return found, looked
}

// A remedy that is assigned in one function is none for what another makes.
func TestAProblemWithoutARemedyIsFound(t *testing.T) {
	const text = `package p
func later() { p := calc.Problem{Code: "E-a", File: "f"}; p.Code, p.Remedy = "E-b", "mend it" }
func never() { note(calc.Problem{Code: "E-c", File: "f"}) }
func blank() { note(calc.Problem{Code: "E-d", File: "f", Remedy: ""}) }
func lost() { p := calc.Problem{Code: "E-e"}; p.Remedy = "mend it" }
func whole() { note(calc.Problem{Code: "E-f", File: "f", Remedy: "mend it"}) }
var flaws = []flaw{flaw{"E-g", ""}, flaw{"E-h", "mend it"}}
var named = []flaw{flaw{code: "E-i"}, flaw{code: "E-j", remedy: "mend it"}, flaw{remedy: "mend it"}}
`
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "p.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := map[int]string{}
	found, looked := withoutAll(file, false)
	for at, lacks := range found {
		got[set.Position(at).Line] = lacks
	}
	if want := map[int]string{3: "a remedy", 4: "a remedy", 5: "a place", 7: "a remedy", 8: "a remedy"}; !maps.Equal(got, want) || looked != 12 {
		t.Errorf("found %v in %d literals", got, looked)
	}
}

// givesARemedy reports whether a remedy is assigned within a declaration.
func givesARemedy(declared ast.Decl) (gives bool) {
	ast.Inspect(declared, func(n ast.Node) bool {
		if assigned, is := n.(*ast.AssignStmt); is {
			for _, to := range assigned.Lhs {
				field, is := to.(*ast.SelectorExpr)
				gives = gives || is && field.Sel.Name == "Remedy"
			}
		}
		return true
	})
	return gives
}

// lackingIn is what a problem lacks that is made with a code, and whose remedy may follow; nothing
// of another literal.
func lackingIn(literal *ast.CompositeLit, reading, follows bool) string {
	kind := ""
	switch of := literal.Type.(type) {
	case *ast.SelectorExpr:
		kind = of.Sel.Name
	case *ast.Ident:
		kind = of.Name
	}
	given := map[string]bool{}
	for i, element := range literal.Elts {
		key, value := strconv.Itoa(i), element
		if pair, is := element.(*ast.KeyValueExpr); is {
			name, _ := pair.Key.(*ast.Ident)
			if name == nil {
				return ""
			}
			key, value = name.Name, pair.Value
		}
		words, is := value.(*ast.BasicLit)
		given[key] = !is || words.Value != `""`
	}
	placed := reading || given["File"] || given["Practice"] || given["Scheme"] || given["Column"]
	switch {
	case kind == "Problem" && given["Code"] && !given["Remedy"] && !follows, kind == "flaw" && (given["0"] && !given["1"] || given["code"] && !given["remedy"]):
		return "a remedy"
	case kind == "Problem" && given["Code"] && !placed:
		return "a place"
	}
	return ""
}
