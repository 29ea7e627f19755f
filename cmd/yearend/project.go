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
	"yearend/letters/report"
)

// project is yearend.yaml. Paths in it are relative to the file.
type project struct {
	Year            string
	Issuer          letters.Issuer
	Inputs          inputs
	Columns         map[string][]string
	Schemes         []string
	MitigationForms map[string]string `yaml:"mitigation_forms"`
	Templates       string            // a folder whose files stand in for the shipped words
	Marking         string            // a protective marking on every page, such as OFFICIAL
	Expect          expect
	Payments        payments
	Approvals       *int   // how many people approve a run; 1 where it is not said
	TwoAbove        string `yaml:"two_approvals_above"` // pounds: two people, where the letters of a run move more
	Output          string
	Mail            mail

	file string // where it was read from
	text []byte
	logo logo
}

type inputs struct {
	Practices, Mailboxes, Contracts, Activity, Instructions []input
}

// input is a path, or a path with how to read it.
type input struct {
	File   string `short:"true"`
	Sheet  string
	Layout string
	ICB    string
}

// expect is what the senders of the files say is in them; what is not named is
// not compared.
type expect struct {
	Records       *int
	Activity      map[string]int64 // by service
	Practices     *int             // that the activity names
	ContractValue string           `yaml:"contract_value"`
}

// figures is the same as the readers of the inputs take it.
func (e expect) figures() (extract.Expect, error) {
	figures := extract.Expect{Records: e.Records, Activity: e.Activity, Practices: e.Practices}
	if e.ContractValue == "" {
		return figures, nil
	}
	value, err := calc.ParseMoney(e.ContractValue)
	figures.Value = &value
	return figures, err
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
	Secret    secret
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
	if err := p.check(); err != nil {
		return p, err
	}
	return p, p.readLogo()
}

var yearPattern = regexp.MustCompile(`^20\d\d/\d\d$`)

// longestMarking is what fits between a page's reference and its number.
const longestMarking = 40

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
	if len([]rune(p.Marking)) > longestMarking || strings.ContainsAny(p.Marking, "\r\n\t") {
		faults = append(faults, fmt.Sprintf("marking: a protective marking is one line of at most %d characters, such as OFFICIAL", longestMarking))
	}
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
	faults = append(faults, contactFaults(p.Issuer.Contacts)...)
	if _, err := p.Expect.figures(); err != nil {
		faults = append(faults, "expect.contract_value: "+err.Error())
	}
	if err := report.CheckSupplier(p.Payments.supplier()); err != nil {
		faults = append(faults, "payments.columns: "+err.Error())
	}
	faults = append(faults, p.approvalFaults()...)
	return joinFaults(p.file, faults)
}

// path finds a file that the project names.
func (p project) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(p.file), filepath.FromSlash(name))
}

func (p project) extractInputs(asOf calc.Date, copies map[string]string) extract.Inputs {
	figures, _ := p.Expect.figures() // check has seen that they can be read
	return extract.Inputs{
		Expect:       figures,
		Root:         filepath.Dir(p.file),
		Instructions: extractFiles(p.Inputs.Instructions),
		Practices:    extractFiles(p.Inputs.Practices),
		Mailboxes:    extractFiles(p.Inputs.Mailboxes),
		Contracts:    extractFiles(p.Inputs.Contracts),
		Activity:     extractFiles(p.Inputs.Activity),
		Columns:      p.Columns,
		Domains:      p.Mail.Allow,
		AsOf:         asOf,
		Copies:       copies,
	}
}

func extractFiles(entries []input) []extract.File {
	var files []extract.File
	for _, e := range entries {
		files = append(files, extract.File{Path: e.File, Sheet: e.Sheet, Layout: e.Layout, ICB: e.ICB})
	}
	return files
}
