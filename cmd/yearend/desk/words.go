package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/cmd/yearend/season/edit"
	"yearend/letters"
)

// wordsShown is the words of every letter and e-mail.
type wordsShown struct {
	Folder string // of the project's own
	All    []edit.Template
}

// wordsEdited is a template, to be changed, with what comes of it beside.
type wordsEdited struct {
	edit.Template
	Text   string
	Tried  bool // what is shown stands in no file yet
	Faults []lineFault
	Frame  string // where the letter that comes of it is; empty where none can be shown
	Pdf    string
	Code   string // the practice whose letter is shown
	Seen   string // the digest of what stands in the file
	Kind   string
	Folder string

	Placeholders []letters.Placeholder // that the words may name
}

// lineFault is a fault with the line that it is in.
type lineFault struct {
	edit.Fault
	Text string
}

// Heading is the title of its page.
func (w wordsEdited) Heading() string {
	return w.Scheme.Title + ": the words of the " + kindOf(w.Template)
}

// kindOf is what a template is of.
func kindOf(t edit.Template) string {
	if t.Email {
		return "e-mail with the " + t.Kind.Called.One
	}
	return t.Kind.Called.One
}

func (d *Desk) wordPages() []page {
	return []page{
		{Path: "/words", Title: "The words of letters", In: "Letters", View: "words.html", Show: d.showWords},
		{Path: "/words/{scheme}/{file}", Title: "Words", In: "Letters", View: "word.html", Show: d.showTemplate},
	}
}

func (d *Desk) wordChanges() {
	d.mux.HandleFunc("GET /words/{scheme}/{file}/{form}", d.serveTried)
	d.change("/words/{scheme}/{file}/try", func(v *visit) (string, error) { return tried(v, note{}), nil })
	d.edits("/words/{scheme}/{file}/save", d.saveWords)
	d.edits("/words/{scheme}/{file}/shipped", func(v *visit) (string, error) {
		t, err := templateOf(v)
		if err != nil {
			return "", err
		}
		kept, err := edit.ShippedAgain(v.Project, t, v.Field("seen"))
		return v.said("/words/"+t.Name, "The shipped words stand again. Yours are kept in %s, which nothing reads.", kept), err
	})
}

func (d *Desk) showWords(v *visit) (any, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	all, err := edit.Templates(v.Project, schemes)
	return wordsShown{v.Project.TemplatesFolder(), all}, err
}

// templateOf is the template that an address names.
func templateOf(v *visit) (edit.Template, error) {
	name := path.Join(v.PathValue("scheme"), v.PathValue("file"))
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return edit.Template{}, err
	}
	all, err := edit.Templates(v.Project, schemes)
	if err != nil {
		return edit.Template{}, err
	}
	i := slices.IndexFunc(all, func(t edit.Template) bool { return t.Name == name })
	if i < 0 {
		return edit.Template{}, fmt.Errorf("there is no template %q in this project", name)
	}
	return all[i], nil
}

// written are the words that a person has written and not saved, if the address names such.
func written(v *visit) (string, bool) {
	if !v.note.was.Has("text") {
		return "", false
	}
	return strings.ReplaceAll(v.note.was.Get("text"), "\r\n", "\n"), true
}

func (d *Desk) showTemplate(v *visit) (any, error) {
	t, err := templateOf(v)
	if err != nil {
		return nil, err
	}
	w := wordsEdited{Template: t, Text: strings.ReplaceAll(strings.TrimPrefix(string(t.Text), "\ufeff"), "\r\n", "\n"), Seen: edit.Digest(t.Text), Kind: kindOf(t), Folder: v.Project.TemplatesFolder()}
	if text, is := written(v); is {
		w.Text, w.Tried = text, true
	}
	lines := strings.Split(w.Text, "\n")
	for _, f := range edit.Judge(v.Project, t, []byte(w.Text)) {
		one := lineFault{Fault: f}
		if f.Line > 0 && f.Line <= len(lines) {
			one.Text = lines[f.Line-1]
		}
		w.Faults = append(w.Faults, one)
	}
	w.Code = strings.ToUpper(strings.TrimSpace(v.note.was.Get("practice")))
	if w.Code == "" {
		w.Code = strings.ToUpper(strings.TrimSpace(v.URL.Query().Get("practice")))
	}
	if w.Code == "" {
		w.Code = firstPractice(v, t)
	}
	w.Placeholders = placeholders(v, t, w.Code)
	if len(w.Faults) == 0 && w.Code != "" && !t.Kind.OnPages {
		form := "letter.html"
		if t.Email {
			form = "email.html"
		} else {
			w.Pdf = tryPlace(v, t, w.Code, "letter.pdf")
		}
		w.Frame = tryPlace(v, t, w.Code, form)
	}
	return w, nil
}

