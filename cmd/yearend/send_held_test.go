package main

import (
	"os"
	"path/filepath"
	"testing"

	"yearend/letters/post/capture"
)

// While somebody looks at sent.csv in Excel it cannot be written. What was sent or noted
// stays so; the command says what to close, and the next one writes the table.
func TestSentTableThatIsHeldIsWrittenLater(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	table := filepath.Join(filepath.Dir(project), "output", "run-001", "sent.csv")
	held := func(holds bool) { // a folder of that name can be replaced by no file, as an open file on Windows
		t.Helper()
		if err := os.RemoveAll(table); err != nil {
			t.Fatal(err)
		}
		if !holds {
			return
		}
		if err := os.MkdirAll(filepath.Join(table, "open"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	const behind = "close it in the program that shows it, or make room on the disk; `yearend send run-001` writes it again"

	held(true)
	live := []string{"send", "run-001", "--live", "--accept-assumptions", "--project", project, "--only", "P81999,P81901", "--limit", "9"}
	said := yearend(t, exitPerson, append(live, "--messages", "4")...)
	mustContain(t, said, behind, "4 sent")
	mustNotContain(t, said, "says it letter by letter")
	mustContain(t, yearend(t, exitPerson, "send", "run-001", "--resolve", "P81999=bounced", "--scheme", "LTC", "--by", "A. Manager", "--project", project), behind, "it came back from")
	mustContain(t, yearend(t, exitPerson, "send", "run-001", "--project", project), behind, "holds the messages as they would go")

	held(false)
	mustNotContain(t, yearend(t, exitPerson, "send", "run-001", "--project", project), behind)
	if rows := readTable(t, table); len(rows) < 4 {
		t.Errorf("%d rows", len(rows))
	}
	if n := len(server.Stored()); n != 4 {
		t.Errorf("%d messages went", n)
	}
}
