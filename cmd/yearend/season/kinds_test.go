package season

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// reminder is a kind of letter that there is in this test only: a row of the table
// and its templates are all that it takes.
func reminder() letters.Kind {
	return letters.Kind{
		Name: "reminder", Folder: "reminder-", Infix: "REM", Path: "reminders", Letter: "reminder.md", Email: "reminder-email.md",
		Keys: func(p calc.Position, issue letters.Issue, o letters.Occasion) []letters.Key {
			return []letters.Key{
				{What: "the practice code", Words: string(p.Practice.Code), In: letters.Anywhere},
				{What: "the reference", Words: issue.Reference, In: letters.InLetterhead},
				{What: "the sum earned", Words: letters.Pounds(p.Earned), In: letters.Anywhere},
			}
		},
	}
}

const (
	reminderWords = "{{.Address}}\n\n# {{.Scheme}} {{.Year}}: a reminder\n\nDear {{.Addressee}}\n\n" +
		"{{if .Revised}}This letter replaces {{.Replaces}}.{{end}}\n\n{{.Practice}} ({{.Code}}) has earned {{.Earned}}.\n\n{{.Contacts}}\n\n{{.Signature}}\n"
	reminderEmail = "# A reminder for {{.Practice}} ({{.Code}})\n\nDear {{.Addressee}}\n\nAttached is the letter {{.Reference}}.\n\n{{.Signature}}\n"
)

// twoKinds is a starter project with letters of two kinds.
func twoKinds(t *testing.T) Project {
	t.Helper()
	p := starterProject(t)
	for name, words := range map[string]string{"reminder.md": reminderWords, "reminder-email.md": reminderEmail} {
		for _, scheme := range []string{"ltc-les-2025-26", "capitated-les-2025-26"} {
			if err := writeFile(p.path("templates/"+scheme+"/"+name), []byte(words)); err != nil {
				t.Fatal(err)
			}
		}
	}
	p.kinds = append(letters.Kinds(), reminder())
	return p
}

func of(kind letters.Kind, ask Request) Request {
	ask.Kind = kind
	return ask
}

func produced(t *testing.T, p Project, ask Request, want string) Produced {
	t.Helper()
	made, err := Produce(t.Context(), p, ask)
	if err != nil || filepath.Base(made.Dir) != want {
		t.Fatalf("%q, and not %s: %v", made.Dir, want, err)
	}
	if made.Record.Kind != ask.Kind.Name {
		t.Errorf("%s: run.json says that it is a %q run", want, made.Record.Kind)
	}
	return made
}

