package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters/panel"
	"yearend/letters/register"
)

// formRow is a row of a form's export: when it was sent, by the clock in England, and
// what it answers, by the questions' titles.
type formRow struct {
	id      int
	sent    string
	answers map[string]string
}

// writeForm writes an export as Microsoft Forms makes it.
func writeForm(t *testing.T, path string, rows ...formRow) {
	t.Helper()
	heads := []string{"ID", "Start time", "Completion time", "Email", "Name", "Practice code", "Service", "Ground", "What happened", "What was tried"}
	for i := range calc.Months {
		heads = append(heads, panelPeriod(t).MonthTitle(i))
	}
	heads = append(heads, "How counted", "Evidence", "Raised in-year", "No patient data")
	f := excelize.NewFile()
	defer f.Close()
	for i, head := range heads {
		set(t, f, "Sheet1", i+1, 1, head)
	}
	for n, row := range rows {
		for i, head := range heads {
			switch value, is := row.answers[head]; {
			case head == "ID":
				set(t, f, "Sheet1", i+1, n+2, row.id)
			case strings.HasSuffix(head, " time"):
				set(t, f, "Sheet1", i+1, n+2, row.sent)
			case head == "Email":
				set(t, f, "Sheet1", i+1, n+2, "anonymous")
			case head == "No patient data":
				set(t, f, "Sheet1", i+1, n+2, "I confirm that nothing here or attached identifies a patient")
			case is:
				set(t, f, "Sheet1", i+1, n+2, value)
			}
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

func set(t *testing.T, f *excelize.File, sheet string, column, row int, value any) {
	t.Helper()
	at, err := excelize.CoordinatesToCellName(column, row)
	if err == nil {
		err = f.SetCellValue(sheet, at, value)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func panelPeriod(t *testing.T) calc.Period {
	t.Helper()
	return calc.Period{From: 20250401}
}

const panelMembers = `
panel:
  members:
    - {name: Alex Sample, seat: commissioning}
    - {name: Robin Sample, seat: finance}
    - {name: Kim Sample, seat: lmc, interests: [P81999]}
    - {name: Jo Sample, seat: lmc, deputy_for: Kim Sample}
`

// askingProject is the starter's sample with an approved run, and an export of the LTC
// form with three requests, of which LTC-2 is the first.
func askingProject(t *testing.T) (project string) {
	t.Helper()
	project = starterProject(t)
	root := filepath.Dir(project)
	text := string(read(t, project))
	text = strings.Replace(text, "  instructions: []", "  requests: [{file: ltc.xlsx, scheme: ltc-les-2025-26, times: Europe/London, proof: {id: 1, at: 2026-04-30T10:15}}]\n  instructions: []", 1) + panelMembers
	if err := os.WriteFile(project, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	asks := func(id int, practice, ground string, months map[string]string) formRow {
		answers := map[string]string{"Practice code": practice, "Service": "Domain 2", "Ground": ground, "What happened": "The building was closed by a flood.", "What was tried": "Rooms next door were used.", "How counted": "records", "Evidence": "https://example.org/evidence"}
		for month, n := range months {
			answers[month] = n
		}
		return formRow{id, fmt.Sprintf("2026-05-0%d 09:00:00", id), answers}
	}
	writeForm(t, filepath.Join(root, "ltc.xlsx"), formRow{1, "2026-04-30 10:15:00", map[string]string{}},
		asks(2, "P81999", "other circumstances", map[string]string{"January 2026": "3", "February 2026": "4"}),
		asks(3, "P81911", "other circumstances", map[string]string{"December 2025": "20"}),
		asks(4, "P81902", "patients declining", map[string]string{"March 2026": "1"}))
	return project
}

// ruled is what a panel fills in on a request: what is accepted month by month, in the
// order of the request's rows.
type ruled struct {
	request, decision string
	accepted          []int
	present, withdrew string
}

// fillIn fills in the sheet of a pack as a person would.
func fillIn(t *testing.T, sheet, to string, rulings ...ruled) {
	t.Helper()
	f, err := excelize.OpenFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Decisions")
	if err != nil {
		t.Fatal(err)
	}
	columns, head := map[string]int{}, 0
	for i, row := range rows {
		if len(row) > 5 && row[0] == "Request" {
			head = i
			for j, name := range row {
				columns[name] = j + 1
			}
		}
	}
	for _, r := range rulings {
		nth := 0
		for i, row := range rows {
			if i <= head || len(row) == 0 || row[0] != r.request {
				continue
			}
			if nth < len(r.accepted) {
				set(t, f, "Decisions", columns["Accepted"], i+1, r.accepted[nth])
			}
			if nth == 0 {
				for name, value := range map[string]string{"Decision": r.decision, "Reason": "As the panel found on " + r.request, "Exceptional": "yes", "Beyond control": "yes", "Evidenced": "yes",
					"Unavoidable": "yes", "Decided on": "2026-05-12", "Chair": "Alex Sample", "Present": r.present, "Withdrew": r.withdrew} {
					if value != "" {
						set(t, f, "Decisions", columns[name], i+1, value)
					}
				}
			}
			nth++
		}
		if nth == 0 {
			t.Fatalf("%s has no row for %s", sheet, r.request)
		}
	}
	if err := f.SaveAs(to); err != nil {
		t.Fatal(err)
	}
}

// quorate is who sits where nobody has an interest, and deputised where Kim Sample has.
const (
	quorate   = "Alex Sample; Robin Sample; Kim Sample"
	deputised = "Alex Sample; Robin Sample; Jo Sample"
)

// While one command is at work in a folder of runs, no other that writes there begins.
func TestNoCommandThatWritesBeginsBesideAnother(t *testing.T) {
	project := askingProject(t)
	root := filepath.Dir(project)
	output := filepath.Join(root, "output")
	yearend(t, exitDone, "panel", "--for", "run-001", "--project", project, "--as-of", "2026-05-11")
	sheet := filepath.Join(output, "panel-001", "decisions.xlsx")
	fillIn(t, sheet, sheet, ruled{"LTC-3", "part", []int{12}, quorate, ""})
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-29")
	lock, err := register.Take(output, register.Holder{Who: "colleague", Host: hereOf(t).Computer, PID: 1, Doing: "verify"})
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	for _, args := range [][]string{
		{"produce", "--as-of", "2026-04-29"},
		{"produce", "--outcome", "--as-of", "2026-05-21"},
		{"approve", "run-002", "--by", "Alex Sample", "--letters", "0"},
		{"revoke", "run-001", "--by", "Alex Sample", "--because", "a slip"},
		{"send", "run-001"},
		{"send", "run-001", "--resolve", "P81999=posted", "--scheme", "LTC", "--on", "2026-04-20", "--by", "Alex Sample"},
		{"print", "run-001", "--all"},
		{"panel", "--for", "run-001", "--as-of", "2026-05-11"},
		{"decide", sheet, "--by", "Alex Sample", "--as-of", "2026-05-14", "--decisions", "1"},
	} {
		mustContain(t, yearend(t, exitFailed, append(args, "--project", project)...), "another yearend is at work", "colleague on ")
	}
}

// A panel works through a pack: what it fills in is judged whole, recorded once, and
// mended where it was a slip.
func TestThePanelDecides(t *testing.T) {
	project := askingProject(t)
	output := filepath.Join(filepath.Dir(project), "output")
	said := yearend(t, exitDone, "panel", "--for", "run-001", "--project", project, "--as-of", "2026-05-11")
	if !strings.Contains(said, "panel-001: 3 requests for the panel, on the positions of run-001") {
		t.Errorf("panel says\n%s", said)
	}
	pack := filepath.Join(output, "panel-001")
	for _, name := range []string{"pack.pdf", "pack.xlsx", "decisions.xlsx", "requests.csv", "run.json"} {
		if len(read(t, filepath.Join(pack, name))) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
	if csv := string(read(t, filepath.Join(pack, "requests.csv"))); !strings.Contains(csv, "LTC-2,P81999,ltc-les-2025-26,domain-2,2026-05-02 09:00:00,") || !strings.Contains(csv, "in pack") {
		t.Errorf("requests.csv is\n%s", csv)
	}
	sheet := filepath.Join(pack, "decisions.xlsx")
	decide := func(want int, file string, more ...string) string {
		return yearend(t, want, append([]string{"decide", file, "--by", "Alex Sample", "--project", project, "--as-of", "2026-05-14"}, more...)...)
	}
	decide(exitFailed, sheet) // nothing is filled in yet
	fillIn(t, sheet, sheet, ruled{"LTC-2", "accepted", []int{3, 5}, quorate, ""}, ruled{"LTC-3", "part", []int{12}, quorate, ""})
	said = decide(exitFailed, sheet, "--decisions", "2")
	for _, code := range []string{"E-decision-count", "E-decision-conflict", "E-decision-quorum"} {
		if !strings.Contains(said, code) {
			t.Errorf("%s is not found:\n%s", code, said)
		}
	}
	fillIn(t, sheet, sheet, ruled{"LTC-2", "accepted", []int{3, 4}, deputised, "Kim Sample"})
	decide(exitUsage, sheet, "--decisions", "3")
	if log := logOf(t, output); len(log) != 0 {
		t.Fatalf("%d decisions are recorded, and none was confirmed", len(log))
	}
	said = decide(exitDone, strings.ReplaceAll(sheet, "/", `\`), "--decisions", "2") // named as on Windows
	for _, words := range []string{"left open: LTC-4", "2 decisions recorded in decisions.jsonl"} {
		if !strings.Contains(said, words) {
			t.Errorf("decide does not say %q:\n%s", words, said)
		}
	}
	if said = decide(exitFailed, sheet, "--decisions", "2"); !strings.Contains(said, "E-decided") {
		t.Errorf("a second time it says\n%s", said)
	}
	for command, exit := range map[string]int{"status": exitDone, "check": exitPerson} {
		if said := yearend(t, exit, command, "--project", project, "--as-of", "2026-05-14"); !strings.Contains(said, "panel-001, dated 2026-05-11, on run-001: 3 requests, 2 decided, 1 open") {
			t.Errorf("%s does not say how far the panel is:\n%s", command, said)
		}
	}
	yearend(t, exitDone, "verify", "panel-001", "--project", project)
	slip := filepath.Join(filepath.Dir(project), "slip.xlsx")
	fillIn(t, sheet, slip, ruled{"LTC-3", "part", []int{10}, quorate, ""})
	decide(exitDone, slip, "--decisions", "1", "--correct", "LTC-3", "--because", "12 was written for 10")
	log := logOf(t, output)
	if len(log) != 3 || panel.Last(log, "LTC-2").Accepted.Sum() != 7 || panel.Last(log, "LTC-3").Accepted.Sum() != 10 || log[2].Because == "" {
		t.Errorf("the log holds %+v", log)
	}
}

func logOf(t *testing.T, output string) []calc.Decision {
	t.Helper()
	log, err := panel.ReadDecisions(output)
	if err != nil {
		t.Fatal(err)
	}
	return log.Entries
}

// What the panel decides rests on the letters that stand: once a later run is approved,
// a pack made before is decided on no more, and a decision is confirmed on new figures.
func TestAPackOlderThanTheApprovedRunIsStale(t *testing.T) {
	project := askingProject(t)
	root := filepath.Dir(project)
	yearend(t, exitDone, "panel", "--project", project, "--as-of", "2026-05-11")
	first := filepath.Join(root, "output", "panel-001", "decisions.xlsx")
	fillIn(t, first, first, ruled{"LTC-3", "part", []int{12}, quorate, ""})
	decide := func(want int, file string, more ...string) string {
		return yearend(t, want, append([]string{"decide", file, "--by", "Alex Sample", "--project", project, "--as-of", "2026-05-14", "--decisions", "1"}, more...)...)
	}
	decide(exitDone, first)
	contracts := filepath.Join(root, "inputs", "contracts.csv")
	if err := os.WriteFile(contracts, []byte(strings.Replace(string(read(t, contracts)), "P81911,ltc-les-2025-26,domain-2,189,", "P81911,ltc-les-2025-26,domain-2,190,", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	yearend(t, exitPerson, "produce", "--late", "--project", project, "--as-of", "2026-05-12")
	letters := fmt.Sprint(runNamed(t, project, "run-002").Record.Letters())
	yearend(t, exitDone, "approve", "run-002", "--project", project, "--by", "Alex Sample", "--letters", letters)
	later := filepath.Join(root, "later.xlsx")
	fillIn(t, first, later, ruled{"LTC-2", "refused", nil, deputised, "Kim Sample"})
	for _, said := range []string{decide(exitFailed, later), yearend(t, exitFailed, "panel", "--for", "run-001", "--project", project, "--as-of", "2026-05-12")} {
		if !strings.Contains(said, "E-pack-stale") {
			t.Errorf("a pack for run-001 is not stale when run-002 is approved:\n%s", said)
		}
	}
	if said := yearend(t, exitDone, "panel", "--project", project, "--as-of", "2026-05-12"); !strings.Contains(said, "panel-002: 2 requests for the panel, on the positions of run-002") {
		t.Errorf("the new pack says\n%s", said)
	}
	decide(exitDone, first, "--correct", "LTC-3", "--because", "confirmed on the new target")
	if last := panel.Last(logOf(t, filepath.Join(root, "output")), "LTC-3"); last.Run != "run-002" || last.Line.Target != 190 {
		t.Errorf("confirmed on %s with a target of %d", last.Run, last.Line.Target)
	}
}

// A log that was altered stops whatever rests on it, until it is restored.
func TestAnAlteredLogStopsThePanel(t *testing.T) {
	project := askingProject(t)
	output := filepath.Join(filepath.Dir(project), "output")
	yearend(t, exitDone, "panel", "--project", project, "--as-of", "2026-05-11")
	sheet := filepath.Join(output, "panel-001", "decisions.xlsx")
	fillIn(t, sheet, sheet, ruled{"LTC-3", "part", []int{12}, quorate, ""})
	yearend(t, exitDone, "decide", sheet, "--by", "Alex Sample", "--project", project, "--as-of", "2026-05-14", "--decisions", "1")
	path := filepath.Join(output, panel.DecisionsFile)
	whole := read(t, path)
	if err := os.WriteFile(path, []byte(strings.Replace(string(whole), "[0,0,0,0,0,0,0,0,12,0,0,0]", "[0,0,0,0,0,0,0,0,13,0,0,0]", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	yearendRefuses(t, project, "was altered")
	for _, args := range [][]string{{"panel"}, {"decide", sheet, "--by", "Alex Sample", "--decisions", "1"}, {"status"}, {"check"}} {
		if said := yearend(t, exitFailed, append(args, "--project", project, "--as-of", "2026-05-14")...); !strings.Contains(said, "was altered") {
			t.Errorf("%s goes on with an altered log:\n%s", args[0], said)
		}
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	yearend(t, exitDone, "status", "--project", project, "--as-of", "2026-05-14")
}

func runNamed(t *testing.T, project, name string) register.Run {
	t.Helper()
	found, err := runsOf(project).Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Two people have the same sheet before them at once: the decisions of one are recorded, and
// the other is told, and adds nothing.
func TestADecisionIsRecordedOnceByTwoAtOnce(t *testing.T) {
	file := askingProject(t)
	root := filepath.Dir(file)
	yearend(t, exitDone, "panel", "--project", file, "--as-of", "2026-05-11")
	filled := filepath.Join(root, "filled.xlsx")
	fillIn(t, filepath.Join(root, "output", "panel-001", "decisions.xlsx"), filled,
		ruled{"LTC-2", "accepted", []int{3, 4}, deputised, "Kim Sample"}, ruled{"LTC-3", "part", []int{12}, quorate, ""}, ruled{"LTC-4", "refused", []int{0}, quorate, ""})
	project, err := season.ReadProject(file)
	if err != nil {
		t.Fatal(err)
	}
	today, err := calc.ParseDate("2026-05-14")
	if err != nil {
		t.Fatal(err)
	}
	var both []*season.Deciding
	for _, by := range []string{"Alex Sample", "Sam Mockford"} {
		d, err := season.OpenDecisions(project, season.DecideAsked{File: filled, By: by, Today: today, Now: time.Now})
		if err != nil || len(d.Judged.Decisions) != 3 {
			t.Fatalf("%+v, %v", d.Judged, err)
		}
		both = append(both, d)
	}
	if err := both[0].Record(); err != nil {
		t.Fatal(err)
	}
	if err := both[1].Record(); err == nil || !strings.Contains(err.Error(), "have changed since they were shown: nothing was recorded") {
		t.Errorf("the other hears %v", err)
	}
	if n := len(logOf(t, filepath.Join(root, "output"))); n != 3 {
		t.Errorf("%d decisions are recorded, of 3", n)
	}
}
