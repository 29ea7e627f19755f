package desk

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"path"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season/edit"
	"yearend/letters"
	"yearend/letters/register"
)

// filesShown is every file that the season reads, what each is taken for, and what
// has come in and is not used yet.
type filesShown struct {
	Used    []fileShown
	Unused  []fileShown
	Waiting []edit.Waiting
	Gone    []string // what has waited for too long
	Most    string   // that is taken
	Checked *checked
}

// fileShown is a file by what it is taken for.
type fileShown struct {
	edit.Input
	Name  string // of the file alone
	Place string // of the page on which that is changed
	Is    string // in words
	Sheet string
	From  []string // the columns that have other names in the file
	Wrong []string // why it cannot be read so
}

// kindWords are what each kind of file is, to a person.
var kindWords = map[string]string{
	"practices": "Practices", "mailboxes": "Mailboxes of practices", "contracts": "Contracts", "activity": "Activity",
	"ledger": "Payments in advance (ledger)", "instructions": "Instructions of the team", "suppliers": "Suppliers, for the payment run",
	"requests": "Requests for mitigation (form’s export)", "corrections": "Corrections of requests", "plans": "Payment plans",
}

// layoutWords are what the layouts of a file are.
var layoutWords = map[string]string{
	"records": "one row a record", "months": "one row a month", "wide": "one column a month", "epraccur": "the public ODS file (epraccur)",
}

func (d *Desk) filePages() []page {
	return []page{
		{Path: "/files", Title: "Files", In: "Files", View: "files.html", Show: d.showFiles},
		{Path: "/files/problems", Title: "Problems", In: "Files", View: "problems.html", Show: d.showProblems},
		{Path: "/files/input/{kind}/{place}", Title: "What a file is", In: "Files", View: "input.html", Show: d.showInput},
		{Path: "/files/new/{name}", Title: "What a file is", In: "Files", View: "input.html", Show: d.showInput},
	}
}

func (d *Desk) fileChanges() {
	d.upload("/files/add", d.addFiles)
	d.edits("/files/keep", func(v *visit) (string, error) {
		a, err := edit.Keep(v.Project, v.Field("name"), v.Field("seen"))
		return v.said("/files", "%s is now the file that was sent last.", a.File), err
	})
	d.edits("/files/drop", func(v *visit) (string, error) {
		return v.said("/files", "The file that was sent last was taken away. inputs/%s stays as it is.", v.Field("name")), edit.Drop(v.Project, v.Field("name"))
	})
	d.edits("/files/aside", func(v *visit) (string, error) {
		to, err := edit.PutAside(v.Project, v.Field("name"))
		return v.said("/files", "The file lies in %s now, and is not asked about any more.", to), err
	})
	d.inputChanges()
	d.checkChanges()
}

func (d *Desk) showFiles(v *visit) (any, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	shown := filesShown{Most: edit.TakenAtMost, Checked: d.checkedOf(v)}
	for _, e := range edit.Inputs(v.Project) {
		shown.Used = append(shown.Used, shownFile(v, schemes, e))
	}
	if shown.Gone, err = edit.Tidy(v.Project, d.asked.Now()); err != nil {
		return nil, err
	}
	unused, err := edit.Unused(v.Project)
	if err != nil {
		return nil, err
	}
	for _, name := range unused {
		e := edit.Input{Index: edit.New, File: edit.File{Path: name}}
		one := shownFile(v, schemes, e)
		one.Place = "/files/new/" + path.Base(name)
		shown.Unused = append(shown.Unused, one)
	}
	shown.Waiting, err = edit.AllWaiting(v.Project)
	return shown, err
}

