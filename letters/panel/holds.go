package panel

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// What keeps it from being known who asks for what, or has a person look.

// editedWords says what was changed after the form had closed, and what to do.
func editedWords(h History, edited int, s *calc.Scheme) string {
	v := h.Versions[edited]
	when := "between " + v.At.String() + " and the time at which it was seen before"
	if v.ModifiedAt() != (calc.Moment{}) {
		when = "at " + v.ModifiedAt().String()
	} else if edited > 0 {
		when = "between " + h.Versions[edited-1].At.String() + " and " + v.At.String()
	}
	if edited == 0 {
		return "it was changed after the form had closed, " + when + ", and how it read before was never seen: ask the practice what was changed; then enter by a row of the corrections, as its version, the number 1, or that it is withdrawn"
	}
	return fmt.Sprintf("it was changed after the form had closed, %s (%s): enter by a row of the corrections which version stands: %d, as it was in time, or %d, as it reads now",
		when, strings.Join(differs(h.Versions[edited-1].FormRow, h.Newest().FormRow, s), ", "), edited, len(h.Versions))
}

func (j *judging) hold(r *calc.Request, v Version, code, column, found, remedy string) {
	p := v.Place
	p.Code, p.Severity, p.Practice, p.Scheme, p.Column, p.Found, p.Remedy = code, calc.Hold, r.Practice, r.Scheme, column, found, r.Name+": "+remedy
	r.Held = append(r.Held, p)
}

// practice holds a request of a practice that nobody knows, and reports whether it is known.
func (j *judging) practice(r *calc.Request, v Version) bool {
	known := slices.ContainsFunc(j.facts.Practices, func(p calc.Practice) bool { return p.Code == r.Practice }) || j.facts.position(*r) != nil
	if r.Practice != "" && !known {
		j.hold(r, v, "E-practice", "Practice code", string(r.Practice), "no practice of the register has this code, and whose the request is is never guessed from the address that sent it: ask, and enter the right code by a row of the corrections")
	}
	return known
}

// sender asks a person to look at a request that another practice's mailbox sent.
func (j *judging) sender(f *finder, r calc.Request) {
	if r.Sender == "" || r.Sender == "anonymous" {
		return
	}
	for _, p := range j.facts.Practices {
		if p.Code == r.Practice {
			if has(p, r.Sender) {
				return // it shares the mailbox
			}
		}
	}
	if p := j.facts.position(r); p != nil && p.Successor != nil && has(*p.Successor, r.Sender) {
		return // its letter went to that mailbox, since the other practice answers for it
	}
	for _, p := range j.facts.Practices {
		if p.Code != r.Practice && has(p, r.Sender) {
			f.asks("W-request-sender", r, r.Sender, fmt.Sprintf("this is the mailbox of %s (%s), and the request is of %s: ask both; whose it is is the code that it names, or a correction", p.Code, p.Name, r.Practice))
			return
		}
	}
}

func has(p calc.Practice, address string) bool {
	return slices.ContainsFunc(slices.Concat(p.Emails, p.Named), func(a string) bool { return calc.Inbox(a) == calc.Inbox(address) })
}

// clock asks a person to look where the clock of the export decides whether a
// request came in time.
func clock(f *finder, r calc.Request, v Version, s *calc.Scheme) {
	m := s.Mitigation
	other := v.Clock.Other().InEngland(v.Completed)
	if r.Completed == v.CompletedAt() && m.Late(r.Completed) != m.Late(other) {
		f.asks("W-request-clock", r, v.Completed.String(), fmt.Sprintf("by %s it was sent at %s, by %s it would be %s, and the form closed between the two: see that times: of the export is right, by a row whose time you know",
			v.Clock, r.Completed, v.Clock.Other(), other))
	}
}

func placed(problems []calc.Problem, place calc.Problem) []calc.Problem {
	for i := range problems {
		problems[i].File, problems[i].Sheet, problems[i].Row = place.File, place.Sheet, place.Row
	}
	return problems
}

// twice holds the requests of one practice for one service, until it is said which
// of them stands. They are never added up.
func (j *judging) twice() {
	type of struct {
		practice        calc.PracticeCode
		scheme, service string
	}
	by := map[of][]int{}
	for i, r := range j.all {
		key := of{r.Practice, r.Scheme, r.Service}
		if r.Practice != "" && r.Service != "" && !slices.Contains([]calc.RequestState{calc.RequestWithdrawn, calc.RequestReplaced, calc.RequestProof}, r.State) {
			by[key] = append(by[key], i)
		}
	}
	for _, same := range by {
		if len(same) < 2 {
			continue
		}
		for _, i := range same {
			var others []string
			for _, o := range same {
				if o != i {
					others = append(others, j.all[o].Name)
				}
			}
			r := &j.all[i]
			j.hold(r, Version{FormRow: calc.FormRow{Place: j.places[r.Name]}}, "E-request-twice", "Service", r.Service, fmt.Sprintf(
				"the practice asks for the same service in %s as well, and they are never added up: enter by a row of the corrections which is replaced by which, or withdrawn", calc.And(others)))
		}
	}
}

// replaced sees that what stands in a request's place is another of the practice.
func (j *judging) replaced() {
	for _, c := range j.facts.Corrections {
		if c.Field != calc.ToReplace {
			continue
		}
		was, now := j.named(c.Request), j.named(c.Now)
		switch {
		case len(was) == 0: // said of all corrections
		case len(now) == 0:
			j.wrong(c, c.Now, "there is no such request that could stand in its place: correct the number")
		case now[0].Practice != was[0].Practice || now[0].Scheme != was[0].Scheme:
			j.wrong(c, c.Now, fmt.Sprintf("%s is of another practice or scheme: only another request of the same can stand in its place", c.Now))
		case now[0].State == calc.RequestWithdrawn || now[0].State == calc.RequestReplaced:
			j.wrong(c, c.Now, fmt.Sprintf("%s stands no more itself, so that nothing would stand: name the one that does", c.Now))
		}
	}
}

// named are the requests of a row's name, or of a part's.
func (j *judging) named(name string) (found []calc.Request) {
	for _, r := range j.all {
		if r.Name == name || strings.HasPrefix(r.Name, name+"-") {
			found = append(found, r)
		}
	}
	return found
}

// corrections refuses those of requests that there are not.
func (j *judging) corrections() {
	for _, c := range j.facts.Corrections {
		if len(j.named(c.Request)) == 0 {
			j.wrong(c, c.Request, "there is no such request: correct the number, or take the row out")
		}
	}
}

func (j *judging) wrong(c calc.Correction, found, remedy string) {
	j.problems = append(j.problems, calc.Problem{Code: "E-correction", Severity: calc.Stop, File: c.File, Sheet: c.Sheet, Row: c.Row, Column: c.Column, Found: found, Remedy: c.Request + ": " + remedy})
}
