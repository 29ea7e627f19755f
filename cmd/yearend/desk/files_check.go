package desk

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/cmd/yearend/season/edit"
	"yearend/letters"
)

// checked is what the last check found, and of what.
type checked struct {
	Problems []calc.Problem
	On       calc.Date // the date of the letters that it was made for
	At       time.Time
	Counts   map[string]int

	project string
	stamp   string
	extract *calc.Extract
	Stale   bool // files were changed since
}

func (d *Desk) checkChanges() {
	d.change("/files/check", d.startCheck)
	d.mux.HandleFunc("GET /files/fix-list.zip", d.fixList)
}

// checkedOf is the last check of the project that is worked on; nil where there was none.
func (d *Desk) checkedOf(v *visit) *checked {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.checks == nil || d.checks.project != v.File {
		return nil
	}
	last := *d.checks
	last.Stale = last.stamp != edit.Stamp(v.Project) || last.On != v.On()
	return &last
}

// startCheck checks as the command does, and keeps what was found for the page.
func (d *Desk) startCheck(v *visit) (string, error) {
	p, on, now := v.Project.Knowing(nil), v.On(), d.asked.Now // a check reads everything anew
	return v.start(job{Title: "Check every file", AsOf: on, Then: func(int) (string, string) { return "The problems, by file", "/files/problems" },
		Do: func(ctx context.Context, said io.Writer, watch season.Watch) int {
			found, err := d.check(ctx, said, p, season.Request{Kind: letters.YearEnd(), AsOf: on, Now: now, Watch: watch})
			if err != nil {
				for _, line := range faultOf(err).said() {
					fmt.Fprintln(said, line)
				}
				return Failed
			}
			d.mu.Lock()
			d.checks = found
			d.mu.Unlock()
			switch {
			case found.Counts[string(calc.Stop)] > 0:
				return Failed
			case found.Counts[string(calc.Hold)] > 0:
				return Person
			}
			return Done
		}})
}

// check reads and judges everything, and what practices ask for as well, once they do.
func (d *Desk) check(ctx context.Context, said io.Writer, p season.Project, ask season.Request) (*checked, error) {
	stamp := edit.Stamp(p)
	settled, err := season.Check(ctx, p, ask)
	if err != nil {
		return nil, err
	}
	var asked *season.Asked
	switch asks, err := p.AsksAnything(); {
	case err != nil:
		return nil, err
	case asks:
		found, err := p.CheckRequests(ask.AsOf, ask.Now())
		if err != nil {
			return nil, err
		}
		asked = &found
	}
	d.asked.Program.Check(said, settled, asked)
	c := &checked{Problems: settled.Extract.Problems, On: ask.AsOf, At: ask.Now(), project: p.File(), stamp: stamp, extract: settled.Extract}
	if asked != nil {
		c.Problems = slices.Concat(c.Problems, asked.Said())
	}
	c.Counts = calc.CountProblems(c.Problems)
	return c, nil
}

// said are the lines of a fault as the terminal has them.
func (f *Fault) said() []string {
	lines := []string{"yearend: error: " + f.Lines[0]}
	lines = append(lines, f.Lines[1:]...)
	if f.Hint != "" {
		lines = append(lines, "hint: "+f.Hint)
	}
	return lines
}

// fixList hands over the workbooks of the faulty files, marked as --fix-list marks them.
func (d *Desk) fixList(w http.ResponseWriter, r *http.Request) {
	v, err := d.visited(r)
	last := (*checked)(nil)
	if err == nil {
		last = d.checkedOf(v)
	}
	switch {
	case err != nil:
	case last == nil || last.Stale:
		err = errors.New("the files were changed since the last check: check them again, then fetch the fix list")
	default:
		err = d.writeFixList(w, v, last)
	}
	if err != nil {
		http.Redirect(w, r, d.notes.add("/files/problems", note{Fault: faultOf(err)}), http.StatusSeeOther)
	}
}

func (d *Desk) writeFixList(w http.ResponseWriter, v *visit, last *checked) (err error) {
	dir, err := os.MkdirTemp("", "yearend-fix-list-")
	if err != nil {
		return fmt.Errorf("write the fix list: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	fixes, err := season.WriteFixList(v.Project, last.On, last.extract, filepath.Join(dir, "list"))
	if err != nil {
		return err
	}
	marked := slices.DeleteFunc(slices.Clone(fixes), func(f season.Fix) bool { return f.Written == "" })
	if len(marked) == 0 {
		faults := []error{errors.New("no file could be marked")}
		for _, f := range fixes {
			faults = append(faults, fmt.Errorf("%s: %w", f.Input, f.Err))
		}
		return errors.Join(faults...)
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", `attachment; filename="to-mend.zip"`)
	z := zip.NewWriter(w)
	for _, f := range fixes {
		if f.Written == "" {
			out, err := z.Create(filepath.Base(f.Input) + ".not-marked.txt")
			if err == nil {
				_, err = fmt.Fprintf(out, "%s could not be marked: %v\r\n", f.Input, f.Err)
			}
			if err != nil {
				return nil // whoever asked has gone
			}
			continue
		}
		data, err := os.ReadFile(f.Written)
		if err != nil {
			return nil // the answer has begun: a zip without its end is refused
		}
		out, err := z.Create(filepath.Base(f.Written))
		if err == nil {
			_, err = out.Write(data)
		}
		if err != nil {
			return nil
		}
	}
	z.Close()
	return nil
}
