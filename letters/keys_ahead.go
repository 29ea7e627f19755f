package letters

import "yearend/calc"

// projectionKeys are what a letter of a projection must be found to say: whose it
// is, what was recorded and is needed, both ends, the floor, and that nothing is
// decided by it.
func projectionKeys(p calc.Position, issue Issue, o Occasion) []Key {
	a := p.Ahead
	keys := []Key{
		{What: "the practice code", Words: string(p.Practice.Code), In: Anywhere},
		{What: "the reference", Words: issue.Reference, In: InLetterhead},
		{What: "the date", Words: LongDate(o.On), In: InLetterhead},
		{What: "the practice's name", Words: plain(p.Practice.Name), In: InAddress},
		{What: "the last complete day", Words: throughDay(p), In: Anywhere},
		{What: "the lower end", Words: Pounds(a.Low()), In: InSummary},
		{What: "the upper end", Words: Pounds(a.High()), In: InSummary},
		{What: "what it comes to if nothing more is recorded", Words: Pounds(p.Earned), In: InSummary},
		{What: "that nothing is decided by it", Words: NoDecision, Or: noDecision(), In: Anywhere},
	}
	keys = append(keys, replacedKeys(issue)...)
	for _, line := range a.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		row := service.Name
		keys = append(keys,
			Key{What: "the target of " + row, Words: Count(line.Floor.Contract.Target), In: InServices, Row: row},
			Key{What: "the activity recorded in " + row, Words: Count(line.Recorded()), In: InServices, Row: row},
			Key{What: "what the target of " + row + " still needs", Words: neededWords(a.NeededForTarget(line)), In: InNeeded, Row: row})
		if n, states := a.NeededForShare(line); states {
			keys = append(keys, Key{What: "what the share paid in advance still needs in " + row, Words: neededWords(n), In: InNeeded, Row: row})
		}
	}
	return keys
}

// monthlyKeys are what a section of a report on pages must be found to say: what
// was recorded against what.
func monthlyKeys(p calc.Position, _ Issue, _ Occasion) []Key {
	keys := []Key{{What: "the practice code", Words: string(p.Practice.Code), In: Anywhere}}
	for _, line := range p.Ahead.Lines {
		service, _ := p.Scheme.Service(line.Floor.Contract.Service)
		row := service.Name
		keys = append(keys,
			Key{What: "the target of " + row, Words: Count(line.Floor.Contract.Target), In: InServices, Row: row},
			Key{What: "the activity recorded in " + row, Words: Count(line.Recorded()), In: InServices, Row: row})
	}
	return keys
}
