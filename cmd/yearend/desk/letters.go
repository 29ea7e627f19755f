package desk

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/cmd/yearend/season/edit"
	"yearend/letters"
)

// lettersShown is every practice with what its letters would say, for one to be chosen.
type lettersShown struct {
	Kind  letters.Kind
	Kinds []option
	Rows  []letterRow
	Asked string // part of a code or name that was looked for
	All   int
	Pages paging
	Stops []string // why there are no figures
}

// givenWords are what a list says of an instruction.
var givenWords = map[calc.InstructionKind]string{calc.ToHold: "held", calc.ToNote: "a note", calc.ToPost: "by post", calc.ToSucceed: "a successor", calc.ToAccept: "something accepted"}

// letterRow is a practice in a scheme.
type letterRow struct {
	calc.Position
	Place string
	Given []string // what the team decided by hand
}

// practiceLetters is a practice's letters beside their working, and what the team decided
// by hand for them.
type practiceLetters struct {
	Practice calc.Practice
	Kind     letters.Kind
	Kinds    []option
	Schemes  []schemeLetter
	Given    []instructionShown
	Rules    []calc.InstructionRule // that can be given here
	Today    calc.Date
	Back     string
	Stops    []string
}

// schemeLetter is a position, its letter and its working.
type schemeLetter struct {
	calc.Position
	Working []workingPart
	Said    string   // the same as explain prints it
	Frame   string   // where its letter is; empty for one that gets none
	Words   string   // where its words are changed
	Held    []string // why it gets none
}

// workingPart is the steps of one service, or of the whole scheme.
type workingPart struct {
	Of    string
	Steps []workingStep
}

// workingStep is a step: what it is, what it comes to, how, and by which clause.
type workingStep struct{ Label, Value, Sum, By string }

// workingOf is a position's working, part by part.
func workingOf(p calc.Position) []workingPart {
	var parts []workingPart
	if p.Outcome == calc.Held {
		return nil
	}
	for _, step := range calc.Working(p) {
		of := cmp.Or(step.Service, p.Scheme.Title)
		if len(parts) == 0 || parts[len(parts)-1].Of != of {
			parts = append(parts, workingPart{Of: of})
		}
		last := &parts[len(parts)-1]
		last.Steps = append(last.Steps, workingStep{step.Label, letters.FigureText(step.Value), letters.SumText(step.Sum), step.By()})
	}
	return parts
}

// Heading is the title of its page.
func (p practiceLetters) Heading() string {
	return strings.TrimSpace(string(p.Practice.Code) + " " + p.Practice.Name)
}

func (d *Desk) letterPages() []page {
	return []page{
		{Path: "/letters", Title: "Letters", In: "Letters", View: "letters.html", Show: d.showLetters},
		{Path: "/letters/{code}", Title: "A practice’s letters", In: "Letters", View: "practice_letters.html", Show: d.showPracticeLetters},
	}
}

func (d *Desk) letterChanges() {
	d.mux.HandleFunc("GET /letters/{code}/{scheme}/{form}", d.serveLetter)
	d.edits("/letters/{code}/instruct", d.instruct)
	d.edits("/letters/{code}/withdraw", d.withdraw)
}

// looking is what a preview is asked for: letters of the kind that the address names, or
// of the one that the day is for.
func (v *visit) looking() (ask season.Request, kinds []option) {
	ask = season.Request{Kind: letters.YearEnd(), AsOf: v.On(), Now: v.desk.asked.Now}
	schemes, _ := v.Project.ReadSchemes()
	named := v.URL.Query().Get("kind")
	if named == "" && len(schemes) > 0 && ask.AsOf <= schemes[0].Period.To {
		named = letters.Projection().Name
	}
	for _, k := range letters.Kinds() {
		if k.OnPages {
			continue
		}
		if k.Name == named {
			ask.Kind = k
		}
		kinds = append(kinds, option{Value: k.Name, Words: k.Called.Looks})
	}
	for i := range kinds {
		kinds[i].Chosen = kinds[i].Value == ask.Kind.Name
	}
	return askFor(v, ask.Kind), kinds
}

