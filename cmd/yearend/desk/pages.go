package desk

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/templates"
)

// page is a page of the desk: where it is, what it is called, the file of
// templates/desk that it is written by, and what that is filled with, as .Page.
type page struct {
	Path  string // as http.ServeMux takes it, such as /runs/{run}
	Title string
	In    string // the item of the menu that it belongs to
	View  string
	Show  func(v *visit) (any, error)
	Bare  bool // it is shown before a project is chosen
}

// navigation are its entries in the order of a season, and where each begins.
var navigation = []struct{ Name, Path string }{
	{"Season", "/"},
	{"Settings", "/settings"},
	{"Files", "/files"}, {"Rules", "/rules"}, {"Letters", "/letters"},
	{"Produce", "/produce"}, {"Approve", "/approve"}, {"Send", "/send"}, {"Panel", "/panel"},
}

// everyPage is every page, by what it is about.
func (d *Desk) everyPage() []page {
	return slices.Concat(
		d.beginPages(),
		d.workPages(),
		d.seasonPages(),
		d.settingPages(),
		d.filePages(),
		d.rulePages(),
		d.letterPages(),
		d.instructionPages(),
		d.wordPages(),
		d.producePages(),
		d.runPages(),
		d.approvePages(),
		d.sendPages(),
		d.panelPages(),
	)
}

// changes registers what a person can do, by what it is about.
func (d *Desk) changes() {
	d.beginChanges()
	d.workChanges()
	d.settingChanges()
	d.fileChanges()
	d.ruleChanges()
	d.letterChanges()
	d.instructionChanges()
	d.wordChanges()
	d.produceChanges()
	d.runChanges()
	d.approveChanges()
	d.sendChanges()
	d.panelChanges()
}

// serves has every page and change asked for by its address.
func (d *Desk) serves() error {
	d.pages = append(d.everyPage(), nowhere)
	d.views = map[string]*template.Template{}
	for _, p := range d.pages {
		view, err := template.New("shell.html").Funcs(words).ParseFS(templates.Desk, "desk/shell.html", "desk/"+p.View)
		if err != nil {
			return fmt.Errorf("read the template of the desk's %s: %w", p.View, err)
		}
		d.views[p.Path] = view
		if p.Show == nil {
			continue
		}
		d.mux.HandleFunc("GET "+exactly(p.Path), func(w http.ResponseWriter, r *http.Request) { d.show(w, r, p) })
	}
	for name, kind := range map[string]string{"desk.css": "text/css", "desk.js": "text/javascript"} {
		text, err := templates.Desk.ReadFile("desk/" + name)
		if err != nil {
			return fmt.Errorf("read the desk's %s: %w", name, err)
		}
		d.mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind+"; charset=utf-8")
			w.Write(text)
		})
	}
	d.mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }) // a letter in its frame names none
	d.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { d.noSuchPage(w, r, nil) })
	d.changes()
	return nil
}

// exactly keeps / from meaning everything.
func exactly(path string) string {
	if path == "/" {
		return "/{$}"
	}
	return path
}

// words are those that the views write figures and dates with.
var words = template.FuncMap{
	"count": letters.Count[int], "many": letters.Many[int], "day": letters.LongDate, "listed": calc.And, "pounds": letters.Pounds,
	"date": longDay, "means": meaning, "size": sizeWords, "key": instructionKey, "of": kindOf, "accepts": acceptPlace,
	"dict":     dict,
	"sentence": func(s string) string { return strings.ToUpper(s[:1]) + s[1:] },
	"money":    letters.PoundsOf, "boundary": letters.BoundaryTitle,
	"minus": func(n int) int { return -n }, "has": slices.Contains[[]string], "join": func(some []string) string { return calc.Or(some) },
}

// dict are several values for a template, by their names.
func dict(pairs ...any) map[string]any {
	all := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			all[name] = pairs[i+1]
		}
	}
	return all
}

// visit is one request, by a person who may make it.
type visit struct {
	*http.Request
	desk    *Desk
	Project season.Project
	File    string // of the project
	note    note
	names   *names
}

// visited is a request with the project as it stands now.
func (d *Desk) visited(r *http.Request) (*visit, error) {
	v := &visit{Request: r, desk: d, File: d.at(), note: d.notes.of(r.URL.Query().Get("note"))}
	var err error
	if v.File != "" {
		v.Project, err = season.ReadProject(v.File)
		v.Project = v.Project.At(d.asked.Program.Here).Knowing(&d.known)
	}
	v.names = namesOf(v.Project)
	return v, err
}

// Field is what a person wrote into a field, without the space around it.
func (v *visit) Field(name string) string { return strings.TrimSpace(v.PostFormValue(name)) }

// On is the day that the desk takes for today.
func (v *visit) On() calc.Date { return v.desk.asked.AsOf() }

// shell is what every page is filled with.
type shell struct {
	Title   string
	In      string
	Menu    []menuItem // of the navigation
	Project string     // the file
	Word    string     // of our own forms
	At      string     // where this is, to come back to
	Work    *workShown
	Said    string // what the last change has done
	Fault   *Fault // or why it was not done, or the page cannot be shown
	was     url.Values
	names   *names
	Page    any

	Over      bool       // the desk has ended: nothing can be asked of it any more
	Rehearsed *rehearsal // it takes another day for today than the clock; nil where it does not
}

// rehearsal is the day that the desk takes for today, and the one of the clock.
type rehearsal struct{ Day, Clock calc.Date }

// rehearses is nil where today is today.
func (d *Desk) rehearses() *rehearsal {
	if day, clock := d.asked.AsOf(), calc.DateOf(d.asked.Now()); day != clock {
		return &rehearsal{day, clock}
	}
	return nil
}

