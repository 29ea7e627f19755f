package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"yearend/letters/post/capture"
)

// seen is what a person sees of a page, without what is said for a terminal.
func seen(page string) string {
	page = regexp.MustCompile(`(?s)<details><summary>The same in a terminal.*?</details>|<(script|style).*?</(script|style)>`).ReplaceAllString(page, "")
	return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
}

// speaksOfPages sees that pages name no command and no flag of a terminal.
func speaksOfPages(t *testing.T, v *visitor, places ...string) {
	t.Helper()
	for _, place := range places {
		if found := regexp.MustCompile("(?m)^.*(`yearend|[ `]--[a-z]).*$").FindString(seen(v.get(place))); found != "" {
			t.Errorf("%s speaks of a terminal: %s", place, strings.TrimSpace(found))
		}
	}
}

// A hold that is written after the run is said where it is approved and where it is sent,
// and what is sent from the page is sent without it.
func TestTheDeskKeepsBackWhatWasPutOnHold(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	o := options{asOf: "2026-04-17", here: hereOf(t), now: time.Now}
	v := visitDesk(t, openedDesk(t, o, filepath.Dir(project)))
	mustNotContain(t, v.get("/send/run-001"), "Changed since run-001 was made")
	mustContain(t, v.does("/letters/P81999/instruct", "instruction", "hold", "scheme", "ltc-les-2025-26", "text", "Under dispute", "by", "Sam Sample"), "stands in inputs/instructions.csv now")
	page := v.get("/send/run-001?limit=99")
	mustContain(t, page, "Changed since run-001 was made", "P81999/LTC/2025-26/1: it is on hold: Under dispute (Sam Sample on 2026-04-17; inputs/instructions.csv row 2)",
		`<a href="/produce?kind=year-end">Produce</a>`, "type the number of messages: 21", `<a href="/rules#ltc-les-2025-26">A5</a>`, "It really goes, and today")
	if try, send := strings.Index(page, "2. Try it first"), strings.Index(page, "3. Send"); try < 0 || send < try {
		t.Error("what comes before sending stands after it")
	}
	speaksOfPages(t, v, "/", "/send/run-001", "/send", "/approve", "/approve/run-001", "/produce", "/panel", "/runs/run-001", "/runs/run-001/changes")
	mustContain(t, v.does("/send/run-001/live", "digest", v.digest("run-001"), "accept-assumptions", "yes", "limit", "99", "messages", "21"), "21 sent, 0 refused")
	for _, m := range server.Stored() {
		if strings.Contains(string(m.Data), "P81999/LTC/") {
			t.Error("the letter that is on hold went")
		}
	}
	mustContain(t, seen(v.get("/")), "it is on hold: Under dispute")
	v.does("/produce", "kind", "year-end", "as-of", "2026-04-18")                   // holds it
	mustContain(t, v.get("/panel"), "For Finance, from run-001, which is approved") // and the newest is not
	mustContain(t, v.get("/runs/run-002/changes"), "What changed from run-001 to run-002")
	mustContain(t, v.get("/approve"), "Earlier runs", "/approve/run-001")
	speaksOfPages(t, v, "/", "/send/run-001", "/approve/run-002", "/produce", "/runs/run-002", "/runs/run-002/changes")
}

// Outcome letters that are made too early are said to be so, on the page and in the
// terminal, and a run without a letter is not proposed for an approval.
func TestOutcomeLettersThatAreEarly(t *testing.T) {
	project := sample(t, 1)
	o := options{asOf: "2026-04-18", here: hereOf(t), now: time.Now}
	v := visitDesk(t, openedDesk(t, o, filepath.Dir(project)))
	early := "22 year-end letters have not gone (ask Primary Care, who send them)"
	mustContain(t, v.get("/produce?kind=outcome"), "Still to come before these letters", "22 year-end letters have not gone. Ask Primary Care, who send them.", "until 8 May 2026, in 20 days")
	mustContain(t, v.does("/produce", "kind", "outcome", "as-of", "2026-04-18"), "Note: this is early: "+early, "Look through outcome-001")
	mustContain(t, yearend(t, exitPerson, "produce", "--outcome", "--as-of", "2026-04-18", "--project", project), "yearend: warning: this is early: "+early)
	page := seen(v.get("/"))
	mustContain(t, page, "outcome-002 has no letter, and is not to be approved: "+early)
	mustNotContain(t, page, "Approve outcome-")
	mustContain(t, v.get("/approve/outcome-002"), "It is not to be approved", "the next run of its kind takes its place")
	mustContain(t, yearend(t, exitDone, "status", "--as-of", "2026-06-12", "--project", project), "the project names no export of the forms", "is not to be approved")
	speaksOfPages(t, v, "/", "/approve/outcome-002", "/runs/outcome-002")
}

// Stop, pressed while letters are really going, finishes the message in hand; what has not
// gone goes the next time, and nothing twice.
func TestStopFinishesTheMessageInHand(t *testing.T) {
	reached, goOn := make(chan bool, 1), make(chan bool)
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.Content && turn.Message == 5 {
			select {
			case reached <- true:
				<-goOn // in the middle of a message
			default:
			}
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	v := visitDesk(t, openedDesk(t, options{asOf: "2026-04-17", here: hereOf(t), now: time.Now}, filepath.Dir(project)))
	digest := v.digest("run-001")
	ended := make(chan string, 1)
	go func() {
		ended <- v.does("/send/run-001/live", "digest", digest, "accept-assumptions", "yes", "limit", "99", "messages", "22")
	}()
	<-reached
	stopping, _ := v.posts("/work/1/stop")
	mustContain(t, stopping, "Stopping", "It finishes the message in hand")
	mustContain(t, v.get("/"), "At work: <a href=\"/work/1\">Send run-001</a>")
	if n := len(server.Stored()); n != 4 {
		t.Errorf("%d had gone before", n)
	}
	close(goOn)
	mustContain(t, <-ended, "5 sent, 0 refused, 0 unknown", "17")
	if n := len(server.Stored()); n != 5 {
		t.Fatalf("the message in hand was not finished: %d arrived", n)
	}
	mustContain(t, v.get("/send/run-001"), "type the number of messages: 17")
	mustContain(t, v.does("/send/run-001/live", "digest", digest, "accept-assumptions", "yes", "messages", "17"), "17 sent, 0 refused")
	times := map[string]int{}
	for _, m := range server.Stored() {
		times[regexp.MustCompile(`(?m)^X-Letter-Reference: .*$`).FindString(string(m.Data))]++
	}
	if len(times) != 22 || len(server.Stored()) != 22 {
		t.Errorf("%d letters in %d messages: %v", len(times), len(server.Stored()), times)
	}
}
