package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
)

// crossPractices holds the practices with contracts that no letter can go to.
func (r *reading) crossPractices() {
	for code, place := range r.contracts.signed {
		p := r.practices.byCode[code]
		switch why := r.practices.elsewhere[code]; {
		case p == nil && why != "":
			r.note("E-register", place, calc.Problem{Practice: code, Found: string(code), Remedy: "the practice has a contract, and " + why})
		case p == nil:
			r.note("E-register", place, calc.Problem{Practice: code, Found: string(code),
				Remedy: "the practice has a contract and does not stand in the register: add it there, or correct the code"})
		case p.status != "":
			r.note("E-status", p.place, calc.Problem{Practice: code, Found: p.status,
				Remedy: "the practice has a contract, and its status is neither active nor closed: find out what it is, and whether a letter should go to it"})
		case p.Closed && r.closedAfter(p) && r.succeeded(p.Code):
		case p.Closed && r.closedAfter(p):
			remedy := "the practice closed or merged when the contract year was over, and gets its letter as it stands in the register: look who answers for it now, and who reads its mailbox"
			if asOf := r.in.AsOf; asOf != 0 && p.closedOn > asOf {
				remedy = "the practice is closed or merged in the register from a day that is still ahead, and gets its letter as it stands there: look whether the day is right, who answers for it then, and who reads its mailbox"
			}
			r.note("W-closed", p.place, calc.Problem{Practice: code, Found: p.closedOn.String(), Remedy: remedy})
		case p.Closed:
			r.crossClosed(p, place)
		}
	}
}

// closedAfter reports a practice whose last day is the last of the contract year,
// or later: it was there for the whole of it.
func (r *reading) closedAfter(p *listed) bool { return p.closedOn >= r.period.To }

// crossClosed holds a practice that closed within the year, in each scheme in
// which the team has not named another that answers for it.
func (r *reading) crossClosed(p *listed, place calc.Problem) {
	when := "is closed or merged in the register (" + at(p.place) + ")"
	if p.closedOn != 0 {
		when = "closed or merged on " + p.closedOn.String() + " (" + at(p.place) + "), before the contract year was over"
	}
	whose := calc.Problem{Practice: p.Code, Found: string(p.Code), Remedy: "the practice has a contract and " + when + ": decide whose the contract is now, and correct one of the two, " +
		"or name the practice that answers for it in an instruction (" + string(calc.ToSucceed) + ")"}
	if p.closedOn == 0 {
		whose.Remedy += "; if it was there to the end of the year, give its last day in the column " + colClosedOn
	}
	if !r.given.Succeeded(p.Code) {
		r.note("E-closed", place, whose)
		return
	}
	for _, scheme := range r.unanswered(p.Code) {
		whose.Scheme = scheme
		r.note("E-closed", place, whose)
	}
}

// unanswered are the schemes of a practice in which no other answers for it.
func (r *reading) unanswered(code calc.PracticeCode) []string {
	var own []string
	for _, scheme := range r.schemes {
		if _, answered := r.given.Successor(code, scheme.Code); !answered && r.contracts.has(code, scheme.Code) {
			own = append(own, scheme.Code)
		}
	}
	return own
}

// succeeded reports whether another practice answers for this one wherever it gets
// a letter, so that nothing goes to its own address and mailbox.
func (r *reading) succeeded(code calc.PracticeCode) bool {
	if !r.given.Succeeded(code) {
		return false
	}
	p := r.practices.byCode[code]
	return p != nil && p.Closed && !r.closedAfter(p) || len(r.unanswered(code)) == 0
}

// recipients are the practices to whose address and mailbox letters go, by code:
// those with a contract, and where others answer for one, those.
func (r *reading) recipients() []*listed {
	codes := map[calc.PracticeCode]bool{}
	for code := range r.contracts.signed {
		if p := r.practices.byCode[code]; p != nil && (!p.Closed || r.closedAfter(p)) && !r.succeeded(code) {
			codes[code] = true
		}
	}
	for _, i := range r.given {
		if p := r.practices.byCode[calc.PracticeCode(i.Text)]; i.Kind == calc.ToSucceed && p != nil && !p.Closed {
			codes[p.Code] = true
		}
	}
	var all []*listed
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		all = append(all, r.practices.byCode[code])
	}
	return all
}

// unsignedNamed is how many practices without anything are said one by one.
const unsignedNamed = 100

// crossUnsigned names the practices of the list that have neither a contract
// nor any activity: where that is a mistake, they get no letter, and nobody misses it.
func (r *reading) crossUnsigned() {
	if len(r.contracts.signed) == 0 {
		return // the practices are read alone
	}
	var unsigned []*listed
	for _, code := range slices.Sorted(maps.Keys(r.practices.byCode)) {
		p := r.practices.byCode[code]
		if _, signed := r.contracts.signed[code]; !signed && !r.given.Answers(code) && r.sums.practices[code] == nil && !p.Closed && p.status == "" {
			unsigned = append(unsigned, p)
		}
	}
	const remedy = " neither a contract nor activity, and gets no letter: look whether a contract is missing"
	if len(unsigned) > unsignedNamed {
		place := unsigned[0].place
		place.Row = 0
		r.note("W-unsigned", place, calc.Problem{Found: fmt.Sprintf("%s (%s, %s and on)", calc.Many(len(unsigned), "practice"), unsigned[0].Code, unsigned[1].Code),
			Remedy: "each of these practices of the register has" + remedy + ", or whether the register is of more than your ICB"})
		return
	}
	for _, p := range unsigned {
		r.note("W-unsigned", p.place, calc.Problem{Practice: p.Code, Found: string(p.Code), Remedy: "the practice stands in the register and has" + remedy})
	}
}

