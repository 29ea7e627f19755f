package edit

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// Template is the words of a letter, or of the e-mail that carries it.
type Template struct {
	Name   string // ltc-les-2025-26/letter.md
	Scheme *calc.Scheme
	Kind   letters.Kind
	Email  bool
	Own    bool   // the project's own stand in for the shipped ones
	File   string // where they stand
	Text   []byte
}

// Templates are all of a project, by scheme and kind of letter.
func Templates(p season.Project, schemes []*calc.Scheme) ([]Template, error) {
	var all []Template
	for _, s := range schemes {
		for _, kind := range letters.Kinds() {
			for _, file := range kind.Templates() {
				t := Template{Name: path.Join(s.Words, file), Scheme: s, Kind: kind, Email: file == kind.Email}
				var err error
				if t.File, t.Text, t.Own, err = p.Template(t.Name); err != nil {
					return nil, fmt.Errorf("read the words: %w", err)
				}
				if !slices.ContainsFunc(all, func(a Template) bool { return a.Name == t.Name }) {
					all = append(all, t)
				}
			}
		}
	}
	return all, nil
}

// Fault is what is wrong with words, at its line; 0 where it is of all of them.
type Fault struct {
	Line int
	Says string
}

// Judge says what is wrong with words for a template, as every command would.
func Judge(p season.Project, t Template, words []byte) []Fault {
	_, err := p.Trying(t.Name, words).ReadRules(t.Kind)
	if err == nil {
		return nil
	}
	file, _, _, _ := p.Trying(t.Name, words).Template(t.Name)
	return faultsIn(err, file)
}

// faultsIn takes an error of words apart: a line of it is a fault, with the file and the
// line where it stands.
func faultsIn(err error, file string) []Fault {
	var faults []Fault
	for _, line := range strings.Split(strings.TrimPrefix(err.Error(), "read the words: "), "\n") {
		f := Fault{Says: strings.TrimSpace(line)}
		if f.Says == "" {
			continue
		}
		if place := atLine.FindStringSubmatch(f.Says); place != nil && place[1] == file {
			f.Line, _ = strconv.Atoi(place[2])
			f.Says = strings.TrimPrefix(f.Says, place[0])
		} else if rest, ok := strings.CutPrefix(f.Says, file+": "); ok {
			f.Says = rest
		}
		faults = append(faults, f)
	}
	return faults
}

var atLine = regexp.MustCompile(`^(.+?):(\d+)(?::\d+)?: `)

// errWords is for words that every command would refuse.
var errWords = errors.New("the words are not saved, for every command would refuse them: mend what is said of them")

// SaveWords writes words for a template into the project's folder of its own, and never
// over the shipped ones. Words with a fault are not saved. Where the project names no
// folder yet it names one from then on.
func SaveWords(p season.Project, t Template, words []byte, seen string) (string, []Fault, error) {
	if seen != "" && Digest(t.Text) != seen {
		return "", nil, Changed{t.File}
	}
	words = endedLike(words, t.Text)
	if faults := Judge(p, t, words); len(faults) > 0 {
		return "", faults, errWords
	}
	name := path.Join(strings.ReplaceAll(p.TemplatesFolder(), `\`, "/"), t.Name)
	own := file{path: p.Path(name), now: words}
	if t.Own {
		own.was = t.Text
	}
	if p.Templates != "" {
		return name, nil, write(own)
	}
	project, err := set(p.Text(), trail{"templates"}, text(p.TemplatesFolder()))
	if err == nil {
		_, err = season.ParseProject(p.File(), project)
	}
	if err != nil {
		return "", nil, wayOut("in an editor, write templates: "+p.TemplatesFolder()+" into it", "%s: %w", path.Base(p.File()), err)
	}
	if entries, err := os.ReadDir(p.Path(p.TemplatesFolder())); err == nil && len(entries) > 0 {
		return "", nil, wayOut("write templates: "+p.TemplatesFolder()+" into the project file if these are your words, or move the folder away",
			"there is a folder %s already, which the project does not name", p.TemplatesFolder())
	}
	return name, nil, write(own, file{p.File(), p.Text(), project})
}

// ShippedAgain takes the project's own words for a template away, so that the shipped
// ones stand again. A copy stays beside them, under a name that nothing reads.
func ShippedAgain(p season.Project, t Template, seen string) (kept string, err error) {
	if !t.Own {
		return "", fmt.Errorf("the shipped words stand for %s already", t.Name)
	}
	if seen != "" && Digest(t.Text) != seen {
		return "", Changed{t.File}
	}
	was := p.Path(t.File)
	for n := 1; ; n++ {
		kept = fmt.Sprintf("%s.old-%d", t.File, n)
		if _, err := os.Lstat(p.Path(kept)); os.IsNotExist(err) {
			return kept, register.Patiently(was, func() error { return os.Rename(was, p.Path(kept)) })
		}
	}
}

// endedLike gives words the ends of lines that those before them have: a page sends
// them as Windows does.
func endedLike(words, before []byte) []byte {
	words = bytes.ReplaceAll(words, []byte("\r\n"), []byte("\n"))
	if bytes.Contains(before, []byte("\r\n")) {
		words = bytes.ReplaceAll(words, []byte("\n"), []byte("\r\n"))
	}
	if marked := bytes.HasPrefix(before, byteOrderMark); marked && !bytes.HasPrefix(words, byteOrderMark) {
		words = append(slices.Clone(byteOrderMark), words...)
	}
	return words
}
