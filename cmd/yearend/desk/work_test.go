package desk

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"yearend/cmd/yearend/season"
)

// held is a command that is at work until it is let go, or told to end.
type held struct {
	begun chan Command
	let   chan int
	ended chan string
}

func newHeld() *held {
	return &held{begun: make(chan Command, 1), let: make(chan int), ended: make(chan string, 1)}
}

func (h *held) run(ctx context.Context, c Command) int {
	h.begun <- c
	select {
	case code := <-h.let:
		h.ended <- "let go"
		return code
	case <-ctx.Done():
		time.Sleep(50 * time.Millisecond) // the message in hand
		h.ended <- "told to end"
		return Failed
	}
}

// Work goes on whoever looks on: a reload and another tab find it as it is, a second one
// is told what is at work, and what it said is there when it has ended.
func TestWorkOutlivesItsPage(t *testing.T) {
	a := deskAt(t, true)
	h := newHeld()
	a.command = h.run
	at := a.post("/produce", url.Values{"kind": {"year-end"}, "as-of": {"2026-04-17"}})
	c := <-h.begun
	if got := strings.Join(c.Args, " "); got != "--project "+a.at()+" produce --as-of 2026-04-17" {
		t.Errorf("the command is %s", got)
	}
	c.Watch.Letters(season.Progress{Done: 3, Total: 22})
	fmt.Fprintln(c.Out, "reading <inputs>")
	for range 2 { // a reload
		mustHave(t, a.get(at), "3 of 22 letters", "reading <inputs>", `data-events="`+at+`/events"`, "yearend produce --as-of 2026-04-17")
	}
	mustHave(t, a.get("/"), "At work:", at)
	second := a.post("/produce", url.Values{"kind": {"year-end"}, "as-of": {"2026-04-18"}, "back": {"/produce"}})
	mustHave(t, a.get(second), "one thing at a time", "Produce: year-end letters", "What to do", `value="2026-04-18"`)
	select {
	case h.let <- Person:
	case why := <-h.ended:
		t.Fatalf("the work was cut: %s", why)
	}
	<-h.ended
	a.works.wait.Wait()
	mustHave(t, a.get(at), "Done, and something needs a person", "reading <inputs>")
	if page := a.get("/"); strings.Contains(page, "At work:") {
		t.Error("nothing is at work any more")
	}
}

// A page is told as things happen, and when they have ended.
func TestEventsTellHowFarItIs(t *testing.T) {
	a := deskAt(t, true)
	h := newHeld()
	a.command = h.run
	at := a.post("/produce", url.Values{"kind": {"year-end"}})
	c := <-h.begun
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Host = a.guard.host
		a.Handler().ServeHTTP(w, r)
	}))
	defer server.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+at+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(a.guard.cookie())
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	next := func() string {
		for lines.Scan() {
			if line := lines.Text(); line != "" {
				return line
			}
		}
		return "the end"
	}
	mustHave(t, next(), `"over":false`, `"total":0`)
	c.Watch.Letters(season.Progress{Done: 5, Total: 10})
	mustHave(t, next(), `"done":5,"total":10,"words":"5 of 10 letters"`)
	h.let <- Done
	mustHave(t, next(), `"over":true`)
	if got := next(); got != "the end" {
		t.Errorf("more after the end: %s", got)
	}
}

// Stop tells the command to end; it ends where it may.
func TestStopTellsTheCommand(t *testing.T) {
	a := deskAt(t, true)
	h := newHeld()
	a.command = h.run
	at := a.post("/produce", url.Values{"kind": {"year-end"}})
	<-h.begun
	a.post(at+"/stop", nil)
	if why := <-h.ended; why != "told to end" {
		t.Errorf("it was %s", why)
	}
	a.works.wait.Wait()
	mustHave(t, a.get(at), "Not done")
}

