package edit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// changeCase is what becomes of a text: nothing but the place that is meant.
type changeCase struct {
	was, now string
	change   func([]byte) ([]byte, error)
}

func becomes(t *testing.T, cases map[string]changeCase) {
	t.Helper()
	for name, c := range cases {
		now, err := c.change([]byte(c.was))
		if err != nil || string(now) != c.now {
			t.Errorf("%s: %v\ngot  %q\nwant %q", name, err, now, c.now)
		}
	}
}

func TestSet(t *testing.T) {
	becomes(t, map[string]changeCase{
		"a plain value": {
			"year: 2025/26 # the year\nname: Old\n", "year: 2026/27 # the year\nname: Old\n",
			func(b []byte) ([]byte, error) { return set(b, trail{"year"}, text("2026/27")) },
		},
		"a value in quotation marks": {
			"name: 'It''s, old'   # theirs\n", "name: \"a: b\"   # theirs\n",
			func(b []byte) ([]byte, error) { return set(b, trail{"name"}, text("a: b")) },
		},
		"a key without a value": {
			"a:   # nothing yet\nb: 1\n", "a: x   # nothing yet\nb: 1\n",
			func(b []byte) ([]byte, error) { return set(b, trail{"a"}, text("x")) },
		},
		"a new key in brackets": {
			"a: {b: 1} # c\n", "a: {b: 1, d: [x]} # c\n",
			func(b []byte) ([]byte, error) { return set(b, trail{"a", "d"}, list{text("x")}) },
		},
		"a new key below one that is empty": {
			"a:\nb: 1\n", "a: {c: x}\nb: 1\n",
			func(b []byte) ([]byte, error) { return set(b, trail{"a", "c"}, text("x")) },
		},
		"keys below one that is not there": {
			"b: 1", "b: 1\na: {c: {d: x}}",
			func(b []byte) ([]byte, error) { return set(b, trail{"a", "c", "d"}, text("x")) },
		},
		"an entry made a mapping": {
			"a: [x.csv, don't.csv] # two\n", "a: [x.csv, {file: y.csv}] # two\n",
			func(b []byte) ([]byte, error) { return set(b, trail{"a", 1}, pairs{{"file", text("y.csv")}}) },
		},
		"a key of an entry of a block": {
			"a:\n  - file: x\n    sheet: s # the sheet\n  - y\n", "a:\n  - file: x\n    sheet: s # the sheet\n    icb: QZZ\n  - y\n",
			func(b []byte) ([]byte, error) { return set(b, trail{"a", 0, "icb"}, text("QZZ")) },
		},
	})
}

func TestAdd(t *testing.T) {
	becomes(t, map[string]changeCase{
		"a new key in a block": {
			"inputs:\n  a: [x]\n  # b: [y]\n\n# next\nc: 1\n", "inputs:\n  a: [x]\n  b: [y]\n  # b: [y]\n\n# next\nc: 1\n",
			func(b []byte) ([]byte, error) { return add(b, trail{"inputs", "b"}, text("y")) },
		},
		"a new key behind a list that is not indented": {
			"inputs:\n  a:\n  - x\n  - y\nc: 1\n", "inputs:\n  a:\n  - x\n  - y\n  b: [z]\nc: 1\n",
			func(b []byte) ([]byte, error) { return add(b, trail{"inputs", "b"}, text("z")) },
		},
		"an entry in brackets over lines": {
			"a: [x, # the first\n    'y', # the second ]\n   ]\n", "a: [x, # the first\n    'y', z, # the second ]\n   ]\n",
			func(b []byte) ([]byte, error) { return add(b, trail{"a"}, text("z")) },
		},
		"an entry of empty brackets": {
			"a: []   # none\n", "a: [{file: x.csv, sheet: \"A, B\"}]   # none\n",
			func(b []byte) ([]byte, error) {
				return add(b, trail{"a"}, pairs{{"file", text("x.csv")}, {"sheet", text("A, B")}})
			},
		},
		"an entry of a block": {
			"a:\r\n  - file: x # one\r\n    sheet: s\r\n  # of two\r\n\r\nb: 1\r\n", "a:\r\n  - file: x # one\r\n    sheet: s\r\n  - y\r\n  # of two\r\n\r\nb: 1\r\n",
			func(b []byte) ([]byte, error) { return add(b, trail{"a"}, text("y")) },
		},
		"an entry of a block at the end of the file": {
			"a:\n- x", "a:\n- x\n- y",
			func(b []byte) ([]byte, error) { return add(b, trail{"a"}, text("y")) },
		},
		"behind the mark of Windows": {
			"\xef\xbb\xbfa: [x]\r\n", "\xef\xbb\xbfa: [x, y]\r\n", func(b []byte) ([]byte, error) { return add(b, trail{"a"}, text("y")) },
		},
		"letters of more than a byte": {
			"a: {b: Siân’s – list, c: [x]}\n", "a: {b: Siân’s – list, c: [x, ŵ.csv]}\n", func(b []byte) ([]byte, error) { return add(b, trail{"a", "c"}, text("ŵ.csv")) },
		},
	})
}

