package desk

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// names are what a person calls the things that the program knows by a code: schemes,
// runs, and what a finding is. They are read once a page, and only where it asks.
type names struct {
	schemes func() []*calc.Scheme
	runs    map[string]string
	project season.Project
}

func namesOf(p season.Project) *names {
	return &names{project: p, runs: map[string]string{}, schemes: sync.OnceValue(func() []*calc.Scheme {
		all, _ := p.ReadSchemes() // where they cannot be read the page has said why, and their codes stand
		return all
	})}
}

// titleOf is what a scheme is called: "LTC LES"; its code where the project has it no more.
func titleOf(schemes []*calc.Scheme, code string) string {
	for _, s := range schemes {
		if s.Code == code {
			return s.Title
		}
	}
	return code
}

// Scheme is the title of a scheme, by its code.
func (s shell) Scheme(code string) string { return titleOf(s.names.schemes(), code) }

// Run is a run with what it holds: "run-002, letters of 29 April".
func (s shell) Run(name string) string {
	if words, known := s.names.runs[name]; known {
		return words
	}
	words := name
	if run, err := season.OpenRun(s.names.project, name); err == nil {
		words = runWords(run)
	}
	s.names.runs[name] = words
	return words
}

func runWords(run register.Run) string {
	on, err := calc.ParseDate(run.Record.AsOf)
	if err != nil {
		return run.Name
	}
	holds := run.Kind.Called.Held
	if season.IsPack(run.Name) {
		holds = "pack"
	}
	if holds == "" {
		return run.Name
	}
	return fmt.Sprintf("%s, %s of %d %s", run.Name, holds, on.Day(), on.Month())
}

// Plain is a sentence of the terminal as a page says it in one line: with pages in the
// place of commands, and the titles of schemes in the place of their codes.
func (s shell) Plain(sentence string) string { return plainly(s.names.plain(sentence)) }

// plain puts the titles alone. A command in it stays as it is typed.
func (n *names) plain(sentence string) string {
	parts := strings.Split(sentence, "`")
	for i := 0; i < len(parts); i += 2 { // what stands between backticks is a command
		for _, scheme := range n.schemes() {
			parts[i] = strings.ReplaceAll(parts[i], scheme.Code, scheme.Title)
		}
	}
	return strings.Join(parts, "`")
}

// meaning is what the code of a finding means, as a sentence begins; the code where
// nobody says.
func meaning(code string) string {
	for _, f := range season.Faults() {
		if f.Code == code {
			first, size := utf8.DecodeRuneInString(f.Meaning)
			return string(unicode.ToUpper(first)) + f.Meaning[size:]
		}
	}
	return code
}
