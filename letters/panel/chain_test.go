package panel

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type noteEntry struct{ Says string }

func logOf(t *testing.T, says ...string) (root string, l Log[noteEntry]) {
	t.Helper()
	root = t.TempDir()
	for _, s := range says {
		var err error
		if l, err = ReadLog[noteEntry](root, "test.jsonl"); err != nil {
			t.Fatal(err)
		}
		if l, err = l.Append(noteEntry{s}); err != nil {
			t.Fatal(err)
		}
	}
	return root, l
}

func TestLogHoldsWhatWasAdded(t *testing.T) {
	root, l := logOf(t, "one", "two & <three>")
	l, err := l.Append(noteEntry{"four"}, noteEntry{"five"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadLog[noteEntry](root, "test.jsonl")
	if err != nil || len(again.Entries) != 4 || again.Entries[3].Says != "five" || again.Head() != l.Head() || again.Torn {
		t.Errorf("%+v, %v", again, err)
	}
	text, _ := os.ReadFile(filepath.Join(root, "test.jsonl"))
	if !bytes.Contains(text, []byte("two & <three>")) {
		t.Errorf("the log is not plain to read:\n%s", text)
	}
}

// A line that is taken out, put in, moved or rewritten shows, wherever it stands.
func TestLogThatWasAlteredIsRefused(t *testing.T) {
	for name, alter := range map[string]func(lines []string) []string{
		"rewritten":         func(l []string) []string { l[1] = strings.Replace(l[1], "two", "2wo", 1); return l },
		"last rewritten":    func(l []string) []string { l[2] = strings.Replace(l[2], "three", "4", 1); return l },
		"taken out":         func(l []string) []string { return append(l[:1], l[2:]...) },
		"first taken out":   func(l []string) []string { return l[1:] },
		"last taken out":    func(l []string) []string { return l[:2] },
		"all taken out":     func([]string) []string { return nil },
		"moved":             func(l []string) []string { return []string{l[0], l[2], l[1]} },
		"put in":            func(l []string) []string { return []string{l[0], l[1], l[1], l[2]} },
		"half of the last":  func(l []string) []string { l[2] = l[2][:len(l[2])/2]; return l },
		"no JSON":           func(l []string) []string { l[0] = "one\n"; return l },
		"two on a line":     func(l []string) []string { l[0] = strings.TrimSuffix(l[0], "\n") + "{}\n"; return l },
		"a key of no entry": func(l []string) []string { l[0] = strings.Replace(l[0], `"Says"`, `"Told"`, 1); return l },
	} {
		t.Run(name, func(t *testing.T) {
			root, _ := logOf(t, "one", "two", "three")
			path := filepath.Join(root, "test.jsonl")
			text, _ := os.ReadFile(path)
			altered := strings.Join(alter(strings.SplitAfter(strings.TrimSuffix(string(text), "\n")+"\n", "\n")[:3]), "")
			if err := os.WriteFile(path, []byte(altered), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := ReadLog[noteEntry](root, "test.jsonl"); err == nil || !strings.Contains(err.Error(), "was altered") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// What was being written when the program was ended was never recorded.
func TestHalfALineIsNone(t *testing.T) {
	root, _ := logOf(t, "one", "two")
	path := filepath.Join(root, "test.jsonl")
	text, _ := os.ReadFile(path)
	if err := os.WriteFile(path, append(text, `{"after":"12`...), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := ReadLog[noteEntry](root, "test.jsonl")
	if err != nil || !l.Torn || len(l.Entries) != 2 {
		t.Fatalf("%+v, %v", l, err)
	}
	if _, err := l.Append(noteEntry{"three"}); err != nil {
		t.Fatal(err)
	}
	if l, err = ReadLog[noteEntry](root, "test.jsonl"); err != nil || l.Torn || len(l.Entries) != 3 {
		t.Errorf("%+v, %v", l, err)
	}
}

// Without HeadsFile nobody knows how many lines there were: the log is refused, whole or
// cut, and nothing is added to it.
func TestALogWithoutItsHeadsIsRefused(t *testing.T) {
	for name, keep := range map[string]int{"whole": 3, "cut": 1} {
		robbed(t, name, keep, "is missing", os.Remove)
		robbed(t, name, keep, "says nothing of it", func(heads string) error { return os.WriteFile(heads, []byte("{}"), 0o600) })
	}
}

// Where HeadsFile holds nothing, it cannot be read, and no log is begun on it.
func TestHeadsThatHoldNothingAreRefused(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, HeadsFile), []byte("null\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadLog[noteEntry](root, "test.jsonl"); err == nil || !strings.Contains(err.Error(), "cannot be read: restore it") {
		t.Errorf("%v", err)
	}
}

// robbed cuts a log of three lines to so many, takes what its heads are out, and reads it.
func robbed(t *testing.T, name string, keep int, how string, take func(heads string) error) {
	t.Helper()
	root, l := logOf(t, "one", "two", "three")
	path := filepath.Join(root, "test.jsonl")
	text, _ := os.ReadFile(path)
	if err := os.WriteFile(path, []byte(strings.Join(strings.SplitAfter(string(text), "\n")[:keep], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := take(filepath.Join(root, HeadsFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadLog[noteEntry](root, l.name); err == nil || !strings.Contains(err.Error(), HeadsFile+" beside it") || !strings.Contains(err.Error(), how) {
		t.Errorf("%s: %v", name, err)
	}
}

// A program that was ended between the log and HeadsFile leaves a log that goes
// further, and is whole.
func TestHeadsMayLagBehind(t *testing.T) {
	root, l := logOf(t, "one")
	heads, _ := os.ReadFile(filepath.Join(root, HeadsFile))
	if _, err := l.Append(noteEntry{"two"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, HeadsFile), heads, 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := ReadLog[noteEntry](root, "test.jsonl"); err != nil || len(l.Entries) != 2 {
		t.Errorf("%+v, %v", l, err)
	}
}

// Whoever reads the log while it is added to, or after the program was killed there, finds
// all that was added at once or nothing of it.
func TestALogHasAllThatIsAddedOrNone(t *testing.T) {
	root, l := logOf(t, "one")
	many := make([]noteEntry, 500)
	added := make(chan error)
	go func() {
		_, err := l.Append(many...)
		added <- err
	}()
	for {
		select {
		case err := <-added:
			if again, failed := ReadLog[noteEntry](root, "test.jsonl"); err != nil || failed != nil || len(again.Entries) != 501 {
				t.Errorf("%d lines, %v, %v", len(again.Entries), err, failed)
			}
			return
		default:
			text, err := os.ReadFile(filepath.Join(root, "test.jsonl"))
			if n := bytes.Count(text, []byte("\n")); err == nil && n != 1 && n != 501 {
				t.Fatalf("%d lines are there, of 1 and 500", n)
			}
		}
	}
}

// What says how far a log goes never runs ahead of it: where the log cannot be written, it
// stays as it was, and the same can be added when that is mended.
func TestHeadsNeverRunAheadOfTheLog(t *testing.T) {
	root, l := logOf(t, "one")
	before, err := os.ReadFile(filepath.Join(root, HeadsFile))
	if err != nil {
		t.Fatal(err)
	}
	inTheWay := filepath.Join(root, "test.jsonl.part")
	if err := os.MkdirAll(filepath.Join(inTheWay, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Append(noteEntry{"two"}); err == nil {
		t.Fatal("a log that cannot be written was added to")
	}
	if after, err := os.ReadFile(filepath.Join(root, HeadsFile)); err != nil || !bytes.Equal(before, after) {
		t.Errorf("%s says\n%s\nand the log was not added to", HeadsFile, after)
	}
	if err := os.RemoveAll(inTheWay); err != nil {
		t.Fatal(err)
	}
	if again, err := ReadLog[noteEntry](root, "test.jsonl"); err != nil || len(again.Entries) != 1 {
		t.Fatalf("%d lines, %v", len(again.Entries), err)
	}
	if longer, err := l.Append(noteEntry{"two"}); err != nil || len(longer.Entries) != 2 {
		t.Errorf("%d lines, %v", len(longer.Entries), err)
	}
}
