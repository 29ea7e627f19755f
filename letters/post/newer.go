package post

import (
	"fmt"

	"yearend/letters/register"
)

// newerUnapproved is the newest run of the kind, where it is newer than this one and
// nobody has approved it yet; one whose approval was taken back says nothing.
func (p *Posting) newerUnapproved() (newer register.Run, is bool, err error) {
	of := register.OfKind(p.folder, p.Run.Kind)
	if !p.Approved || len(of) == 0 {
		return newer, false, nil
	}
	newer = of[len(of)-1]
	approval, err := newer.Approval()
	if err != nil || newer.Number <= p.Run.Number {
		return newer, false, err
	}
	return newer, !newer.Enough(approval) && len(approval.Revoked) == 0, nil
}

// heedUnapproved keeps letters back of which a newer run has other figures or none, though
// nobody has approved it yet: whoever sends them knows that they are out of date,
// or says that they go all the same.
func (p *Posting) heedUnapproved() error {
	newer, is, err := p.newerUnapproved()
	if err != nil || !is {
		return err
	}
	before, err := p.Run.Entries()
	if err != nil {
		return err
	}
	after, err := newer.Entries()
	if err != nil {
		return err
	}
	other := register.Otherwise(before, after)
	for _, e := range p.Mailing.Envelopes {
		if how := other[e.Key()]; how != "" {
			p.supersede(e, newer.Name, how)
		}
	}
	return nil
}

func (p *Posting) supersede(e register.Envelope, newer, how string) {
	p.Superseded[e.Reference] = newer
	if p.although != newer && p.Mailing.Withheld[e.Reference] == "" {
		p.Mailing.Withheld[e.Reference] = fmt.Sprintf("%s, made later and not approved yet, %s; `--although %s` sends it all the same", newer, how, newer)
	}
}
