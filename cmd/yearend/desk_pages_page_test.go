package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The pages that only a panel, its outcome or a second run brings are judged as the others
// are: a sheet that the panel filled in, with what is wrong with it and without, what
// changed between two runs, an outcome run, and a place where nothing is.
func TestThePagesAfterThePanelOnThePage(t *testing.T) {
	project := askingProject(t)
	root := filepath.Dir(project)
	on := func(want int, args ...string) {
		t.Helper()
		yearend(t, want, append(args, "--project", project)...)
	}
	on(exitDone, "panel", "--as-of", "2026-05-11")
	if err := os.Mkdir(filepath.Join(root, "decided"), 0o700); err != nil {
		t.Fatal(err)
	}
	good, faulty := filepath.Join(root, "decided", "good.xlsx"), filepath.Join(root, "decided", "faulty.xlsx")
	fillIn(t, filepath.Join(root, "output", "panel-001", "decisions.xlsx"), good,
		ruled{"LTC-2", "accepted", []int{3, 4}, deputised, "Kim Sample"}, ruled{"LTC-3", "part", []int{12}, quorate, ""}, ruled{"LTC-4", "refused", []int{0}, quorate, ""})
	fillIn(t, good, faulty, ruled{"LTC-2", "accepted", []int{3, 5}, quorate, ""})
	o := deskDay(t)
	o.asOf = "2026-05-22"
	p := before(t, openedDesk(t, o, root))
	for place, says := range map[string]string{"/panel/decided/good.xlsx": "type the number of decisions: 3", "/panel/decided/faulty.xlsx": "E-decision-count"} {
		p.goes(place)
		p.sees(says)
		p.judged(place)
	}

	on(exitDone, "decide", good, "--by", "Alex Sample", "--decisions", "3", "--as-of", "2026-05-14")
	on(exitPerson, "produce", "--outcome", "--as-of", "2026-05-22")
	edit(t, project, "inputs/practices.csv", "Quillbeck House", "Quillbeck Lodge")
	on(exitPerson, "produce", "--as-of", "2026-05-22", "--late", "--reissue-wording")
	for _, place := range []string{"/", "/panel", "/panel/decided/good.xlsx", "/runs/panel-001", "/runs/outcome-001", "/approve/outcome-001", "/send/outcome-001",
		"/produce?kind=outcome", "/runs/run-002", "/runs/run-002/changes", "/approve/run-002", "/practice?code=P81999", "/no/such/page"} {
		p.goes(place)
		p.judged(place)
	}
}
