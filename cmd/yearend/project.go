package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/templates"
)

// project is yearend.yaml. Paths in it are relative to the file.
type project struct {
	Year            string
	Issuer          letters.Issuer
	Inputs          inputs
	Columns         map[string][]string
	Schemes         []string
	MitigationForms map[string]string `yaml:"mitigation_forms"`
	Output          string
	Mail            mail

	file string // where it was read from
	text []byte
}

type inputs struct {
	Practices, Mailboxes, Contracts, Activity []input
}

// input is a path, or a path with how to read it.
type input struct {
	File   string `short:"true"`
	Sheet  string
	Layout string
	ICB    string
}

// mail is how letters will be posted. No secret stands in it.
type mail struct {
	Host      string
	Port      int
	Security  string
	Auth      string
	User      string
	From      string
	ReplyTo   string `yaml:"reply_to"`
	PerMinute int    `yaml:"per_minute"`
	Allow     []string
}

func readProject(file string) (project, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return project{}, fmt.Errorf("read the project file: %w", withHint(err,
			"run yearend in the folder of yearend.yaml, or name the file with --project; `yearend init DIR` writes a new one"))
	}
	p := project{file: file, text: data}
	if err := rulebook.Decode(filepath.Base(file), data, &p); err != nil {
		return project{}, fmt.Errorf("read the project file: %w", err)
	}
	return p, p.check()
}

var yearPattern = regexp.MustCompile(`^20\d\d/\d\d$`)

// check refuses what would otherwise show only in the letters.
func (p project) check() error {
	var faults []string
	missing := func(key, value string) {
		if strings.TrimSpace(value) == "" {
			faults = append(faults, key+" is missing")
		}
	}
	missing("issuer.name", p.Issuer.Name)
	missing("issuer.signatory.role", p.Issuer.Signatory.Role)
	missing("output", p.Output)
	if !yearPattern.MatchString(p.Year) {
		faults = append(faults, fmt.Sprintf("year: %q is not a contract year: write it as 2025/26", p.Year))
	}
	for key, files := range map[string][]input{
		"practices": p.Inputs.Practices, "contracts": p.Inputs.Contracts, "activity": p.Inputs.Activity} {
		if len(files) == 0 {
			faults = append(faults, "inputs."+key+" names no file")
		}
	}
	if len(p.Schemes) == 0 {
		faults = append(faults, "schemes names none; shipped are "+strings.Join(rulebook.ShippedCodes(), ", "))
	}
	for scheme, link := range p.MitigationForms {
		if u, err := url.Parse(link); err != nil || u.Scheme != "https" || u.Host == "" {
			faults = append(faults, fmt.Sprintf("mitigation_forms: %s: %q is not a https:// address", scheme, link))
		}
	}
	return joinFaults(p.file, faults)
}

// path finds a file that the project names.
func (p project) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(p.file), filepath.FromSlash(name))
}

func (p project) extractInputs(asOf calc.Date) extract.Inputs {
	return extract.Inputs{
		Root:      filepath.Dir(p.file),
		Practices: extractFiles(p.Inputs.Practices),
		Mailboxes: extractFiles(p.Inputs.Mailboxes),
		Contracts: extractFiles(p.Inputs.Contracts),
		Activity:  extractFiles(p.Inputs.Activity),
		Columns:   p.Columns,
		Domains:   p.Mail.Allow,
		AsOf:      asOf,
	}
}

func extractFiles(entries []input) []extract.File {
	var files []extract.File
	for _, e := range entries {
		files = append(files, extract.File{Path: e.File, Sheet: e.Sheet, Layout: e.Layout, ICB: e.ICB})
	}
	return files
}

// ruleFile is a scheme with the text it was read from and the words of its letter.
type ruleFile struct {
	scheme  *calc.Scheme
	name    string
	text    []byte
	wording *letters.Wording
	words   string
}

// readSchemes reads the schemes that the project names: shipped ones by their
// code, others by their path.
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
	return files, nil
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
	if f.scheme, err = rulebook.Read(f.name, f.text); err != nil {
		return f, err
	}
	return f, f.readWords()
}

func (f *ruleFile) readWords() error {
	file := f.scheme.Words + "/letter.md"
	words, found := templates.Letter(f.scheme.Words)
	if !found {
		return fmt.Errorf("%s: words: there are no templates %q", f.name, file)
	}
	f.words = words
	var err error
	f.wording, err = letters.ParseWording(file, words)
	return err
}