// An hour unused ends the desk; something at work is use, and is never cut: the button
// refuses, and Ctrl-C waits until the command has ended by itself.
func TestTheEnd(t *testing.T) {
	a := deskAt(t, true)
	a.get("/")
	a.later(59 * time.Minute)
	if a.unused() >= longest {
		t.Error("ends within the hour")
	}
	a.later(time.Minute)
	if a.unused() < longest {
		t.Error("does not end after an hour")
	}
	h := newHeld()
	a.command = h.run
	a.post("/produce", url.Values{"kind": {"year-end"}})
	<-h.begun
	a.later(3 * time.Hour)
	if a.unused() != 0 {
		t.Error("ends although something is at work")
	}
	mustHave(t, a.get(a.post("/end", nil)), "is at work: wait until it has ended, or stop it first")
	ctx, interrupt := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- a.Serve(ctx) }()
	interrupt()
	if err := <-served; err != nil {
		t.Error(err)
	}
	select {
	case why := <-h.ended:
		if why != "told to end" {
			t.Errorf("it was %s", why)
		}
	default:
		t.Error("the desk ended before what was at work")
	}
	mustHave(t, a.window.String(), "Ctrl-C here", a.guard.origin(), "ending it first", "The desk has ended.")
}

// The button ends it, and the page that says so goes out first.
func TestTheButtonEndsIt(t *testing.T) {
	a := deskAt(t, true)
	served := make(chan error, 1)
	go func() { served <- a.Serve(t.Context()) }()
	if at := a.post("/end", nil); at != "/ended" {
		t.Fatalf("leads to %s", at)
	}
	mustHave(t, a.get("/ended"), "You can close this tab")
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// A fault of the program ends the work, and not the desk.
func TestAFaultOfACommandIsSaid(t *testing.T) {
	a := deskAt(t, true)
	a.command = func(context.Context, Command) int { panic("no letter") }
	at := a.post("/produce", url.Values{"kind": {"year-end"}})
	a.works.wait.Wait()
	mustHave(t, a.get(at), "Not done", "yearend: error: the program failed: no letter")
}

// A double click does a thing once: the second asks for the very same, and is led to it.
func TestAskedTwiceIsDoneOnce(t *testing.T) {
	a := deskAt(t, true)
	h := newHeld()
	a.command = h.run
	form := url.Values{"kind": {"year-end"}, "as-of": {"2026-04-17"}}
	first := a.post("/produce", form)
	<-h.begun
	if second := a.post("/produce", form); second != first {
		t.Errorf("the second click leads to %s, and the first to %s", second, first)
	}
	h.let <- Done
	<-h.ended
	a.works.wait.Wait()
	if n := len(a.works.all); n != 1 {
		t.Errorf("it was done %d times", n)
	}
}

// Why something was not done stands at the top, above all that was shown before.
func TestWhyItWasNotDoneStandsFirst(t *testing.T) {
	a := deskAt(t, true)
	a.command = func(_ context.Context, c Command) int {
		fmt.Fprint(c.Out, "digest 44ae\n\nyearend: error: the number is 22, and 21 was given: nothing was done\n")
		return Failed
	}
	at := a.post("/produce", url.Values{"kind": {"year-end"}, "as-of": {"2026-04-17"}})
	a.works.wait.Wait()
	mustHave(t, a.get(at), `Not done</p>`+"\n"+`<p class="why">the number is 22, and 21 was given: nothing was done</p>`)
}

// A page that looks at a sending has the runs to itself for a moment: a command waits for
// it, and is not refused; and no page looks while a command is at work.
func TestACommandWaitsForAPageThatLooks(t *testing.T) {
	a := deskAt(t, true)
	h := newHeld()
	a.command = h.run
	a.looks.RLock()
	a.post("/produce", url.Values{"kind": {"year-end"}, "as-of": {"2026-04-17"}})
	select {
	case <-h.begun:
		t.Error("the command began while a page looked")
	case <-time.After(50 * time.Millisecond):
	}
	mustHave(t, a.get("/send/run-001"), "Produce: year-end letters", "is at work", "load this page again")
	a.looks.RUnlock()
	<-h.begun
	h.let <- Done
	<-h.ended
}
