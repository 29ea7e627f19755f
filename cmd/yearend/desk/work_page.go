package desk

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// workShown is a work as a page shows it.
type workShown struct {
	ID          int      `json:"-"`
	Title       string   `json:"-"`
	Commands    []string `json:"-"` // as they would be typed
	Began       string   `json:"-"`
	Sending     bool     `json:"-"`
	Over        bool     `json:"over"`
	Stopping    bool     `json:"stopping"`
	Done        int      `json:"done"`
	Total       int      `json:"total"`
	Words       string   `json:"words"` // how far it is
	Said        string   `json:"said"`  // as a page says it
	Whole       string   `json:"-"`     // as a terminal would
	Verdict     string   `json:"-"`     // what came of it
	Failed      bool     `json:"-"`
	Why         string   `json:"-"` // it was not done
	Then, Place string   `json:"-"`
}

// Heading is the title of its page.
func (w workShown) Heading() string { return w.Title }

// shown is the work as it is now.
func (w *work) shown() *workShown {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := &workShown{ID: w.ID, Title: w.Title, Began: w.Began.Format("15:04:05"), Sending: w.Sending, Over: !w.ended.IsZero(), Stopping: w.stopping,
		Done: w.done, Total: w.total, Said: spoken(w.said.String()), Whole: w.said.String()}
	for _, args := range append([][]string{w.Args}, w.Also...) {
		if len(args) > 0 {
			s.Commands = append(s.Commands, typedAs(w.dated(args)))
		}
	}
	if w.total > 0 {
		s.Words = fmt.Sprintf("%d of %d %s", w.done, w.total, w.words)
	}
	if s.Over {
		s.Verdict, s.Failed = verdicts[w.code], w.code == Failed || w.code == Usage
		if s.Failed {
			s.Why = whyNot(s.Whole)
		}
		switch {
		case w.made != "" && w.Look != nil:
			s.Then, s.Place = w.Look(w.made)
		case w.Then != nil:
			s.Then, s.Place = w.Then(w.code)
		}
	}
	return s
}

// whyNot is the error that a command has ended with, as a page says it: it stands below
// all that the command has shown before.
func whyNot(said string) string {
	const begins = "yearend: error: "
	i := strings.LastIndex("\n"+said, "\n"+begins)
	if i < 0 {
		return ""
	}
	return strings.TrimSpace(spoken(said[i:]))
}

// knowToday are the commands that take a day for today.
var knowToday = []string{"check", "produce", "panel", "decide"}

// dated is a command with the day that the desk takes for today, where that is another
// than the clock's and the command knows one.
func (w *work) dated(args []string) []string {
	if !w.rehearsed || !slices.Contains(knowToday, args[0]) || slices.Contains(args, "--as-of") {
		return args
	}
	return append(slices.Clone(args), "--as-of", w.AsOf.String())
}

// spoken is what a command has said, as a page says it, line by line.
func spoken(said string) string {
	lines := strings.SplitAfter(said, "\n")
	for i, line := range lines {
		lines[i] = plainly(line)
	}
	return strings.Join(lines, "")
}

// verdicts are what exit codes mean to a person.
var verdicts = map[int]string{
	Done: "Done", Failed: "Not done", Usage: "Not done: nothing changed", Person: "Done, and something needs a person",
}

// shown is what is at work, for every page to say; nil for nothing.
func (w *works) shown() *workShown {
	if one := w.busy(); one != nil {
		return one.shown()
	}
	return nil
}

// typedAs is a command as a person would type it in a terminal.
func typedAs(args []string) string {
	line := "yearend"
	for _, a := range args {
		if a == "" || strings.ContainsAny(a, " \t\"'&;|<>()$") {
			a = `"` + strings.ReplaceAll(a, `"`, `\"`) + `"`
		}
		line += " " + a
	}
	return line
}

func (d *Desk) workPages() []page {
	return []page{{Path: "/work/{id}", Title: "At work", View: "work.html", Show: func(v *visit) (any, error) {
		one := d.works.find(v.PathValue("id"))
		if one == nil {
			return nil, errors.New("this is not known any more: the desk was started anew since")
		}
		return *one.shown(), nil
	}}}
}

func (d *Desk) workChanges() {
	d.mux.HandleFunc("GET /work/{id}/events", d.events)
	d.change("/work/{id}/stop", func(v *visit) (string, error) {
		if one := d.works.find(v.PathValue("id")); one != nil && !one.over() {
			one.halt()
		}
		return "/work/" + v.PathValue("id"), nil
	})
	d.change("/end", func(v *visit) (string, error) {
		if one := d.works.busy(); one != nil {
			return "", fmt.Errorf("%q is at work: wait until it has ended, or stop it first", one.Title)
		}
		d.finish()
		return "/ended", nil
	})
}

// between is how often at most a page is told what is new.
const between = 100 * time.Millisecond

// events tells a page how far a work is, until it has ended.
func (d *Desk) events(w http.ResponseWriter, r *http.Request) {
	one := d.works.find(r.PathValue("id"))
	if one == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	answer := http.NewResponseController(w)
	for {
		one.mu.Lock()
		moved := one.moved
		one.mu.Unlock()
		now := one.shown()
		text, err := json.Marshal(now)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil || answer.Flush() != nil || now.Over {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-moved:
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(between):
		}
	}
}
