package desk

import (
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
)

// practiceShown is what ever happened to the letters of a practice, or the practices that
// somebody may mean by a part of a name.
type practiceShown struct {
	Asked string
	season.PracticeStatus
	Found []season.PracticeNamed
	More  int // that are not shown
}

// mostFound is how many practices a search shows.
const mostFound = 50

// Heading is the title of its page.
func (p practiceShown) Heading() string {
	if p.Practice == "" {
		return "What happened to a practice’s letters"
	}
	return strings.TrimSpace(p.Practice + " " + p.Name)
}

func (d *Desk) showPractice(v *visit) (any, error) {
	shown := practiceShown{Asked: strings.TrimSpace(v.URL.Query().Get("code"))}
	if shown.Asked == "" {
		return shown, nil
	}
	if _, err := calc.ParsePracticeCode(strings.ToUpper(shown.Asked)); err == nil {
		shown.PracticeStatus, err = season.PracticeOn(v.Project, shown.Asked)
		return shown, err
	}
	found, err := season.PracticesNamed(v.Project, shown.Asked)
	if len(found) == 1 {
		return nil, goTo("/practice?code=" + found[0].Code)
	}
	shown.Found = found[:min(len(found), mostFound)]
	shown.More = len(found) - len(shown.Found)
	return shown, err
}