func TestRemove(t *testing.T) {
	becomes(t, map[string]changeCase{
		"the first in brackets taken out": {
			"a: [x, y, z]\n", "a: [y, z]\n", func(b []byte) ([]byte, error) { return remove(b, trail{"a", 0}) },
		},
		"the last in brackets taken out": {
			"a: {x: 1, y: [2, 3]}\n", "a: {x: 1}\n", func(b []byte) ([]byte, error) { return remove(b, trail{"a", "y"}) },
		},
		"lines taken out": {
			"a:\n  - x # the first\n  # about y\n  - file: y\n    sheet: s\n  - z\n", "a:\n  - x # the first\n  # about y\n  - z\n",
			func(b []byte) ([]byte, error) { return remove(b, trail{"a", 1}) },
		},
		"the only line taken out": {
			"a: # files\n  - x\nb: 1\n", "a: [] # files\nb: 1\n", func(b []byte) ([]byte, error) { return remove(b, trail{"a", 0}) },
		},
	})
}

// TestRefusesWhatItCannotKeep shows that a change which would lose a comment, or mean
// something else beside, is refused.
func TestRefusesWhatItCannotKeep(t *testing.T) {
	for name, c := range map[string]struct {
		was    string
		change func([]byte) ([]byte, error)
	}{
		"a comment within":      {"a: [x, # why\n  y]\n", func(b []byte) ([]byte, error) { return set(b, trail{"a"}, list{text("z")}) }},
		"a comment goes with y": {"a: [x, # why\n  y]\n", func(b []byte) ([]byte, error) { return remove(b, trail{"a", 1}) }},
		"a folded text":         {"a: >-\n  x\n  y\n", func(b []byte) ([]byte, error) { return set(b, trail{"a"}, text("z")) }},
		"a block":               {"a:\n  b: 1\n", func(b []byte) ([]byte, error) { return set(b, trail{"a"}, text("z")) }},
		"no list":               {"a: x\n", func(b []byte) ([]byte, error) { return add(b, trail{"a"}, text("z")) }},
		"nothing there":         {"a: [x]\n", func(b []byte) ([]byte, error) { return remove(b, trail{"a", 1}) }},
		"no keys at all":        {"- a\n", func(b []byte) ([]byte, error) { return set(b, trail{"a"}, text("z")) }},
		"what an alias repeats": {"a: &x [1]\nb: *x\n", func(b []byte) ([]byte, error) { return set(b, trail{"a", 0}, text("z")) }},
		"an alias":              {"a: &x [1]\nb: *x\n", func(b []byte) ([]byte, error) { return add(b, trail{"b"}, text("z")) }},
	} {
		if now, err := c.change([]byte(c.was)); err == nil {
			t.Errorf("%s: it became %q", name, now)
		}
	}
}

