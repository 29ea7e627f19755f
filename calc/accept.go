package calc

import (
	"fmt"
	"slices"
	"strings"
)

// The codes of what became of an instruction.
const (
	HeldByTeam    = "E-hold"
	NoInstruction = "W-instruction" // a file has none
	Noted         = "W-note"
	NotedLater    = "W-note-later" // the letter that stands was issued without it
	ByPost        = "W-post"
	AnsweredFor   = "W-successor"
	Accepted      = "W-accepted"
	AcceptStale   = "W-accept-stale"
)

// FromInstruction reports whether a problem's code says what became of an
// instruction, so that whoever reads it sees who gave it and when.
func FromInstruction(code string) bool {
	return slices.Contains([]string{HeldByTeam, NoInstruction, Noted, NotedLater, ByPost, AnsweredFor, Accepted, AcceptStale}, code)
}

// accept clears each problem that an instruction accepts, for the value that was
// looked into and no other, and says who did so and when. An instruction that
// clears nothing is out of date. Those for other codes are none of this.
func accept(found []Problem, given Instructions, mine func(code string) bool) []Problem {
	cleared := make([]bool, len(given))
	for i, p := range found {
		for n, a := range given {
			if a.clears(p) {
				found[i], cleared[n] = a.accepted(p), true
				break
			}
		}
	}
	all := found
	for n, a := range given {
		if a.Kind == ToAccept && mine(a.Text) && !cleared[n] {
			all = append(all, a.stale(found))
		}
	}
	return all
}

// clears reports whether the instruction accepts the problem, for the value found.
func (i Instruction) clears(p Problem) bool {
	return i.Kind == ToAccept && i.of(p) && sameValue(i.Found, p.Found)
}

// clears reports whether one of the instructions accepts the problem.
func (all Instructions) clears(p Problem) bool {
	return slices.ContainsFunc(all, func(i Instruction) bool { return i.clears(p) })
}

// of reports whether the instruction is for the problem, whatever its value.
func (i Instruction) of(p Problem) bool {
	return i.Text == p.Code && i.Practice == p.Practice && (i.Scheme == "" || i.Scheme == p.Scheme) && (i.Service == "" || i.Service == p.Service)
}

func (i Instruction) accepted(p Problem) Problem {
	p.Remedy = fmt.Sprintf("%s is accepted by %s on %s (%s)", p.Code, i.By, i.On, p.Remedy)
	p.Code, p.Severity = Accepted, Look
	p.File, p.Sheet, p.Row = i.File, i.Sheet, i.Row
	return p
}

func (i Instruction) stale(found []Problem) Problem {
	p := Problem{Code: AcceptStale, Severity: Look, Practice: i.Practice, Scheme: i.Scheme, Service: i.Service,
		File: i.File, Sheet: i.Sheet, Row: i.Row, Column: "Found", Found: i.Found,
		Remedy: fmt.Sprintf("%s was accepted by %s on %s, and is not found any more: look whether the row is right, or take it out", i.Text, i.By, i.On)}
	for _, other := range found {
		if i.of(other) {
			p.Remedy = fmt.Sprintf("%s was accepted by %s on %s for this value, and it is %s now: look into it anew", i.Text, i.By, i.On, other.Found)
		}
	}
	return p
}

// sameValue compares what a person copied with what was found: a spreadsheet
// shows £1,200.00 as 1200, and 412.50% as 412.5%.
func sameValue(a, b string) bool { return plainValue(a) == plainValue(b) }

func plainValue(s string) string {
	s = strings.ToLower(strings.NewReplacer(" ", "", "\u00a0", "", ",", "", "£", "").Replace(s))
	number, percent := strings.CutSuffix(s, "%")
	if strings.Trim(number, "0123456789.") != "" || strings.Count(number, ".") != 1 {
		return s
	}
	number = strings.TrimSuffix(strings.TrimRight(number, "0"), ".")
	if percent {
		number += "%"
	}
	return number
}
