package register

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters"
)

// yearEnds is a folder of runs of the one kind.
func yearEnds(root string) Folder {
	return Folder{Root: root, Kinds: []letters.Kind{letters.YearEnd()}}
}

// keep makes a finished run with a letter in it.
func keep(t testing.TB, root string, r Record) Run {
	t.Helper()
	d := begin(t, root)
	put(t, d, "positions.csv", "a,b\n")
	put(t, d, "letters/ltc/P81999.pdf", "%PDF")
	var entries bytes.Buffer
	err := WriteEntries(&entries, slices.Values([]Entry{
		{Practice: "P81998", Scheme: "ltc", State: letters.Held, Reason: "E-date: no date"},
		{Practice: "P81999", Scheme: "ltc", State: letters.New, Statement: &calc.Statement{Earned: calc.Pence(5)},
			Stands: &Issued{Number: 1, Reference: "P81999/LTC/2025-26/1", Letter: "letters/ltc/P81999.pdf"}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	put(t, d, EntriesFile, entries.String())
	dir, err := d.Keep(r)
	if err != nil {
		t.Fatal(err)
	}
	run, err := yearEnds(root).Find(filepath.Base(dir))
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func write(t *testing.T, path, data string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

// refused sees that an error says what it must.
func refused(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("not refused, and should be with %q", words)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("refused with %q, which does not say %q", err, w)
		}
	}
}

func TestARunIsFoundByItsName(t *testing.T) {
	root := filepath.Join(t.TempDir(), "output")
	if _, err := yearEnds(root).Find(Latest); err == nil {
		t.Error("a run was found where there is none")
	}
	first := keep(t, root, Record{})
	keep(t, root, Record{})
	for _, name := range []string{"1", "001", "run-001", "run-001/", first.Dir, first.Dir + "/", filepath.Join(root, "..", "output", "run-001")} {
		if r, err := yearEnds(root).Find(name); err != nil || r.Name != "run-001" || r.Digest != first.Digest {
			t.Errorf("%q: %s, %v", name, r.Name, err)
		}
	}
	if r, err := yearEnds(root).Find(Latest); err != nil || r.Name != "run-002" {
		t.Errorf("the latest: %s, %v", r.Name, err)
	}
	for _, name := range []string{"", "3", "run-1x", "-1", "run-003"} {
		if r, err := yearEnds(root).Find(name); err == nil {
			t.Errorf("%q found %s", name, r.Name)
		}
	}
}

// The run-001 of another project is not the run-001 of this one.
func TestARunOfAnotherFolderIsNotTakenForOneHere(t *testing.T) {
	here, there := filepath.Join(t.TempDir(), "output"), filepath.Join(t.TempDir(), "output")
	keep(t, here, Record{})
	other := keep(t, there, Record{})
	_, err := yearEnds(here).Find(other.Dir)
	refused(t, err, "is not in", here)
	_, err = yearEnds(here).Find(filepath.Join(t.TempDir(), "gone", "run-001"))
	refused(t, err, "is not in")
}

// Folders that only look like runs are none; gaps do not matter.
func TestRunsAreOpenedInOrder(t *testing.T) {
	root := t.TempDir()
	for range 3 {
		keep(t, root, Record{})
	}
	if err := os.RemoveAll(filepath.Join(root, "run-002")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"run-003 - Copy", "preview", unfinished + "5", "run-4"} {
		if err := os.Mkdir(filepath.Join(root, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(root, "run-009"), "no folder")
	found, err := yearEnds(root).Runs()
	if err != nil || len(found) != 2 || found[0].Name != "run-001" || found[1].Name != "run-003" {
		t.Errorf("%v, %v", found, err)
	}
}

func TestADamagedRunIsNamedWithAWayOut(t *testing.T) {
	root := t.TempDir()
	r := keep(t, root, Record{})
	write(t, r.Path("run.json"), `{"program": `)
	_, err := yearEnds(root).Runs()
	refused(t, err, "run-001", "run.json is damaged", "restore it from a copy")
	if err := os.Remove(r.Path("run.json")); err != nil {
		t.Fatal(err)
	}
	_, err = yearEnds(root).Runs()
	refused(t, err, "run-001", "restore it from a copy")
}

// Every kind of difference is found, and what may come later is none.
func TestCheckFindsWhatDiffers(t *testing.T) {
	r := keep(t, t.TempDir(), Record{})
	for _, name := range []string{"approval.json", "approval.json.part", "journal.jsonl", "sent.csv", "~$control.xlsx", ".~lock.control.xlsx#", "Thumbs.db", "letters/desktop.ini"} {
		write(t, r.Path(name), "later")
	}
	if found, err := r.Check(); err != nil || len(found) != 0 {
		t.Fatalf("%v, %v", found, err)
	}
	write(t, r.Path("letters/ltc/P81999.pdf"), "%PDG")
	write(t, r.Path("letters/ltc/P81998.pdf"), "%PDF")
	if err := os.Remove(r.Path("positions.csv")); err != nil {
		t.Fatal(err)
	}
	found, err := r.Check()
	if err != nil || len(found) != 3 {
		t.Fatalf("%v, %v", found, err)
	}
	for i, want := range []string{"letters/ltc/P81998.pdf: added, last written ", "letters/ltc/P81999.pdf: changed, last written ", "positions.csv: missing"} {
		if !strings.HasPrefix(found[i].String(), want) {
			t.Errorf("%s, and not %s", found[i], want)
		}
	}
}

// A link in the place of a file is followed, and what it leads to is held against the
// digest: the same content is none the worse for lying elsewhere, another is found.
func TestALinkIsHeldAgainstTheDigest(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("on Windows links are for administrators")
	}
	r := keep(t, t.TempDir(), Record{})
	elsewhere, letter := filepath.Join(t.TempDir(), "P81999.pdf"), r.Path("letters/ltc/P81999.pdf")
	for content, want := range map[string]int{"%PDF": 0, "%PDG": 1} {
		write(t, elsewhere, content)
		if err := errors.Join(os.Remove(letter), os.Symlink(elsewhere, letter)); err != nil {
			t.Fatal(err)
		}
		if found, err := r.Check(); err != nil || len(found) != want || want > 0 && !strings.HasPrefix(found[0].String(), "letters/ltc/P81999.pdf: changed") {
			t.Errorf("%s: %v, %v", content, found, err)
		}
	}
}

// What is read of a run is what was written, or nothing.
func TestOnlyWhatWasWrittenIsRead(t *testing.T) {
	r := keep(t, t.TempDir(), Record{})
	entries, err := r.Entries()
	if err != nil || len(entries) != 2 {
		t.Fatalf("%v, %v", entries, err)
	}
	if s := entries[1].Stands; s == nil || s.Run != "run-001" || s.Number != 1 || entries[1].Key() != (PositionKey{"P81999", "ltc"}) {
		t.Errorf("the letter of this run is said to stand in %+v", s)
	}
	if entries[0].Stands != nil || !entries[0].Held() {
		t.Errorf("a letter stands where one is held: %+v", entries[0])
	}
	write(t, r.Path(EntriesFile), strings.Replace(string(must(os.ReadFile(r.Path(EntriesFile)))), "0.05", "0.06", 1))
	_, err = r.Entries()
	refused(t, err, "not what was written", "yearend verify run-001")
	_, err = r.Read("approval.json")
	refused(t, err, "approval.json")
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

func TestEntriesComeBackAsTheyWere(t *testing.T) {
	r := keep(t, t.TempDir(), Record{})
	text := must(os.ReadFile(r.Path(EntriesFile)))
	entries, err := ReadEntries(text)
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := WriteEntries(&again, slices.Values(entries)); err != nil || again.String() != string(text) {
		t.Errorf("%v\n%s\n%s", err, text, &again)
	}
	_, err = ReadEntries([]byte("{}\n{\"practice\": \n"))
	refused(t, err, "line 2")
}
