package season

import (
	"fmt"
	"slices"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters/post"
	"yearend/letters/register"
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

// keptRegister are the practices by the copies that a run keeps of what it read.
func keptRegister(of register.Run, schemes []*calc.Scheme) ([]calc.Practice, error) {
	p, err := keptProject(of)
	if err != nil {
		return nil, err
	}
	copies := map[string]string{}
	for _, in := range of.Record.Inputs {
		copies[in.File] = of.Path(in.Copy)
	}
	x, err := extract.Read(extract.Inputs{Root: ".", Practices: extractFiles(p.Inputs.Practices), Mailboxes: extractFiles(p.Inputs.Mailboxes),
		Columns: p.Columns, Domains: p.Mail.Allow, Copies: copies}, schemes)
	if err != nil {
		return nil, fmt.Errorf("read the register that %s was made from: %w", of.Name, err)
	}
	return x.Practices, nil
}
