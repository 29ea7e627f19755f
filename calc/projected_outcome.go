package calc

// ProjectedOutcome is what a projection says of the year's outcome.
type ProjectedOutcome string

const (
	ProjectedPay    ProjectedOutcome = "pay"    // at both rates
	ProjectedRecoup ProjectedOutcome = "recoup" // at both rates
	ProjectedNil    ProjectedOutcome = "nil"    // at both rates
	ProjectedEither ProjectedOutcome = "either" // the rates do not agree
	ProjectedHeld   ProjectedOutcome = "held"   // no figures until a person has decided
)

// projectedOutcomes is all that is known of each: the outcome of a year that
// both rates agree on, where there is one.
var projectedOutcomes = []struct {
	projected ProjectedOutcome
	both      Outcome
}{
	{ProjectedPay, Pay},
	{ProjectedRecoup, Recoup},
	{ProjectedNil, Nil},
	{ProjectedEither, ""},
	{ProjectedHeld, Held},
}

// ProjectedOutcomes are all of them.
func ProjectedOutcomes() []ProjectedOutcome {
	var all []ProjectedOutcome
	for _, o := range projectedOutcomes {
		all = append(all, o.projected)
	}
	return all
}

func projectedOutcomeOf(low, high Outcome) ProjectedOutcome {
	for _, o := range projectedOutcomes {
		if o.both == low && o.both == high {
			return o.projected
		}
	}
	return ProjectedEither
}