// crossMailboxes looks at where letters would go.
func (r *reading) crossMailboxes() {
	users := calc.MailboxUsers{}
	for _, code := range slices.Sorted(maps.Keys(r.practices.byCode)) {
		if r.succeeded(code) {
			continue // its letters go to another's mailbox, which may be the one that stands here as well
		}
		users.Add(code, r.practices.emails(code)...)
	}
	malformed := r.malformed()
	r.noteUnused()
	r.crossNamed(users)
	for _, p := range r.recipients() {
		code, place := p.Code, r.mailboxPlace(p)
		if one, other := r.practices.rivals(code); other != nil {
			r.note("W-mailbox-differs", other.place, calc.Problem{Practice: code, Column: colEmail, Found: other.emails[0],
				Remedy: "the practice's mailbox is " + one.emails[0] + " in " + at(one.place) + ", so that it is not certain which is right, and nothing is sent to either: " +
					"take one out, or write both in one cell, the right one first, with a semicolon between them"})
		}
		if address, as := r.practices.teams(code); as != "" {
			r.note("W-mailbox-own", place, calc.Problem{Practice: code, Column: colEmail, Found: address,
				Remedy: "the mailbox is the team's own (" + as + " in the project file), so that nobody at the practice would get the letter, and nothing is sent to it: correct it, or post the letters"})
		}
		emails := r.practices.emails(code)
		if len(emails) == 0 && !malformed[code] {
			r.note("W-mailbox", place, calc.Problem{Practice: code, Column: colEmail, Remedy: "the practice has no mailbox, so that its letters cannot be sent: enter one" + r.whereMailboxesGo() + ", or post them"})
		}
		for _, address := range emails {
			whose := calc.Problem{Practice: code, Column: colEmail, Found: address}
			if len(r.in.Domains) > 0 && !within(address, r.in.Domains) {
				whose.Remedy = "the mailbox lies outside " + calc.And(r.in.Domains) + ", to which letters may go, so that nothing is sent to it: check it, or post the letters"
				r.note("W-mailbox-domain", place, whose)
			}
			if all := users.Of(address); len(all) > 1 {
				whose.Remedy = "the mailbox is that of " + calc.And(all) + ", so that one would get the other's letter, and nothing is sent to it: give each its own, or post the letters"
				r.note("W-mailbox-shared", place, whose)
			}
		}
	}
}

// malformed are the practices of which a mailbox was refused: that there is none
// left need not be said as well.
func (r *reading) malformed() map[calc.PracticeCode]bool {
	all := map[calc.PracticeCode]bool{}
	for _, p := range r.problems {
		if p.Code == "W-mailbox-form" {
			all[p.Practice] = true
		}
	}
	return all
}

// noteUnused reports the mailboxes of practices that are not in the list, in one line.
func (r *reading) noteUnused() {
	var codes []string
	for _, code := range slices.Sorted(maps.Keys(r.practices.mailboxes)) {
		if r.practices.byCode[code] == nil {
			codes = append(codes, string(code))
		}
	}
	if len(codes) > 0 {
		place := r.practices.mailboxes[calc.PracticeCode(codes[0])][0].place
		r.note("W-mailbox-unused", place, calc.Problem{Column: colEmail, Found: strings.Join(codes, ", "),
			Remedy: "mailboxes of practices that are not in the register are not used: look whether a code is wrong, or a practice is missing there"})
	}
}

// whereMailboxesGo says it of the file of ODS, which is not the team's to edit.
func (r *reading) whereMailboxesGo() string {
	for _, f := range r.in.Practices {
		if key(f.Layout) == layoutODS {
			return " in a file under mailboxes: in the project file"
		}
	}
	return ""
}

// crossAddresses looks for letters that could not go by post. Where no practice
// of a file has an address, it is the file that lacks them: that is one
// thing to look at, and not two hundred.
func (r *reading) crossAddresses() {
	lacking, ofFile := map[string][]*listed{}, map[string]int{}
	for _, p := range r.recipients() {
		ofFile[p.place.File]++
		if len(p.Address) == 0 || p.Postcode == "" {
			lacking[p.place.File] = append(lacking[p.place.File], p)
		}
	}
	for file, practices := range lacking {
		if len(practices) == ofFile[file] && len(practices) > 1 {
			place := practices[0].place
			place.Row = 0
			r.note("W-address", place, calc.Problem{Found: calc.Many(len(practices), "practice"), Remedy: "no practice of this register with a contract has an address and postcode, " +
				"so that no letter could go by post: look whether its columns have other names (columns: in the project file), or add them"})
			continue
		}
		for _, p := range practices {
			r.noteAddress(p)
		}
	}
}

func (r *reading) noteAddress(p *listed) {
	what, column := "address", colAddress[0]
	switch {
	case len(p.Address) > 0:
		what, column = "postcode", colPostcode
	case p.Postcode == "":
		what = "address and no postcode"
	}
	r.note("W-address", p.place, calc.Problem{Practice: p.Code, Column: column,
		Remedy: "the practice has no " + what + ", so that its letters could not go by post: enter it"})
}
