package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// foldersFiles is the names in the folder of runs, but for the lock's own.
func foldersFiles(t *testing.T, output string) string {
	t.Helper()
	entries, err := os.ReadDir(output)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return strings.Join(names, " ")
}

// ltcRow is a row of the LTC form.
func ltcRow(id int, practice, sent, happened string, january string) formRow {
	return formRow{id, sent, map[string]string{"Practice code": practice, "Service": "Domain 2", "Ground": "other circumstances", "What happened": happened,
		"What was tried": "Rooms next door.", "How counted": "records", "Evidence": "https://example.org/evidence", "January 2026": january}}
}

var proof = formRow{1, "2026-04-30 10:15:00", map[string]string{}}

// check judges what practices asked for, accounts for it, and writes nothing.
func TestCheckShowsRequests(t *testing.T) {
	project := askingProject(t)
	output := filepath.Join(filepath.Dir(project), "output")
	before := foldersFiles(t, output)
	said := yearend(t, exitPerson, "check", "--project", project, "--as-of", "2026-05-11")
	if want := "requests: 4 read = 0 held + 3 ready + 0 in pack + 0 decided + 0 told + 0 withdrawn + 0 replaced + 1 proof"; !strings.Contains(said, want) {
		t.Errorf("check does not say %q:\n%s", want, said)
	}
	var report struct {
		Requests struct {
			Read   int
			States map[string]int
		}
	}
	text := yearend(t, exitPerson, "check", "--json", "--project", project, "--as-of", "2026-05-11")
	if err := json.Unmarshal([]byte(text[strings.Index(text, "{"):strings.LastIndex(text, "}")+1]), &report); err != nil || report.Requests.Read != 4 || report.Requests.States["ready"] != 3 {
		t.Errorf("check --json says %+v (%v)", report, err)
	}
	if after := foldersFiles(t, output); after != before {
		t.Errorf("check has written: %s, where there was %s", after, before)
	}
}

// An NHS number in an answer stops before anything is kept, and is shown nowhere.
func TestNHSNumberInAnAnswer(t *testing.T) {
	project := askingProject(t)
	output := filepath.Join(filepath.Dir(project), "output")
	before := foldersFiles(t, output)
	writeForm(t, filepath.Join(filepath.Dir(project), "ltc.xlsx"), proof, ltcRow(2, "P81999", "2026-05-02 09:00:00", "The patient with 943 476 5919 was never coded.", "3"))
	for _, command := range [][]string{{"check"}, {"panel"}} {
		said := yearend(t, exitFailed, append(command, "--project", project, "--as-of", "2026-05-11")...)
		if !strings.Contains(said, "E-patient") || regexp.MustCompile(`943\s*476`).MatchString(said) {
			t.Errorf("%s says\n%s", command, said)
		}
	}
	if after := foldersFiles(t, output); after != before {
		t.Errorf("something was kept: %s, where there was %s", after, before)
	}
}

// Nor does one get into an approval, a journal or a log by what somebody types beside a command.
func TestNoNumberInWhatIsTyped(t *testing.T) {
	const name, why = "Sam 943 476 5919", "the patient 943 476 5919 rang"
	project := sample(t, 1)
	root := filepath.Dir(project)
	before := foldersFiles(t, filepath.Join(root, "output"))
	for _, command := range [][]string{
		{"approve", "run-001", "--by", name, "--letters", "22"},
		{"revoke", "run-001", "--by", name, "--because", "it was too early"}, {"revoke", "run-001", "--by", "Sam Sample", "--because", why},
		{"send", "run-001", "--resolve", "P81999=posted", "--on", "2026-04-20", "--by", name},
		{"send", "run-001", "--resolve", "run-001=here", "--by", "Sam Sample", "--because", why},
		{"decide", "none.xlsx", "--by", name}, {"decide", "none.xlsx", "--by", "Sam Sample", "--correct", "LTC-7", "--because", why},
	} {
		if said := yearend(t, exitUsage, append(command, "--project", project)...); !strings.Contains(said, "may be an NHS number") || strings.Contains(said, "5919") {
			t.Errorf("%v says\n%s", command, said)
		}
	}
	if after := foldersFiles(t, filepath.Join(root, "output")); after != before {
		t.Errorf("something was kept: %s, where there was %s", after, before)
	}
}

