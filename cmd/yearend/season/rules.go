package season

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/run"
	"yearend/templates"
)

// ReadRules reads the schemes that the project names, and the words of letters of a
// kind on each. The project file gives each scheme what its letters need.
func (p Project) ReadRules(kind letters.Kind) ([]run.Rules, error) {
	all, err := p.readSchemes()
	if err != nil {
		return nil, err
	}
	if err := p.readWords(kind, all); err != nil {
		return nil, err
	}
	return all, p.judge(Schemes(all))
}

// ReadSchemes reads the schemes alone, for whoever asks for no letter.
func (p Project) ReadSchemes() ([]*calc.Scheme, error) {
	all, err := p.readSchemes()
	if err != nil {
		return nil, err
	}
	return Schemes(all), p.judge(Schemes(all))
}

// readSchemes reads the schemes that the project names, shipped ones by their code,
// others by their path, all at the same time. They can stand side by side.
func (p Project) readSchemes() ([]run.Rules, error) {
	all, faults := make([]run.Rules, len(p.Schemes)), make([]error, len(p.Schemes))
	var reading sync.WaitGroup
	for i, name := range p.Schemes {
		reading.Go(func() { all[i], faults[i] = p.readScheme(name) })
	}
	reading.Wait()
	seen := map[string]bool{}
	for i, r := range all {
		switch {
		case faults[i] != nil:
			return nil, faults[i]
		case seen[r.Scheme.Code] || seen[r.Scheme.Short]:
			return nil, fmt.Errorf("the scheme %s (%s) is named twice in %s", r.Scheme.Code, r.Scheme.Short, p.file)
		case r.Scheme.Year != p.Year:
			return nil, fmt.Errorf("the scheme %s is of %s, and the project of %s", r.Scheme.Code, r.Scheme.Year, p.Year)
		}
		seen[r.Scheme.Code], seen[r.Scheme.Short] = true, true
	}
	return all, nil
}

// Schemes are the schemes of some rules.
func Schemes(all []run.Rules) []*calc.Scheme {
	var schemes []*calc.Scheme
	for _, r := range all {
		schemes = append(schemes, r.Scheme)
	}
	return schemes
}

func (p Project) readScheme(name string) (run.Rules, error) {
	r := run.Rules{File: name + ".yaml"}
	var shipped bool
	var err error
	if r.Text, shipped = rulebook.Shipped(name); !shipped {
		if r.Text, err = register.ReadPlain(p.path(name), register.MostText); err != nil {
			return r, fmt.Errorf("read the scheme %q: %w", name, withHint(err,
				"shipped are "+strings.Join(rulebook.ShippedCodes(), ", ")+"; anything else is the path of a scheme file"))
		}
		r.File = filepath.Base(name)
		if err := noNumberIn(r.File, r.Text); err != nil {
			return r, err
		}
	}
	r.Scheme, err = rulebook.Read(r.File, r.Text)
	return r, err
}

// readWords reads the words of every scheme, and says all their faults at once.
func (p Project) readWords(kind letters.Kind, all []run.Rules) error {
	known := templates.Paths()
	var faults []error
	for i := range all {
		r := &all[i]
		for _, k := range p.kinds {
			for _, name := range k.Templates() {
				known = append(known, path.Join(r.Scheme.Words, name))
			}
		}
		faults = append(faults, r.ReadWords(kind, func(name string) (string, []byte, error) {
			file, text, err := p.readTemplate(r.File, path.Join(r.Scheme.Words, name))
			if err == nil {
				err = noNumberIn(file, text)
			}
			return file, text, err
		})...)
		faults = append(faults, r.Lacks(kind)...)
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	faults = append(faults, p.checkTemplates(known))
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("read the words: %w", err)
	}
	return nil
}

// readTemplate takes the project's own file where there is one, else the shipped
// one. name is its path within the templates: ltc-les-2025-26/letter.md.
func (p Project) readTemplate(schemeFile, name string) (file string, text []byte, err error) {
	if tried, ok := p.words[name]; ok {
		return path.Join(filepath.ToSlash(cmp.Or(p.Templates, defaultTemplates)), name), tried, nil
	}
	if p.Templates != "" {
		file = path.Join(filepath.ToSlash(p.Templates), name)
		if text, err = register.ReadPlain(p.path(file), register.MostText); !errors.Is(err, fs.ErrNotExist) {
			return file, text, err
		}
	}
	words, shipped := templates.Words(name)
	if !shipped {
		return name, nil, fmt.Errorf("%s: words: there is no template %q", schemeFile, name)
	}
	return name, []byte(words), nil
}

// Trying is the project with other words in the place of a template, by its name:
// ltc-les-2025-26/letter.md. They stand in no file.
func (p Project) Trying(name string, words []byte) Project {
	tried := maps.Clone(p.words)
	if tried == nil {
		tried = map[string][]byte{}
	}
	tried[name] = words
	p.words = tried
	return p
}

// Template is the words that stand for a template, by its name, and the file of them;
// own where that is the project's.
func (p Project) Template(name string) (file string, text []byte, own bool, err error) {
	file, text, err = p.readTemplate("", name)
	return file, text, file != name, err
}

// TemplatesFolder is where the project's own words stand, or will.
func (p Project) TemplatesFolder() string { return cmp.Or(p.Templates, defaultTemplates) }

// checkTemplates refuses a file in the project's templates that stands in for
// nothing: under a misspelt name, a person's words would not be used.
func (p Project) checkTemplates(known []string) error {
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
