package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yearend/calc"
	"yearend/calc/rulebook"
)

// ruleFile is a scheme with the text it was read from, and the words of its
// letter and of the e-mail that will carry it.
type ruleFile struct {
	scheme *calc.Scheme
	name   string
	text   []byte
	letter words
	email  words
}

// readSchemes reads the schemes that the project names, shipped ones by their
// code, others by their path, and the words of each.
func (p project) readSchemes() ([]ruleFile, error) {
	var files []ruleFile
	seen := map[string]bool{}
	for _, name := range p.Schemes {
		f, err := p.readScheme(name)
		if err != nil {
			return nil, err
		}
		switch {
		case seen[f.scheme.Code] || seen[f.scheme.Short]:
			return nil, fmt.Errorf("the scheme %s (%s) is named twice in %s", f.scheme.Code, f.scheme.Short, p.file)
		case f.scheme.Year != p.Year:
			return nil, fmt.Errorf("the scheme %s is of %s, and the project of %s", f.scheme.Code, f.scheme.Year, p.Year)
		}
		seen[f.scheme.Code], seen[f.scheme.Short] = true, true
		files = append(files, f)
	}
	return files, p.readAllWords(files)
}

func (p project) readScheme(name string) (ruleFile, error) {
	f := ruleFile{name: name + ".yaml"}
	var shipped bool
	if f.text, shipped = rulebook.Shipped(name); !shipped {
		var err error
		if f.text, err = os.ReadFile(p.path(name)); err != nil {
			return f, fmt.Errorf("read the scheme %q: %w", name, withHint(err,
				"shipped are "+strings.Join(rulebook.ShippedCodes(), ", ")+"; anything else is the path of a scheme file"))
		}
		f.name = filepath.Base(name)
	}
	var err error
	f.scheme, err = rulebook.Read(f.name, f.text)
	return f, err
}
