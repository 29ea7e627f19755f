package desk

import (
	"cmp"
	"fmt"
	"net/http"
	"path"
	"slices"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// runShown is a run to be looked at: its review page in place, its problems, and what
// changed since the last approved one.
type runShown struct {
	register.Run
	Given    []register.Signatory
	Enough   bool
	Needs    int
	Problems []severityCount
	Review   string // the page that a person goes through; empty where there is none
	Before   string // the run that it compares itself with; empty for none
	Files    []runFile
	After    season.Since
	Again    []bit // how a new one is made
}

// runFile is a file of a run, with what it is.
type runFile struct{ Name, Says string }

type severityCount struct {
	Severity calc.Severity
	Count    int
	Means    string
}

// Heading is the title of its page.
func (r runShown) Heading() string { return "Look through " + r.Name }

// Dated is the day of issue as a letter writes it.
func (r runShown) Dated() string { return longDay(r.Record.AsOf) }

func longDay(day string) string {
	on, err := calc.ParseDate(day)
	if err != nil {
		return day
	}
	return letters.LongDate(on)
}

func (d *Desk) runPages() []page {
	return []page{
		{Path: "/runs/{run}", Title: "A run", In: "Produce", View: "run.html", Show: d.showRun},
		{Path: "/runs/{run}/changes", Title: "What changed", In: "Produce", View: "changes.html", Show: d.showChanges},
	}
}

func (d *Desk) runChanges() {
	d.mux.HandleFunc("GET /runs/{run}/files/{file...}", d.serveFile)
}

// mainFiles are those of a run that a person wants to have, as far as it has them.
var mainFiles = []runFile{
	{"control.xlsx", "the workbook with every figure"}, {"problems.csv", "every problem, with its remedy"}, {"positions.csv", "a row a practice and scheme"},
	{"services.csv", "a row a service"}, {"payments.csv", "the sums for Finance"}, {"near.csv", "what is near a boundary"}, {"advances.csv", "what was paid in advance"},
	{"projections.csv", "where each practice is heading"}, {"projection_services.csv", "the same by service"}, {"performance.csv", "what is recorded so far"},
	{"final.csv", "every position from its letter to what is paid"}, {"bridge.csv", "the same by scheme"}, {"requests.csv", "what practices asked for"},
	{"working.csv", "every step of every sum"}, {"run.json", "what the run was made from, with the digest of every file"},
}

func (d *Desk) showRun(v *visit) (any, error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err != nil {
		return nil, err
	}
	approval, err := run.Approval()
	if err != nil {
		return nil, err
	}
	shown := runShown{Run: run, Given: approval.By, Enough: run.Enough(approval), Needs: run.Record.Needs()}
	for _, s := range []calc.Severity{calc.Stop, calc.Hold, calc.Look} {
		if n := run.Record.Problems[string(s)]; n > 0 {
			shown.Problems = append(shown.Problems, severityCount{s, n, d.asked.Program.Severity[s]})
		}
	}
	if _, has := run.Record.Outputs["index.html"]; has {
		shown.Review = "/runs/" + run.Name + "/files/index.html"
	}
	if before := run.Record.Earlier; before != nil && !run.Kind.OnPages {
		shown.Before = before.Run
	}
	for _, file := range mainFiles {
		if _, has := run.Record.Outputs[file.Name]; has || file.Name == "run.json" {
			shown.Files = append(shown.Files, file)
		}
	}
	if !run.Kind.OnPages && !season.IsPack(run.Name) {
		o, err := season.Overlook(v.Project, run)
		if err != nil {
			return nil, err
		}
		shown.After, shown.Again = o.After, onPage("`"+d.asked.Program.Again(run.Record)+"`")
	}
	return shown, nil
}

// kinds are those of the files that a run has; others are taken down and not shown.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".json": "application/json", ".jsonl": "application/json", ".eml": "message/rfc822",
}

// runPolicy is what the pages of a run may do: run their own script, which each of them
// names by its digest, keep ticks, and show each other. They send nothing anywhere.
const runPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

// serveFile shows a file of a run, or hands it over.
func (d *Desk) serveFile(w http.ResponseWriter, r *http.Request) {
	v, err := d.visited(r)
	if err != nil || v.File == "" {
		d.noSuchPage(w, r, err)
		return
	}
	run, err := season.OpenRun(v.Project, r.PathValue("run"))
	if err != nil {
		d.noSuchPage(w, r, err)
		return
	}
	name := r.PathValue("file")
	file, err := season.RunFile(run, name)
	if err != nil {
		d.noSuchPage(w, r, err)
		return
	}
	defer file.Close()
	h, ending := w.Header(), path.Ext(name)
	h.Set("Content-Security-Policy", runPolicy)
	h.Set("Content-Type", cmp.Or(kinds[ending], "application/octet-stream"))
	if !slices.Contains([]string{".html", ".pdf", ".txt"}, ending) {
		h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", run.Name+"-"+path.Base(name)))
	}
	http.ServeContent(w, r, "", time.Time{}, file)
}
