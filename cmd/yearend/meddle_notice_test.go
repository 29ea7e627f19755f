package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

// cut takes lines off the end of a file.
func (m *meddled) cut(file string, lines int) {
	m.t.Helper()
	all := bytes.SplitAfter(read(m.t, file), []byte("\n")) // the last piece is empty
	m.must(os.WriteFile(file, bytes.Join(all[:len(all)-1-lines], nil), 0o600))
}

// renameRuns renames the folder of runs, and the project's key with it.
func (m *meddled) renameRuns() {
	m.must(os.Rename(m.path("output"), m.path("runs")))
	m.edit(m.project, "\noutput: output", "\noutput: runs")
}

// anew makes the same season a second time in another folder: the same practices
// and the same year, with one figure that is another, so that the run is another too.
func (m *meddled) anew(issuer string) {
	to := filepath.Join(m.root, "anew")
	m.must(os.CopyFS(to, os.DirFS(m.before())))
	m.project = filepath.Join(to, "yearend.yaml")
	m.edit(m.project, "code: QZZ", "code: "+issuer)
	m.edit(m.path("inputs", "contracts.csv"), "P81999,ltc-les-2025-26,domain-2,", "P81999,ltc-les-2025-26,domain-2,1")
	m.again()
}

// resolve says which is true of the run.
func (m *meddled) resolve(as string) string {
	m.t.Helper()
	var out bytes.Buffer
	runAt(m.t.Context(), m.here, []string{"send", "run-001", "--resolve", "run-001=" + as, "--by", "A. Manager", "--because", "a test", "--project", m.project}, &out, &out)
	return out.String()
}

// What nobody could say by the journal alone is noticed, named, and goes on when a
// person has said which is true; all letters have gone then, and none of them twice
// where the person says that they went.
func TestWhatIsMeddledWithIsNamed(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	for what, of := range map[string]struct {
		meddle func(*meddled)
		words  string
	}{
		"record cut by its last line":      {func(m *meddled) { m.cut(m.record(), 1) }, "it was lost, was cut, or is an older copy"},
		"record cut by its last two lines": {func(m *meddled) { m.cut(m.record(), 2) }, "has 2 entries that sendings.jsonl beside the project file knows nothing of"},
		"record cut by two, profile lost": {func(m *meddled) { m.cut(m.record(), 2); m.must(os.RemoveAll(m.here.Profile)) },
			"has 2 entries that sendings.jsonl beside the project file knows nothing of"},
		"journal rewritten, and chained anew": {func(m *meddled) { m.chainedAnew(`"event":"sent"`, `"event":"refused"`); m.without(m.sent()) },
			"is another one than before up to entry"},
		"output renamed with its key":         {func(m *meddled) { m.renameRuns() }, "it was renamed or moved, or this is a copy"},
		"profile lost":                        {func(m *meddled) { m.must(os.RemoveAll(m.here.Profile)) }, "compare sent.csv with the sent messages of the mailbox, or with that of mail.archive"},
		"output renamed, another output made": {func(m *meddled) { m.another() }, "is not in the folder of runs: it was deleted or made again"},
		"only sent.csv left": {func(m *meddled) { m.without(m.journal()); m.without(m.record()); m.must(os.RemoveAll(m.here.Profile)) },
			"and its journal.jsonl does not: the journal was lost, or is an old copy"},
		"the season made anew": {func(m *meddled) { m.anew("QZZ") }, "3 of the letters of run-001 went, or may have gone, from another folder, beginning with P819"},
	} {
		t.Run(what, func(t *testing.T) {
			m := newMeddled(t, server, filepath.Dir(project))
			of.meddle(m)
			code, said := m.live("--messages", "19")
			if code != exitFailed || len(m.stored()) != 3 || !strings.Contains(said, of.words) {
				t.Fatalf("exit %d, %d messages\n%s", code, len(m.stored()), said)
			}
			m.yearend(exitFailed, "print", "run-001", "--all") // nor on paper
			var status bytes.Buffer
			runAt(m.t.Context(), m.here, []string{"status", "--json", "--project", m.project}, &status, &status)
			if next := status.String(); !strings.Contains(next, "`yearend send run-001 --resolve run-001=sent --by NAME --because TEXT`") || strings.Contains(next, "then add --live") {
				t.Errorf("status proposes\n%s", next)
			}
			m.resolve("sent")
			if code, said = m.live("--messages", "19"); code == exitFailed || len(m.arrived()) != 22 || len(m.stored()) != 22 {
				t.Errorf("exit %d, %d messages of %d letters\n%s", code, len(m.stored()), len(m.arrived()), said)
			}
		})
	}
}

