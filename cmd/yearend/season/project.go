package season

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/register"
	"yearend/letters/report"
	"yearend/letters/run"
)

// Project is yearend.yaml. Paths in it are relative to the file.
type Project struct {
	Year            string
	Issuer          letters.Issuer
	Inputs          Inputs
	Columns         map[string][]string
	Schemes         []string
	MitigationForms map[string]string `yaml:"mitigation_forms"`
	Templates       string            // a folder whose files stand in for the shipped words
	Marking         string            // a protective marking on every page, such as OFFICIAL
	Expect          Expect
	Plausible       Plausible
	Payments        Payments
	Approvals       *int   // how many people approve a run; 1 where it is not said
	TwoAbove        string `yaml:"two_approvals_above"` // pounds: two people, where the letters of a run move more
	Output          string
	Mail            Mail
	Panel           Panel

	file  string // where it was read from
	text  []byte
	logo  run.Logo
	sign  run.Logo       // the picture of the signature
	kinds []letters.Kind // of letters that there are
	here  Here
	known *Known
	words map[string][]byte // words to be tried in the place of a template, by its name
}

// File is the project file that it was read from, and Text what stood in it.
func (p Project) File() string { return p.file }

// Text is what stood in the project file.
func (p Project) Text() []byte { return p.text }

// Reading is how its inputs are read, for whoever looks at one of them.
func (p Project) Reading() extract.Inputs { return p.extractInputs(calc.Terms{}, nil) }

// Inputs are the files to read.
type Inputs struct {
	Practices, Mailboxes, Contracts, Activity, Instructions []Input
	Ledger                                                  []Input // what Finance paid in advance
	Suppliers                                               []Input // what the finance system wants to know of each practice
	Requests                                                []Form  // what practices ask for after their letters
	Corrections, Plans                                      []Input // of requests; how recoupments are repaid
}

// Form is a form's export, with the clock that it was written by.
type Form struct {
	File, Sheet, Scheme string
	Columns             map[string][]string
	Times               string // Europe/London or UTC
	Proof               Proof
}

// Proof is a row of the team's own whose time it knows.
type Proof struct {
	ID int
	At string
}

// Panel is who decides on requests.
type Panel struct{ Members []Member }

// Member is someone who sits on the panel.
type Member struct {
	Name      string
	Seat      string
	DeputyFor string `yaml:"deputy_for"`
	Interests []string
}

// Input is a path, or a path with how to read it.
type Input struct {
	File            string `short:"true"`
	Sheet           string
	Layout          string
	ICB             string
	Columns         map[string][]string // other names for its columns, beside those for all files
	Scheme, Service string              // of which the whole file is
	Decimal         string              // "," where its numbers are written so
	Months          string              // year-to-date, where they are running totals
}

// Expect is what the senders of the files say is in them; what is not named is
// not compared.
type Expect struct {
	Records       *int
	Activity      map[string]int64 // by service
	Practices     *int             // that the activity names
	ContractValue string           `yaml:"contract_value"`
}

// figures is the same as the readers of the inputs take it.
func (e Expect) figures() (extract.Expect, error) {
	figures := extract.Expect{Records: e.Records, Activity: e.Activity, Practices: e.Practices}
	if e.ContractValue == "" {
		return figures, nil
	}
	value, err := calc.ParseMoney(e.ContractValue)
	figures.Value = &value
	return figures, err
}

// Mail is how letters will be posted. No secret stands in it.
type Mail struct {
	Host      string
	Port      int
	Security  string
	Auth      string
	User      string
	From      string
	ReplyTo   string `yaml:"reply_to"`
	PerMinute int    `yaml:"per_minute"`
	Allow     []string
	Secret    Secret
	Archive   string // an address of the team's that gets a copy of every message; empty for none
	Others    bool   `yaml:"copy_others"` // a practice's further addresses get a copy each
	Together  bool   // a practice's several letters go in one message
	Figures   *bool  // sums stand in body and subject; they do where it is not said
}

// says reports whether the e-mails say sums.
func (m Mail) says() bool { return m.Figures == nil || *m.Figures }

// ReadProject reads the project file and the pictures that it names.
func ReadProject(file string) (Project, error) {
	file = register.Typed(file)
	data, err := register.ReadPlain(file, register.MostText)
	if err != nil {
		return Project{}, fmt.Errorf("read the project file: %w", withHint(err,
			"run yearend in the folder of yearend.yaml, or name the file with --project; `yearend init DIR` writes a new one"))
	}
	return ParseProject(file, data)
}

// ParseProject reads the project file from its text, so that a change of it can be
// judged before it stands in the file.
func ParseProject(file string, data []byte) (Project, error) {
	p := Project{file: file, text: data, kinds: letters.Kinds(), here: ThisComputer()}
	if err := rulebook.Decode(filepath.Base(file), data, &p); err != nil {
		return Project{}, fmt.Errorf("read the project file: %w", err)
	}
	p.slash()
	p.Mail = p.Mail.filled()
	if err := p.check(); err != nil {
		return p, err
	}
	err := p.readPictures(p.readPicture)
	return p, err
}

