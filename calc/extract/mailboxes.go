package extract

import (
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func (r *reading) mailboxLayouts() []layout {
	return []layout{{name: "mailboxes", columns: need(colPractice, colEmail), judge: func(s *input) judge { return &mailboxes{s, r.practices} }}}
}

// mailboxes judges a list of where practices get their post, for lists
// that do not say.
type mailboxes struct {
	*input
	practices *practiceList
}

func (j *mailboxes) row(r rows.Row) int {
	code, ok := j.practice(r, 0)
	if !ok {
		return 1
	}
	where := j.where(r.Number, code)
	emails, broken := j.mailboxes(r, 1, code)
	j.practices.mailboxes[code] = append(j.practices.mailboxes[code], mailboxRow{emails, broken, where})
	return 1
}

func (j *mailboxes) end() {}

// mailboxes reads one or several addresses from a cell. One that is none is
// reported and left out: nothing could be sent to it. If it stands first, it is
// given back, for the letters would go there.
func (s *input) mailboxes(r rows.Row, i int, code calc.PracticeCode) (good []string, broken string) {
	for _, address := range strings.Split(s.words(r, i, code), ";") {
		address = rows.Tidy(address)
		switch {
		case address == "" || slices.Contains(good, address):
		case mailbox(address):
			good = append(good, strings.Clone(address))
		default:
			remedy := "this is not an e-mail address, and is passed over: correct it, with a semicolon between two addresses"
			if len(good) == 0 && broken == "" && !noMailbox[key(address)] {
				broken = strings.Clone(address)
				remedy = "this is not an e-mail address, so that nothing is sent to the practice: correct it, with a semicolon between two addresses"
			}
			s.report(calc.Problem{Code: "W-mailbox-form", Practice: code, Row: r.Number, Column: s.title(i), Found: address, Remedy: remedy})
		}
	}
	return good, broken
}

// noMailbox are the words with which people say that there is none.
var noMailbox = map[string]bool{"": true, "na": true, "none": true, "nil": true, "no": true, "tbc": true, "tba": true, "unknown": true, "notknown": true, "noemail": true, "nomailbox": true}

// mailbox is strict: one address, no name, a domain of at least two parts.
func mailbox(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	if !ok || len(s) > 254 || len(local) > 64 || !atoms(local, "!#$%&'*+/=?^_`{|}~-") || !strings.Contains(domain, ".") {
		return false
	}
	for _, label := range strings.Split(domain, ".") {
		if len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
	}
	return atoms(domain, "-")
}

// atoms reports whether s is parts of letters, digits and the extra
// characters, with single dots between them.
func atoms(s, extra string) bool {
	for _, part := range strings.Split(s, ".") {
		if part == "" {
			return false
		}
		for _, r := range part {
			if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(extra, r)) {
				return false
			}
		}
	}
	return true
}

// within reports whether a mailbox lies in one of the domains, or below one.
func within(address string, domains []string) bool {
	_, domain, _ := strings.Cut(strings.ToLower(address), "@")
	return slices.ContainsFunc(domains, func(allowed string) bool {
		allowed = strings.ToLower(strings.TrimPrefix(allowed, "@"))
		return domain == allowed || strings.HasSuffix(domain, "."+allowed)
	})
}
