package report

import (
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// standing is where the letter on a position lies, from the run's folder: in
// it, or in that of the run whose letter still stands; empty where there is none.
func standing(p calc.Position, issue letters.Issue) string {
	if issue.Letter != "" || issue.Stands == "" {
		return issue.Letter
	}
	return "../" + issue.Stands + "/letters/" + p.Scheme.Code + "/" + string(p.Practice.Code) + ".pdf"
}

// twin is where the same letter stands as a web page.
func twin(letter string) string { return strings.TrimSuffix(letter, ".pdf") + ".html" }
