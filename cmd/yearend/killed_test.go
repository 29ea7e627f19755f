package main

import (
	"bytes"
	"math/rand/v2"
	netmail "net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"yearend/letters/post"
	"yearend/letters/post/capture"
)

// killings is at how many moments a live send is killed.
const killings = 200

// TestNothingIsLostWhenKilled kills a live send at seeded moments: at every kind
// of turn of the conversation, and some microseconds after. It is then run again
// until it is done. Every letter must have arrived exactly once, or be named as
// unknown; never twice, and never lost.
func TestNothingIsLostWhenKilled(t *testing.T) {
	random := rand.New(rand.NewPCG(2026, 4))
	k := &killer{kept: map[string]int{}}
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: k.turn, Keep: k.keep})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	journal := filepath.Join(filepath.Dir(project), "output", "run-001", post.JournalFile)
	turns := k.count(t, project, journal)
	server.Quiet()
	var killed, arrived, unknown, unknownArrived int
	for range killings {
		k.forget(1+random.IntN(turns), time.Duration(random.IntN(1500))*time.Microsecond)
		os.Remove(journal)
		os.Remove(filepath.Join(filepath.Dir(journal), sentFile))
		if k.send(t, project, journal) {
			killed++
		}
		if k.send(t, project, journal) {
			t.Fatal("killed a second time")
		}
		server.Quiet()
		one, open, openArrived := k.judge(t, journal)
		arrived, unknown, unknownArrived = arrived+one, unknown+open, unknownArrived+openArrived
	}
	if t.Failed() {
		return
	}
	t.Logf("killed %d of %d sends: %d letters arrived exactly once and are noted so; %d are named unknown, of which %d had arrived; none arrived twice, none is lost",
		killed, killings, arrived, unknown, unknownArrived)
	if killed < killings*9/10 || unknown == 0 || arrived+unknown != killings*22 {
		t.Errorf("killed %d, arrived %d, unknown %d", killed, arrived, unknown)
	}
}

// killer is the mail server's side of it: it counts turns, and kills the program
// that sends at one of them.
type killer struct {
	mu      sync.Mutex
	turns   int
	at      int // the turn at which to kill; 0 for never
	after   time.Duration
	process *os.Process
	kept    map[string]int // reference → how often
}

func (k *killer) turn(capture.Turn) *capture.Fault {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.turns++; k.turns == k.at {
		process, after := k.process, k.after
		go func() {
			time.Sleep(after)
			process.Kill()
		}()
	}
	return nil
}

func (k *killer) keep(m capture.Mail) {
	read, err := netmail.ReadMessage(bytes.NewReader(m.Data))
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.kept["unreadable"]++
		return
	}
	k.kept[read.Header.Get(post.ReferenceHeader)]++
}

func (k *killer) forget(at int, after time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.turns, k.at, k.after, k.kept = 0, at, after, map[string]int{}
}

// count is how many turns a send that nobody kills takes.
func (k *killer) count(t *testing.T, project, journal string) int {
	k.forget(0, 0)
	if k.send(t, project, journal) {
		t.Fatal("killed")
	}
	if one, open, _ := k.judge(t, journal); one != 22 || open != 0 {
		t.Fatalf("%d arrived, %d unknown", one, open)
	}
	return k.turns
}

// send sends what is owed with a program of its own, and reports whether it was killed.
func (k *killer) send(t *testing.T, project, journal string) (killed bool) {
	t.Helper()
	c := exec.Command(os.Args[0], "send", "run-001", "--live", "--accept-assumptions", "--limit", "1000",
		"--project", project, "--messages", strconv.Itoa(k.owed(t, journal)))
	c.Env = append(os.Environ(), "YEAREND_AS_PROGRAM=1")
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	k.mu.Lock()
	err := c.Start()
	k.process = c.Process
	k.mu.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	c.Wait()
	switch code := c.ProcessState.ExitCode(); code {
	case exitDone, exitPerson:
		return false
	case -1:
		return true
	default:
		t.Fatalf("exit code %d\n%s", code, out.String())
		return false
	}
}

// owed is how many letters the journal leaves to be sent.
func (k *killer) owed(t *testing.T, journal string) int {
	t.Helper()
	entries, err := post.ReadJournal(journal)
	if err != nil {
		t.Fatal(err)
	}
	owed := 22
	for _, now := range post.Standings(nil, entries) {
		if now.State == post.IsSent || now.State == post.IsUnknown {
			owed--
		}
	}
	return owed
}

// judge compares the journal with what was kept.
func (k *killer) judge(t *testing.T, journal string) (once, unknown, unknownArrived int) {
	t.Helper()
	entries, err := post.ReadJournal(journal)
	if err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	standings := post.Standings(nil, entries)
	for reference, now := range standings {
		n := k.kept[reference]
		switch {
		case now.State == post.IsSent && n == 1:
			once++
		case now.State == post.IsUnknown && n <= 1:
			unknown++
			unknownArrived += n
		default:
			t.Errorf("%s is %s (%s), and arrived %d times", reference, now.State, now.Words, n)
		}
	}
	for reference, n := range k.kept {
		if _, known := standings[reference]; !known || n > 1 {
			t.Errorf("%s arrived %d times", reference, n)
		}
	}
	return once, unknown, unknownArrived
}
