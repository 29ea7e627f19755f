package main

import (
	"bytes"
	"fmt"
	netmail "net/mail"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
	"yearend/letters/post"
	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// meddled is a project of which three letters have gone, and somebody meddles with
// it. What is kept is what stood there before they went, and after.
type meddled struct {
	t         *testing.T
	server    *capture.Server
	sentFirst []capture.Mail // that went before anybody meddled, where they are not sent each time
	earlier   int            // messages that the server had before
	root      string         // of the project, and of the copies of it beside
	here      season.Here
	project   string // the project file
}

// live sends all that is owed, as whoever is here.
func (m *meddled) live(args ...string) (code int, said string) {
	m.t.Helper()
	var out bytes.Buffer
	all := append([]string{"send", "run-001", "--live", "--accept-assumptions", "--limit", "1000", "--project", m.project}, args...)
	code = runAt(m.t.Context(), m.here, all, &out, &out)
	return code, out.String()
}

func (m *meddled) path(parts ...string) string {
	return filepath.Join(append([]string{filepath.Dir(m.project)}, parts...)...)
}

func (m *meddled) journal() string { return m.path("output", "run-001", post.JournalFile) }
func (m *meddled) record() string  { return m.path(post.SendingsFile) }
func (m *meddled) sent() string    { return m.path("output", "run-001", post.SentFile) }
func (m *meddled) before() string  { return filepath.Join(m.root, "before") } // any letter went

func (m *meddled) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// lines rewrites a file line by line; nil takes a line out.
func (m *meddled) lines(file string, rewrite func(n int, line string) []string) {
	m.t.Helper()
	var b strings.Builder
	for i, line := range strings.SplitAfter(string(read(m.t, file)), "\n") {
		for _, l := range rewrite(i, line) {
			b.WriteString(l)
		}
	}
	m.must(os.WriteFile(file, []byte(b.String()), 0o600))
}

// profileFile is what the profile knows of the run.
func (m *meddled) profileFile() string {
	files, err := filepath.Glob(filepath.Join(m.here.Profile, "sendings", "*.jsonl"))
	if err != nil || len(files) != 1 {
		m.t.Fatalf("%v, %v", files, err)
	}
	return files[0]
}

// back puts something back as it was before any letter went.
func (m *meddled) back(parts ...string) {
	m.t.Helper()
	at := m.path(parts...)
	m.must(os.RemoveAll(at))
	old := filepath.Join(append([]string{m.before()}, parts...)...)
	if facts, err := os.Stat(old); err == nil && facts.IsDir() {
		m.must(os.CopyFS(at, os.DirFS(old)))
	} else if err == nil {
		m.must(os.WriteFile(at, read(m.t, old), 0o600))
	}
}

func drop(which func(n int, line string) bool) func(int, string) []string {
	return func(n int, line string) []string {
		if which(n, line) {
			return nil
		}
		return []string{line}
	}
}

func first(n int) func(int, string) []string {
	return drop(func(i int, _ string) bool { return i >= n })
}

func (m *meddled) without(file string) { m.must(os.Remove(file)) }

// meddlings are what people, copies, clocks and syncing folders do to what is sent.
// Each must end with nothing sent, or with only letters that had not gone.
var meddlings = map[string]func(m *meddled){
	"nothing":                             func(m *meddled) {},
	"sent.csv deleted":                    func(m *meddled) { m.without(m.sent()) },
	"journal deleted":                     func(m *meddled) { m.without(m.journal()) },
	"journal and sent.csv deleted":        func(m *meddled) { m.without(m.journal()); m.without(m.sent()) },
	"journal emptied":                     func(m *meddled) { m.lines(m.journal(), first(0)); m.without(m.sent()) },
	"journal cut after its first letter":  func(m *meddled) { m.lines(m.journal(), first(3)); m.without(m.sent()) },
	"journal cut in the middle of a line": func(m *meddled) { m.must(os.Truncate(m.journal(), 900)); m.without(m.sent()) },
	"journal without its sent lines": func(m *meddled) {
		m.lines(m.journal(), drop(func(_ int, l string) bool { return strings.Contains(l, `"event":"sent"`) }))
	},
	"journal with sent made refused":         func(m *meddled) { m.edit(m.journal(), `"event":"sent"`, `"event":"refused"`) },
	"journal with sent made refused, whole":  func(m *meddled) { m.chainedAnew(`"event":"sent"`, `"event":"refused"`); m.without(m.sent()) },
	"journal with another address":           func(m *meddled) { m.edit(m.journal(), "gp-p8", "gp-q8") },
	"journal with its marks taken off":       func(m *meddled) { m.edit(m.journal(), `"after":`, `"code":0,"words":`) },
	"journal with its lines swapped":         func(m *meddled) { m.swap(m.journal()) },
	"journal with the lines of another day":  func(m *meddled) { m.edit(m.journal(), `"at":"20`, `"at":"19`) },
	"journal, record deleted":                func(m *meddled) { m.without(m.journal()); m.without(m.record()); m.without(m.sent()) },
	"record deleted":                         func(m *meddled) { m.without(m.record()) },
	"record emptied":                         func(m *meddled) { m.lines(m.record(), first(0)) },
	"record cut":                             func(m *meddled) { m.lines(m.record(), first(2)) },
	"record cut by its last line":            func(m *meddled) { m.cut(m.record(), 1) },
	"record cut by its last two lines":       func(m *meddled) { m.cut(m.record(), 2) },
	"record altered":                         func(m *meddled) { m.edit(m.record(), `"event":"sent"`, `"event":"refused"`) },
	"record swapped":                         func(m *meddled) { m.swap(m.record()) },
	"profile deleted":                        func(m *meddled) { m.must(os.RemoveAll(m.here.Profile)) },
	"profile cut":                            func(m *meddled) { m.lines(m.profileFile(), first(2)) },
	"profile altered":                        func(m *meddled) { m.edit(m.profileFile(), `"event":"sent"`, `"event":"refused"`) },
	"profile and journal deleted":            func(m *meddled) { m.must(os.RemoveAll(m.here.Profile)); m.without(m.journal()); m.without(m.sent()) },
	"output put back from before":            func(m *meddled) { m.back("output") },
	"journal cut, record put back":           func(m *meddled) { m.lines(m.journal(), first(1)); m.back(post.SendingsFile); m.without(m.sent()) },
	"the whole project put back":             func(m *meddled) { m.back("output"); m.back(post.SendingsFile) },
	"the run deleted and made again":         func(m *meddled) { m.again() },
	"output renamed and made again":          func(m *meddled) { m.must(os.Rename(m.path("output"), m.path("output-old"))); m.again() },
	"output renamed with its key":            func(m *meddled) { m.renameRuns() },
	"the season made anew elsewhere":         func(m *meddled) { m.anew("QZZ") },
	"output renamed, another output made":    func(m *meddled) { m.another() },
	"record gone, another output made":       func(m *meddled) { m.without(m.record()); m.another() },
	"output and record gone, made again":     func(m *meddled) { m.without(m.record()); m.again() },
	"sent from a copy of the folder":         func(m *meddled) { m.elsewhere(m.path(), false) },
	"sent from a copy made before":           func(m *meddled) { m.elsewhere(m.before(), false) },
	"sent from a copy, on another computer":  func(m *meddled) { m.elsewhere(m.path(), true) },
	"the folder renamed":                     func(m *meddled) { m.renamed() },
	"another computer, the same folder":      func(m *meddled) { m.here = m.other() },
	"another computer, its journal gone":     func(m *meddled) { m.here = m.other(); m.without(m.journal()); m.without(m.sent()) },
	"a colleague here, its journal gone":     func(m *meddled) { m.here = m.colleague(); m.without(m.journal()); m.without(m.sent()) },
	"another computer was cut off":           func(m *meddled) { m.held("pc-2") },
	"this computer was cut off":              func(m *meddled) { m.held("pc-1") },
	"the lock files deleted":                 func(m *meddled) { os.Remove(m.path("output", ".lock")); m.without(m.journal()); m.without(m.sent()) },
	"a letter altered":                       func(m *meddled) { m.edit(m.path("output", "run-001", "positions.csv"), ",recoup,", ",pay,") },
	"a letter added":                         func(m *meddled) { m.must(os.WriteFile(m.path("output", "run-001", "letters", "more.pdf"), nil, 0o600)) },
	"run.json altered, and its approval too": func(m *meddled) { m.forged() },
	"approval deleted":                       func(m *meddled) { m.without(m.path("output", "run-001", "approval.json")) },
	"the journal of another run":             func(m *meddled) { m.edit(m.journal(), `/1"`, `/2"`) },
	"a folder in the journal's place":        func(m *meddled) { m.without(m.journal()); m.must(os.Mkdir(m.journal(), 0o700)) },
}

func (m *meddled) edit(file, old, new string) {
	m.t.Helper()
	text := string(read(m.t, file))
	if !strings.Contains(text, old) {
		m.t.Fatalf("%s has no %s", file, old)
	}
	m.must(os.WriteFile(file, []byte(strings.ReplaceAll(text, old, new)), 0o600))
}

// chainedAnew alters the journal, and every digest in it, so that it is whole by itself.
func (m *meddled) chainedAnew(old, new string) {
	m.edit(m.journal(), old, new)
	after, head := regexp.MustCompile(`"after":"[0-9a-f]{64}"`), onlyRun(m.t, m.project).Digest
	m.lines(m.journal(), func(_ int, line string) []string {
		line = after.ReplaceAllString(line, `"after":"`+head+`"`)
		head = register.Digest([]byte(head + "\n" + line))
		return []string{line}
	})
}

func (m *meddled) swap(file string) {
	all := strings.SplitAfter(string(read(m.t, file)), "\n")
	all[1], all[2] = all[2], all[1]
	m.must(os.WriteFile(file, []byte(strings.Join(all, "")), 0o600))
}

// again deletes the runs and makes and approves the same anew.
func (m *meddled) again() {
	m.must(os.RemoveAll(m.path("output")))
	m.yearend(exitPerson, "produce", "--as-of", "2026-04-17")
	m.yearend(exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22")
}

func (m *meddled) yearend(want int, args ...string) {
	m.t.Helper()
	var out bytes.Buffer
	if code := runAt(m.t.Context(), m.here, append(args, "--project", m.project), &out, &out); code != want {
		m.t.Fatalf("%v: exit %d\n%s", args, code, &out)
	}
}

// another makes a run that is not the same to the letter, in another output.
func (m *meddled) another() {
	m.must(os.Rename(m.path("output"), m.path("output-old")))
	m.edit(m.path("inputs", "contracts.csv"), "P81901,ltc-les-2025-26,domain-2,150,30000.00,24000.00", "P81901,ltc-les-2025-26,domain-2,150,30000.00,23000.00")
	m.again()
}

// elsewhere has everything sent from a copy of a folder.
func (m *meddled) elsewhere(from string, computer bool) {
	to := filepath.Join(m.root, "copy")
	m.must(os.CopyFS(to, os.DirFS(from)))
	m.project = filepath.Join(to, "yearend.yaml")
	if computer {
		m.here = m.other()
	}
}

// other is a colleague at a computer and with a profile of their own.
func (m *meddled) other() season.Here {
	return season.Here{Account: "colleague", Computer: "pc-2", Profile: filepath.Join(m.root, "other profile")}
}

// colleague is the same at this computer.
func (m *meddled) colleague() season.Here {
	here := m.other()
	here.Computer = m.here.Computer
	return here
}

func (m *meddled) renamed() {
	to := filepath.Join(m.root, "renamed")
	m.must(os.Rename(m.path(), to))
	m.project = filepath.Join(to, "yearend.yaml")
}

// held leaves what a command of a computer leaves that was cut off.
func (m *meddled) held(computer string) {
	text := fmt.Sprintf(`{"who": "sam", "host": %q, "pid": 7, "doing": "send", "since": "2026-04-17T09:30:00Z"}`, computer)
	m.must(os.WriteFile(m.path("output", ".lock-held-by.json"), []byte(text), 0o600))
}

// forged alters a letter's text, and every digest that binds it.
func (m *meddled) forged() {
	run := onlyRun(m.t, m.project)
	file := run.Path("emails/ltc-les-2025-26/P81999.txt")
	m.edit(file, "P81999", "P81999 ")
	record := run.Path("run.json")
	m.edit(record, run.Record.Outputs["emails/ltc-les-2025-26/P81999.txt"], register.Digest(read(m.t, file)))
	m.edit(run.Path("approval.json"), run.Digest, register.Digest(read(m.t, record)))
	m.without(m.journal())
	m.without(m.sent())
	os.Remove(m.path("output", register.NotedFile))
}

// TestNothingGoesTwiceWhateverIsMeddledWith has three letters sent, then meddles,
// and sends all: once as it is, and once more when a person has said that all that
// was ever noted as sent has gone. No letter may arrive twice.
func TestNothingGoesTwiceWhateverIsMeddledWith(t *testing.T) {
	refused, sent := 0, 0
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	first := newMeddled(t, server, filepath.Dir(sample(t, server.Port)))
	first.sentFirst = first.stored()
	kept := first.kept()
	for what, meddle := range meddlings {
		t.Run(what, func(t *testing.T) {
			m := first.put(t, kept)
			meddle(m)
			code, said := m.live("--messages", "19")
			after := len(m.stored())
			if code == exitFailed && after != 3 {
				t.Errorf("it failed, and %d letters had gone\n%s", after-3, said)
			}
			if code == exitFailed {
				refused++
			} else {
				sent++
			}
			if code == exitUsage {
				t.Errorf("other letters were planned\n%s", said)
			}
			if strings.Contains(said, "until a person says") {
				var out bytes.Buffer
				runAt(t.Context(), m.here, []string{"send", "run-001", "--resolve", "run-001=sent", "--by", "A. Manager", "--because", "a test", "--project", m.project}, &out, &out)
				for _, n := range []string{"19", "18"} { // 18 where the first letter is another one now
					m.live("--messages", n)
				}
			}
			for reference, n := range m.arrived() {
				if n > 1 {
					t.Errorf("%s arrived %d times\n%s", reference, n, said)
				}
			}
		})
	}
	if t.Failed() {
		return
	}
	t.Logf("%d kinds of meddling: %d sent nothing until a person had spoken, %d sent what was left; no letter went twice", len(meddlings), refused, sent)
}

// newMeddled is a copy of an approved project, of which three letters are sent.
func newMeddled(t *testing.T, server *capture.Server, project string) *meddled {
	t.Helper()
	m := &meddled{t: t, server: server, earlier: len(server.Stored()), root: t.TempDir(), here: hereOf(t)}
	m.project = filepath.Join(m.root, "trial", "yearend.yaml")
	m.must(os.CopyFS(m.path(), os.DirFS(project)))
	m.must(os.CopyFS(m.before(), os.DirFS(m.path())))
	var out bytes.Buffer
	args := []string{"send", "run-001", "--live", "--accept-assumptions", "--messages", "3", "--project", m.project}
	if code := runAt(t.Context(), m.here, args, &out, &out); code != exitDone || len(m.stored()) != 3 {
		t.Fatalf("exit %d\n%s", code, &out)
	}
	return m
}

// kept is a copy of the project, of the copies beside it and of what the profile knows, as
// all of it is when three letters have gone.
func (m *meddled) kept() string {
	kept := m.t.TempDir()
	m.must(os.CopyFS(filepath.Join(kept, "root"), os.DirFS(m.root)))
	m.must(os.CopyFS(filepath.Join(kept, "profile"), os.DirFS(m.here.Profile)))
	return kept
}

// put is the project put back to where it stood, as it was kept.
func (m meddled) put(t *testing.T, kept string) *meddled {
	m.t, m.earlier = t, len(m.server.Stored())
	for to, from := range map[string]string{m.root: "root", m.here.Profile: "profile"} {
		m.must(os.RemoveAll(to))
		m.must(os.CopyFS(to, os.DirFS(filepath.Join(kept, from))))
	}
	return &m
}

// stored are the messages of this project.
func (m *meddled) stored() []capture.Mail {
	return append(slices.Clone(m.sentFirst), m.server.Stored()[m.earlier:]...)
}

// arrived counts the messages by the letter that they carry.
func (m *meddled) arrived() map[string]int {
	count := map[string]int{}
	for _, stored := range m.stored() {
		message, err := netmail.ReadMessage(bytes.NewReader(stored.Data))
		m.must(err)
		count[message.Header.Get(post.ReferenceHeader)]++
	}
	return count
}
