package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
