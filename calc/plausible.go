package calc

import (
	"maps"
	"slices"
)

// Implausibilities judges the figures of all positions that have some against
// each other and against sense, before a letter is made: achievement against what
// is expected of so many months of the year. What somebody has accepted is a note
// of it; what was accepted and is not found is said too.
func Implausibilities(positions []Position, months int, l Limits, given Instructions) []Problem {
	var found []Problem
	schemes := map[string][]Position{}
	for _, p := range positions {
		if p.Outcome != Held {
			schemes[p.Scheme.Code] = append(schemes[p.Scheme.Code], p)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(schemes)) {
		some := schemes[code]
		for _, s := range some[0].Scheme.Services {
			if lines := judgedLines(some, s, months); len(lines) > 0 {
				found = append(found, judgeService(lines, l)...)
			}
		}
		if months == Months { // a balance of a year that has not ended is no balance yet
			found = append(found, mostOfAll(some, l)...)
		}
	}
	return accept(found, given, func(code string) bool { return code != FarChange })
}

// judged is a contract line with its figures as exact ratios.
type judged struct {
	Achievement
	scheme   *Scheme
	service  Service
	achieved Share // of what is expected to date, by no average: those lean to the high side
	price    Share // of one unit of the target, in pence
	value    Share // in pence
	paid     Share // in advance, of the value
}

func judgedLines(positions []Position, s Service, months int) []judged {
	var lines []judged
	for _, p := range positions {
		for _, a := range p.Lines {
			if a.Contract.Service != s.Code {
				continue
			}
			expected := p.Scheme.expectedBy(a.Contract.Target, months) // a line without a target holds its position
			value := shareOf(a.Contract.Value.pence())
			lines = append(lines, judged{a, p.Scheme, s, ratioOf(a.Activity.Recorded.Sum(), 1).of(expected), value.Over(a.Contract.Target), value,
				shareOf(a.Contract.Advance.pence()).of(value)}) // as does one without a value
		}
	}
	return lines
}

// problem is one of a line.
func (j judged) problem(code, found, remedy string) Problem {
	p := j.ofService(code, found, remedy)
	p.Practice = j.Contract.Practice
	return p
}

// ofService is a problem of all lines of the service.
func (j judged) ofService(code, found, remedy string) Problem {
	return Problem{Code: code, Severity: severityOf(code), Scheme: j.scheme.Code, Service: j.service.Code,
		Found: found, Remedy: j.service.Name + ": " + remedy}
}

func severityOf(code string) Severity {
	for _, i := range implausibles {
		if i.Code == code {
			return i.Severity
		}
	}
	return Stop
}

// judgeService looks at what would make every letter wrong first. Where it finds
// that, the lines are not held against each other as well.
func judgeService(lines []judged, l Limits) []Problem {
	all := runningTotals(lines)
	if len(all) == 0 {
		all = medianAchievement(lines, l)
	}
	wrong := len(all) > 0
	achieved := ranksOf(each(lines, func(j judged) Share { return j.achieved }))
	price := ranksOf(each(lines, func(j judged) Share { return j.price }))
	value := ranksOf(each(lines, func(j judged) Share { return j.value }))
	for _, line := range lines {
		if !wrong {
			all = append(all, farAchievement(line, achieved, l)...)
		}
		if len(lines) >= l.Few {
			all = append(all, farPrice(line, price, l)...)
			all = append(all, farSum(line, value, l)...)
		}
	}
	return append(all, judgeAdvances(lines, l)...)
}

func each[T any](all []T, of func(T) Share) []Share {
	shares := make([]Share, len(all))
	for i, one := range all {
		shares[i] = of(one)
	}
	return shares
}

// FirstToLookAt reports whether a person is to look at problems of the code before
// others that are as grave: at what is implausible, and at what was accepted of it.
func FirstToLookAt(code string) bool {
	return IsImplausible(code) || code == AcceptStale || code == Accepted
}