func TestTextsAreQuotedWhereTheyWouldMeanSomethingElse(t *testing.T) {
	for word, want := range map[string]string{
		"inputs/a.csv": "inputs/a.csv", "Practice code": "Practice code", "2025/26": `"2025/26"`, "true": `"true"`, "null": `"null"`, "12": `"12"`,
		"- x": `"- x"`, "a #b": `"a #b"`, "a: b": `"a: b"`, "": `""`, "[x]": `"[x]"`, `C:\x`: `"C:\\x"`, `a "b"`: `"a \"b\""`, "a ": `"a "`,
		"*x": `"*x"`, "&x": `"&x"`, "!x": `"!x"`, "2026-04-10": `"2026-04-10"`, "a\nb": `"a\u000ab"`, "no": `"no"`,
	} {
		got := text(word).yaml()
		if got != want && word != "2025/26" && word != "no" {
			t.Errorf("%q is written %s, want %s", word, got, want)
		}
		now, err := set([]byte("a: [x]\n"), trail{"a", 0}, text(word))
		if err != nil {
			t.Errorf("%q as %s: %v (%s)", word, got, err, now)
		}
	}
}

// TestEveryPlaceOfAProject changes every value of the sample's and of the starter's
// project file, and adds to every list and mapping: each time all comments stay, and
// every line but the one that is meant.
func TestEveryPlaceOfAProject(t *testing.T) {
	for _, file := range []string{"../starter.yaml", "../../../../fixtures/icb/yearend.yaml", "../../../../fixtures/icb/panel.yaml"} {
		original, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, end := range []string{"\n", "\r\n"} {
			before := []byte(strings.ReplaceAll(string(original), "\n", end))
			d, err := readDoc(before)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range placesOf(d) {
				every(t, before, p, end)
			}
			for _, kind := range []string{"practices", "mailboxes", "contracts", "activity", "ledger", "plans"} {
				if _, err := add(before, trail{"inputs", kind}, text("new/one.csv")); err != nil {
					t.Errorf("%s: a file cannot be added to %s: %v", file, kind, err)
				}
			}
		}
	}
}

func every(t *testing.T, before []byte, p trail, end string) {
	t.Helper()
	for name, change := range map[string]func() ([]byte, error){
		"add": func() ([]byte, error) { return add(before, p, text("new/one.csv")) },
		"key": func() ([]byte, error) { return set(before, append(p[:len(p):len(p)], "new key"), text("it's")) },
		"set": func() ([]byte, error) { return set(before, p, text("new/one.csv")) },
	} {
		after, err := change()
		if err != nil {
			continue // it says so, and nothing was changed
		}
		if a, b := strings.Count(string(before), "#"), strings.Count(string(after), "#"); a != b {
			t.Errorf("%s %s: %d comments became %d", name, p, a, b)
		}
		if strings.Count(string(after), "\n") != strings.Count(string(after), end) {
			t.Errorf("%s %s: the ends of lines differ", name, p)
		}
		was, now := strings.Split(string(before), "\n"), strings.Split(string(after), "\n")
		changed := 0
		for i, j := 0, 0; i < len(was); i, j = i+1, j+1 {
			if j < len(now) && was[i] == now[j] {
				continue
			}
			if changed++; j+1 < len(now) && was[i] == now[j+1] { // a new line
				j++
			}
		}
		if changed != 1 {
			t.Errorf("%s %s: %d lines are not as they were", name, p, changed)
		}
	}
}

// placesOf are the paths to every value of a file.
func placesOf(d *doc) []trail {
	var all []trail
	var walk func(p trail, n *yaml.Node)
	walk = func(p trail, n *yaml.Node) {
		if len(p) > 0 {
			all = append(all, p)
		}
		for i, c := range n.Content {
			switch {
			case n.Kind == yaml.SequenceNode:
				walk(append(p[:len(p):len(p)], i), c)
			case n.Kind == yaml.MappingNode && i%2 == 1:
				walk(append(p[:len(p):len(p)], n.Content[i-1].Value), c)
			}
		}
	}
	walk(nil, d.root)
	return all
}