// settled reads everything and works out every position. Where a problem stops it,
// that is said in lines of its own.
func (d *Desk) settled(v *visit, ask season.Request) (calc.Settlement, []string, error) {
	_, settled, err := season.Read(v.Project, ask)
	if err != nil {
		return settled, nil, err
	}
	var stops []string
	for _, p := range settled.Extract.Problems {
		if p.Severity == calc.Stop {
			stops = append(stops, d.asked.Program.Problem(p))
		}
	}
	return settled, stops, nil
}

func (d *Desk) showLetters(v *visit) (any, error) {
	ask, kinds := v.looking()
	shown := lettersShown{Kind: ask.Kind, Kinds: kinds, Asked: strings.TrimSpace(v.URL.Query().Get("practice"))}
	settled, stops, err := d.settled(v, ask)
	if err != nil || len(stops) > 0 {
		shown.Stops = stops
		return shown, err
	}
	shown.All = len(settled.Positions)
	for _, p := range settled.Positions {
		if !named(shown.Asked, p.Practice.Code, p.Practice.Name) {
			continue
		}
		row := letterRow{Position: p, Place: "/letters/" + string(p.Practice.Code) + "?kind=" + ask.Kind.Name + "#" + p.Scheme.Code}
		for _, i := range settled.Extract.Instructions {
			if i.Touches(p.Practice.Code, p.Scheme.Code) {
				row.Given = append(row.Given, givenWords[i.Kind])
			}
		}
		shown.Rows = append(shown.Rows, row)
	}
	shown.Pages = v.paging(len(shown.Rows))
	shown.Rows = shown.Rows[shown.Pages.From:shown.Pages.To]
	return shown, nil
}

// named reports whether a practice has the words in its code or name.
func named(words string, code calc.PracticeCode, name string) bool {
	return strings.Contains(strings.ToLower(string(code)+" "+name), strings.ToLower(words))
}

func (d *Desk) showPracticeLetters(v *visit) (any, error) {
	code, err := calc.ParsePracticeCode(strings.ToUpper(v.PathValue("code")))
	if err != nil {
		return nil, err
	}
	ask, kinds := v.looking()
	shown := practiceLetters{Practice: calc.Practice{Code: code}, Kind: ask.Kind, Kinds: kinds, Today: v.On(), Back: v.URL.Path + "?kind=" + ask.Kind.Name}
	for _, rule := range calc.InstructionRules() {
		if !rule.Whole {
			shown.Rules = append(shown.Rules, rule)
		}
	}
	settled, stops, err := d.settled(v, ask)
	if err != nil || len(stops) > 0 {
		shown.Stops = stops
		return shown, err
	}
	found, err := season.PositionsOf(settled, code, "")
	if err != nil {
		return nil, err
	}
	shown.Practice = found[0].Practice
	for _, p := range found {
		shown.Schemes = append(shown.Schemes, d.schemeLetter(ask, p))
	}
	for _, i := range settled.Extract.Instructions {
		if i.Practice == code {
			shown.Given = append(shown.Given, shownInstruction(settled.Schemes, i))
		}
	}
	return shown, nil
}

func (d *Desk) schemeLetter(ask season.Request, p calc.Position) schemeLetter {
	var working bytes.Buffer
	d.asked.Program.Working(&working, p)
	one := schemeLetter{Position: p, Working: workingOf(p), Said: working.String(), Words: "/words/" + path.Join(p.Scheme.Words, ask.Kind.Letter)}
	for _, problem := range p.Held {
		one.Held = append(one.Held, d.asked.Program.Problem(problem))
	}
	if p.Outcome != calc.Held {
		one.Frame = "/letters/" + string(p.Practice.Code) + "/" + p.Scheme.Code + "/"
	}
	return one
}

// framePolicy is what a letter may do within a page of ours: show itself.
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src 'self'; frame-ancestors 'self'"

