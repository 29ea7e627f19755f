package main

import (
	"fmt"
	netmail "net/mail"
	"net/url"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters"
)

// judgeRules sees that the schemes can stand side by side, and that the project
// file gives each what its letters need.
func (y *yearEnd) judgeRules() error {
	return joinFaults(y.project.file, slices.Concat(
		serviceClashes(y.schemes()),
		formFaults(y.schemes(), y.project.MitigationForms),
		columnFaults(y.project.Columns),
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
	for _, code := range sortedKeys(forms) {
		if !known[code] {
			faults = append(faults, fmt.Sprintf("mitigation_forms: %q is no scheme of this project: write one of %s",
				code, strings.Join(sortedKeys(known), ", ")))
		}
	}
	return faults
}

// columnFaults finds other names for columns that no input has.
func columnFaults(columns map[string][]string) []string {
	var faults []string
	for _, name := range sortedKeys(columns) {
		if !extract.KnowsColumn(name) {
			faults = append(faults, fmt.Sprintf("columns: no input has a column %q: write one of %s", name, strings.Join(extract.Columns(), ", ")))
		}
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