// What is lost of an earlier run keeps a later one back as well: nobody knows which of the
// letters have gone that it rests on.
func TestWhatIsLostOfAnEarlierRunIsNamed(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	m := newMeddled(t, server, filepath.Dir(sample(t, server.Port)))
	m.yearend(exitPerson, "produce", "--as-of", "2026-04-18")
	m.yearend(exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "0")
	m.without(m.journal())
	m.without(m.record())
	m.must(os.RemoveAll(m.here.Profile))
	var said bytes.Buffer
	code := runAt(t.Context(), m.here, []string{"send", "run-002", "--live", "--accept-assumptions", "--messages", "3", "--project", m.project}, &said, &said)
	if code != exitFailed || len(m.stored()) != 3 || !strings.Contains(said.String(), "sent.csv of run-001 says that") {
		t.Errorf("exit %d, %d messages\n%s", code, len(m.stored()), &said)
	}
}

// A trial is no season: neither what another issuer wrote, nor what a person says was
// none, keeps a letter back; and what went after that word is asked about again.
func TestASeasonMadeAnewAfterATrial(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := filepath.Dir(sample(t, server.Port))
	t.Run("another issuer", func(t *testing.T) {
		m := newMeddled(t, server, project)
		m.anew("QYY")
		if code, said := m.live("--messages", "22"); code != exitDone || len(m.stored()) != 25 {
			t.Errorf("exit %d, %d messages\n%s", code, len(m.stored()), said)
		}
	})
	t.Run("a person's word", func(t *testing.T) {
		m := newMeddled(t, server, project)
		first := m.project
		m.anew("QZZ")
		anew := m.project
		var status bytes.Buffer
		if code := runAt(t.Context(), m.here, []string{"status", "--project", anew}, &status, &status); code != exitPerson || !strings.Contains(status.String(), "from another folder") {
			t.Errorf("status: exit %d\n%s", code, &status)
		}
		m.resolve("here")
		if record := string(read(t, m.record())); !strings.Contains(record, `"as":"here","by":"A. Manager","because":"a test"`) {
			t.Error(record)
		}
		one := func(project string, want int) string {
			t.Helper()
			m.project = project
			code, said := m.live("--messages", "1", "--limit", "1")
			if code != want {
				t.Errorf("exit %d, want %d\n%s", code, want, said)
			}
			return said
		}
		one(anew, exitDone)
		one(first, exitDone) // the letter that went from the other folder had gone from here before
		mustContain(t, one(anew, exitFailed), "from another folder")
	})
}

// In the folder where the season is made anew the first run may be replaced before it
// is sent: its word does not let the letters go that replace its own.
func TestASeasonMadeAnewAndRevised(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	m := newMeddled(t, server, filepath.Dir(sample(t, server.Port)))
	m.anew("QZZ")
	m.edit(m.path("inputs", "contracts.csv"), "P81901,ltc-les-2025-26,domain-2,150,30000.00,24000.00", "P81901,ltc-les-2025-26,domain-2,150,30000.00,23000.00")
	m.yearend(exitPerson, "produce", "--as-of", "2026-04-18")
	m.yearend(exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "1")
	m.resolve("sent") // of run-001, of which P81901's letter is replaced by now
	var out bytes.Buffer
	again := []string{"send", "run-002", "--live", "--accept-assumptions", "--messages", "1", "--project", m.project}
	if code := runAt(m.t.Context(), m.here, again, &out, &out); code != exitFailed || len(m.stored()) != 3 {
		t.Fatalf("exit %d, %d messages\n%s", code, len(m.stored()), &out)
	}
	mustContain(t, out.String(), "1 of the letters of run-002 went, or may have gone, from another folder, beginning with P81901/LTC/2025-26/2")
	m.yearend(exitDone, "send", "run-002", "--resolve", "run-002=sent", "--by", "A. Manager", "--because", "they went")
	m.yearend(exitPerson, "send", "run-002", "--live", "--accept-assumptions") // unknown: a person finds out
	if len(m.stored()) != 3 {
		t.Errorf("%d messages", len(m.stored()))
	}
	m.yearend(exitDone, "send", "run-002", "--resolve", "P81901=again", "--by", "A. Manager")
	m.yearend(exitDone, "send", "run-002", "--live", "--accept-assumptions", "--messages", "1")
	if len(m.stored()) != 4 {
		t.Errorf("%d messages", len(m.stored()))
	}
}