type menuItem struct {
	Name, Path string
	Here       bool
}

// Was is what a person had written into a field of a form that was refused; else what
// stands there at first.
func (s shell) Was(field, first string) string {
	if s.was.Has(field) {
		return s.was.Get(field)
	}
	return first
}

// show writes a page.
func (d *Desk) show(w http.ResponseWriter, r *http.Request, p page) { d.showAs(w, r, p, http.StatusOK) }

func (d *Desk) showAs(w http.ResponseWriter, r *http.Request, p page, status int) {
	v, err := d.visited(r)
	if d.ended() && p.Path != endedPath {
		http.Redirect(w, r, endedPath, http.StatusSeeOther)
		return
	}
	if v.File == "" && !p.Bare {
		http.Redirect(w, r, "/begin", http.StatusSeeOther)
		return
	}
	s := shell{Title: p.Title, In: p.In, Project: v.File, Word: d.guard.form, At: r.URL.Path, Said: v.note.Said, Fault: v.note.Fault, was: v.note.was, Work: d.works.shown(), Over: d.ended(), Rehearsed: d.rehearses(), names: v.names}
	if s.Over {
		s.Project, s.Rehearsed = "", nil
	}
	if v.File != "" && !s.Over {
		for _, n := range navigation {
			s.Menu = append(s.Menu, menuItem{n.Name, n.Path, n.Name == p.In})
		}
	}
	if err == nil || p.Bare {
		s.Page, err = p.Show(v)
	}
	var elsewhere goTo
	if errors.As(err, &elsewhere) {
		http.Redirect(w, r, string(elsewhere), http.StatusSeeOther)
		return
	}
	if err != nil {
		s.Fault, s.Page = faultOf(err), nil
	}
	if titled, has := s.Page.(interface{ Heading() string }); has {
		s.Title = titled.Heading()
	}
	var written bytes.Buffer
	if err := d.views[p.Path].Execute(&written, s); err != nil {
		http.Error(w, "yearend: error: write the page: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(written.Bytes())
}

// nowhere is the page of an address at which nothing is.
var nowhere = page{Path: "/nowhere", Title: "There is no such page", View: "nowhere.html", Bare: true}

// noSuchPage says so in the frame of every page, with the way on; why is said where it is known.
func (d *Desk) noSuchPage(w http.ResponseWriter, r *http.Request, why error) {
	p := nowhere
	p.Show = func(*visit) (any, error) {
		if why == nil {
			return (*Fault)(nil), nil
		}
		return faultOf(why), nil
	}
	d.showAs(w, r, p, http.StatusNotFound)
}

// goTo is no fault: what was asked for is on another page.
type goTo string

func (g goTo) Error() string { return "see " + string(g) }

// mostForm is how many bytes a form without files has at most.
const mostForm = 4 << 20

// change registers what a person can do with a form of ours: it says where to go on,
// or why nothing was done, which is then shown on the page that the form stands on,
// with what they had written.
func (d *Desk) change(path string, do func(v *visit) (next string, err error)) {
	d.mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, mostForm)
		if err := r.ParseForm(); err != nil || !same(r.PostFormValue("word"), d.guard.form) {
			refuse(w, "This form is none of the desk's, or of an earlier one: open the page again.")
			return
		}
		d.do(w, r, r.PostFormValue("back"), do)
	})
}

// upload registers the same for a form that has files after its other fields, which
// come as they are read and are never held in memory.
func (d *Desk) upload(path string, do func(v *visit, files *multipart.Reader) (next string, err error)) {
	d.mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
		files, err := r.MultipartReader()
		if err != nil || kind != "multipart/form-data" {
			refuse(w, "This form has no files.")
			return
		}
		word, back := firstField(files, "word"), ""
		if !same(word, d.guard.form) {
			refuse(w, "This form is none of the desk's, or of an earlier one: open the page again.")
			return
		}
		back = firstField(files, "back")
		d.do(w, r, back, func(v *visit) (string, error) { return do(v, files) })
	})
}

// firstField is the next field of a form, which must be of that name and short.
func firstField(files *multipart.Reader, name string) string {
	part, err := files.NextPart()
	if err != nil || part.FormName() != name {
		return ""
	}
	var text bytes.Buffer
	if n, err := text.ReadFrom(http.MaxBytesReader(nil, part, 2000)); err != nil || n == 0 {
		return ""
	}
	return text.String()
}

// do does what was asked, and leads on.
func (d *Desk) do(w http.ResponseWriter, r *http.Request, back string, do func(v *visit) (string, error)) {
	v, err := d.visited(r)
	next := ""
	if err == nil || needsNoProject(r.URL.Path) {
		next, err = do(v)
	}
	if err != nil {
		n := note{Fault: faultOf(err), was: url.Values{}}
		for name, values := range r.PostForm {
			if name != "word" && name != "password" && !strings.Contains(name, ".secret.") { // no password is shown again
				n.was[name] = values
			}
		}
		next = d.notes.add(ours(back), n)
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// needsNoProject reports whether a change can be done where there is no project, or its
// file cannot be read: another is chosen, what is at work is stopped, the desk is ended.
func needsNoProject(path string) bool {
	return path == "/end" || strings.HasPrefix(path, "/begin/") || strings.HasPrefix(path, "/work/")
}

// ours is a place of the desk, or its first page.
func ours(place string) string {
	if strings.HasPrefix(place, "/") && !strings.HasPrefix(place, "//") && !strings.Contains(place, "\\") {
		return place
	}
	return "/"
}

// said leads to a page with a line on what was done.
func (v *visit) said(place, format string, args ...any) string {
	return v.desk.notes.add(place, note{Said: fmt.Sprintf(format, args...)})
}