// shownFile says what a file is taken for, or seems to be.
func shownFile(v *visit, schemes []*calc.Scheme, e edit.Input) fileShown {
	seen := edit.Look(v.Project, schemes, e)
	one := fileShown{Input: e, Name: path.Base(e.File.Path), Place: "/files/input/" + e.Kind + "/" + strconv.Itoa(e.Index), Sheet: seen.Sheet.Name, Is: kindWords[e.Kind]}
	if e.Kind == "" {
		one.Is = "not known"
		if fit, ok := seen.Sheet.Seems(); ok {
			one.Is = kindWords[fit.Kind]
		}
	}
	if words := layoutWords[seen.Fit.Layout]; words != "" {
		one.Is += ", " + words
	}
	for _, taken := range seen.Fit.Columns {
		if taken.Header != "" && edit.Key(taken.Header) != edit.Key(taken.Column) {
			one.From = append(one.From, taken.Column+" from “"+taken.Header+"”")
		}
	}
	one.Wrong = wrongWith(seen, e)
	return one
}

// wrongWith is why a file that the project names cannot be read as it is named.
func wrongWith(seen edit.Seen, e edit.Input) []string {
	var wrong []string
	if len(seen.Sheets) == 0 {
		for _, p := range seen.Problems {
			wrong = append(wrong, p.Remedy)
		}
		return wrong
	}
	if e.Kind == "" || e.File.Layout == "epraccur" {
		return nil
	}
	switch fit := seen.Fit; {
	case fit.Kind == "":
		wrong = append(wrong, "no row names its columns")
	case len(fit.Missing) > 0:
		wrong = append(wrong, "it lacks "+calc.And(fit.Missing))
	case len(fit.Twice) > 0:
		wrong = append(wrong, "two columns are read as "+calc.And(fit.Twice))
	}
	return wrong
}

// addFiles takes the files of a form as they come.
func (d *Desk) addFiles(v *visit, files *multipart.Reader) (string, error) {
	if err := v.free(); err != nil {
		return "", err
	}
	var said []string
	var faults []error
	for {
		part, err := files.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("the rest did not arrive: %w", err))
			break
		}
		name, ok := fileName(part)
		if part.FormName() != "files" || !ok {
			continue
		}
		a, err := edit.Take(v.Project, name, part)
		switch {
		case err != nil:
			faults = append(faults, err)
		case a.Same:
			said = append(said, a.File+" is there already, the very same.")
		case a.Over:
			said = append(said, "inputs/"+a.Name+" is there already and is another: say below which of the two is meant.")
		default:
			said = append(said, a.File+" is there now.")
		}
	}
	switch {
	case len(faults) > 0:
		if len(said) > 0 {
			faults = append(faults, errors.New(strings.Join(said, " ")))
		}
		return "", errors.Join(faults...)
	case len(said) == 0:
		return "", register.WithHint(errors.New("no file was chosen, so that none was added"), "choose one or several, then add them")
	}
	return v.said("/files", "%s", strings.Join(said, " ")), nil
}

// fileName is the name that a file was sent under, as it was sent: what leads to another
// folder is refused, and not cut off.
func fileName(part *multipart.Part) (name string, is bool) {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	name, is = params["filename"]
	return name, is && err == nil && name != ""
}

// edits registers a change of the project's files: one at a time, and none while a
// command reads them.
func (d *Desk) edits(path string, do func(v *visit) (next string, err error)) {
	d.change(path, func(v *visit) (string, error) {
		if err := v.free(); err != nil {
			return "", err
		}
		d.editing.Lock()
		defer d.editing.Unlock()
		return do(v)
	})
}

// free refuses a change of files while a command reads them. A sending reads none.
func (v *visit) free() error {
	if v.File == "" {
		return errors.New("no project is open: choose one first")
	}
	if one := v.desk.works.busy(); one != nil && !one.Sending {
		return register.WithHint(fmt.Errorf("%q is at work, and reads these files", one.Title), "wait until it has ended, or stop it")
	}
	root := v.Project.Path(v.Project.Output)
	if holder, busy := register.AtWork(root); busy && !strings.HasPrefix(holder.Doing, "send") {
		return register.WithHint(register.Busy{Root: root, Holder: holder}, "wait until it has ended")
	}
	return nil
}

// sizeWords is how large a file is.
func sizeWords(bytes int64) string {
	switch {
	case bytes < 10_000:
		return letters.Count(bytes) + " bytes"
	case bytes < 10_000_000:
		return letters.Count(bytes/1000) + " kB"
	}
	return letters.Count(bytes/1_000_000) + " MB"
}
