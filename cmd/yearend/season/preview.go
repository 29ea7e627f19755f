package season

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/register"
	"yearend/letters/run"
)

// Preview is the letters of one practice, made to see what the words look like.
// It makes no run and issues nothing.
type Preview struct {
	Settled calc.Settlement // alone, where a problem stops the run
	Held    []calc.Position // that get no letter

	project   Project
	positions []calc.Position
	compared  run.Compared
	words     run.Stationery
	press     *pdf.Press
	out       string
	seen      map[string]saved // the files that are watched, as they were last seen
}

// Previewed is what was made.
type Previewed struct {
	Files []string // each without its endings
	Fails error    // letters that would be held, and are there all the same, for a person to look at
}

// OpenPreview reads everything for the letters of a practice, in one scheme or in
// all. They are written into the folder out, or into preview in the folder of runs.
func OpenPreview(p Project, ask Request, code calc.PracticeCode, scheme, out string) (*Preview, error) {
	rules, settled, err := Read(p, ask)
	v := &Preview{Settled: settled, project: p, words: p.stationery(ask, rules, run.Earlier{}), out: out}
	if err != nil || settled.Extract.Stops() {
		return v, err
	}
	before, err := lookBack(p, ask.Kind)
	if err != nil {
		return v, err
	}
	v.words.Opened = before.Opened
	if v.compared, err = compare(ask, settled, before); err != nil {
		return v, err
	}
	found, err := PositionsOf(v.compared.Settled, code, scheme)
	if err != nil {
		return v, err
	}
	for _, position := range found {
		if position.Outcome == calc.Held {
			v.Held = append(v.Held, position)
		} else {
			v.positions = append(v.positions, position)
		}
	}
	v.out = register.Typed(v.out)
	if v.out == "" {
		v.out = filepath.Join(p.folder().Root, "preview")
	}
	v.press, err = pdf.NewPress(Program())
	return v, err
}

// Letters is how many letters there are to see.
func (v *Preview) Letters() int { return len(v.positions) }

// Placeholders are what the words of the first letter may name, and what each comes to;
// none where there is no letter.
func (v *Preview) Placeholders() []letters.Placeholder {
	if len(v.positions) == 0 {
		return nil
	}
	return v.words.Placeholders(v.positions[0], v.issue(v.positions[0]))
}

// Drawn is a letter of a preview, and the e-mail that will carry it.
type Drawn struct {
	Letter letters.Letter
	Email  letters.Email
	Files  map[string]string // its forms, by the ending of the file: .pdf, .html, .txt, -email.html, -email.txt
	Fails  error             // it would be held, and is there all the same, for a person to look at
}

// Draw makes the letters, and writes none.
func (v *Preview) Draw() ([]Drawn, error) {
	var all []Drawn
	for _, p := range v.positions {
		l, e, err := v.words.Write(p, v.issue(p))
		if err != nil {
			return all, err
		}
		file, err := v.press.Draw(l)
		if err != nil {
			return all, err
		}
		s := Drawn{Letter: l, Email: e, Files: map[string]string{
			".pdf": string(file), ".html": letters.HTML(l), ".txt": letters.PlainText(l),
			"-email.html": letters.EmailHTML(e), "-email.txt": "Subject: " + e.Subject + "\n\n" + letters.EmailText(e),
		}}
		if err := v.press.Check(file, l); err != nil {
			s.Fails = fmt.Errorf("%s would be held: %w", l.Reference, err)
		}
		all = append(all, s)
	}
	return all, nil
}

// Make writes the letters.
func (v *Preview) Make() (made Previewed, err error) {
	sheets, err := v.Draw()
	var failures []error
	for _, s := range sheets {
		name := filepath.Join(v.out, s.Letter.Scheme+"-"+string(s.Letter.Practice))
		for ending, data := range s.Files {
			if err := writeWhole(name+ending, []byte(data)); err != nil {
				return made, fmt.Errorf("write the preview: %w", err)
			}
		}
		made.Files, failures = append(made.Files, register.Shown(name)), append(failures, s.Fails)
	}
	made.Fails = errors.Join(failures...)
	return made, err
}

// issue is the issue that the letter would be; one that stands unchanged is
// shown as it stands, dated today.
func (v *Preview) issue(p calc.Position) letters.Issue {
	issue := v.compared.Issue(p)
	if issue.State == letters.Unchanged {
		issue.State = letters.New
	}
	return issue
}

// writeWhole puts a file in the place of another at once, so that a program that
// shows it never sees half of it.
func writeWhole(file string, data []byte) error {
	part := file + ".part"
	if err := writeFile(part, data); err != nil {
		return err
	}
	return register.Rename(part, file)
}

// glance is how often files are looked at for having been saved.
const glance = 200 * time.Millisecond

// saved is when a file was last changed, and its size.
type saved struct {
	at   time.Time
	size int64
}

// Watched looks at the files that will be watched, and names them; an error where the project has no words
// of its own.
func (v *Preview) Watched() (project, templates string, err error) {
	p := v.project
	if p.Templates == "" {
		return "", "", withHint(errors.New("there are no words to watch: the project has no templates of its own"),
			"`yearend init --templates` writes them out; then write templates: templates into "+p.file)
	}
	v.seen = p.watched()
	return p.file, p.path(p.Templates), nil
}

// Watch makes the letters anew whenever their words are saved, until the context
// ends, and tells what came of it. What is wrong with the words is told, and
// watching goes on.
func (v *Preview) Watch(ctx context.Context, tell func(Previewed, error)) {
	ticker := time.NewTicker(glance)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := v.project.watched()
		if maps.Equal(v.seen, now) {
			continue
		}
		v.seen = now
		var made Previewed
		err := v.reword()
		if err == nil {
			made, err = v.Make()
		}
		tell(made, err)
	}
}

// reword reads the project file and the words again, but none of the inputs.
func (v *Preview) reword() error {
	p, err := ReadProject(v.project.file)
	if err != nil {
		return err
	}
	rules, err := p.ReadRules(v.words.Kind)
	if err != nil {
		return err
	}
	v.project, v.words = p, p.stationery(Request{Kind: v.words.Kind, AsOf: v.words.AsOf}, rules, run.Earlier{Opened: v.words.Opened})
	return nil
}

// watched is the state of the project file and of everything in its templates.
func (p Project) watched() map[string]saved {
	files := map[string]saved{}
	note := func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil // a file that is being saved may be gone for a moment
		}
		if info, err := os.Stat(file); err == nil {
			files[file] = saved{info.ModTime(), info.Size()}
		}
		return nil
	}
	for _, root := range []string{p.file, p.path(p.Templates)} {
		if err := filepath.WalkDir(root, note); err != nil {
			return nil
		}
	}
	return files
}
