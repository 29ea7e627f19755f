package desk

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season/edit"
)

// problemsShown are problems by file, as a table each.
type problemsShown struct {
	checked
	Files    []problemFile
	Means    map[string]string // what each severity does
	Asked    string            // the practice that was looked for, by a part of its code
	Only     bool              // of one file, which is paged through
	Nobodies bool              // no problem is of what was asked for
}

// problemFile is what was found in one file; of no file: between them.
type problemFile struct {
	Name     string
	Place    string // of the page on which it is said what the file is; empty where that is none
	Problems []calc.Problem
	Pages    paging
	Whole    string // where all of it is paged through; empty where it is all here
}

// mostShown is how many problems of a file stand on the page of all files: one cause can
// spoil every row.
const mostShown = 50

func (d *Desk) showProblems(v *visit) (any, error) {
	last := d.checkedOf(v)
	if last == nil {
		return problemsShown{}, nil
	}
	shown := problemsShown{checked: *last, Means: map[string]string{}, Asked: strings.TrimSpace(v.URL.Query().Get("practice")), Only: v.URL.Query().Has("file")}
	for severity, means := range d.asked.Program.Severity {
		shown.Means[string(severity)] = means
	}
	places := map[string]string{filepath.Base(v.File): "/settings"}
	for _, e := range edit.Inputs(v.Project) {
		places[filepath.ToSlash(e.File.Path)] = fmt.Sprintf("/files/input/%s/%d", e.Kind, e.Index)
	}
	for _, p := range last.Problems {
		if shown.Only && p.File != v.URL.Query().Get("file") || !strings.Contains(string(p.Practice), strings.ToUpper(shown.Asked)) {
			continue
		}
		i := slices.IndexFunc(shown.Files, func(f problemFile) bool { return f.Name == p.File })
		if i < 0 {
			i = len(shown.Files)
			shown.Files = append(shown.Files, problemFile{Name: p.File, Place: places[p.File]})
		}
		shown.Files[i].Problems = append(shown.Files[i].Problems, p)
	}
	for i := range shown.Files {
		f := &shown.Files[i]
		switch all := len(f.Problems); {
		case shown.Only:
			f.Pages = v.paging(all)
			f.Problems = f.Problems[f.Pages.From:f.Pages.To]
		case all > mostShown:
			f.Pages = paging{To: mostShown, All: all}
			f.Problems, f.Whole = f.Problems[:mostShown], v.placeWith("file", f.Name)
		}
	}
	shown.Nobodies = len(shown.Files) == 0 && len(last.Problems) > 0
	return shown, nil
}
