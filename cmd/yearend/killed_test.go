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

	"yearend/fixtures/long"
	"yearend/letters/post"
	"yearend/letters/post/capture"
)

// killings is at how many moments a live send is killed; more in `make long`.
const killings = 30

// lettersOfSample is how many letters the starter's sample makes.
const lettersOfSample = 22

// TestNothingIsLostWhenKilled kills a live send at seeded moments: at every kind
// of turn of the conversation, and some microseconds after. It is started again,
// and killed again, until it is done; then the next one begins. Every letter must
// have arrived exactly once, or be named as unknown; never twice, and never lost.
func TestNothingIsLostWhenKilled(t *testing.T) {
	random := rand.New(rand.NewPCG(2026, 4))
	k := &killer{kept: map[string]int{}, program: builtProgram(t)}
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: k.turn, Keep: k.keep})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	run := filepath.Join(filepath.Dir(project), "output", "run-001")
	k.project, k.journal = project, filepath.Join(run, post.JournalFile)
	k.environment = profileAt(filepath.Join(filepath.Dir(project), "profile"))
	k.digest = onlyRun(t, project).Digest
	var killed, sends, arrived, unknown, unknownArrived int
	for killed < long.Times(killings) {
		k.begin()
		for done := false; !done; {
			turns := 2 + 5*k.owed(t) // connect, hello, and five a message
			k.aim(1+random.IntN(turns), time.Duration(random.IntN(1500))*time.Microsecond)
			done = !k.send(t)
			if !done {
				killed++
			}
			server.Quiet()
			k.judge(t)
		}
		one, open, openArrived := k.judge(t)
		if one+open != lettersOfSample {
			t.Fatalf("of %d letters %d arrived and %d are unknown: some are lost", lettersOfSample, one, open)
		}
		sends, arrived, unknown, unknownArrived = sends+1, arrived+one, unknown+open, unknownArrived+openArrived
	}
	if t.Failed() {
		return
	}
	t.Logf("killed %d times in %d sends of %d letters: %d letters arrived exactly once and are noted so; %d are named unknown, of which %d had arrived; none arrived twice, none is lost",
		killed, sends, lettersOfSample, arrived, unknown, unknownArrived)
	if unknown == 0 || unknownArrived == 0 || unknownArrived == unknown {
		t.Errorf("no kill hit the moment that matters: %d unknown, %d of them arrived", unknown, unknownArrived)
	}
}

// killer is the mail server's side of it: it counts turns, and kills the program
// that sends at one of them.
type killer struct {
	program, project, journal, digest string
	environment                       []string

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

// begin begins a send of all the letters, as if none had gone.
func (k *killer) begin() {
	os.Remove(k.journal)
	os.Remove(filepath.Join(filepath.Dir(k.journal), post.SentFile))
	os.Remove(filepath.Join(filepath.Dir(k.project), post.SendingsFile))
	os.RemoveAll(filepath.Join(filepath.Dir(k.project), "profile"))
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept = map[string]int{}
}

// aim sets when to kill the next program.
func (k *killer) aim(at int, after time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.turns, k.at, k.after = 0, at, after
}

// send sends what is owed with a program of its own, and reports whether it was killed.
func (k *killer) send(t *testing.T) (killed bool) {
	t.Helper()
	c := exec.Command(k.program, "send", "run-001", "--live", "--accept-assumptions", "--limit", "1000",
		"--project", k.project, "--messages", strconv.Itoa(k.owed(t)))
	c.Env = k.environment
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

// standings are what the journal says.
func (k *killer) standings(t *testing.T) map[string]post.Standing {
	t.Helper()
	entries, err := post.ReadJournal(k.journal, k.digest)
	if err != nil {
		t.Fatal(err)
	}
	return post.Standings(nil, entries.Events())
}

// owed is how many letters the journal leaves to be sent.
func (k *killer) owed(t *testing.T) int {
	t.Helper()
	owed := lettersOfSample
	for _, now := range k.standings(t) {
		if now.State == post.IsSent || now.State == post.IsUnknown {
			owed--
		}
	}
	return owed
}

// judge compares the journal with what was kept.
func (k *killer) judge(t *testing.T) (once, unknown, unknownArrived int) {
	t.Helper()
	standings := k.standings(t)
	k.mu.Lock()
	defer k.mu.Unlock()
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
