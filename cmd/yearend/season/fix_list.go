package season

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters/register"
	"yearend/letters/report"
)

// fixListCells is how many cells a file may have to be marked: to make or to
// change a workbook takes a kilobyte of memory for each.
const fixListCells = 250_000

// fixListSuffix ends the name of every workbook of a fix list.
const fixListSuffix = "-to-mend"

// FreeForFixList refuses a folder in which an earlier fix list lies, before
// anything is read or written.
func FreeForFixList(dir string) error {
	dir = register.Typed(dir)
	entries, err := os.ReadDir(dir)
	switch {
	case os.IsNotExist(err):
		return nil
	case err != nil:
		return Usage{fmt.Errorf("read the folder of --fix-list: %w", err)}
	}
	for _, entry := range entries {
		if strings.HasSuffix(strings.ToLower(entry.Name()), fixListSuffix+".xlsx") {
			return Usage{withHint(fmt.Errorf("%s holds an earlier fix list (%s), and nothing is written over", register.Shown(dir), entry.Name()),
				"name another folder with --fix-list; nothing was read and nothing was written")}
		}
	}
	return nil
}

// Fix is what became of one faulty input in a fix list.
type Fix struct {
	Input    string
	Written  string // the workbook; empty where it could not be marked
	Problems int
	Err      error // why it could not be marked
}

// MostMarks is how many problems are marked in a workbook.
const MostMarks = report.MostMarks

// WriteFixList writes every input in which something is to be mended into a
// folder, as a workbook with the cells marked and commented, for its sender to
// mend and return. It writes over nothing. What was done before an error is given
// too.
func WriteFixList(p Project, asOf calc.Date, x *calc.Extract, dir string) ([]Fix, error) {
	dir = register.Typed(dir)
	byFile := map[string][]calc.Problem{}
	for _, problem := range x.Problems {
		if problem.File != "" && !calc.FromInstruction(problem.Code) { // which nobody is to mend
			byFile[problem.File] = append(byFile[problem.File], problem)
		}
	}
	var fixes []Fix
	in, taken := p.extractInputs(calc.Terms{AsOf: asOf}, nil), map[string]bool{}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		fix := Fix{Input: file, Problems: len(byFile[file])}
		marked, err := markedInput(in, x.Sources, file, byFile[file])
		if err != nil {
			fix.Err = err
			fixes = append(fixes, fix)
			continue
		}
		name := filepath.Join(dir, fixListName(file, taken))
		if err := writeNew(name, marked); err != nil {
			return fixes, fmt.Errorf("write the fix list: %w", err)
		}
		fix.Written = register.Shown(name)
		fixes = append(fixes, fix)
	}
	return fixes, nil
}

// fixListName is a name that no other input of the same name has taken, whatever
// its folder, its kind and its capitals. One that comes back keeps its name.
func fixListName(file string, taken map[string]bool) string {
	base := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if len(base) > len(fixListSuffix) {
		base = strings.TrimSuffix(base, fixListSuffix)
	}
	name := base
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	taken[strings.ToLower(name)] = true
	return name + fixListSuffix + ".xlsx"
}

// markedInput is a workbook of one input. Sent back as it is, it is refused for
// whatever its input was refused for.
func markedInput(in extract.Inputs, sources []calc.Source, file string, problems []calc.Problem) ([]byte, error) {
	if err := errors.Join(unmarkable(problems), twice(file, sources)); err != nil {
		return nil, err
	}
	if ext := strings.ToLower(path.Ext(file)); !slices.Contains([]string{".xlsx", ".xlsm"}, ext) {
		rows, told, err := extract.RowsToMend(in, file, problems, fixListCells)
		if err != nil {
			return nil, err
		}
		return report.FixRows(rows, told)
	}
	if err := extract.RefuseToMark(in, file, fixListCells); err != nil {
		return nil, err
	}
	original, err := extract.Original(in, file)
	if err != nil {
		return nil, err
	}
	return report.FixWorkbook(original, problems)
}

// unmarkable is why a file is not even opened for marking.
func unmarkable(problems []calc.Problem) error {
	for _, p := range problems {
		switch {
		case extract.Unmarkable(p.Code):
			return fmt.Errorf("it was not read to its end (%s): ask for it again, as is said above", p.Code)
		case p.Code == "E-patient" || p.Code == "W-patient":
			return fmt.Errorf("it holds or may hold patients' data (%s), which must be neither copied nor sent: do with it as is said above", p.Code)
		}
	}
	return nil
}

// twice refuses a file that the project reads twice, under one name or two. A
// workbook made of it is no longer the same byte for byte, and its rows would be
// counted with those of the other.
func twice(file string, sources []calc.Source) error {
	for i, a := range sources {
		for _, b := range sources[i+1:] {
			if same := a.Kind == b.Kind && a.Sheet == b.Sheet && a.SHA256 == b.SHA256 && a.SHA256 != ""; same && (a.File == file || b.File == file) {
				return errors.New("the project file reads it twice, or another file that holds the same: take one of the two out of it")
			}
		}
	}
	return nil
}