// What was seen cannot be changed behind the log: an edit after closing, and a row
// that is gone, hold their requests; a correction says what stands.
func TestRequestsAreComparedWithTheLog(t *testing.T) {
	project := askingProject(t)
	root := filepath.Dir(project)
	first := yearend(t, exitDone, "panel", "--project", project, "--as-of", "2026-05-11")
	if !strings.Contains(first, "3 requests for the panel") {
		t.Fatalf("panel says\n%s", first)
	}
	log := read(t, filepath.Join(root, "output", "requests.jsonl"))
	writeForm(t, filepath.Join(root, "ltc.xlsx"), proof, ltcRow(2, "P81999", "2026-05-02 09:00:00", "The building was closed by a flood.", "30"),
		formRow{4, "2026-05-04 09:00:00", map[string]string{"Practice code": "P81902", "Service": "Domain 2", "Ground": "patients declining", "What happened": "The building was closed by a flood.",
			"What was tried": "Rooms next door were used.", "How counted": "records", "Evidence": "https://example.org/evidence", "March 2026": "1"}})
	said := yearend(t, exitPerson, "check", "--project", project, "--as-of", "2026-05-12")
	for _, want := range []string{"E-request-edited P81999", "E-request-gone P81911", "requests: 4 read = 2 held + 0 ready + 1 in pack"} {
		if !strings.Contains(said, want) {
			t.Errorf("check does not say %q:\n%s", want, said)
		}
	}
	corrections := "Request,Field,Was,Now,By,On,Why\nLTC-2,version,,1,Jo Sample,2026-05-12,the practice rang\nLTC-3,withdrawn,,yes,Jo Sample,2026-05-12,by e-mail\n"
	if err := os.WriteFile(filepath.Join(root, "corrections.csv"), []byte(corrections), 0o600); err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(read(t, project)), "  instructions: []", "  corrections: [corrections.csv]\n  instructions: []", 1)
	if err := os.WriteFile(project, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	said = yearend(t, exitPerson, "check", "--project", project, "--as-of", "2026-05-12")
	if want := "requests: 4 read = 0 held + 0 ready + 2 in pack + 0 decided + 0 told + 1 withdrawn + 0 replaced + 1 proof"; !strings.Contains(said, want) {
		t.Errorf("check does not say %q:\n%s", want, said)
	}
	yearend(t, exitDone, "panel", "--project", project, "--as-of", "2026-05-12")
	now := read(t, filepath.Join(root, "output", "requests.jsonl"))
	if !strings.HasPrefix(string(now), string(log)) || strings.Count(string(now), "\n") != strings.Count(string(log), "\n")+2 || !strings.Contains(string(now), `"gone":true`) {
		t.Errorf("the log was not added to, the edit and the row that is gone:\n%s", now)
	}
}

// A log that is not as it was written stops everything until it is restored.
func TestNothingRunsOnAnAlteredLog(t *testing.T) {
	project := askingProject(t)
	file := filepath.Join(filepath.Dir(project), "output", "requests.jsonl")
	yearend(t, exitDone, "panel", "--project", project, "--as-of", "2026-05-11")
	whole := string(read(t, file))
	lines := strings.SplitAfter(whole, "\n")
	for name, altered := range map[string]string{
		"a count":   strings.Replace(whole, `"2026-01":"3"`, `"2026-01":"4"`, 1),
		"the last":  strings.Join(lines[:3], ""),
		"the first": strings.Join(lines[1:], ""),
		"nothing":   "",
	} {
		if altered == whole {
			t.Fatalf("%s: nothing is altered", name)
		}
		if err := os.WriteFile(file, []byte(altered), 0o600); err != nil {
			t.Fatal(err)
		}
		if name == "a count" {
			yearendRefuses(t, project, "requests.jsonl was altered")
		}
		for _, command := range [][]string{{"check"}, {"panel"}, {"status"}, {"produce", "--late"}} {
			if said := yearend(t, exitFailed, append(command, "--project", project, "--as-of", "2026-05-11")...); !strings.Contains(said, "requests.jsonl was altered") {
				t.Errorf("%s, %s: it says\n%s", name, command[0], said)
			}
		}
	}
	if err := os.WriteFile(file, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	yearend(t, exitDone, "panel", "--project", project, "--as-of", "2026-05-11")
}

// The questions of the forms are written out for whoever builds them, and never over
// what is there.
func TestInitWritesTheForms(t *testing.T) {
	project := starterProject(t)
	said := yearend(t, exitDone, "init", "--form", "--project", project)
	form := filepath.Join(filepath.Dir(project), "forms", "capitated-les-2025-26.csv")
	text := string(read(t, form))
	for _, want := range []string{"Practice code,text,yes,", "April 2025,number,no,", "March 2026,number,no,", "ECGs; Phlebotomy; Wound Care", "records; provider report; system report; estimate", "Evidence,file upload,no,"} {
		if !strings.Contains(text, want) {
			t.Errorf("the form does not ask %q:\n%s", want, text)
		}
	}
	if strings.Count(text, "\n") != 22 || !strings.Contains(said, "capitated-les-2025-26.csv") {
		t.Errorf("it has %d lines, and init says %s", strings.Count(text, "\n"), said)
	}
	if err := os.WriteFile(form, []byte("ours"), 0o600); err != nil {
		t.Fatal(err)
	}
	yearend(t, exitDone, "init", "--form", "--project", project)
	if string(read(t, form)) != "ours" {
		t.Error("a file that was there is written over")
	}
}
