package main

import (
	"os"
	"path/filepath"
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
	dir := filepath.Join(t.TempDir(), "trial")
	project := filepath.Join(dir, "yearend.yaml")
	yearend(t, exitDone, "init", dir)
	pointAt(t, project, server.Port)
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
	if n := len(server.Stored()); n != 6 {
		t.Errorf("%d went, 3 of them as a test", n)
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
