package season

import (
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/report"
	"yearend/letters/run"
)

// lookBack finds the last approved run of a kind, and what has become of the
// letters of all runs.
func lookBack(p Project, kind letters.Kind) (run.Earlier, error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return run.Earlier{}, err
	}
	last, ok, err := register.LastApproved(runs, kind)
	if err != nil || !ok {
		return run.Earlier{}, err
	}
	before, err := run.EarlierOf(last)
	if err != nil {
		return before, err
	}
	before.Sent, err = sentBefore(p, runs)
	return before, err
}

// sentBefore is what has become of the letters of the runs whose sending has
// begun, for the workbook.
func sentBefore(p Project, runs []register.Run) ([]report.Sent, error) {
	var all []report.Sent
	for _, r := range runs {
		events, err := post.ReadJournal(r.Path(post.JournalFile))
		if err != nil {
			return nil, err
		}
		if len(events) == 0 {
			continue
		}
		posting, err := post.OpenPosting(r, runs, p.means(), "")
		if err != nil {
			return nil, err
		}
		for _, e := range posting.Mailing.Envelopes {
			now := posting.Standings[e.Reference]
			all = append(all, report.Sent{Run: r.Name, Practice: e.Practice, Name: e.Name, Scheme: e.Scheme, Reference: e.Reference,
				Address: now.To, State: string(now.Now()), When: now.When(), Receipt: now.Words})
		}
	}
	return all, nil
}
