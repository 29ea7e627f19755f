package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

// The sample says nothing of its examples; once mailboxes are real, every one that letters
// still carry is named, and none that carries one is sent there or printed, but for a
// test to an address of the team's own.
func TestNoExampleIsSentToARealMailbox(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := trial(t, server.Port)
	dir := filepath.Dir(project)
	mustNotContain(t, yearend(t, exitPerson, "check", "--project", project, "--as-of", "2026-04-17"), "W-example")

	replaceIn(t, project, "  allow: [example.org]", "  allow: [example.org, practice.nhs.uk]")
	register := filepath.Join(dir, "inputs", "practices.csv")
	replaceIn(t, register, "example.org", "practice.nhs.uk")
	said := yearend(t, exitPerson, "check", "--project", project, "--as-of", "2026-04-17", "--json")
	for _, key := range []string{"issuer.name", "issuer.address", "issuer.signatory.name", "issuer.contacts.primary_care.email", "issuer.contacts.finance.phone",
		"issuer.contacts.data_quality.web", "mail.from", "mail.reply_to", "mitigation_forms.ltc-les-2025-26", "mitigation_forms.capitated-les-2025-26"} {
		mustContain(t, said, `"`+key+`"`)
	}
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
	live := []string{"send", "run-001", "--live", "--accept-assumptions", "--messages", "3", "--project", project}
	mustContain(t, yearend(t, exitFailed, live...), "22 letters of run-001", "https://forms.example.org", "01632 960001", "NHS Example Integrated Care Board", "nothing is sent", "hint: write your own into yearend.yaml")
	if n := len(server.Stored()); n != 0 {
		t.Fatalf("%d went", n)
	}
	mustContain(t, yearend(t, exitFailed, "print", "run-001", "--all", "--project", project), "22 letters of run-001", "https://forms.example.org", "nothing is printed", "hint: write your own into yearend.yaml")
	yearend(t, exitDone, append(live, "--to", "me@example.org")...)

	for old, now := range map[string]string{"example.org": "sample.nhs.uk", "01632 960": "0300 555 0", "NHS Example Integrated Care Board": "NHS Sampleshire ICB",
		"1 Example Street, Exampleton, ZZ99 1ZZ": "1 Sample Road, Sampleton", "Alex Sample, role": "Sam Mockford, role"} {
		replaceIn(t, project, old, now)
	}
	mustNotContain(t, yearend(t, exitPerson, "check", "--project", project, "--as-of", "2026-04-17"), "W-example")
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17", "--reissue-wording")
	yearend(t, exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "22", "--project", project)
	live[1] = "run-002"
	mustContain(t, yearend(t, exitDone, live...), "3 sent, 0 refused")
	yearend(t, exitDone, "print", "run-002", "--all", "--project", project)

	replaceIn(t, project, "reply_to: primary.care@sample.nhs.uk", "reply_to: primary.care@example.org") // which no letter carries, and every answer would go to
	mustContain(t, yearend(t, exitFailed, live...), "19 letters of run-002", "primary.care@example.org", "nothing is sent")
	replaceIn(t, project, "reply_to: primary.care@example.org", "reply_to: primary.care@sample.nhs.uk")
	replaceIn(t, project, "from: primary.care@sample.nhs.uk", "from: primary.care@example.org")
	mustContain(t, yearend(t, exitFailed, live...), "19 letters of run-002", "primary.care@example.org", "nothing is sent")
	replaceIn(t, project, "from: primary.care@example.org", "from: primary.care@sample.nhs.uk")

	yearend(t, exitDone, "init", "--templates", "--project", project) // and no e-mail whose own words have one
	replaceIn(t, project, `templates: ""`, "templates: templates")
	for name, more := range map[string]string{"email.md": "More stands at https://intranet.example.org/les.", "letter.md": "Thank you for your work."} {
		file := filepath.Join(dir, "templates", "ltc-les-2025-26", name)
		if err := os.WriteFile(file, []byte(contentOf(t, file)+"\n"+more+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17", "--reissue-wording")
	yearend(t, exitDone, "approve", "run-003", "--by", "A. Manager", "--letters", "10", "--project", project)
	live[1] = "run-003"
	mustContain(t, yearend(t, exitFailed, live...), "10 letters of run-003", "https://intranet.example.org", "nothing is sent")
	if n := len(server.Stored()); n != 6 {
		t.Errorf("%d went, 3 of them as a test", n)
	}
}

// Paper reaches a practice as well, so that no example is printed once a contact is real,
// or the register: also where its mailboxes are none to which letters may go, or it has none.
func TestNoExampleIsPrinted(t *testing.T) {
	for what, real := range map[string]func(t *testing.T, project, register string){
		"a contact": func(t *testing.T, project, _ string) {
			edit(t, project, "yearend.yaml", "finance@example.org", "finance@sample.nhs.uk")
		},
		"the form": func(t *testing.T, project, _ string) {
			edit(t, project, "yearend.yaml", "https://forms.example.org/ltc", "https://forms.sample.nhs.uk/ltc")
		},
		"mailboxes that are not allowed": func(t *testing.T, _, register string) { replaceIn(t, register, "example.org", "practice.nhs.uk") },
		"a register without mailboxes": func(t *testing.T, _, register string) {
			without := regexp.MustCompile(`[^,]*@[^,]*`).ReplaceAllString(contentOf(t, register), "")
			if err := os.WriteFile(register, []byte(without), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"": func(*testing.T, string, string) {},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "trial")
			project := filepath.Join(dir, "yearend.yaml")
			made(t, exitDone, "init", dir)
			real(t, project, filepath.Join(dir, "inputs", "practices.csv"))
			if said := yearend(t, exitPerson, "check", "--json", "--project", project, "--as-of", "2026-04-17"); strings.Contains(said, `"W-example"`) != (what != "") {
				t.Error("what still is an example is not named")
			}
			made(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
			yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
			if what == "" { // a trial, which reaches nobody
				mustContain(t, yearend(t, exitDone, "print", "run-001", "--all", "--project", project), "22 letters on")
				return
			}
			mustContain(t, yearend(t, exitFailed, "print", "run-001", "--all", "--project", project), "22 letters of run-001 would carry what is only an example", "nothing is printed")
			if _, err := os.Stat(filepath.Join(dir, "output", "run-001", "print")); err == nil {
				t.Error("they are printed")
			}
		})
	}
}

// A copy is a letter as well: none that carries an example goes to a further address that
// is real of a practice whose mailbox is not.
func TestNoCopyOfAnExampleGoesToARealMailbox(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	project := filepath.Join(dir, "yearend.yaml")
	made(t, exitDone, "init", dir)
	pointAt(t, project, 1)
	edit(t, project, "yearend.yaml", "  allow: [example.org]", "  allow: [example.org, practice.nhs.uk]\n  copy_others: true")
	edit(t, project, "inputs/practices.csv", "gp-p81999@example.org", "gp-p81999@example.org; partner-p81999@practice.nhs.uk")
	made(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
	mustContain(t, yearend(t, exitFailed, "send", "run-001", "--live", "--accept-assumptions", "--messages", "3", "--project", project), "2 letters of run-001", "nothing is sent")
}

// Nor does a copy that was left over when its letter went, by a sender that has become an
// example since.
func TestNoCopyThatIsLeftOverCarriesAnExample(t *testing.T) {
	refusing := true
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(turn capture.Turn) *capture.Fault {
		if refusing && turn.Point == capture.To && strings.HasPrefix(turn.To, "partner") {
			return capture.Say("550 5.7.60 not allowed to send")
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := trial(t, server.Port)
	dir := filepath.Dir(project)
	for old, now := range map[string]string{"example.org": "sample.nhs.uk", "01632 960": "0300 555 0", "NHS Example Integrated Care Board": "NHS Sampleshire ICB",
		"1 Example Street, Exampleton, ZZ99 1ZZ": "1 Sample Road, Sampleton", "Alex Sample, role": "Sam Mockford, role"} {
		replaceIn(t, project, old, now)
	}
	replaceIn(t, project, "  allow: [sample.nhs.uk]", "  allow: [practice.nhs.uk]\n  copy_others: true")
	register := filepath.Join(dir, "inputs", "practices.csv")
	replaceIn(t, register, "example.org", "practice.nhs.uk")
	replaceIn(t, register, "gp-p81999@practice.nhs.uk", "gp-p81999@practice.nhs.uk; partner-p81999@practice.nhs.uk")
	made(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project)
	live := func(want int, messages string) string {
		t.Helper()
		return yearend(t, want, "send", "run-001", "--live", "--accept-assumptions", "--only", "P81999", "--messages", messages, "--project", project)
	}
	mustContain(t, live(exitPerson, "4"), "2 sent")
	refusing = false
	replaceIn(t, project, "reply_to: primary.care@sample.nhs.uk", "reply_to: primary.care@example.org")
	mustContain(t, live(exitFailed, "2"), "22 letters of run-001", "primary.care@example.org", "nothing is sent") // 20 are still to go, and of 2 a copy
	replaceIn(t, project, "reply_to: primary.care@example.org", "reply_to: primary.care@sample.nhs.uk")
	live(exitDone, "2")
	if to := received(server, "P81999"); len(to) != 4 {
		t.Errorf("the letters and their copies went to %v", to)
	}
}

// replaceIn puts other words in the place of all of a kind in a file.
func replaceIn(t *testing.T, file, old, now string) {
	t.Helper()
	text := contentOf(t, file)
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(text, old, now)), 0o600); err != nil {
		t.Fatal(err)
	}
}
