package calc

import "fmt"

// farAchievement finds an achievement far from the others'. With few practices
// there is nothing to hold it against but sense. That nothing was recorded is
// said elsewhere.
func farAchievement(line judged, all ranks, l Limits) []Problem {
	if line.achieved.Cmp(Share{}) == 0 {
		return nil
	}
	few := len(all) < l.Few
	switch {
	case few && line.achieved.Cmp(l.MedianAbove) <= 0 && line.achieved.Cmp(l.MedianBelow) >= 0:
		return nil
	case !few && !all.far(line.achieved, l.FarAchievement):
		return nil
	}
	others := fmt.Sprintf("%s lie between %s and %s", all.middle(), inPercent(all.quarter(1)), inPercent(all.quarter(3)))
	if few {
		others = fmt.Sprintf("most practices lie between %s and %s", inPercent(l.MedianBelow), inPercent(l.MedianAbove))
	}
	return []Problem{line.problem(FarAchievement, inPercent(line.achieved), fmt.Sprintf(
		"%s of a target of %s is recorded, and %s: look whether the target is the year's, whether it or the counts have a wrong number of noughts, "+
			"and whether target and activity are this practice's", Count(line.Activity.Recorded.Sum()), Count(line.Contract.Target), others))}
}

// farPrice finds a price for one unit of activity far from the others', as where
// a target or a value is ten times too big.
func farPrice(line judged, all ranks, l Limits) []Problem {
	if !all.far(line.price, l.FarPrice) {
		return nil
	}
	return []Problem{line.problem(FarPrice, inPounds(line.price), fmt.Sprintf(
		"%s for a target of %s is %s for one of it, and %s lie between %s and %s: look whether the target is the year's, and whether it or the contract value has a wrong number of noughts",
		Sterling(line.Contract.Value), Count(line.Contract.Target), inPounds(line.price), all.middle(), inPounds(all.quarter(1)), inPounds(all.quarter(3))))}
}

// farSum finds a contract value far from the others'.
func farSum(line judged, all ranks, l Limits) []Problem {
	if !all.far(line.value, l.FarSum) {
		return nil
	}
	return []Problem{line.problem(FarSum, inPounds(line.value), fmt.Sprintf(
		"the contract values of %s lie between %s and %s: look whether this one has a wrong number of noughts",
		all.middle(), inPounds(all.quarter(1)), inPounds(all.quarter(3))))}
}

// farAdvances finds the lines whose share paid in advance is far from that of
// the others.
func farAdvances(lines []judged, all ranks, l Limits) []Problem {
	if len(lines) < l.Few {
		return nil
	}
	var found []Problem
	for _, line := range lines {
		if all.far(line.paid, l.FarAdvance) {
			found = append(found, line.problem(FarAdvance, inPercent(line.paid), fmt.Sprintf(
				"%s of %s was paid in advance, and %s lie between %s and %s: look whether the advance is all that was paid, and this practice's",
				Sterling(line.Contract.Advance), Sterling(line.Contract.Value), all.middle(), inPercent(all.quarter(1)), inPercent(all.quarter(3)))))
		}
	}
	return found
}

func ofPosition(p Position, code, found, remedy string) Problem {
	return Problem{Code: code, Severity: severityOf(code), Practice: p.Practice.Code, Scheme: p.Scheme.Code, Found: found, Remedy: remedy}
}

// mostOfAll finds the position that is most of what a scheme moves, up or down.
func mostOfAll(positions []Position, l Limits) []Problem {
	var moved Money
	for _, p := range positions {
		moved = moved.Plus(p.Balance.Abs())
	}
	if len(positions) < l.Few {
		return nil
	}
	for _, p := range positions {
		share := shareOf(p.Balance.Abs().pence())
		if whole := shareOf(moved.pence()); share.Cmp(whole.by(l.MostOfAll)) > 0 {
			balance := Sterling(p.Balance.Abs())
			return []Problem{ofPosition(p, MostOfAll, balance, fmt.Sprintf(
				"this balance is %s of all that is to be paid and recouped in the scheme, %s with %s practices: look whether its contract values and advances have a wrong number of noughts",
				inPercent(share.of(whole)), Sterling(moved), Count(len(positions))))}
		}
	}
	return nil
}

// inPercent writes a share cut and not rounded, and without commas, so that it
// can be copied into a CSV: "79.97%".
func inPercent(s Share) string { return s.CutPercent(2) + "%" }

// inPounds writes a share of pence as pounds, cut to the penny.
func inPounds(pence Share) string { return "£" + Commas(pence.Over(100).Cut(2)) }

// worded writes a count or a sum as a person reads it.
func worded(f Figure) string {
	if f.Kind == InPounds {
		return Sterling(f.Money())
	}
	return Commas(f.String())
}
