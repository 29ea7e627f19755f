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
//
// A service that practices join one after the other rises as well, and honestly.
// So it is judged by the practices that were active from the year's first month on;
// where most joined later nobody can tell, and it is a thing to look at.
func runningTotals(lines []judged) []Problem {
	active, early := activeLines(lines)
	code := RunningTotals
	if 2*len(early) >= len(active) {
		active = early
	} else {
		code = RunningTotalsOfFew
	}
	if len(active) == 1 {
		code = RunningTotalsOfFew
	}
	first, last := Months, 0
	for _, line := range active {
		from, to, _ := line.Activity.Recorded.span()
		first, last = min(first, from), max(last, to)
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
	return []Problem{active[0].rises(code, rising, len(active), first, last, Count(atFirst), Count(atLast))}
}

// activeLines are those with activity in enough months to judge them, and those of
// them that had some in the year's first month.
func activeLines(lines []judged) (active, early []judged) {
	for _, line := range lines {
		from, _, months := line.Activity.Recorded.span()
		if months < totalsMonths {
			continue
		}
		if active = append(active, line); from == 0 {
			early = append(early, line)
		}
	}
	return active, early
}

// rises is the problem of months that rise as running totals do.
func (j judged) rises(code string, rising, of, first, last int, from, to string) Problem {
	never := fmt.Sprintf("the months never fall in %s of %s practices", Count(rising), Count(of))
	if of == 1 {
		never = "the months of the only practice with enough of them never fall"
	}
	late := ""
	if first > 0 {
		late = fmt.Sprintf(", or where the service began in %s and grew", j.month(first))
	}
	return j.ofService(code, "from "+from+" to "+to, fmt.Sprintf(
		"%s, and rise from %s in %s to %s in %s, as where each month is the year to date%s: "+
			"if it is, write months: year-to-date beside the file in the project file, so that the differences are taken; if each month is what was done in it, accept this in the instructions",
		never, from, j.month(first), to, j.month(last), late))
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
	achieved := ranksOf(each(lines, func(j judged) Share { return j.achieved }))
	median := achieved.median()
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
	if median.Cmp(Share{}) == 0 {
		return []Problem{lines[0].ofService(code, inPercent(median), achieved.half()+" recorded nothing: the likely causes are an extract that was cut off, that is of other practices or of another year, "+
			"and the service under other words; mend the file, or if the figures are right, accept this in the instructions")}
	}
	return []Problem{lines[0].ofService(code, inPercent(median), fmt.Sprintf(
		"%s achieved %s of %s target or %s, where most services come to between %s and %s: %s; mend the file, or if the figures are right, accept this in the instructions",
		achieved.half(), inPercent(median), theirs(len(lines)), above, inPercent(l.UnusualBelow), inPercent(l.UnusualAbove), likely))}
}

// medianPrice finds a service of which half of the practices' contracts have a
// price for one unit of activity that no service is bought for.
func medianPrice(lines []judged, price ranks, l Limits) []Problem {
	median := price.median()
	least, most := shareOf(l.PriceBelow.pence()), shareOf(l.PriceAbove.pence())
	than := "less"
	switch {
	case median.Cmp(most) > 0:
		than = "more"
	case median.Cmp(least) >= 0:
		return nil
	}
	part := price.partWithin(price[0], median)
	if than == "more" {
		part = price.partWithin(median, price[len(price)-1])
	}
	return []Problem{lines[0].ofService(PriceUnusual, inPounds(median), fmt.Sprintf(
		"the contract values of %s come to %s for one of the target or %s, where services are bought for %s to %s: the likely causes are values in pence or in thousands of pounds, "+
			"advances with them, and targets with a wrong number of noughts; mend the file, or if the figures are right, accept this in the instructions",
		part, inPounds(median), than, Sterling(l.PriceBelow), Sterling(l.PriceAbove)))}
}

// figuresAlike finds columns of a service that were filled down from one practice,
// or copied from another column: one target or value for all practices, targets
// that are what was recorded, and a month that is another one's.
func figuresAlike(lines []judged, l Limits) []Problem {
	if len(lines) < l.Few {
		return nil
	}
	first, target, value, copied := lines[0], true, true, 0
	for _, line := range lines {
		target = target && line.Contract.Target == first.Contract.Target
		value = value && line.Contract.Value.Cmp(first.Contract.Value) == 0
		if line.Contract.Target == line.Activity.Recorded.Sum() {
			copied++
		}
	}
	var found []Problem
	say := func(is bool, figure, what string) {
		if is {
			found = append(found, first.ofService(FiguresAlike, figure, what+"; mend the file, or if the figures are right, accept this in the instructions"))
		}
	}
	all := allOf(len(lines))
	say(target, Count(first.Contract.Target), "this is the target of "+all+": the column may have been filled down from one of them")
	say(value, Sterling(first.Contract.Value), "this is the contract value of "+all+": the column may have been filled down from one of them")
	say(10*copied >= copiedTenths*len(lines), Count(copied), fmt.Sprintf(
		"so many of %s practices recorded exactly their target: the targets may be a copy of what was recorded", Count(len(lines))))
	for i := range Months {
		for j := i + 1; j < Months; j++ {
			say(monthCopied(lines, i, j, l), first.month(i)+" and "+first.month(j), "each practice recorded the same in these two months: one may be a copy of the other")
		}
	}
	return found
}

// copiedTenths is how many practices of ten that recorded exactly their target are no chance.
const copiedTenths = 9

// monthCopied reports whether enough practices recorded something in two months,
// and each the same in both.
func monthCopied(lines []judged, i, j int, l Limits) bool {
	active := 0
	for _, line := range lines {
		m := line.Activity.Recorded
		if m[i] != m[j] {
			return false
		}
		if m[i] > 0 {
			active++
		}
	}
	return active >= l.Few
}

// month is the name of a month of the year: "June".
func (j judged) month(i int) string { return j.scheme.Period.MonthStart(i).Month().String() }

// judgeAdvances holds what was paid in advance for a service against the values
// of its contracts: all together, and line by line. Where nothing was paid for any,
// or exactly the value for each, the column is probably another than the one that
// is meant. Before the year has ended what was paid so far may be nothing yet.
func judgeAdvances(lines []judged, l Limits, ended bool) []Problem {
	paid := ranksOf(each(lines, func(j judged) Share { return j.paid }))
	median := paid.median()
	code := AdvancesUnusual
	switch {
	case len(lines) >= l.Few && median.Cmp(l.MedianAbove) > 0:
		code = AdvancesAbove
	case ended && len(lines) > 1 && paid[0].Cmp(paid[len(paid)-1]) == 0 && (median.Cmp(Share{}) == 0 || median.Cmp(percent(100)) == 0):
		return []Problem{sameAdvances(lines, median)}
	case median.Cmp(percent(100)) <= 0 && (median.Cmp(l.MedianBelow) >= 0 || median.Cmp(Share{}) == 0):
		return farAdvances(lines, paid, l)
	}
	return []Problem{lines[0].ofService(code, inPercent(median), fmt.Sprintf(
		"%s received %s of %s contract value in advance, or further from it: the likely causes are pence in place of pounds in one of the two columns, "+
			"the two in each other's place, and values of a month, of another service or of another year; mend the file, or if the figures are right, accept this in the instructions",
		paid.half(), inPercent(median), theirs(len(lines))))}
}

// sameAdvances is the problem of advances that are all nothing, or all the value.
func sameAdvances(lines []judged, share Share) Problem {
	which, then := "exactly the contract value was paid in advance", "the column may be the contract values once more, or what was agreed in place of what was paid"
	if share.Cmp(Share{}) == 0 {
		which, then = "nothing was paid in advance", "the column may be another one of the ledger, or not filled in yet, and every letter would ask for the whole of it to be paid"
	}
	return lines[0].ofService(AdvancesUnusual, inPercent(share), fmt.Sprintf("%s to %s: %s; mend the file, or if that is how the service is paid, accept this in the instructions",
		which, allOf(len(lines)), then))
}
