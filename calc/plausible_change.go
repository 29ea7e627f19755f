package calc

import "fmt"

// ImplausibleChanges holds each position against the letter that stands on it,
// where one does.
func ImplausibleChanges(positions []Position, stands func(Position) (Statement, bool), l Limits, given Instructions) []Problem {
	var found []Problem
	for _, p := range positions {
		if p.Outcome == Held {
			continue
		}
		was, issued := stands(p)
		for _, line := range StatementOf(p).Lines {
			if before, had := was.line(line.Service); issued && had {
				found = append(found, farChanges(p, before, line, l)...)
			}
		}
	}
	return accept(found, given, func(code string) bool { return code == FarChange })
}

// farChanges are the figures of one line that came in, and are far from what they were.
func farChanges(p Position, was, now StatementLine, l Limits) []Problem {
	service, _ := p.Scheme.Service(now.Service)
	var found []Problem
	add := func(what string, before, after Figure, a, b Share) {
		if a.Cmp(b) == 0 || a.by(l.FarChange).Cmp(b) >= 0 && b.by(l.FarChange).Cmp(a) >= 0 {
			return
		}
		problem := ofPosition(p, FarChange, worded(after), fmt.Sprintf("%s: %s is %s, and was %s in the letter that stands: look which of the two is right, before the letter is replaced",
			service.Name, what, worded(after), worded(before)))
		problem.Service = service.Code
		found = append(found, problem)
	}
	pence := func(m Money) Share { return shareOf(m.pence()) }
	add("the activity recorded", Number(was.Recorded.Sum()), Number(now.Recorded.Sum()), ratioOf(was.Recorded.Sum(), 1), ratioOf(now.Recorded.Sum(), 1))
	add("the target", Number(was.Target), Number(now.Target), ratioOf(was.Target, 1), ratioOf(now.Target, 1))
	add("the contract value", Pounds(was.Value), Pounds(now.Value), pence(was.Value), pence(now.Value))
	add("the advance paid", Pounds(was.Advance), Pounds(now.Advance), pence(was.Advance), pence(now.Advance))
	return found
}
