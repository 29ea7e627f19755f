package season

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yearend/calc"
	"yearend/calc/extract"
)

// TestAFixListUnmendedIsRefused gives every faulty file of the gallery back as
// the workbook that a fix list makes of it, with nothing mended: what stopped the
// run stops it again, and who was held is held again.
func TestAFixListUnmendedIsRefused(t *testing.T) {
	const gallery = "../../../fixtures/errors"
	entries, err := os.ReadDir(gallery)
	if err != nil {
		t.Fatal(err)
	}
	returned := 0
	for _, entry := range entries {
		if !entry.IsDir() || entry.Name() == "base" {
			continue
		}
		t.Run(entry.Name(), func(t *testing.T) { returned += sendBack(t, galleryInputs(t, filepath.Join(gallery, entry.Name()))) })
	}
	if returned < 60 {
		t.Errorf("only %d workbooks could be made of the gallery", returned)
	}
}

// sendBack reads the inputs again with each faulty file in its marked form, and
// gives how many there were.
func sendBack(t *testing.T, in extract.Inputs) int {
	before, err := extract.Read(in, shippedSchemes(t))
	if err != nil {
		t.Fatal(err)
	}
	dir, made := t.TempDir(), 0
	for _, files := range []*[]extract.File{&in.Practices, &in.Mailboxes, &in.Contracts, &in.Activity} {
		*files = slices.Clone(*files)
		for i, f := range *files {
			problems := slices.DeleteFunc(slices.Clone(before.Problems), func(p calc.Problem) bool { return p.File != f.Path })
			marked, err := markedInput(in, before.Sources, f.Path, problems)
			if err != nil || len(problems) == 0 {
				t.Logf("%s is not marked: %v", f.Path, err)
				continue
			}
			(*files)[i].Path = filepath.Join(dir, filepath.Base(f.Path)+".xlsx")
			if err := os.WriteFile((*files)[i].Path, marked, 0o600); err != nil {
				t.Fatal(err)
			}
			made++
		}
	}
	after, err := extract.Read(in, shippedSchemes(t))
	if err != nil {
		t.Fatal(err)
	}
	if before.Stops() != after.Stops() && !slices.ContainsFunc(after.Problems, uncalculated) {
		t.Errorf("%+v\nis now:\n%+v", before.Problems, after.Problems)
	}
	for _, p := range before.Problems {
		if p.Severity == calc.Hold && !after.Stops() && !slices.ContainsFunc(after.Problems, func(again calc.Problem) bool { return again.Code == p.Code && again.Practice == p.Practice }) {
			t.Errorf("%+v\nis not held unmended:\n%+v", p, after.Problems)
		}
	}
	return made
}

// uncalculated is what a formula becomes that shows nothing, until a spreadsheet
// opens the workbook and calculates it again.
func uncalculated(p calc.Problem) bool { return p.Code == "E-formula" }

func galleryInputs(t *testing.T, root string) extract.Inputs {
	in := extract.Inputs{Root: root, AsOf: 20260417, Domains: []string{"example.org"}}
	var asked struct {
		Practices, Mailboxes, Contracts, Activity []extract.File
		Columns                                   map[string][]string
	}
	content, err := os.ReadFile(filepath.Join(root, "inputs.json"))
	if err == nil {
		err = json.Unmarshal(content, &asked)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	in.Mailboxes, in.Columns = asked.Mailboxes, asked.Columns
	in.Practices = inCase(root, "practices", asked.Practices)
	in.Contracts = inCase(root, "contracts", asked.Contracts)
	in.Activity = inCase(root, "activity", asked.Activity)
	return in
}

// inCase is the case's own file of a kind, or the base's.
func inCase(root, kind string, asked []extract.File) []extract.File {
	if len(asked) > 0 {
		return asked
	}
	for _, name := range []string{kind + ".csv", kind + ".xlsx"} {
		if _, err := os.Stat(filepath.Join(root, name)); err == nil {
			return []extract.File{{Path: name}}
		}
	}
	return []extract.File{{Path: "../base/" + kind + ".csv"}}
}
