package desk

import (
	"errors"
	"net/url"
	"path"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season/edit"
)

// inputShown is what a file is taken for, to be corrected with lists: first what it is
// and which sheet, then which of its columns is which.
type inputShown struct {
	edit.Input
	Name    string // of the file, alone
	WasKind string // what the project file takes it for
	Proof   string // the number of the team's own row in a form's export
	Seems   string // what it seems to be
	Use     string // where the choice is sent
	Back    string // this page with what was chosen so far
	Seen    string // the digest of the project file
	Kinds   []option
	Sheets  []option
	Layouts []option
	Columns []columnShown
	Headers []string
	Months  []string
	Row     int
	Wrong   []string
	Schemes []option
	Service []option
	Says    bool // contracts or activity: what the file itself leaves out may be said
	Form    bool // a form's export
}

type option struct {
	Value, Words string
	Chosen       bool
}

type columnShown struct {
	Field, Name string
	Optional    bool
	Header      string
}

// Heading is the title of its page.
func (e inputShown) Heading() string { return "What is " + e.Name + "?" }

const columnField = "column:"

func (d *Desk) inputChanges() {
	d.edits("/files/use", d.useFile)
	d.edits("/files/unuse", func(v *visit) (string, error) {
		e, err := inputOf(v, v.Field("was-kind"), v.Field("was-place"), "")
		if err != nil {
			return "", err
		}
		_, err = edit.TakeOut(v.Project, e, v.Field("seen"))
		return v.said("/files", "The season no longer reads %s as %s. The file stays where it is.", e.File.Path, kindWords[e.Kind]), err
	})
}

// inputOf is the input that a page or a form is about: one of the project file, or a new one.
func inputOf(v *visit, kind, place, name string) (edit.Input, error) {
	if name != "" {
		if err := edit.CheckName(name); err != nil {
			return edit.Input{}, err
		}
		return edit.Input{Index: edit.New, File: edit.File{Path: path.Join("inputs", name)}}, nil
	}
	i, err := strconv.Atoi(place)
	e, ok := edit.InputAt(v.Project, kind, i)
	if err != nil || !ok {
		return e, errors.New("the project file does not name this file any more: look again at the files")
	}
	return e, nil
}

func (d *Desk) showInput(v *visit) (any, error) {
	e, err := inputOf(v, v.PathValue("kind"), v.PathValue("place"), v.PathValue("name"))
	if err != nil {
		return nil, err
	}
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	chosen := e
	said := func(name string, into *string) {
		if v.note.was.Has(name) {
			*into = v.note.was.Get(name)
		} else if v.URL.Query().Has(name) {
			*into = v.URL.Query().Get(name)
		}
	}
	said("kind", &chosen.Kind)
	said("sheet", &chosen.File.Sheet)
	said("layout", &chosen.File.Layout)
	seen := edit.Look(v.Project, schemes, chosen)
	shown := inputShown{Input: e, Name: path.Base(e.File.Path), Seen: edit.Digest(v.Project.Text()), Headers: seen.Sheet.Headers, Row: seen.Sheet.Row, Use: v.URL.Path}
	if fit, ok := seen.Sheet.Seems(); ok {
		shown.Seems = kindWords[fit.Kind]
		if chosen.Kind == "" {
			chosen.Kind = fit.Kind
		}
	}
	shown.WasKind = e.Kind
	if id := e.File.Proof.ID; id != 0 {
		shown.Proof = strconv.Itoa(id)
	}
	shown.Kind, shown.File.Layout = chosen.Kind, chosen.File.Layout
	shown.fill(seen, schemes, chosen)
	shown.Wrong = wrongWith(seen, chosen)
	query := url.Values{"kind": {chosen.Kind}, "sheet": {chosen.File.Sheet}, "layout": {chosen.File.Layout}}
	shown.Back = v.URL.Path + "?" + query.Encode()
	return shown, nil
}

// fill gives the lists that a person chooses from.
func (e *inputShown) fill(seen edit.Seen, schemes []*calc.Scheme, chosen edit.Input) {
	if chosen.Kind == "" { // it cannot be seen, and nothing is chosen for a person
		e.Kinds = append(e.Kinds, option{"", "choose", true})
	}
	for _, kind := range edit.Kinds() {
		e.Kinds = append(e.Kinds, option{kind, kindWords[kind], kind == chosen.Kind})
	}
	for _, s := range seen.Sheets {
		if s.Name != "" {
			e.Sheets = append(e.Sheets, option{s.Name, s.Name, s.Name == seen.Sheet.Name})
		}
	}
	e.Layouts = []option{{"", "as it is found", chosen.File.Layout == ""}}
	layouts := map[string][]string{"activity": {"records", "months", "wide"}, "practices": {"epraccur"}}
	for _, layout := range layouts[chosen.Kind] {
		ods := layout == "epraccur" && seen.Fit.Layout == layout
		e.Layouts = append(e.Layouts, option{layout, layoutWords[layout], chosen.File.Layout == layout || ods})
		if ods {
			e.File.Layout = layout
		}
	}
	e.Says, e.Form = chosen.Kind == "activity" || chosen.Kind == "contracts", chosen.Kind == "requests"
	for _, s := range schemes {
		e.Schemes = append(e.Schemes, option{Value: s.Code, Words: s.Title})
		for _, service := range s.AllServices() {
			e.Service = append(e.Service, option{Value: service.Code, Words: service.Name + ", " + s.Title})
		}
	}
	if e.File.Layout == "epraccur" {
		return
	}
	if e.Form && e.File.Scheme == "" {
		e.File.Scheme = seen.Fit.Scheme // whose questions it holds
	}
	for _, c := range seen.Fit.Columns {
		e.Columns = append(e.Columns, columnShown{columnField + c.Column, c.Column, c.Optional, c.Header})
	}
	e.Months = seen.Fit.Months
}

// useFile writes into the project file what a person says that a file is.
func (d *Desk) useFile(v *visit) (string, error) {
	from, err := inputOf(v, v.Field("was-kind"), v.Field("was-place"), v.Field("was-name"))
	if err != nil {
		return "", err
	}
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return "", err
	}
	c := edit.Choice{Input: from, Headers: map[string]string{}}
	c.Kind = v.Field("kind")
	f := &c.File
	f.Sheet, f.Layout, f.ICB = v.Field("sheet"), v.Field("layout"), strings.ToUpper(v.Field("icb"))
	f.Scheme, f.Service, f.Decimal, f.Months = v.Field("scheme"), v.Field("service"), v.Field("decimal"), v.Field("months")
	f.Times, f.Proof.At = v.Field("times"), v.Field("proof-at")
	f.Proof.ID, _ = strconv.Atoi(v.Field("proof-id"))
	for name := range v.PostForm {
		if column, is := strings.CutPrefix(name, columnField); is {
			c.Headers[column] = v.PostForm.Get(name)
		}
	}
	if _, err := edit.Choose(v.Project, schemes, from, c, v.Field("seen")); err != nil {
		return "", err
	}
	return v.said("/files", "The season reads %s as: %s. That stands in %s now.", f.Path, kindWords[c.Kind], path.Base(v.File)), nil
}