// letterForms are the forms of a letter by their addresses.
var letterForms = map[string]struct{ ending, kind string }{
	"letter.html": {".html", "text/html; charset=utf-8"}, "letter.pdf": {".pdf", "application/pdf"},
	"email.html": {"-email.html", "text/html; charset=utf-8"}, "letter.txt": {".txt", "text/plain; charset=utf-8"},
}

// serveLetter makes a letter as preview does, and shows it.
func (d *Desk) serveLetter(w http.ResponseWriter, r *http.Request) {
	form, known := letterForms[r.PathValue("form")]
	v, err := d.visited(r)
	if !known || v.File == "" {
		http.NotFound(w, r)
		return
	}
	var letter season.Drawn
	if err == nil {
		ask, _ := v.looking()
		letter, err = drawn(v.Project, ask, r.PathValue("code"), r.PathValue("scheme"))
	}
	d.frame(w, form.kind, letter, form.ending, err)
}

// frame shows a form of a letter, or why there is none.
func (d *Desk) frame(w http.ResponseWriter, kind string, letter season.Drawn, ending string, err error) {
	h := w.Header()
	h.Set("Content-Security-Policy", framePolicy)
	if err != nil {
		h.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusUnprocessableEntity)
		for _, line := range faultOf(err).said() {
			fmt.Fprintln(w, line)
		}
		return
	}
	h.Set("Content-Type", kind)
	if ending == ".pdf" {
		h.Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", letter.Letter.Scheme+"-"+string(letter.Letter.Practice)+".pdf"))
	}
	w.Write([]byte(letter.Files[ending]))
}

// drawn is the letter of a practice in a scheme.
func drawn(p season.Project, ask season.Request, code, scheme string) (season.Drawn, error) {
	practice, err := calc.ParsePracticeCode(strings.ToUpper(code))
	if err != nil {
		return season.Drawn{}, err
	}
	preview, err := season.OpenPreview(p, ask, practice, scheme, "")
	if err != nil {
		return season.Drawn{}, err
	}
	if preview.Settled.Extract.Stops() {
		return season.Drawn{}, fmt.Errorf("a file cannot be trusted, so that there is no letter: %s", preview.Settled.Extract.Problems[0].Remedy)
	}
	drawn, err := preview.Draw()
	if err != nil {
		return season.Drawn{}, err
	}
	if len(drawn) == 0 {
		return season.Drawn{}, fmt.Errorf("%s is held and gets no letter", practice)
	}
	return drawn[0], nil
}

// instruct writes what the team decides by hand for a practice.
func (d *Desk) instruct(v *visit) (string, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return "", err
	}
	code, err := calc.ParsePracticeCode(strings.ToUpper(v.PathValue("code")))
	if err != nil {
		return "", err
	}
	rule, known := calc.InstructionRuleOf(v.Field("instruction"))
	if !known {
		return "", fmt.Errorf("choose what is decided")
	}
	given := calc.Instruction{Kind: rule.Kind, Practice: code, Scheme: v.Field("scheme"), Text: v.Field("text"), By: v.Field("by"), On: v.On()}
	if rule.Kind == calc.ToSucceed {
		given.Text = strings.ToUpper(given.Text)
	}
	file, err := edit.Instruct(v.Project, schemes, v.On(), given)
	if err != nil {
		return "", err
	}
	return v.said(practicePlace(v, code), "The instruction stands in %s now.", file), nil
}

func practicePlace(v *visit, code calc.PracticeCode) string {
	query := url.Values{"kind": {cmp.Or(v.Field("kind"), letters.YearEnd().Name)}}
	return "/letters/" + string(code) + "?" + query.Encode() + "#instructions"
}

// withdraw takes an instruction out.
func (d *Desk) withdraw(v *visit) (string, error) {
	one, err := withdrawn(v)
	return v.said(practicePlace(v, one.Practice), "The instruction was taken out of %s.", one.File), err
}

// instructionKey is by what a form names an instruction: all that it says, and where.
func instructionKey(i calc.Instruction) string { return edit.Digest([]byte(fmt.Sprintf("%#v", i))) }