// slash writes every path of the project with /, whichever system it was written on.
func (p *Project) slash() {
	for _, path := range []*string{&p.Issuer.Logo, &p.Issuer.Signature, &p.Templates, &p.Output, &p.Mail.Secret.File} {
		*path = register.Slashed(*path)
	}
	for i := range p.Schemes {
		p.Schemes[i] = register.Slashed(p.Schemes[i])
	}
	in := &p.Inputs
	for _, inputs := range [][]Input{in.Practices, in.Mailboxes, in.Contracts, in.Activity, in.Instructions, in.Ledger, in.Suppliers, in.Corrections, in.Plans} {
		for i := range inputs {
			inputs[i].File = register.Slashed(inputs[i].File)
		}
	}
	for i := range in.Requests {
		in.Requests[i].File = register.Slashed(in.Requests[i].File)
	}
}

// Payments is what the finance system wants in payments.csv and in the
// workbook besides the program's own columns.
type Payments struct {
	Columns []PaymentColumn
}

// PaymentColumn is a name, or a name with what stands in every row; without
// a value it is left for Finance to fill in.
type PaymentColumn struct {
	Column string `short:"true"`
	Value  string
}

func (p Payments) supplier() []report.SupplierColumn {
	var columns []report.SupplierColumn
	for _, c := range p.Columns {
		columns = append(columns, report.SupplierColumn{Name: c.Column, Value: c.Value})
	}
	return columns
}

// names are those of the columns, and of them those that have a value for all.
func (p Payments) names() (all, fixed []string) {
	for _, c := range p.Columns {
		all = append(all, c.Column)
		if c.Value != "" {
			fixed = append(fixed, c.Column)
		}
	}
	return all, fixed
}

// readPictures reads the pictures that issuer.logo and issuer.signature name.
func (p *Project) readPictures(read func(name string) ([]byte, error)) error {
	for key, of := range p.pictures() {
		if of.file == "" {
			continue
		}
		var err error
		if of.into.File, err = read(of.file); err != nil {
			return fmt.Errorf("read issuer.%s: %w", key, err)
		}
		if of.into.Picture, err = of.as(of.into.File); err != nil {
			return fmt.Errorf("read issuer.%s: %s: %w", key, of.file, err)
		}
	}
	return nil
}

// picture is one that the project names, and how letters take it.
type picture struct {
	file string
	into *run.Logo
	as   func(file []byte) (*letters.Picture, error)
}

func (p *Project) pictures() map[string]picture {
	return map[string]picture{"logo": {p.Issuer.Logo, &p.logo, pdf.Logo}, "signature": {p.Issuer.Signature, &p.sign, pdf.SignaturePicture}}
}

// readPicture reads one from beside the project file.
func (p *Project) readPicture(name string) ([]byte, error) {
	return register.ReadPlain(p.path(name), register.MostPicture)
}

// Path finds a file that the project names.
func (p Project) Path(name string) string { return p.path(name) }

func (p Project) path(name string) string {
	name = register.Typed(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(p.file), name)
}

// folder is the folder of runs.
func (p Project) folder() register.Folder {
	return register.Folder{Root: p.path(p.Output), Kinds: p.kinds, Known: p.known.ofRuns()}
}

// openInput opens an input once more.
func (p Project) openInput(file string) (io.ReadCloser, error) { return os.Open(p.path(file)) }

// extractInputs are the inputs, or copies of them in their place.
func (p Project) extractInputs(terms calc.Terms, copies map[string]string) extract.Inputs {
	names, fixed := p.Payments.names()
	figures, _ := p.Expect.figures() // check has seen that they can be read
	return extract.Inputs{
		Expect:       figures,
		Root:         filepath.Dir(p.file),
		Practices:    extractFiles(p.Inputs.Practices),
		Mailboxes:    extractFiles(p.Inputs.Mailboxes),
		Contracts:    extractFiles(p.Inputs.Contracts),
		Ledger:       extractFiles(p.Inputs.Ledger),
		Activity:     extractFiles(p.Inputs.Activity),
		Instructions: extractFiles(p.Inputs.Instructions),
		Suppliers:    extractFiles(p.Inputs.Suppliers), SupplierColumns: names, SupplierFixed: fixed,
		Columns:    p.Columns,
		Domains:    p.Mail.Allow,
		Own:        p.ownAs,
		AsOf:       terms.AsOf,
		Through:    terms.Through,
		Copies:     copies,
		Undrawable: pdf.Undrawable,
	}
}

func extractFiles(inputs []Input) []extract.File {
	var files []extract.File
	for _, in := range inputs {
		files = append(files, extract.File{Path: in.File, Sheet: in.Sheet, Layout: in.Layout, ICB: in.ICB,
			Columns: in.Columns, Scheme: in.Scheme, Service: in.Service, Decimal: in.Decimal, Months: in.Months})
	}
	return files
}
