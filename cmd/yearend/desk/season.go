package desk

import (
	"regexp"
	"strings"

	"yearend/cmd/yearend/season"
	"yearend/letters"
)

// seasonShown is the first page: where the season stands, and what is next.
type seasonShown struct {
	season.Status
	Calendar []season.Stop
	Next     []todo
	Letters  []lettersRow // every letter of the season, each in one place
	States   []season.LetterState
	Held     []heldRow
	People   []string // letters that wait for a person
}

// todo is a thing to do, in the words of the terminal, and the page on which it is done.
type todo struct {
	Words, Place, Page string
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
		shown.Next = append(shown.Next, todoOf(words))
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
			shown.People = append(shown.People, d.asked.Program.Waiting(waiting))
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

// commandIn finds the command that a sentence of the terminal names, and its run.
var commandIn = regexp.MustCompile("`yearend ([a-z]+)(?: ((?:run|projection|outcome|monthly|panel)-[0-9]+))?([^`]*)`")

// todoOf finds the page on which the command is done that the words name first.
func todoOf(words string) todo {
	t := todo{Words: words}
	m := commandIn.FindStringSubmatch(words)
	if m == nil {
		return t
	}
	command, run, flags := m[1], m[2], m[3]
	switch command {
	case "check":
		t.Place, t.Page = "/files", "Files"
	case "panel", "decide":
		t.Place, t.Page = "/panel", "Panel"
	case "produce":
		t.Place, t.Page = "/produce", "Produce"
		for _, kind := range []string{"projection", "monthly", "outcome"} {
			if strings.Contains(flags, "--"+kind) {
				t.Place = "/produce?kind=" + kind
			}
		}
	case "approve":
		t.Place, t.Page = "/approve/"+run, "Approve "+run
	case "send", "print":
		t.Place, t.Page = "/send/"+run, "Send "+run
	}
	return t
}
