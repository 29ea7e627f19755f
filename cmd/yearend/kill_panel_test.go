package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yearend/fixtures/long"
	"yearend/letters"
	"yearend/letters/panel"
	"yearend/letters/register"
)

// panelKills is how many times each of panel and decide is killed; in `make long` it is
// a hundred times.
const panelKills = 10

// Killed at any moment, panel leaves a whole pack or none, and decide records all the
// decisions of a sheet or none: the logs are whole, the next command says what it
// found, and in the end every decision stands once.
func TestNoDecisionIsLostWhenKilled(t *testing.T) {
	k := &panelKiller{t: t, r: rand.New(rand.NewPCG(511, 2026)), program: builtProgram(t), project: askingProject(t), took: map[string]time.Duration{}, hit: map[string]int{}}
	k.output = filepath.Join(filepath.Dir(k.project), "output")
	kills := long.Times(panelKills)
	for range kills {
		k.panel()
	}
	for range kills {
		k.decide()
	}
	t.Logf("%d of %d kills hit panel at work, %d of %d decide; %d left something unfinished", k.hit["panel"], kills, k.hit["decide"], kills, k.left)
	if k.hit["panel"] < kills/3 || k.hit["decide"] < kills/3 {
		t.Error("too few kills hit a command at work to show anything")
	}
}

type panelKiller struct {
	t                        *testing.T
	r                        *rand.Rand
	program, project, output string
	took                     map[string]time.Duration
	hit                      map[string]int
	left                     int
}

func (k *panelKiller) args(args ...string) []string {
	return append(args, "--project", k.project)
}

func (k *panelKiller) command(args ...string) *exec.Cmd {
	c := exec.Command(k.program, k.args(args...)...)
	c.Env = profileAt(filepath.Join(filepath.Dir(k.project), "profile"))
	return c
}

// run runs a command to its end.
func (k *panelKiller) run(want int, args ...string) string {
	k.t.Helper()
	began := time.Now()
	c := k.command(args...)
	out, _ := c.CombinedOutput()
	if code := c.ProcessState.ExitCode(); code != want {
		k.t.Fatalf("%v: exit %d, want %d\n%s", args, code, want, out)
	}
	if k.took[args[0]] == 0 {
		k.took[args[0]] = time.Since(began)
	}
	return string(out)
}

// kill starts a command and kills it at a moment of its life, whose length is learnt on
// the way.
func (k *panelKiller) kill(args ...string) (done bool) {
	k.t.Helper()
	c := k.command(args...)
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	time.Sleep(time.Duration(k.r.Int64N(int64(k.took[args[0]]))))
	c.Process.Kill() // an error says that it has ended
	c.Wait()
	if c.ProcessState.ExitCode() == exitDone {
		k.took[args[0]] = k.took[args[0]] * 85 / 100
		return true
	}
	k.hit[args[0]]++
	k.took[args[0]] = k.took[args[0]] * 103 / 100
	if drafts, _ := filepath.Glob(filepath.Join(k.output, ".unfinished-*")); len(drafts) > 0 {
		k.left++
	}
	return false
}

// packs are all packs, each of which must be as it was written, with its sheet.
func (k *panelKiller) packs() []register.Run {
	k.t.Helper()
	packs, err := register.Folder{Root: k.output, Kinds: []letters.Kind{panel.Kind()}}.All()
	if err != nil {
		k.t.Fatal(err)
	}
	for _, pack := range packs[max(0, len(packs)-2):] {
		if differences, err := pack.Check(); err != nil || len(differences) > 0 {
			k.t.Fatalf("%s: %v, %v", pack.Name, differences, err)
		}
		if _, err := os.Stat(pack.Path(register.DecisionsSheet)); err != nil {
			k.t.Fatal(err)
		}
	}
	return packs
}

func (k *panelKiller) panel() {
	k.t.Helper()
	if k.took["panel"] == 0 {
		k.run(exitDone, "panel", "--as-of", "2026-05-11")
	}
	before := len(k.packs())
	k.kill("panel", "--as-of", "2026-05-11")
	killed := len(k.packs())
	if killed != before && killed != before+1 {
		k.t.Fatalf("%d packs became %d", before, killed)
	}
	seen, err := panel.ReadLog[panel.Seen](k.output, panel.RequestsFile)
	if err != nil || len(seen.Entries) != 4 {
		k.t.Fatalf("requests.jsonl has %d lines, and four rows were seen: %v", len(seen.Entries), err)
	}
}

// decide begins with an empty log, and kills until the decisions of the sheet are
// recorded.
func (k *panelKiller) decide() {
	k.t.Helper()
	if err := os.Remove(filepath.Join(k.output, panel.DecisionsFile)); err != nil && !os.IsNotExist(err) {
		k.t.Fatal(err)
	}
	heads, file := map[string]any{}, filepath.Join(k.output, panel.HeadsFile)
	if err := json.Unmarshal(read(k.t, file), &heads); err != nil {
		k.t.Fatal(err)
	}
	delete(heads, panel.DecisionsFile)
	text, err := json.Marshal(heads)
	if err != nil {
		k.t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		k.t.Fatal(err)
	}
	packs := k.packs()
	sheet := filepath.Join(filepath.Dir(k.project), "filled.xlsx")
	fillIn(k.t, packs[len(packs)-1].Path(register.DecisionsSheet), sheet,
		ruled{"LTC-2", "accepted", []int{3, 4}, deputised, "Kim Sample"}, ruled{"LTC-3", "part", []int{12}, quorate, ""}, ruled{"LTC-4", "refused", nil, quorate, ""})
	args := []string{"decide", sheet, "--by", "Alex Sample", "--decisions", "3", "--as-of", "2026-05-14"}
	if k.took["decide"] == 0 {
		k.run(exitDone, args...)
		k.decide()
		return
	}
	k.kill(args...)
	switch recorded := logOf(k.t, k.output); len(recorded) {
	case 0:
		k.run(exitDone, args...)
	case 3:
	default:
		k.t.Fatalf("%d of 3 decisions are recorded", len(recorded))
	}
	if said := k.run(exitFailed, args...); !strings.Contains(said, "E-decided") {
		k.t.Errorf("decided a second time:\n%s", said)
	}
	if recorded := logOf(k.t, k.output); len(recorded) != 3 {
		k.t.Fatalf("%d decisions are recorded, of 3", len(recorded))
	}
}
