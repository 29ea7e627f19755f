package desk

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yearend/calc"
)

// Finished work leads to the run that it made, whatever somebody else has made meanwhile;
// and where it made none, back to where it was asked for.
func TestFinishedWorkLeadsToItsOwnRun(t *testing.T) {
	a := deskAt(t, true)
	a.command = func(_ context.Context, c Command) int {
		c.Watch.Made("run-007")
		if err := os.MkdirAll(filepath.Join(filepath.Dir(a.at()), "output", "run-008"), 0o700); err != nil { // a colleague's
			t.Error(err)
		}
		return Person
	}
	at := a.post("/produce", url.Values{"kind": {"year-end"}})
	a.works.wait.Wait()
	mustHave(t, a.get(at), `href="/runs/run-007">Look through run-007`)
	a.command = func(context.Context, Command) int { return Failed }
	at = a.post("/produce", url.Values{"kind": {"outcome"}})
	a.works.wait.Wait()
	mustHave(t, a.get(at), `href="/produce?kind=outcome">Back to Produce`)
}

// An address at which nothing is has the frame of every page, and the way on.
func TestAnAddressWithNothing(t *testing.T) {
	a := deskAt(t, true)
	for _, path := range []string{"/nothing", "/runs/run-001/files/run.json", "/send/run-001/live", "/runs/run-001/files/../../x"} {
		answer := a.ask(http.MethodGet, path, nil, nil)
		page := text(t, answer)
		if answer.StatusCode != http.StatusNotFound && answer.StatusCode != http.StatusTemporaryRedirect && answer.StatusCode != http.StatusMovedPermanently {
			t.Errorf("%s: %s", path, answer.Status)
		}
		if answer.StatusCode == http.StatusNotFound {
			mustHave(t, page, "There is no such page", `<nav aria-label="The season">`, `href="/">Go to the season`)
		}
	}
	page := text(t, a.ask(http.MethodGet, "/", nil, func(r *http.Request) { r.Header.Del("Cookie") }))
	mustHave(t, page, "<h1>Not shown</h1>", "double-click on yearend.exe")
}

// When it has ended, the page has nothing to press that would not answer any more.
func TestTheLastPageSaysHowToBeginAgain(t *testing.T) {
	a := deskAt(t, true)
	if at := a.ask(http.MethodGet, "/ended", nil, nil); at.Header.Get("Location") != "/" {
		t.Errorf("before the end it leads to %q", at.Header.Get("Location"))
	}
	a.post("/end", nil)
	page := a.get("/ended")
	mustHave(t, page, "The desk has ended", "To begin again", "Double-click", a.asked.Folder)
	for _, never := range []string{"<nav", "<form", "End yearend", "Another project"} {
		if strings.Contains(page, never) {
			t.Errorf("it still has %s", never)
		}
	}
	if at := a.ask(http.MethodGet, "/produce", nil, nil); at.Header.Get("Location") != "/ended" {
		t.Errorf("a page after the end leads to %q", at.Header.Get("Location"))
	}
}

// A desk that takes another day for today says so on every page, and names the day where
// it says what would be typed.
func TestARehearsalIsSaid(t *testing.T) {
	a := deskAt(t, true)
	mustHave(t, a.get("/"), "on 17 April 2026")
	if strings.Contains(a.get("/"), "A rehearsal") {
		t.Error("today is no rehearsal")
	}
	a.asked.AsOf = func() calc.Date { return 20260508 }
	a.command = func(_ context.Context, c Command) int {
		if c.AsOf != 20260508 {
			t.Errorf("the command is of %s", c.AsOf)
		}
		return Done
	}
	mustHave(t, a.get("/"), "A rehearsal: this desk takes 8 May 2026 for today. What is approved or sent is noted by the clock, 17 April 2026.")
	at := a.post("/check", nil)
	a.works.wait.Wait()
	mustHave(t, a.get(at), "yearend check --as-of 2026-05-08")
}

// What is right already is there: no month before a year that is over, and the kind that
// the calendar has next stands first.
func TestProduceBeginsWithWhatIsNext(t *testing.T) {
	a := deskAt(t, true)
	first := func(page string) string {
		before, _, _ := strings.Cut(page, "Other letters and reports")
		return before
	}
	page := a.get("/produce")
	mustHave(t, first(page), "<h2>Year-end letters</h2>", `value="2026-04-17"`)
	if strings.Contains(page, "2026-03") {
		t.Error("a month is filled in, and the year is over")
	}
	mustHave(t, page, "only to rehearse", "Still to come before these letters", "No year-end run is approved", "Practices can ask for mitigation until 8 May 2026, in 21 days. Ask Primary Care",
		"They are due by 30 April 2026.", "They are due by 29 May 2026.")
	if n := strings.Count(page, `name="late"`); n != 1 {
		t.Errorf("%d kinds ask whether they really go late, where the command takes that for one", n)
	}
	a.clock = time.Date(2026, time.February, 10, 9, 0, 0, 0, time.UTC)
	page = a.get("/produce")
	mustHave(t, first(page), "<h2>Projection letters</h2>", `value="2026-01"`, `value="2026-02-10"`)
	mustHave(t, first(a.get("/produce?kind=monthly")), "<h2>Monthly reports</h2>")
}

// A page names its own buttons and fields where the terminal names commands and flags.
func TestAPageSpeaksOfItsOwnButtons(t *testing.T) {
	for said, want := range map[string]string{
		"look through run-001, then approve it: `yearend approve run-001 --by NAME` (22 letters)":                                                                                 "look through run-001, then approve it: “Approve run-001” (22 letters)",
		"run-001 has 22 letters to send: look with `yearend send run-001`, then add --live":                                                                                       "run-001 has 22 letters to send: look at “Send run-001”, and send them there",
		"3 letters to be posted: `yearend print run-001`; when they have gone, beginning with X, `yearend send run-001 --resolve P81999=posted --scheme LTC --by NAME --on DATE`": "3 letters to be posted: “Print the letters that go by post: send run-001”; when they have gone, beginning with X, “What became of letters: send run-001”",
		"make a new run with `yearend produce --late`":                                                                                                                            "make a new run with “Produce, and tick that they really go late”",
		"make a new run with `yearend produce --projection --through 2026-01`":                                                                                                    "make a new run with “Produce projection letters”",
		"give the day of issue with --as-of; if they really go late, say so with --late, which run.json notes":                                                                    "give the day of issue; if they really go late, tick that they do, which run.json notes",
		"run-002, made later and not approved yet, has other figures; `--although run-002` sends it all the same":                                                                 "run-002, made later and not approved yet, has other figures; tick “Also letters that stay behind for run-002” to send them all the same",
		"fill in decisions.xlsx of panel-001, then `yearend decide FILE --by NAME`":                                                                                               "fill in decisions.xlsx of panel-001, then “Panel”",
		"When they have gone: yearend send run-001 --resolve CODE=posted --on DATE --by NAME":                                                                                     "When they have gone: “What became of letters: send run-001”",
		"Nothing to print: no letter of run-001 goes by post. --only CODES or --all prints others.":                                                                               "Nothing to print: no letter of run-001 goes by post. Name practices to print others.",
		"run yearend produce again, and approve the new run":                                                                                                                      "“Produce” again, and approve the new run",
		"yearend: error: `yearend verify run-001` names them all":                                                                                                                 "`yearend verify run-001` names them all",
		"another yearend is at work in output: tester on pc-1":                                                                                                                    "another yearend is at work in output: tester on pc-1",
	} {
		if got := plainly(said); got != want {
			t.Errorf("%s\nis said as\n%s\nand should be\n%s", said, got, want)
		}
	}
}
