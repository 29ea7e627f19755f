package desk

import "yearend/cmd/yearend/season"

// seasonShown is the first page: where the season stands, and what is next.
type seasonShown struct {
	season.Status
	Next []string
}

func (d *Desk) seasonPages() []page {
	return []page{{Path: "/", Title: "The season", In: "Season", View: "season.html", Show: d.showSeason}}
}

func (d *Desk) showSeason(v *visit) (any, error) {
	s, err := season.StatusOn(v.Project, v.On())
	if err != nil {
		return nil, err
	}
	return seasonShown{s, d.asked.Program.Next(s)}, nil
}
