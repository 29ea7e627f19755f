package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"yearend/calc"
	"yearend/letters/report"
)

// fixListCells is how many cells a file may have to be marked: to make or to
// change a workbook takes a kilobyte of memory for each.
const fixListCells = 250_000

// fixListSuffix ends the name of every workbook of a fix list.
const fixListSuffix = "-to-mend"

// freeForFixList refuses a folder in which an earlier fix list lies, before
// anything is read or written.
func freeForFixList(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case os.IsNotExist(err):
		return nil
	case err != nil:
		return usageError(fmt.Errorf("read the folder of --fix-list: %w", err))
	}
	for _, entry := range entries {
		if strings.HasSuffix(strings.ToLower(entry.Name()), fixListSuffix+".xlsx") {
			return usageError(withHint(fmt.Errorf("%s holds an earlier fix list (%s), and nothing is written over", filepath.ToSlash(dir), entry.Name()),
				"name another folder with --fix-list; nothing was read and nothing was written"))
		}
	}
	return nil
}

// fixList writes every input in which something is to be mended into a folder,
// as a workbook with the cells marked and commented, for its sender to mend and
// return. It writes over nothing.
func (y *yearEnd) fixList(dir string, progress io.Writer) error {
	byFile := map[string][]calc.Problem{}
	for _, p := range y.extract.Problems {
		if p.File != "" {
			byFile[p.File] = append(byFile[p.File], p)
		}
	}
	in, taken := y.project.extractInputs(y.asOf, y.archive), map[string]bool{}
	for _, file := range sortedKeys(byFile) {
		problems := byFile[file]
		marked, err := markedInput(in, y.extract.Sources, file, problems)
		if err != nil {
			fmt.Fprintf(progress, "cannot mark %s: %v\n", file, err)
			continue
		}
		name := filepath.Join(dir, fixListName(file, taken))
		if err := writeNew(name, marked); err != nil {
			return fmt.Errorf("write the fix list: %w", err)
		}
		fmt.Fprintf(progress, "wrote %s: %d to mend or to look at in %s\n", filepath.ToSlash(name), len(problems), file)
		if len(problems) > report.MostMarks {
			fmt.Fprintf(progress, "only the first %d of them are marked: check --json has them all\n", report.MostMarks)
		}
	}
	return nil
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