// placeholders are what the words of a template may name, with what each comes to for a
// practice where that can be shown.
func placeholders(v *visit, t edit.Template, code string) []letters.Placeholder {
	all := letters.PlaceholdersOf(t.Kind)
	practice, err := calc.ParsePracticeCode(code)
	if err != nil || t.Kind.OnPages {
		return all
	}
	preview, err := season.OpenPreview(v.Project, askFor(v, t.Kind), practice, t.Scheme.Code, "")
	if err != nil || preview.Settled.Extract.Stops() {
		return all
	}
	if now := preview.Placeholders(); len(now) > 0 {
		return now
	}
	return all
}

// tryPlace is where a form of the letter is that comes of the words as they are written.
func tryPlace(v *visit, t edit.Template, code, form string) string {
	query := url.Values{"practice": {code}}
	if note := v.URL.Query().Get("note"); note != "" {
		query.Set("note", note)
	}
	return "/words/" + t.Name + "/" + form + "?" + query.Encode()
}

// firstPractice is the first whose letter the words are of.
func firstPractice(v *visit, t edit.Template) string {
	_, settled, err := season.Read(v.Project, askFor(v, t.Kind))
	if err != nil || settled.Extract.Stops() {
		return ""
	}
	for _, p := range settled.Positions {
		if p.Scheme.Code == t.Scheme.Code && p.Outcome != calc.Held {
			return string(p.Practice.Code)
		}
	}
	return ""
}

// askFor is what a preview of a kind is asked for.
func askFor(v *visit, kind letters.Kind) season.Request {
	ask := season.Request{Kind: kind, AsOf: v.On(), Now: v.desk.asked.Now}
	if schemes, err := v.Project.ReadSchemes(); err == nil && kind.Early && len(schemes) > 0 {
		ask.AsOf = min(ask.AsOf, schemes[0].Period.To) // a rehearsal is dated within the year
		ask.Through = lastMonth(schemes[0].Period, ask.AsOf)
	}
	return ask
}

// serveTried makes the letter that comes of words that may stand in no file.
func (d *Desk) serveTried(w http.ResponseWriter, r *http.Request) {
	form, known := letterForms[r.PathValue("form")]
	v, err := d.visited(r)
	if !known || v.File == "" {
		http.NotFound(w, r)
		return
	}
	var letter season.Drawn
	if err == nil {
		letter, err = d.triedLetter(v)
	}
	d.frame(w, form.kind, letter, form.ending, err)
}

func (d *Desk) triedLetter(v *visit) (season.Drawn, error) {
	t, err := templateOf(v)
	if err != nil {
		return season.Drawn{}, err
	}
	project := v.Project
	if text, is := written(v); is {
		project = project.Trying(t.Name, []byte(text))
	}
	return drawn(project, askFor(v, t.Kind), v.URL.Query().Get("practice"), t.Scheme.Code)
}

// tried leads to the page that shows what comes of the words as they are written.
func tried(v *visit, n note) string {
	n.was = url.Values{"text": {v.PostFormValue("text")}, "practice": {v.Field("practice")}}
	return v.desk.notes.add("/words/"+path.Join(v.PathValue("scheme"), v.PathValue("file")), n)
}

// saveWords writes words into the project's own folder. Words with a fault are led back,
// with the fault at its line.
func (d *Desk) saveWords(v *visit) (string, error) {
	t, err := templateOf(v)
	if err != nil {
		return "", err
	}
	name, _, err := edit.SaveWords(v.Project, t, []byte(v.PostFormValue("text")), v.Field("seen"))
	if err != nil {
		return tried(v, note{Fault: faultOf(err)}), nil
	}
	place := "/words/" + t.Name
	if code := v.Field("practice"); code != "" {
		place += "?" + url.Values{"practice": {code}}.Encode()
	}
	return v.said(place, "The words stand in %s now. Letters that were approved with others stand as they are.", name), nil
}
