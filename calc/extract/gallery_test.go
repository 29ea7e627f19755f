package extract

import (
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearend/calc"
	"yearend/fixtures"
)

var update = flag.Bool("update", false, "write the gallery's workbooks and messages anew")

const gallery = "../../fixtures/errors"

// ofThePanel are the folders that letters/panel and cmd/yearend/season make, beside positions.
var ofThePanel = []string{"requests", "findings", "decisions", "logs", "outcome"}

// asked is a case's inputs.json: what differs from reading the files of the
// case in the place of the base's.
type asked struct {
	Practices, Mailboxes, Contracts, Activity, Instructions []File
	Ledger, Suppliers                                       []File
	SupplierColumns                                         []string
	Through                                                 int
	AsOf                                                    string // where it is another day
	Columns                                                 map[string][]string
	Expect                                                  struct {
		Records, Practices *int
		Activity           map[string]int64
		Value              string
	}
}

// TestGallery reads every case of the gallery, and compares the messages with
// those that stand beside it. Each code must have a case of its own.
func TestGallery(t *testing.T) {
	writeWorkbooks(t)
	shown := map[string]bool{"E-faults": true, "E-full": true} // twenty thousand faults, and a full sheet, are made in tests
	entries, err := os.ReadDir(gallery)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !entry.IsDir() || entry.Name() == "base" {
			continue
		}
		if slices.Contains(ofThePanel, entry.Name()) {
			of, _ := os.ReadDir(filepath.Join(gallery, entry.Name()))
			for _, c := range of {
				code, _, _ := strings.Cut(c.Name(), ".")
				shown[code] = true
			}
			continue
		}
		code, _, _ := strings.Cut(entry.Name(), ".")
		shown[code] = true
		t.Run(entry.Name(), func(t *testing.T) { checkCase(t, entry.Name(), code) })
	}
	for _, f := range Faults() {
		if !shown[f.Code] {
			t.Errorf("%s has no case in the gallery", f.Code)
		}
	}
}

func checkCase(t *testing.T, name, code string) {
	x := mustRead(t, inputsOf(t, name))
	got := messages(x.Problems)
	if !strings.Contains("\n"+got, "\n"+code+" (") {
		t.Errorf("the case does not show %s:\n%s", code, got)
	}
	path := filepath.Join(gallery, name, "message.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
		t.Errorf("messages differ (-want +got); go test -run Gallery -update writes them:\n%s", diff)
	}
}

// TestBase checks that nothing is wrong with what the cases start from.
func TestBase(t *testing.T) {
	if x := mustRead(t, inputsOf(t, "base")); len(x.Problems) > 0 {
		t.Errorf("the base has problems:\n%s", messages(x.Problems))
	}
}

// galleryOwn is an address of the team's own.
func galleryOwn(address string) string {
	if address == "primary.care@example.org" {
		return "mail.from"
	}
	return ""
}

func inputsOf(t *testing.T, name string) Inputs {
	t.Helper()
	var a asked
	content, err := os.ReadFile(filepath.Join(gallery, name, "inputs.json"))
	if err == nil {
		err = json.Unmarshal(content, &a)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	in := Inputs{
		Root: filepath.Join(gallery, name), AsOf: asOf, Domains: []string{"example.org"}, Own: galleryOwn, Columns: a.Columns,
		Practices: a.Practices, Mailboxes: a.Mailboxes, Contracts: a.Contracts, Activity: a.Activity, Instructions: a.Instructions,
		Expect: Expect{Records: a.Expect.Records, Practices: a.Expect.Practices, Activity: a.Expect.Activity},
	}
	if a.Expect.Value != "" {
		value, err := calc.ParseMoney(a.Expect.Value)
		if err != nil {
			t.Fatal(err)
		}
		in.Expect.Value = &value
	}
	in.Ledger, in.Through = a.Ledger, a.Through
	in.Suppliers, in.SupplierColumns = a.Suppliers, a.SupplierColumns
	if a.AsOf != "" {
		if in.AsOf, err = calc.ParseDate(a.AsOf); err != nil {
			t.Fatal(err)
		}
	}
	in.Practices = present(in.Practices, in.Root, "practices")
	in.Contracts = present(in.Contracts, in.Root, "contracts")
	in.Activity = present(in.Activity, in.Root, "activity")
	return in
}

// present finds the file of a kind in the case's folder, or else the base's.
func present(files []File, root, kind string) []File {
	if len(files) > 0 {
		return files
	}
	for _, ext := range []string{".csv", ".xlsx"} {
		if _, err := os.Stat(filepath.Join(root, kind+ext)); err == nil {
			return []File{{Path: kind + ext}}
		}
	}
	return []File{{Path: "../base/" + kind + ".csv"}}
}

func messages(problems []calc.Problem) string { return fixtures.Messages(problems) }
