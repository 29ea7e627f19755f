package desk

import (
	"yearend/cmd/yearend/season"
	"yearend/letters"
)

// seasonShown is the first page: where the season stands, and what is next.
type seasonShown struct {
	season.Status
	Calendar []season.Stop
	Next     [][]bit      // things to do, each with the page on which it is done
	Letters  []lettersRow // every letter of the season, each in one place
	States   []season.LetterState
	Held     []heldRow
	People   [][]bit // letters that wait for a person
}

// lettersRow is the letters of a kind on a scheme, a cell for each state.
type lettersRow struct {
	Kind, Scheme string
	In           []int
	Letters      int
}

type heldRow struct {
	season.HeldStatus
	Scheme string
}

func (d *Desk) seasonPages() []page {
	return []page{
		{Path: "/", Title: "The season", In: "Season", View: "season.html", Show: d.showSeason},
		{Path: "/practice", Title: "What happened to a practice’s letters", In: "Season", View: "practice.html", Show: d.showPractice},
	}
}

func (d *Desk) showSeason(v *visit) (any, error) {
	s, err := season.StatusOn(v.Project, v.On())
	if err != nil {
		return nil, err
	}
	shown := seasonShown{Status: s, States: season.LetterStates()}
	if shown.Calendar, err = season.Calendar(v.Project, s); err != nil {
		return nil, err
	}
	for _, words := range d.asked.Program.Next(s) {
		shown.Next = append(shown.Next, onPage(v.names.plain(words)))
	}
	for _, of := range s.Letters {
		row := lettersRow{Kind: of.Kind, Scheme: of.Scheme, Letters: of.Letters}
		for _, state := range shown.States {
			row.In = append(row.In, of.In[state])
		}
		shown.Letters = append(shown.Letters, row)
	}
	for _, of := range s.Schemes {
		if of.Past {
			continue
		}
		for _, h := range of.Held {
			shown.Held = append(shown.Held, heldRow{h, of.Scheme})
		}
	}
	for _, of := range s.Sent {
		for _, waiting := range of.Waiting {
			shown.People = append(shown.People, onPage(v.names.plain(d.asked.Program.Waiting(waiting))))
		}
	}
	return shown, nil
}

// Where says where a run is on its way.
func (s seasonShown) Where(r season.RunStatus) string {
	switch {
	case r.Pages > 0:
		return letters.Many(r.Pages, "report") + " for the intranet"
	case r.Approved:
		return "approved"
	case len(r.By) > 0:
		return letters.Many(r.Needs-len(r.By), "more approval") + " needed"
	}
	return "not approved"
}
