package run

import (
	"slices"

	"yearend/calc"
	"yearend/letters/register"
)

// addresses is whose each address of the register is. It asks the register and not
// the envelopes: a practice whose letters go nowhere, or that gets none, has its
// addresses all the same.
type addresses struct {
	users   calc.MailboxUsers
	readers map[calc.PracticeCode][]calc.PracticeCode // who opens what a practice is sent
}

func addressesOf(settled calc.Settlement) addresses {
	a := addresses{calc.MailboxUsers{}, map[calc.PracticeCode][]calc.PracticeCode{}}
	for _, p := range settled.Extract.Practices {
		a.users.Add(p.Code, slices.Concat(p.Emails, p.Named)...)
	}
	for _, p := range settled.Positions {
		code, reader := p.Practice.Code, p.Recipient().Code
		if !slices.Contains(a.readers[code], reader) {
			a.readers[code] = append(a.readers[code], reader)
		}
	}
	return a
}

// further are the further addresses of a practice for its envelopes, each with the
// other practices whose it is too. One for which it alone answers is no other.
func (a addresses) further(p calc.Practice) string {
	var all []register.Further
	for _, address := range p.Emails[1:] {
		var others []string
		for _, user := range a.users.Of(address) {
			if user != string(p.Code) && !slices.Equal(a.readers[calc.PracticeCode(user)], []calc.PracticeCode{p.Code}) {
				others = append(others, user)
			}
		}
		f := register.Further{Address: address}
		if len(others) > 0 {
			f.Also = calc.And(others)
		}
		all = append(all, f)
	}
	return register.WriteFurther(all)
}
