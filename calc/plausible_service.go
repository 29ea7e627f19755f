package calc

import "fmt"

// What running totals look like: of the practices that recorded something in six
// months or more, nine in ten never fall from one month to the next, and the last
// month of all of them is at least four times the first.
const (
	totalsMonths = 6
	totalsTenths = 9
	totalsTimes  = 4
)

// runningTotals finds a service whose months are the year to date each. Added up
// once more they would be several times what was done.
func runningTotals(lines []judged) []Problem {
	var active []judged
	first, last := Months, 0
	for _, line := range lines {
		if from, to, months := line.Activity.Recorded.span(); months >= totalsMonths {
			active = append(active, line)
			first, last = min(first, from), max(last, to)
		}
	}
	rising := 0
	var atFirst, atLast int64
	for _, line := range active {
		m := line.Activity.Recorded
		if m.neverFalls(first, last) {
			rising++
		}
		atFirst, atLast = atFirst+m[first], atLast+m[last]
	}
	if len(active) == 0 || 10*rising < totalsTenths*len(active) || atLast < totalsTimes*atFirst {
		return nil
	}
	code := RunningTotals
	if len(active) == 1 {
		code = RunningTotalsOfFew
	}
	of, from, to := active[0], Count(atFirst), Count(atLast)
	return []Problem{of.ofService(code, "from "+from+" to "+to, fmt.Sprintf(
		"the months never fall in %s of %s practices, and rise from %s in %s to %s in %s, as where each month is the year to date: "+
			"write months: year-to-date beside the file in the project file, so that the differences are taken; if each month is what was done in it, accept this in the instructions",
		Count(rising), Count(len(active)), from, of.scheme.Period.MonthStart(first).Month(), to, of.scheme.Period.MonthStart(last).Month()))}
}

// span is the first and the last month with any activity, and how many there are.
func (m ByMonth) span() (first, last, months int) {
	first = Months
	for i, n := range m {
		if n > 0 {
			first, last, months = min(first, i), i, months+1
		}
	}
	return first, last, months
}

func (m ByMonth) neverFalls(first, last int) bool {
	for i := first; i < last; i++ {
		if m[i+1] < m[i] {
			return false
		}
	}
	return true
}

// Of a service where nothing fits, what is it most likely?
const (
	likelyAbove = "the likely causes are months that are running totals (months: year-to-date in the project file), the targets of a month in place of the year's, " +
		"counts or targets with a wrong number of noughts, and rows that are there twice"
	likelyBelow = "the likely causes are targets with too many noughts, and an extract that was cut off, that is of a part of the year or of the practices, or that has the service under other words"
)

// medianAchievement stops where half of the practices of a service achieved
// what a service does not come to, up or down.
func medianAchievement(lines []judged, l Limits) []Problem {
	median := ranksOf(each(lines, func(j judged) Share { return j.achieved })).median()
	above, likely := "more", likelyAbove
	if median.Cmp(percent(100)) < 0 {
		above, likely = "less", likelyBelow
	}
	code := MedianUnusual
	switch {
	case median.Cmp(l.UnusualAbove) <= 0 && median.Cmp(l.UnusualBelow) >= 0:
		return nil
	case len(lines) >= l.Few && (median.Cmp(l.MedianAbove) > 0 || median.Cmp(l.MedianBelow) < 0):
		code = MedianOutOfRange
	}
	return []Problem{lines[0].ofService(code, inPercent(median), fmt.Sprintf(
		"half of the %s practices achieved %s of their target or %s, where most services come to between %s and %s: %s; mend the file, or if the figures are right, accept this in the instructions",
		Count(len(lines)), inPercent(median), above, inPercent(l.UnusualBelow), inPercent(l.UnusualAbove), likely))}
}

// judgeAdvances holds what was paid in advance for a service against the values
// of its contracts: all together, and line by line. That nothing was paid for any
// is plausible.
func judgeAdvances(lines []judged, l Limits) []Problem {
	paid := ranksOf(each(lines, func(j judged) Share { return j.paid }))
	median := paid.median()
	code := AdvancesUnusual
	switch {
	case len(lines) >= l.Few && median.Cmp(l.MedianAbove) > 0:
		code = AdvancesAbove
	case median.Cmp(percent(100)) <= 0 && (median.Cmp(l.MedianBelow) >= 0 || median.Cmp(Share{}) == 0):
		return farAdvances(lines, paid, l)
	}
	return []Problem{lines[0].ofService(code, inPercent(median), fmt.Sprintf(
		"half of the %s practices were paid %s of their contract value in advance, or further from it: the likely causes are pence in place of pounds in one of the two columns, "+
			"the two in each other's place, and values of a month, of another service or of another year; mend the file, or if the figures are right, accept this in the instructions",
		Count(len(lines)), inPercent(median)))}
}
