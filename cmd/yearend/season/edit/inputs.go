package edit

import (
	"fmt"
	"os"
	"slices"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/cmd/yearend/season"
)

// Input is a file that the project names, and what the project file says of it.
type Input struct {
	Kind  string // as the project file calls the list that it stands in
	Index int    // its place there, from 0
	File  extract.File
}

// New is an input that stands nowhere yet.
const New = -1

// Inputs are all of a project, in the order of its kinds.
func Inputs(p season.Project) []Input {
	var all []Input
	for _, kind := range extract.InputKinds() {
		for i, f := range filesOf(p, kind) {
			all = append(all, Input{kind, i, f})
		}
	}
	return all
}

// InputAt is the input at a place.
func InputAt(p season.Project, kind string, index int) (Input, bool) {
	files := filesOf(p, kind)
	if index < 0 || index >= len(files) {
		return Input{}, false
	}
	return Input{kind, index, files[index]}, true
}

// filesOf are the files of a kind.
func filesOf(p season.Project, kind string) []extract.File {
	in := p.Inputs
	plain := map[string][]season.Input{
		"practices": in.Practices, "mailboxes": in.Mailboxes, "contracts": in.Contracts, "activity": in.Activity, "ledger": in.Ledger,
		"instructions": in.Instructions, "suppliers": in.Suppliers, "corrections": in.Corrections, "plans": in.Plans,
	}
	var files []extract.File
	for _, f := range plain[kind] {
		files = append(files, extract.File{Path: f.File, Sheet: f.Sheet, Layout: f.Layout, ICB: f.ICB, Columns: f.Columns,
			Scheme: f.Scheme, Service: f.Service, Decimal: f.Decimal, Months: f.Months})
	}
	for _, f := range in.Requests {
		if kind == "requests" {
			files = append(files, extract.File{Path: f.File, Sheet: f.Sheet, Scheme: f.Scheme, Columns: f.Columns, Times: f.Times,
				Proof: extract.Proof{ID: f.Proof.ID, At: f.Proof.At}})
		}
	}
	return files
}

// Seen is what a file seems to be, and what the project file takes it for.
type Seen struct {
	extract.Sight
	Sheet extract.SheetSight // the one that is taken
	Fit   extract.Fit        // how that fits the kind
}

// Look opens a file that an input names, and says what it is taken for.
func Look(p season.Project, schemes []*calc.Scheme, e Input) Seen {
	seen := Seen{Sight: extract.Recognise(p.Reading(), e.File, schemes)}
	sheets := seen.Sheets
	at := slices.IndexFunc(sheets, func(s extract.SheetSight) bool { return e.File.Sheet != "" && s.Name == e.File.Sheet })
	if at < 0 {
		at = slices.IndexFunc(sheets, func(s extract.SheetSight) bool {
			fit, ok := s.As(e.Kind)
			return ok && fit.Whole()
		})
	}
	if at < 0 {
		at = slices.IndexFunc(sheets, func(s extract.SheetSight) bool {
			_, ok := s.Seems()
			return ok && e.Kind == ""
		})
	}
	if at < 0 && len(sheets) > 0 {
		at = 0
	}
	if at >= 0 {
		seen.Sheet = sheets[at]
		if fit, ok := seen.Sheet.Seems(); ok && e.Kind == "" {
			e.Kind = fit.Kind
		}
		seen.Fit, _ = seen.Sheet.As(e.Kind)
	}
	return seen
}

// File is what the project file says of an input.
type File = extract.File

// Kinds are those of files, by the names that the project file has for them.
func Kinds() []string { return extract.InputKinds() }

// Key is what is left of a column's name when case, spaces and punctuation do not count.
func Key(name string) string { return extract.Key(name) }

// Stamp is by what is known whether a project and its files are as they were.
func Stamp(p season.Project) string {
	stamp := Digest(p.Text())
	for _, e := range Inputs(p) {
		if facts, err := os.Stat(p.Path(e.File.Path)); err == nil {
			stamp += fmt.Sprintf(" %s %d %d", e.File.Path, facts.Size(), facts.ModTime().UnixNano())
		}
	}
	return stamp
}
