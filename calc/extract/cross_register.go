package extract

import (
	"maps"
	"slices"
	"strings"

	"yearend/calc"
)

// crossRegister holds the practices with contracts that no letter can go to.
func (r *reading) crossRegister() {
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
		case p.Closed:
			r.note("E-closed", place, calc.Problem{Practice: code, Found: string(code),
				Remedy: "the practice has a contract and is closed or merged in the register (" + at(p.place) + "): decide whose the contract is now, and correct one of the two"})
		}
	}
}

// crossMailboxes looks at where letters would go.
func (r *reading) crossMailboxes() {
	users := map[string][]string{}
	for _, code := range slices.Sorted(maps.Keys(r.practices.byCode)) {
		for _, address := range r.practices.emails(code) {
			users[strings.ToLower(address)] = append(users[strings.ToLower(address)], string(code))
		}
	}
	malformed := r.malformed()
	r.noteUnused()
	for code := range r.contracts.signed {
		p := r.practices.byCode[code]
		if p == nil || p.Closed {
			continue
		}
		place := p.place
		if rows := r.practices.mailboxes[code]; len(rows) > 0 {
			place = rows[0].place
		}
		if one, other := r.practices.rivals(code); other != nil {
			r.note("W-mailbox-differs", other.place, calc.Problem{Practice: code, Column: colEmail, Found: other.emails[0],
				Remedy: "the practice's mailbox is " + one.emails[0] + " in " + at(one.place) + ", so that it is not certain which is right, and nothing is sent to either: " +
					"take one out, or write both in one cell, the right one first, with a semicolon between them"})
		}
		emails := r.practices.emails(code)
		if len(emails) == 0 && !malformed[code] {
			r.note("W-mailbox", place, calc.Problem{Practice: code, Column: colEmail, Remedy: "the practice has no mailbox, so that its letters cannot be sent: enter one" + r.whereMailboxesGo() + ", or post them"})
		}
		for _, address := range emails {
			whose := calc.Problem{Practice: code, Column: colEmail, Found: address}
			if len(r.in.Domains) > 0 && !within(address, r.in.Domains) {
				whose.Remedy = "the mailbox lies outside " + list(r.in.Domains) + ", to which letters may go, so that nothing is sent to it: check it, or post the letters"
				r.note("W-mailbox-domain", place, whose)
			}
			if all := users[strings.ToLower(address)]; len(all) > 1 {
				whose.Remedy = "the mailbox is that of " + list(all) + ", so that one would get the other's letter, and nothing is sent to it: give each its own, or post the letters"
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

// noteUnused reports the mailboxes of practices that are not in the register, in one line.
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
// of a register has an address, it is the register that lacks them: that is one
// thing to look at, and not two hundred.
func (r *reading) crossAddresses() {
	lacking, ofFile := map[string][]*listed{}, map[string]int{}
	for _, code := range slices.Sorted(maps.Keys(r.contracts.signed)) {
		p := r.practices.byCode[code]
		if p == nil || p.Closed {
			continue
		}
		ofFile[p.place.File]++
		if len(p.Address) == 0 || p.Postcode == "" {
			lacking[p.place.File] = append(lacking[p.place.File], p)
		}
	}
	for file, practices := range lacking {
		if len(practices) == ofFile[file] && len(practices) > 1 {
			place := practices[0].place
			place.Row = 0
			r.note("W-address", place, calc.Problem{Found: many(len(practices), "practice"), Remedy: "no practice of this register with a contract has an address and postcode, " +
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
