package season

import (
	"fmt"
	"slices"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/run"
)

// ownArchive refuses an archive that is any practice's of the register, also of one
// that gets no letter: it would get the letters of all the others.
func (p Project) ownArchive(practices []calc.Practice) error {
	if p.Mail.Archive == "" {
		return nil
	}
	if err := nobodys(p.Mail.Archive, practices); err != nil {
		return withHint(fmt.Errorf("mail.archive: %w", err), archiveHint)
	}
	return nil
}

// ownAs says as which the project names an address as one from which the team writes, or at
// which it is written to; empty for none. No practice would get a letter there. An archive
// that is a practice's is refused.
func (p Project) ownAs(address string) string {
	contacts := p.Issuer.Contacts
	for _, own := range []struct{ as, address string }{
		{"mail.from", p.Mail.From}, {"mail.reply_to", p.Mail.ReplyTo}, {"issuer: contacts: primary_care", contacts.PrimaryCare.Email},
		{"issuer: contacts: finance", contacts.Finance.Email}, {"issuer: contacts: data_quality", contacts.DataQuality.Email},
	} {
		if own.address != "" && register.Inbox(own.address) == register.Inbox(address) {
			return own.as
		}
	}
	return ""
}

const archiveHint = "mail.archive is for an address of the team's own"

// nobodys refuses an address that the register, or a mailboxes file, names for a practice.
func nobodys(address string, practices []calc.Practice) error {
	inbox := register.Inbox(address)
	for _, p := range practices {
		for _, named := range slices.Concat(p.Emails, p.Named) {
			if register.Inbox(named) == inbox {
				return post.TestAddressTaken{To: address, Practice: string(p.Code)}
			}
		}
	}
	return nil
}

// ownAddresses refuses a test address, or an archive, that is a practice's: by the
// envelopes of all runs, and by the register that the run was made from.
func (s *Sending) ownAddresses() error {
	for _, own := range []struct{ address, hint string }{
		{s.asked.Redirect, "--to is for an address of your own"}, {s.Project.Mail.Archive, archiveHint},
	} {
		if own.address == "" {
			continue
		}
		if err := s.CheckTestAddress(own.address); err != nil {
			return Usage{withHint(err, own.hint)}
		}
		practices, err := keptRegister(s.Run, s.Schemes)
		if err != nil {
			return err
		}
		if err := nobodys(own.address, practices); err != nil {
			return Usage{withHint(err, own.hint)}
		}
	}
	return nil
}

// keptRegister are the practices by the copies that a run keeps of what it read; an
// outcome run has them in the year-end run that it keeps. A copy that cannot be relied on
// is refused: nobody would be known by it, and any address be taken for the team's own.
func keptRegister(of register.Run, schemes []*calc.Scheme) ([]calc.Practice, error) {
	practices, err := readKeptRegister(of, schemes)
	if err != nil {
		return nil, fmt.Errorf("read the register that %s was made from: %w", of.Name, err)
	}
	return practices, nil
}

func readKeptRegister(of register.Run, schemes []*calc.Scheme) (_ []calc.Practice, err error) {
	if of.Kind.Final {
		if of, err = run.KeptRests(of); err != nil {
			return nil, err
		}
	}
	p, err := keptProject(of)
	if err != nil {
		return nil, err
	}
	for _, in := range of.Record.Inputs {
		if in.Kind != "practices" && in.Kind != "mailboxes" {
			continue
		}
		if _, err := of.Read(in.Copy); err != nil {
			return nil, err
		}
	}
	x, err := extract.Read(extract.Inputs{Root: of.Dir, Practices: extractFiles(p.Inputs.Practices), Mailboxes: extractFiles(p.Inputs.Mailboxes),
		Columns: p.Columns, Domains: p.Mail.Allow, Copies: copiesOf(of)}, schemes)
	if err != nil {
		return nil, err
	}
	return x.Practices, keptStop(of, x)
}