// change changes words in a file of a project.
func change(t *testing.T, p Project, name, from, to string) {
	t.Helper()
	text, err := os.ReadFile(p.path(name))
	if err != nil || !strings.Contains(string(text), from) {
		t.Fatalf("%s has no %q: %v", name, from, err)
	}
	if err := os.WriteFile(p.path(name), []byte(strings.Replace(string(text), from, to, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A run of a kind that stands in the table only is made, approved and verified;
// its issues and its approvals are counted within its kind.
func TestASecondKindCountsForItself(t *testing.T) {
	p := twoKinds(t)
	first, rem := yearEnd(t, "2026-04-17"), of(reminder(), yearEnd(t, "2026-04-17"))
	if made := produced(t, p, first, "run-001"); made.Record.Letters() != 22 {
		t.Errorf("%d letters", made.Record.Letters())
	}
	approveAll(t, p, "run-001")
	made := produced(t, p, rem, "reminder-001")
	if made.Record.Earlier != nil || made.Record.Letters() != 22 || made.Record.Firsts() != 22 {
		t.Errorf("compared with %v, %d letters, %d of them the first", made.Record.Earlier, made.Record.Letters(), made.Record.Firsts())
	}
	letter, err := os.ReadFile(filepath.Join(made.Dir, "reminders", "ltc-les-2025-26", "P81999.txt"))
	if err != nil || !strings.Contains(string(letter), "Reference: P81999/LTC/2025-26/REM/1") || !strings.Contains(string(letter), "a reminder") {
		t.Errorf("%v\n%s", err, letter)
	}
	approveAll(t, p, "reminder-001")
	verify(t, p, "run-001")
	verify(t, p, "reminder-001")

	change(t, p, "inputs/contracts.csv", "P81901,ltc-les-2025-26,domain-2,150,30000.00,24000.00", "P81901,ltc-les-2025-26,domain-2,150,30000.00,23000.00")
	again := produced(t, p, of(reminder(), yearEnd(t, "2026-04-20")), "reminder-002")
	if again.Record.Earlier.Run != "reminder-001" || again.Record.Letters() != 1 || again.Record.Firsts() != 0 {
		t.Errorf("compared with %s, %d letters", again.Record.Earlier.Run, again.Record.Letters())
	}
	if later := produced(t, p, yearEnd(t, "2026-04-20"), "run-002"); later.Record.Earlier.Run != "run-001" {
		t.Errorf("the year-end run is compared with %s", later.Record.Earlier.Run)
	}
	for asks, want := range map[string]bool{"reminder": false, "year-end": true} {
		early := yearEnd(t, "2026-03-31") // before the contract year has ended
		if asks == "reminder" {
			early.Kind = reminder()
		}
		if err := early.dateable(again.Settled.Schemes); (err != nil) != want {
			t.Errorf("a %s letter before the year's end: %v", asks, err)
		}
	}
	run, err := p.folder().Find("reminder-002")
	if err != nil {
		t.Fatal(err)
	}
	envelopes, err := run.Envelopes()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(envelopes, func(e register.Envelope) bool { return e.Replaces != "" })
	if i < 0 || envelopes[i].Reference != "P81901/LTC/2025-26/REM/2" || envelopes[i].Replaces != "P81901/LTC/2025-26/REM/1" {
		t.Errorf("%+v", envelopes)
	}
	verify(t, p, "reminder-002")
}

// Its letters are sent as others are, once, and beside those of the other kind.
func TestASecondKindIsSent(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	p := twoKinds(t)
	p.Mail.Host, p.Mail.Port, p.Mail.Security, p.Mail.Auth, p.Mail.PerMinute = "127.0.0.1", server.Port, "plain", "none", 60000
	produced(t, p, yearEnd(t, "2026-04-17"), "run-001")
	approveAll(t, p, "run-001")
	produced(t, p, of(reminder(), yearEnd(t, "2026-04-18")), "reminder-001")
	approveAll(t, p, "reminder-001")
	if sent := send(t, p, "reminder-001"); sent != 22 {
		t.Errorf("%d sent", sent)
	}
	if sent := send(t, p, "reminder-001"); sent != 0 {
		t.Errorf("%d sent again", sent)
	}
	if sent := send(t, p, "run-001"); sent != 22 {
		t.Errorf("%d of the other kind sent", sent)
	}
	attached := map[string]int{}
	for _, m := range server.Stored() {
		for _, name := range []string{"P81999-LTC-2025-26-REM-issue-1.pdf", "P81999-LTC-2025-26-issue-1.pdf"} {
			attached[name] += strings.Count(string(m.Data), `filename="`+name+`"`)
		}
	}
	if len(server.Stored()) != 44 || attached["P81999-LTC-2025-26-REM-issue-1.pdf"] != 1 || attached["P81999-LTC-2025-26-issue-1.pdf"] != 1 {
		t.Errorf("%d arrived: %v", len(server.Stored()), attached)
	}

	s, err := StatusOn(p, yearEnd(t, "2026-04-19").AsOf)
	if err != nil || len(s.Runs) != 2 || len(s.Newest) != 2 || len(s.Sent) != 2 || s.NeedsPerson() {
		t.Errorf("%+v, %v", s, err)
	}
	sent := map[string]int{}
	for _, of := range s.Schemes {
		sent[of.Kind] += of.Posted.Sent
		if of.Posted.Owed != 0 || of.Made == 0 || of.Approved != of.Made {
			t.Errorf("%+v", of)
		}
	}
	if len(s.Schemes) != 4 || sent["year-end"] != 22 || sent["reminder"] != 22 {
		t.Errorf("the letters of two kinds are not told apart: %+v", s.Schemes)
	}
	verify(t, p, "reminder-001")
	found, err := FindLetter(p, filepath.Join(p.folder().Root, "reminder-001", "reminders", "ltc-les-2025-26", "P81999.pdf"))
	if err != nil || !found.Stands() || found.Run.Name != "reminder-001" || found.Last.Name != "reminder-001" {
		t.Errorf("%+v, %v", found, err)
	}
}

// send really sends what is owed, and says how many letters went.
func send(t *testing.T, p Project, name string) int {
	t.Helper()
	s, err := OpenSending(p, name, post.Asked{}, time.Now, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	live, err := s.PrepareLive(t.Context(), Choice{Limit: 1000}, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	round, err := live.Deliver(context.Background(), Watch{})
	if err != nil || round.Why != "" || s.Behind != nil {
		t.Fatalf("%+v, %v", round, err)
	}
	return round.Count[post.Sent]
}

// Letters of a kind without an e-mail are made and approved, and nothing of them is
// sent.
func TestAKindThatIsNotEmailed(t *testing.T) {
	p := twoKinds(t)
	paper := reminder()
	paper.Email = ""
	p.kinds[len(p.kinds)-1] = paper
	if err := os.Remove(p.path("templates/ltc-les-2025-26/reminder-email.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(p.path("templates/capitated-les-2025-26/reminder-email.md")); err != nil {
		t.Fatal(err)
	}
	made := produced(t, p, of(paper, yearEnd(t, "2026-04-17")), "reminder-001")
	for name := range made.Record.Outputs {
		if strings.HasPrefix(name, "emails/") || name == register.EnvelopesFile {
			t.Errorf("%s is made", name)
		}
	}
	approveAll(t, p, "reminder-001")
	verify(t, p, "reminder-001")
	if _, err := OpenSending(p, "reminder-001", post.Asked{}, time.Now, Watch{}); err == nil || !strings.Contains(err.Error(), "its letters are not e-mailed") {
		t.Errorf("sent: %v", err)
	}
	if s, err := StatusOn(p, yearEnd(t, "2026-04-19").AsOf); err != nil || len(s.Runs) != 1 || len(s.Sent) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

// A run is of the kind that its folder says, and of two kinds nothing is compared.
func TestAKindIsNoOther(t *testing.T) {
	p := twoKinds(t)
	produced(t, p, yearEnd(t, "2026-04-17"), "run-001")
	produced(t, p, of(reminder(), yearEnd(t, "2026-04-17")), "reminder-001")
	if _, err := CompareRuns(p, letters.YearEnd(), []string{"run-001", "reminder-001"}); err == nil || !strings.Contains(err.Error(), "name two of one kind") {
		t.Errorf("compared: %v", err)
	}
	root := p.folder().Root
	if err := os.Rename(filepath.Join(root, "reminder-001"), filepath.Join(root, "run-002")); err != nil {
		t.Fatal(err)
	}
	if _, err := p.folder().Find("latest"); err == nil || !strings.Contains(err.Error(), "says that it is a reminder run") {
		t.Errorf("taken for a year-end run: %v", err)
	}
	if err := os.Remove(p.path("templates/ltc-les-2025-26/reminder.md")); err != nil {
		t.Fatal(err)
	}
	if _, err := p.ReadRules(reminder()); err == nil || !strings.Contains(err.Error(), `there is no template "ltc-les-2025-26/reminder.md"`) {
		t.Errorf("without its words: %v", err)
	}
	if _, err := p.ReadRules(letters.YearEnd()); err != nil {
		t.Errorf("the other kind needs them: %v", err)
	}
}

// Every letter that a run's review page names is there, in this run or in the one
// whose letter stands: a script finds those of a run after the year in the kind's
// folder, and a run before it names each.
func TestReviewPagesLeadToTheLetters(t *testing.T) {
	p := twoKinds(t)
	projection := of(letters.Projection(), yearEnd(t, "2026-02-10"))
	projection.Through = "2026-01"
	for _, c := range []struct {
		ask  Request
		name string
	}{{projection, "projection"}, {of(reminder(), yearEnd(t, "2026-04-17")), "reminder"}} {
		letters := 0
		for round, from := range []string{"", "../" + c.name + "-001/"} {
			run := fmt.Sprintf("%s-%03d", c.name, round+1)
			made := produced(t, p, c.ask, run)
			dir := made.Dir
			if round == 0 {
				letters = made.Record.Letters()
			}
			page, err := os.ReadFile(filepath.Join(dir, "index.html"))
			if err != nil {
				t.Fatal(err)
			}
			var links []string
			if c.ask.Kind.Early {
				for _, m := range regexp.MustCompile(`href="([^"#]+)">PDF`).FindAllStringSubmatch(string(page), -1) {
					links = append(links, m[1])
				}
			} else {
				folder := regexp.MustCompile(`data-letters="([^"]+)"`).FindStringSubmatch(string(page))
				for _, m := range regexp.MustCompile(`href="working(/[^"]+).html">[^\n]*<td>(new|unchanged)`).FindAllStringSubmatch(string(page), -1) {
					links = append(links, from+folder[1]+m[1]+".pdf")
				}
			}
			if len(links) != letters || letters < 10 {
				t.Errorf("%s names %d of %d letters: %q", run, len(links), letters, links)
			}
			for _, link := range links {
				if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(link))); err != nil || !strings.HasPrefix(link, from) {
					t.Errorf("%s leads to %s: %v", run, link, err)
				}
			}
			if round == 0 {
				approveAll(t, p, run)
			}
		}
	}
}
