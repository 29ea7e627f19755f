package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/templates"
)

// words are a template, read and judged.
type words struct {
	path    string // within the templates: ltc-les-2025-26/letter.md
	file    string // as a person finds it: the project's own file, or the path of a shipped one
	text    []byte
	wording *letters.Wording
}

// readAllWords reads the words of every scheme, and says all their faults at once.
func (p project) readAllWords(files []ruleFile) error {
	known := templates.Paths()
	var faults []error
	for i := range files {
		for name, into := range map[string]*words{"letter.md": &files[i].letter, "email.md": &files[i].email} {
			into.path = path.Join(files[i].scheme.Words, name)
			known = append(known, into.path)
			faults = append(faults, p.readWords(files[i].name, into))
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	faults = append(faults, p.checkTemplates(known))
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("read the words: %w", err)
	}
	return nil
}

// readWords takes the project's own file where there is one, else the shipped one.
func (p project) readWords(schemeFile string, w *words) error {
	if p.Templates != "" {
		w.file = path.Join(filepath.ToSlash(p.Templates), w.path)
		text, err := os.ReadFile(p.path(w.file))
		if err == nil {
			return w.parse(text)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	text, shipped := templates.Words(w.path)
	if !shipped {
		return fmt.Errorf("%s: words: there is no template %q", schemeFile, w.path)
	}
	w.file = w.path
	return w.parse([]byte(text))
}

func (w *words) parse(text []byte) (err error) {
	w.text = text
	w.wording, err = letters.ParseWording(w.file, string(text))
	if err == nil && path.Base(w.path) == "letter.md" {
		err = w.drawable()
	}
	return err
}

// drawable refuses a character of the words that no letter could show, where it
// stands, and not once for every letter.
func (w *words) drawable() error {
	words := strings.TrimPrefix(string(w.text), "\ufeff")
	at, r := pdf.Undrawable(words)
	if at < 0 {
		return nil
	}
	line := 1 + strings.Count(words[:at], "\n")
	return fmt.Errorf("%s:%d: %q, the character %U, is not in the letters' font: write it otherwise", w.file, line, r, r)
}

// checkTemplates refuses a file in the project's templates that stands in for
// nothing: under a misspelt name, a person's words would not be used.
func (p project) checkTemplates(known []string) error {
	if p.Templates == "" {
		return nil
	}
	slices.Sort(known)
	root := p.path(p.Templates)
	return filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return withHint(err, "templates: names the folder of your own words; `yearend init --templates` writes it")
		}
		relative, _ := filepath.Rel(root, file)
		relative = filepath.ToSlash(relative)
		if entry.IsDir() || path.Ext(relative) != ".md" || slices.Contains(known, relative) {
			return nil
		}
		return fmt.Errorf("%s stands in for no template: the templates are %s",
			path.Join(filepath.ToSlash(p.Templates), relative), strings.Join(slices.Compact(known), ", "))
	})
}
