package desk

import (
	"fmt"
	"maps"
	"slices"

	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/post"
)

// planShown is what a round would do.
type planShown struct {
	Letters    []string // how many on each scheme
	Sent       int
	Later      int  // that are owed beyond the limit
	First      bool // nothing of anything was sent yet
	Mailboxes  int
	Several    int // of them, how many get more than one letter
	Parcels    int // messages, where letters of a practice go together; 0 where each goes by itself
	Copies     string
	NoCopy     []post.Staying
	Stuck      int // copies that were refused before, or may have gone
	From, Mail string
	Pace       string
	Stays      []stayShown
	Superseded []newerShown
	Replaced   int // letters that never go, since later ones have taken their place
	Owing      []season.Owing
}

type stayShown struct {
	post.Staying
	Why []bit
}

// newerShown is a newer run, and the letters that stay behind for it.
type newerShown struct {
	Run        string
	References []string
}

// planShown is what a round would do, for a page.
func (d *Desk) planShown(s *season.Sending, plan post.Plan) planShown {
	mail := s.Project.Mail
	p := planShown{Sent: plan.Sent, Later: plan.Later, First: !s.SentEver, Mailboxes: len(plan.Mailbox), NoCopy: plan.NoCopy, Stuck: s.StuckCopies(),
		From: mail.From, Mail: mail.Through(), Owing: s.Owing}
	for _, scheme := range s.Schemes {
		n := 0
		for _, e := range plan.Owed {
			if e.Scheme == scheme.Code {
				n++
			}
		}
		p.Letters = append(p.Letters, fmt.Sprintf("%s: %s", scheme.Title, letters.Count(n)))
	}
	for _, references := range plan.Mailbox {
		if len(references) > 1 {
			p.Several++
		}
	}
	if len(plan.Parcels) < len(plan.Owed) {
		p.Parcels = len(plan.Parcels)
	}
	if len(plan.Copies) > 0 {
		p.Copies = d.asked.Program.Copies(plan)
	}
	if plan.Messages() > 0 {
		p.Pace = d.asked.Program.Pace(s, plan)
	}
	p.stays(s, plan)
	return p
}

// stays says which letters do not go, and why.
func (p *planShown) stays(s *season.Sending, plan post.Plan) {
	newer := map[string][]string{}
	for _, stay := range plan.Stay {
		reference := stay.Envelope.Reference
		switch by := s.Superseded[reference]; {
		case stay.Standing.State == post.IsReplaced:
			p.Replaced++
		case by != "":
			newer[by] = append(newer[by], reference)
		default:
			why := stay.Why
			if stay.Standing.State == post.IsUnknown || stay.Standing.State == post.IsRefused {
				why = string(stay.Standing.State) + ": " + why
			}
			p.Stays = append(p.Stays, stayShown{stay, onPage(why)})
		}
	}
	for _, run := range slices.Sorted(maps.Keys(newer)) {
		p.Superseded = append(p.Superseded, newerShown{run, newer[run]})
	}
}
