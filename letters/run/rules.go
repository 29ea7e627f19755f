package run

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/register"
)

// Rules are a scheme with the text it was read from, and the words of the letters
// on it.
type Rules struct {
	Scheme *calc.Scheme
	File   string // as a person finds it
	Text   []byte
	Letter Words
	Email  Words // of the e-mail that carries one; nothing where none is e-mailed
}

// Words are a template, read and judged.
type Words struct {
	File    string // as a person finds it: the project's own file, or the path of a shipped one
	Text    []byte
	wording *letters.Wording
}

// ParseLetter reads the words of a letter.
func ParseLetter(file string, text []byte) (Words, error) {
	w, err := ParseEmail(file, text)
	if err == nil {
		err = w.drawable()
	}
	return w, err
}

// ParseEmail reads the words of an e-mail.
func ParseEmail(file string, text []byte) (Words, error) {
	wording, err := letters.ParseWording(file, string(text))
	if err != nil {
		wording = nil // what cannot be read is not judged for what it leaves out
	}
	return Words{file, text, wording}, err
}

// drawable refuses a character of the words that no letter could show, where it
// stands, and not once for every letter.
func (w Words) drawable() error {
	words := strings.TrimPrefix(string(w.Text), "\ufeff")
	at, r := pdf.Undrawable(words)
	if at < 0 {
		return nil
	}
	line := 1 + strings.Count(words[:at], "\n")
	return fmt.Errorf("%s:%d: %q, the character %U, is not in the letters' font: write it otherwise", w.File, line, r, r)
}

// words are the templates of a kind with their names in a scheme's folder, the
// letter's first.
func (r *Rules) words(kind letters.Kind) map[string]*Words {
	all := map[string]*Words{kind.Letter: &r.Letter}
	if kind.Email != "" {
		all[kind.Email] = &r.Email
	}
	return all
}

// ReadWords reads the templates of a kind by a way to read each by its name.
func (r *Rules) ReadWords(kind letters.Kind, read func(name string) (file string, text []byte, err error)) []error {
	var faults []error
	for name, into := range r.words(kind) {
		file, text, err := read(name)
		if err == nil {
			parse := ParseEmail
			if name == kind.Letter {
				parse = ParseLetter
			}
			*into, err = parse(file, text)
		}
		faults = append(faults, err)
	}
	return faults
}

// Lacks says what the words of the letters, and of the e-mails that carry them, leave
// out that such a letter must say.
func (r *Rules) Lacks(kind letters.Kind) []error {
	var faults []error
	if r.Letter.wording != nil {
		faults = r.Letter.wording.Lacks(kind.Musts)
	}
	if r.Email.wording != nil {
		faults = append(faults, r.Email.wording.Lacks(kind.EmailMusts)...)
	}
	return faults
}

// typed are the sums, shares and days that stand written out in the words: where
// a figure changes, they say the old one.
func (s Stationery) typed() []calc.Problem {
	var problems []calc.Problem
	for _, r := range s.Rules {
		for _, words := range []Words{r.Letter, r.Email} {
			if words.wording == nil {
				continue
			}
			for _, found := range words.wording.Typed() {
				problems = append(problems, calc.Problem{
					Code: "W-typed", Severity: calc.Look, Scheme: r.Scheme.Code, File: words.File, Row: found.Line, Found: found.Words,
					Remedy: "this is written out in the words, where it says the same to every practice, and stays when the figure changes: put the placeholder of the figure in its place, or see that it is right",
				})
			}
		}
	}
	return problems
}

// KeptWords reads the templates of a scheme as a run keeps them.
func (r *Rules) KeptWords(kind letters.Kind, run register.Run) []error {
	return r.ReadWords(kind, func(name string) (string, []byte, error) {
		name = keptWords(r.Scheme.Code, name)
		for _, kept := range run.Record.Templates {
			if kept.Copy == name {
				text, err := run.Read(name)
				return kept.File, text, err
			}
		}
		return "", nil, fmt.Errorf("it keeps no %s", name)
	})
}
