package calc

import (
	"fmt"
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
				found = append(found, judgeService(lines, l, given, months == Months)...)
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
func judgeService(lines []judged, l Limits, given Instructions, ended bool) []Problem {
	all, wrong := judgeAll(lines, l, given)
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
	all = append(all, medianPrice(lines, price, l)...)
	all = append(all, figuresAlike(lines, l)...)
	return append(all, judgeAdvances(lines, l, ended)...)
}

// judgeAll finds what would make every letter of a service wrong, one stop for one
// cause: where its months stop it as running totals, its median says no more. Once
// that is accepted, or where it is a thing to look at only, the median is judged for
// itself, so that it can still stop.
func judgeAll(lines []judged, l Limits, given Instructions) (found []Problem, wrong bool) {
	totals, median := runningTotals(lines), medianAchievement(lines, l)
	switch {
	case len(totals) == 0 || given.clears(totals[0]):
		return append(totals, median...), len(median) > 0
	case totals[0].Severity != Stop && len(median) > 0 && median[0].Severity == Stop:
		return append(totals, median...), true
	}
	return totals, true
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

// Limits say what is plausible. An ICB can set its own, for its practices may
// differ more, or less, than others'.
type Limits struct {
	// Of the median of a service's achievements: beyond the first two nothing is
	// written, beyond the other two a person should look.
	MedianAbove, MedianBelow   Share
	UnusualAbove, UnusualBelow Share
	// Of the median of a service's prices for one unit of the target: beyond them
	// a person should look. Values and advances that are both in pence, or both in
	// thousands, agree with each other and with every quartile.
	PriceAbove, PriceBelow Money
	// With fewer practices than that in a service, a median stops nothing, and no
	// line is held against the others.
	Few int
	// How many times the upper quartile of all practices a figure of one may be,
	// and how many times the lower one may be that figure.
	FarAchievement, FarPrice, FarSum, FarAdvance Share
	// How many times what it was in the letter that stands a figure may be, or
	// what it was may be the figure.
	FarChange Share
	// The part of all that is to be paid and recouped in a scheme that one
	// position may be.
	MostOfAll Share
}

// DefaultLimits stand where a project sets none of its own.
func DefaultLimits() Limits {
	return Limits{
		MedianAbove: percent(200), MedianBelow: percent(20), UnusualAbove: percent(150), UnusualBelow: percent(50),
		PriceAbove: Pence(600_00), PriceBelow: Pence(1_00),
		Few:            5,
		FarAchievement: percent(150), FarPrice: percent(300), FarSum: percent(500), FarAdvance: percent(150), FarChange: percent(150),
		MostOfAll: percent(50),
	}
}

func percent(n int64) Share {
	s, _ := Ratio(n, 100)
	return s
}

// Faults are the limits that cannot be, each by the word that a project has for it.
func (l Limits) Faults() []string {
	var faults []string
	refuse := func(wrong bool, fault string) {
		if wrong {
			faults = append(faults, fault)
		}
	}
	hundred := percent(100)
	refuse(l.UnusualAbove.Cmp(hundred) <= 0 || l.MedianAbove.Cmp(l.UnusualAbove) < 0,
		"unusual_above and median_above lie above 100%, the second no lower than the first")
	refuse(l.UnusualBelow.Cmp(hundred) >= 0 || l.MedianBelow.Cmp(l.UnusualBelow) > 0 || l.MedianBelow.Cmp(Share{}) <= 0,
		"unusual_below and median_below lie below 100% and above 0%, the second no higher than the first")
	refuse(l.PriceBelow.Sign() <= 0 || l.PriceAbove.Cmp(l.PriceBelow) <= 0,
		"price_above and price_below are pounds for one unit of the target, above £0.00, the first higher than the second")
	refuse(l.Few < 2 || l.Few > 100, "few is a number of practices, from 2 to 100")
	for _, far := range []struct {
		name  string
		share Share
	}{{"far_achievement", l.FarAchievement}, {"far_price", l.FarPrice}, {"far_sum", l.FarSum}, {"far_advance", l.FarAdvance}, {"far_change", l.FarChange}} {
		refuse(far.share.Cmp(hundred) <= 0, far.name+" lies above 100%, as 150% for half as much again")
	}
	refuse(l.MostOfAll.Cmp(Share{}) <= 0 || l.MostOfAll.Cmp(hundred) >= 0, "most_of_all lies between 0% and 100%")
	return faults
}

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
