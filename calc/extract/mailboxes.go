package extract

import (
	"fmt"
	"regexp"
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

// codeIn finds what may be a practice code in an address, whatever stands around it.
var codeIn = regexp.MustCompile(`(?i)[a-z][0-9]{5}\b`)

// codesIn are the codes of practices of the register that an address names:
// gp-p81999@example.org.
func (g *practiceList) codesIn(address string) (codes []calc.PracticeCode) {
	for _, word := range codeIn.FindAllString(address, -1) {
		if code := calc.PracticeCode(strings.ToUpper(word)); g.byCode[code] != nil {
			codes = append(codes, code)
		}
	}
	return codes
}

// another is the address that a practice's letters go to, where it names the code of
// another which is still open, and not its own: the other would most likely read them.
func (g *practiceList) another(code calc.PracticeCode) (address string, of calc.PracticeCode) {
	for _, address := range g.letters(code) {
		codes := g.codesIn(address)
		if len(codes) > 0 && !slices.Contains(codes, code) && !g.byCode[codes[0]].Closed {
			return address, codes[0]
		}
	}
	return "", ""
}

// teams is the address that a practice's letters go to, where it is the team's own, and
// as what: nobody at the practice would read them.
func (g *practiceList) teams(code calc.PracticeCode) (address, as string) {
	for _, address := range g.letters(code) {
		if g.own != nil && g.own(address) != "" {
			return address, g.own(address)
		}
	}
	return "", ""
}

// letters is the address that a practice's letters go to, the first; none where it has none.
func (g *practiceList) letters(code calc.PracticeCode) []string {
	all := g.emails(code)
	return all[:min(1, len(all))]
}

// From how many mailboxes on that name another practice, and from which part of those
// that name one at all, they are no slips.
const (
	movedLeast = 3
	movedPart  = 10
)

// crossNamed looks for mailboxes that name the code of another practice. Where many
// do, the columns of the file were moved against each other, as by sorting one of
// them alone: then the names and addresses beside them are not to be trusted either.
// One that two practices share is said by itself.
func (r *reading) crossNamed(users calc.MailboxUsers) {
	var moved []*listed
	naming := 0
	for _, p := range r.recipients() {
		if slices.ContainsFunc(r.practices.letters(p.Code), func(a string) bool { return len(r.practices.codesIn(a)) > 0 }) {
			naming++
		}
		if address, of := r.practices.another(p.Code); of != "" && len(users.Of(address)) == 1 {
			moved = append(moved, p)
		}
	}
	if len(moved) >= movedLeast && movedPart*len(moved) > naming {
		address, _ := r.practices.another(moved[0].Code)
		r.note("E-mailbox", r.mailboxPlace(moved[0]), calc.Problem{Column: colEmail, Found: fmt.Sprintf("%d of %d mailboxes", len(moved), naming),
			Remedy: fmt.Sprintf("these name the code of another practice than the one they stand beside, as %s beside %s, so that the columns were most likely moved against each other, "+
				"as by sorting one of them alone, and names and addresses may be as well: ask for the file again", address, moved[0].Code)})
		return
	}
	for _, p := range moved {
		address, of := r.practices.another(p.Code)
		r.note("W-mailbox-other", r.mailboxPlace(p), calc.Problem{Practice: p.Code, Column: colEmail, Found: address,
			Remedy: fmt.Sprintf("the mailbox names the code of another practice, %s, so that one would get the other's letter, and nothing is sent to it: correct it, or post the letters", of)})
	}
}

// mailboxPlace is the row that names a practice's mailboxes.
func (r *reading) mailboxPlace(p *listed) calc.Problem {
	if rows := r.practices.mailboxes[p.Code]; len(rows) > 0 {
		return rows[0].place
	}
	return p.place
}
