package season

import (
	"fmt"
	"maps"
	netmail "net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/report"
	"yearend/letters/run"
)

var yearPattern = regexp.MustCompile(`^20\d\d/\d\d$`)

// longestMarking is what fits between a page's reference and its number.
const longestMarking = 40

// check refuses what would otherwise show only in the letters.
func (p Project) check() error {
	var faults []string
	missing := func(key, value string) {
		if strings.TrimSpace(value) == "" {
			faults = append(faults, key+" is missing")
		}
	}
	missing("issuer.name", p.Issuer.Name)
	missing("issuer.signatory.role", p.Issuer.Signatory.Role)
	missing("output", p.Output)
	if side := p.Issuer.LogoSide; side != "" && side != letters.LogoLeft && side != letters.LogoRight {
		faults = append(faults, fmt.Sprintf("issuer.logo_side: %q is neither left nor right", side))
	}
	if len([]rune(p.Marking)) > longestMarking || strings.ContainsAny(p.Marking, "\r\n\t") {
		faults = append(faults, fmt.Sprintf("marking: a protective marking is one line of at most %d characters, such as OFFICIAL", longestMarking))
	}
	if !yearPattern.MatchString(p.Year) {
		faults = append(faults, fmt.Sprintf("year: %q is not a contract year: write it as 2025/26", p.Year))
	}
	for key, files := range map[string][]Input{
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
	faults = append(faults, p.Mail.allowFaults()...)
	if _, err := p.Expect.figures(); err != nil {
		faults = append(faults, "expect.contract_value: "+err.Error())
	}
	if _, wrong := p.Plausible.limits(); len(wrong) > 0 {
		faults = append(faults, wrong...)
	}
	if err := report.CheckSupplier(p.Payments.supplier()); err != nil {
		faults = append(faults, "payments.columns: "+err.Error())
	}
	if len(p.Inputs.Suppliers) > 0 && len(p.Payments.Columns) == 0 {
		faults = append(faults, "inputs.suppliers fills the columns that payments: columns asks for, and that names none")
	}
	faults = append(faults, p.approvalFaults()...)
	_, wrong := p.Panel.members()
	faults = append(faults, wrong...)
	return joinFaults(p.file, faults)
}

// judge sees that the schemes can stand side by side, and that the project file
// gives each what its letters need.
func (p Project) judge(schemes []*calc.Scheme) error {
	return joinFaults(p.file, slices.Concat(
		serviceClashes(schemes),
		formFaults(schemes, p.MitigationForms),
		columnFaults("columns", p.Columns, formColumns(schemes)...),
		p.Inputs.columnFaults(),
		p.Inputs.formColumnFaults(schemes),
	))
}

// serviceClashes finds words that name two services: activity and contracts
// could not be told apart by them.
func serviceClashes(schemes []*calc.Scheme) []string {
	type owner struct{ scheme, service string }
	owners := map[string]owner{}
	var faults []string
	for _, s := range schemes {
		for _, service := range s.AllServices() {
			for _, word := range append([]string{service.Code, service.Name}, service.Aliases...) {
				mine := owner{s.Code, service.Code}
				if first, taken := owners[extract.Key(word)]; taken && first != mine {
					faults = append(faults, fmt.Sprintf("schemes: %q names %s of %s and %s of %s: take it out of one of the two scheme files",
						word, first.service, first.scheme, mine.service, mine.scheme))
					continue
				}
				owners[extract.Key(word)] = mine
			}
		}
	}
	return faults
}

// formFaults finds schemes without a form and forms without a scheme.
func formFaults(schemes []*calc.Scheme, forms map[string]string) []string {
	var faults []string
	known := map[string]bool{}
	for _, s := range schemes {
		known[s.Code] = true
		if forms[s.Code] == "" {
			faults = append(faults, "mitigation_forms: there is no address for "+s.Code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(forms)) {
		if !known[code] {
			faults = append(faults, fmt.Sprintf("mitigation_forms: %q is no scheme of this project: write one of %s",
				code, strings.Join(slices.Sorted(maps.Keys(known)), ", ")))
		}
	}
	return faults
}

// columnFaults finds other names for columns that no input has.
func columnFaults(where string, columns map[string][]string, besides ...string) []string {
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		if !extract.KnowsColumn(name) && !slices.ContainsFunc(besides, func(b string) bool { return extract.Key(b) == extract.Key(name) }) {
			faults = append(faults, fmt.Sprintf("%s: no input has a column %q: write one of %s", where, name, strings.Join(extract.Columns(), ", ")))
		}
	}
	return faults
}

// columnFaults are those of single files.
func (in Inputs) columnFaults() []string {
	var faults []string
	for _, input := range slices.Concat(in.Practices, in.Mailboxes, in.Contracts, in.Activity, in.Instructions, in.Suppliers, in.Corrections, in.Plans) {
		faults = append(faults, columnFaults("inputs: columns: of "+input.File, input.Columns)...)
	}
	return faults
}

// contactFaults finds contacts that a letter could not name or lead to.
func contactFaults(c letters.Contacts) []string {
	if c == (letters.Contacts{}) {
		return []string{"issuer.contacts names nobody to ask: enter at least primary_care, with name, email, phone or web"}
	}
	var faults []string
	for name, contact := range map[string]letters.Contact{"primary_care": c.PrimaryCare, "finance": c.Finance, "data_quality": c.DataQuality} {
		if u, err := url.Parse(contact.Web); contact.Web != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
			faults = append(faults, fmt.Sprintf("issuer.contacts.%s.web: %q is not an https:// address", name, contact.Web))
		}
		if a, err := netmail.ParseAddress(contact.Email); contact.Email != "" && (err != nil || a.Address != contact.Email) {
			faults = append(faults, fmt.Sprintf("issuer.contacts.%s.email: %q is not an e-mail address", name, contact.Email))
		}
	}
	return faults
}

// mostApprovals is as many people as can be asked for.
const mostApprovals = 5

func (p Project) approvalFaults() []string {
	var faults []string
	if p.Approvals != nil && (*p.Approvals < 1 || *p.Approvals > mostApprovals) {
		faults = append(faults, "approvals: write how many people must approve a run, from 1 to 5")
	}
	if _, err := p.twoAbove(); err != nil {
		faults = append(faults, "two_approvals_above: "+err.Error())
	}
	return faults
}

// twoAbove is the sum above which two people must approve; nil where none is set.
func (p Project) twoAbove() (*calc.Money, error) {
	if p.TwoAbove == "" {
		return nil, nil
	}
	sum, err := calc.ParseMoney(p.TwoAbove)
	if err == nil && sum.Sign() < 0 {
		err = fmt.Errorf("%s is less than nothing: write a sum in pounds, such as 50000", p.TwoAbove)
	}
	return &sum, err
}

// approvals is how many people must approve a run.
func (p Project) approvals() run.Approvals {
	people := 1
	if p.Approvals != nil {
		people = *p.Approvals
	}
	above, _ := p.twoAbove() // check has seen that it can be read
	return run.Approvals{People: people, TwoAbove: above}
}

// Plausible is what the project says is plausible, each a percentage but for the
// prices; where it says nothing, the program's own limit stands.
type Plausible struct {
	MedianAbove    string `yaml:"median_above"`
	MedianBelow    string `yaml:"median_below"`
	UnusualAbove   string `yaml:"unusual_above"`
	UnusualBelow   string `yaml:"unusual_below"`
	PriceAbove     string `yaml:"price_above"` // pounds
	PriceBelow     string `yaml:"price_below"`
	FarAchievement string `yaml:"far_achievement"`
	FarPrice       string `yaml:"far_price"`
	FarSum         string `yaml:"far_sum"`
	FarAdvance     string `yaml:"far_advance"`
	FarChange      string `yaml:"far_change"`
	MostOfAll      string `yaml:"most_of_all"`
	Few            *int   // practices
}

// limits are those of the project and the program together, with what is wrong
// with them.
func (p Plausible) limits() (calc.Limits, []string) {
	l := calc.DefaultLimits()
	var faults []string
	for _, fault := range []error{
		given(p.MedianAbove, "median_above", calc.ParseShare, &l.MedianAbove), given(p.MedianBelow, "median_below", calc.ParseShare, &l.MedianBelow),
		given(p.UnusualAbove, "unusual_above", calc.ParseShare, &l.UnusualAbove), given(p.UnusualBelow, "unusual_below", calc.ParseShare, &l.UnusualBelow),
		given(p.FarAchievement, "far_achievement", calc.ParseShare, &l.FarAchievement), given(p.FarPrice, "far_price", calc.ParseShare, &l.FarPrice),
		given(p.FarSum, "far_sum", calc.ParseShare, &l.FarSum), given(p.FarAdvance, "far_advance", calc.ParseShare, &l.FarAdvance),
		given(p.FarChange, "far_change", calc.ParseShare, &l.FarChange), given(p.MostOfAll, "most_of_all", calc.ParseShare, &l.MostOfAll),
		given(p.PriceAbove, "price_above", calc.ParseMoney, &l.PriceAbove), given(p.PriceBelow, "price_below", calc.ParseMoney, &l.PriceBelow),
	} {
		if fault != nil {
			faults = append(faults, fault.Error())
		}
	}
	if p.Few != nil {
		l.Few = *p.Few
	}
	if len(faults) > 0 {
		return l, faults
	}
	for _, fault := range l.Faults() {
		faults = append(faults, "plausible: "+fault)
	}
	return l, faults
}

// given puts a limit that the project gives in the place of the program's own.
func given[T any](text, name string, parse func(string) (T, error), limit *T) error {
	if text == "" {
		return nil
	}
	own, err := parse(text)
	if err != nil {
		return fmt.Errorf("plausible.%s: %w", name, err)
	}
	*limit = own
	return nil
}
