package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters/report"
)

// fixListMost is how many rows of a text file fit on a sheet.
const fixListMost = 1 << 20

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
	for _, file := range sortedKeys(byFile) {
		marked, err := y.markedInput(file, byFile[file])
		if err != nil {
			fmt.Fprintf(progress, "cannot mark %s: %v; mend it by the list above\n", file, err)
			continue
		}
		base := path.Base(file)
		name := filepath.Join(dir, strings.TrimSuffix(base, path.Ext(base))+"-to-mend.xlsx")
		if err := writeNew(name, marked); err != nil {
			return fmt.Errorf("write the fix list: %w", err)
		}
		fmt.Fprintf(progress, "wrote %s: %d to mend or to look at\n", filepath.ToSlash(name), len(byFile[file]))
	}
	return nil
}

func (y *yearEnd) markedInput(file string, problems []calc.Problem) ([]byte, error) {
	if ext := strings.ToLower(path.Ext(file)); slices.Contains([]string{".xlsx", ".xlsm"}, ext) {
		original, err := os.ReadFile(y.project.path(file))
		if err != nil {
			return nil, err
		}
		return report.FixWorkbook(original, problems)
	}
	rows, err := extract.TextRows(filepath.Dir(y.project.file), file)
	if err != nil {
		return nil, err
	}
	if len(rows) > fixListMost {
		return nil, fmt.Errorf("it has more rows than a sheet holds")
	}
	return report.FixRows(rows, problems)
}
