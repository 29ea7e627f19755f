package season

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yearend/calc"
	"yearend/fixtures"
	"yearend/letters"
)

// yearEnd asks for a year-end run of a date.
func yearEnd(tb testing.TB, asOf string) Request {
	tb.Helper()
	d, err := calc.ParseDate(asOf)
	if err != nil {
		tb.Fatal(err)
	}
	return Request{Kind: letters.YearEnd(), AsOf: d, Now: time.Now}
}

// starterProject is a project as Begin writes it, with the words of its letters.
func starterProject(tb testing.TB) Project {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "trial")
	if _, err := Begin(dir, true); err != nil {
		tb.Fatal(err)
	}
	return open(tb, filepath.Join(dir, "yearend.yaml"))
}

// sampleICB is the project of the sample ICB, in a folder of its own.
func sampleICB(tb testing.TB) Project {
	tb.Helper()
	root := tb.TempDir()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "fixtures", "icb", "yearend.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	set := fixtures.ICB()
	for name, data := range map[string][]byte{
		"yearend.yaml":         bytes.Replace(text, []byte("../../output"), []byte("output"), 1),
		"inputs/practices.csv": set.Practices,
		"inputs/contracts.csv": set.Contracts,
		"inputs/activity.csv":  set.Activity,
	} {
		if err := writeFile(filepath.Join(root, name), data); err != nil {
			tb.Fatal(err)
		}
	}
	return open(tb, filepath.Join(root, "yearend.yaml"))
}

func open(tb testing.TB, file string) Project {
	tb.Helper()
	p, err := ReadProject(file)
	if err != nil {
		tb.Fatal(err)
	}
	return p.At(Here{Account: "tester", Computer: "pc-1", Profile: filepath.Join(filepath.Dir(file), ".profile")})
}

// inFolder are the names in the folder of runs, but for the lock's own file and the
// list of what is approved.
func inFolder(tb testing.TB, p Project) []string {
	tb.Helper()
	there, err := os.ReadDir(p.folder().Root)
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	for _, e := range there {
		if e.Name() != ".lock" && e.Name() != "approved.jsonl" {
			names = append(names, e.Name())
		}
	}
	return names
}
