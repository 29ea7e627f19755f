package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yearend/fixtures/long"
	"yearend/letters/register"
)

// runKills is how many times a command is killed, of which a round, in a folder
// of runs of its own, has so many; `make long` kills more often.
const (
	runKills    = 20
	killsARound = 10
)

// Killed at any moment, a command leaves the old state or the new one; the next
// says what it found, finishes the work, and the runs verify. The program is
// built and really killed: by SIGKILL, and on Windows by TerminateProcess, which
// asks a program as little.
func TestNoRunIsLostWhenKilled(t *testing.T) {
	k := &runKiller{t: t, r: rand.New(rand.NewPCG(200, 5)), program: builtProgram(t)}
	kills := long.Times(runKills)
	for round := range kills / killsARound {
		k.begin(uint64(round))
		for n := range killsARound {
			if n < killsARound*6/10 {
				k.produce()
			} else {
				k.approve()
			}
		}
		k.runs(killsARound * 3) // all of the round
		k.yearend(exitDone, "verify", register.Latest)
	}
	t.Logf("%d of %d kills hit a running process: %d in produce, %d in approve; %d left an unfinished run, %d an older lock",
		k.hit["produce"]+k.hit["approve"], kills, k.hit["produce"], k.hit["approve"], k.unfinished, k.locked)
	if k.hit["produce"]+k.hit["approve"] < kills/2 || k.unfinished == 0 || k.locked == 0 {
		t.Error("too few kills hit a command at work to show anything")
	}
}

type runKiller struct {
	t       *testing.T
	r       *rand.Rand
	program string
	s       *sequence // the year end of this round
	took    map[string]time.Duration

	hit                map[string]int
	unfinished, locked int
}

// begin begins a round, and measures what its commands take.
func (k *runKiller) begin(seed uint64) {
	k.t.Helper()
	k.s = &sequence{t: k.t, world: newWorld(seed), root: k.t.TempDir()}
	k.s.world.practices = k.s.world.practices[:2]
	k.s.write()
	if k.took == nil {
		k.took, k.hit = map[string]time.Duration{}, map[string]int{}
		k.took["produce"] = k.measure("produce", "--as-of", "2026-04-17")
		k.took["approve"] = k.measure("approve", register.Latest, "--by", "Alex Sample", "--letters", "4")
		if err := os.RemoveAll(k.output()); err != nil {
			k.t.Fatal(err)
		}
	}
}

func (k *runKiller) output() string { return filepath.Join(k.s.root, "output") }

func (k *runKiller) command(args ...string) *exec.Cmd {
	return exec.Command(k.program, append(args, "--project", k.s.project())...)
}

func (k *runKiller) measure(args ...string) time.Duration {
	k.t.Helper()
	began := time.Now()
	if out, err := k.command(args...).CombinedOutput(); err != nil {
		k.t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return time.Since(began)
}

// kill starts a command and kills it at a moment of its life. What a life takes
// is learnt on the way, for a machine is not always as busy: a kill that comes
// too late shortens it, each other one lengthens it a little.
func (k *runKiller) kill(args ...string) {
	k.t.Helper()
	c := k.command(args...)
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	time.Sleep(time.Duration(k.r.Int64N(int64(k.took[args[0]]))))
	c.Process.Kill() // an error says that it has ended
	c.Wait()
	if code := c.ProcessState.ExitCode(); code == exitDone || code == exitPerson {
		k.took[args[0]] = k.took[args[0]] * 85 / 100
		return
	}
	k.hit[args[0]]++
	k.took[args[0]] = k.took[args[0]] * 103 / 100
}

// left is what a killed command has left, in what the next must say.
func (k *runKiller) left() (must []string) {
	k.t.Helper()
	if _, err := os.Stat(filepath.Join(k.output(), ".lock-held-by.json")); err == nil {
		k.locked++
		must = append(must, "an earlier command did not finish")
	}
	if drafts, err := filepath.Glob(filepath.Join(k.output(), ".unfinished-*")); err == nil && len(drafts) > 0 {
		k.unfinished++
		must = append(must, "the unfinished run it left is cleared away")
	}
	return must
}

// yearend runs the next command to its end.
func (k *runKiller) yearend(want int, args ...string) string {
	k.t.Helper()
	code, said := k.s.yearend(args...)
	if code != want {
		k.t.Fatalf("%v: exit %d\n%s", args, code, said)
	}
	return said
}

// runs are the finished runs, of which so many of the newest must be as they
// were written.
func (k *runKiller) runs(newest int) []register.Run {
	k.t.Helper()
	runs, err := runsOf(k.s.project()).Runs()
	if err != nil {
		k.t.Fatal(err)
	}
	for _, r := range runs[max(0, len(runs)-newest):] {
		if differences, err := r.Check(); err != nil || len(differences) > 0 {
			k.t.Fatalf("%s: %v, %v", r.Name, differences, err)
		}
	}
	return runs
}

// finish runs the next command after a kill, and sees that it says what it
// found and clears it away.
func (k *runKiller) finish(args ...string) {
	k.t.Helper()
	must := k.left()
	said := k.yearend(exitDone, args...)
	for _, words := range must {
		if !strings.Contains(said, words) {
			k.t.Errorf("%v does not say %q:\n%s", args, words, said)
		}
	}
	if left := k.left(); len(left) > 0 {
		k.t.Errorf("after %v there is still left: %v", args, left)
	}
}

// produce kills a produce: there is one run more, or there is not; then the
// next is made.
func (k *runKiller) produce() {
	k.t.Helper()
	before := len(k.runs(2))
	k.kill("produce", "--as-of", "2026-04-17")
	killed := len(k.runs(2))
	if killed != before && killed != before+1 {
		k.t.Fatalf("%d runs became %d", before, killed)
	}
	k.finish("produce", "--as-of", "2026-04-17")
	if now := len(k.runs(2)); now != killed+1 {
		k.t.Fatalf("%d runs, and the next makes %d", killed, now)
	}
}

// approve kills an approval: the run is approved, or it is not, and the next
// approval finishes it.
func (k *runKiller) approve() {
	k.t.Helper()
	k.s.world.practices[0].contracts["ltc-les-2025-26"][0].target++ // so that there is a letter to approve
	k.s.write()
	k.yearend(exitDone, "produce", "--as-of", "2026-04-17")
	runs := k.runs(2)
	newest := runs[len(runs)-1]
	args := []string{"approve", newest.Name, "--by", "Alex Sample", "--letters", fmt.Sprint(newest.Record.Letters())}
	k.kill(args...)
	k.runs(2)
	approved, err := newest.Approved()
	if err != nil {
		k.t.Fatal(err)
	}
	if approved { // then it says so, and takes no lock; the next command that does will tell of what is left
		if said := k.yearend(exitDone, args...); !strings.Contains(said, "is approved already: by Alex Sample") {
			k.t.Errorf("an approved run is approved again:\n%s", said)
		}
		args = []string{"produce", "--as-of", "2026-04-17"}
	}
	k.finish(args...)
	if approved, err := newest.Approved(); err != nil || !approved {
		k.t.Fatalf("%s is approved: %v, %v", newest.Name, approved, err)
	}
}
