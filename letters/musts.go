package letters

import (
	"maps"
	"strings"
)

// What the letters and e-mails of each kind must say: what the guidance says that
// they tell, by which a practice would be wronged that was not told it.

const (
	whileOpen   = "where a service is below target and the form is open"
	onceClosed  = "where a service is below target and the form has closed"
	whenRevised = "in a revised letter"
)

// asks are the choices by which a letter invites to ask for mitigation, and closed
// those by which it cannot any more.
func asks() map[string]bool {
	return map[string]bool{"BelowTarget": true, "FormIsOpen": true, "FormClosed": false}
}

func closed() map[string]bool {
	return map[string]bool{"BelowTarget": true, "FormIsOpen": false, "FormClosed": true}
}

// moves are the choices by which there is something to pay, or to recoup.
func moves(outcome string, and ...string) map[string]bool {
	where := map[string]bool{"Pay": false, "Recoup": false, "Nil": false}
	where[outcome] = true
	for _, choice := range and {
		where[choice] = true
	}
	return where
}

func revised(and ...string) map[string]bool {
	where := map[string]bool{"Revised": true}
	for _, choice := range and {
		where[choice] = true
	}
	return where
}

// signedMusts are of everything that is signed, and revisedMusts of a letter that
// replaces another.
func signedMusts() []Must {
	return []Must{
		{What: "the signature", Facts: []string{"Signature"}},
		{What: "whom to ask", Facts: []string{"Contacts"}},
	}
}

func revisedMusts() []Must {
	return []Must{
		{What: "that it is a revised letter", Words: []string{"revised"}, Heading: true, Where: revised(), When: whenRevised},
		{What: "which letter it replaces", Facts: []string{"Replaces"}, Where: revised(), When: whenRevised},
		{What: "the date of the letter that it replaces", Facts: []string{"ReplacesDate"}, Where: revised(), When: whenRevised},
		{What: "what changed", Facts: []string{"Changes"}, Where: revised("FiguresChanged"), When: "in a revised letter of other figures"},
	}
}

// noAppeal are the sentences that say it; another may only seem to.
var noAppeal = []string{
	"there is no appeal", "there is no appeal against it", "there is no appeal against the decision", "no appeal is possible",
	"it cannot be appealed", "the decision cannot be appealed", "the decision is final and there is no appeal", "the decision is final, and there is no appeal",
	"the decision is final and cannot be appealed", "the decision is final, without appeal",
}

// yearEndMusts are those of a year-end letter.
func yearEndMusts() []Must {
	late, unknown := map[string]bool{"Late": true, "LateUnknown": false}, map[string]bool{"Late": false, "LateUnknown": true}
	apart := maps.Clone(late)
	apart["LateMovesNothing"] = false
	musts := append(signedMusts(), revisedMusts()...)
	return append(musts,
		Must{What: "that the position did not move", Words: []string{"did not move", "has not moved", "position is the same", "position is unchanged"},
			Where: revised("FiguresChanged", "SamePosition"), When: "in a revised letter of the same position"},
		Must{What: "the outcome and the balance", Facts: []string{"Summary", "Account"}},
		Must{What: "that a request already made stands", Words: []string{"already stands", "still stands", "made before stands"}, Where: revised(), When: whenRevised},
		Must{What: "the payment run", Facts: []string{"PaymentRun", "Summary"}, Where: moves("Pay"), When: "where there is something to pay"},
		Must{What: "the payment run", Facts: []string{"PaymentRun", "Summary"}, Where: moves("Recoup"), When: "where there is something to recoup"},
		Must{What: "how much was coded late", Facts: []string{"LateCount"}, Where: late, When: "where any was"},
		Must{What: "the position without what was coded late", Facts: []string{"PositionOnTime"}, Where: apart, When: "where it is another"},
		Must{What: "that late coding may delay the confirmation", Words: []string{"delay"}, Where: late, When: "where any was coded late"},
		Must{What: "that late coding is not known", Words: []string{"not known", "unknown"}, Where: unknown, When: "where it is not"},
		Must{What: "that late coding may delay the confirmation", Words: []string{"delay"}, Where: unknown, When: "where it is not known"},
		Must{What: "the form", Facts: []string{"FormLink"}, Where: asks(), When: whileOpen},
		Must{What: "when the form opens", Facts: []string{"FormOpens"}, Where: asks(), When: whileOpen},
		Must{What: "when the form closes", Facts: []string{"FormCloses"}, Where: asks(), When: whileOpen},
		Must{What: "when the form closed", Facts: []string{"FormCloses"}, Where: closed(), When: onceClosed},
		Must{What: "when the panel meets", Facts: []string{"PanelWeek"}, Where: asks(), When: whileOpen},
		Must{What: "by when the practice hears", Facts: []string{"OutcomeBy"}, Where: asks(), When: whileOpen},
		Must{What: "that there is no appeal", Sentences: noAppeal, Where: asks(), When: whileOpen},
		dataQualityMust(),
	)
}

func dataQualityMust() Must {
	return Must{What: "how to reach Data Quality", Facts: []string{"DataQuality"}, Where: map[string]bool{"NoActivity": true}, When: "where no activity is recorded"}
}

// emailMusts are those of every e-mail that carries a letter: which one, and whom to ask.
func emailMusts() []Must {
	return append(signedMusts(),
		Must{What: "which letter is attached", Facts: []string{"Reference"}},
		Must{What: "which letter it replaces", Facts: []string{"Replaces"}, Where: revised(), When: whenRevised},
	)
}

// yearEndEmailMusts are those of the e-mail that carries a year-end letter: what it
// comes to, unless no figures may be said, and by when to do what.
func yearEndEmailMusts() []Must {
	return append(emailMusts(),
		Must{What: "what is to be paid", Facts: []string{"Balance", "Summary"}, Where: moves("Pay", "HasFigures"), When: "where there is something to pay"},
		Must{What: "what is to be recouped", Facts: []string{"Balance", "Summary"}, Where: moves("Recoup", "HasFigures"), When: "where there is something to recoup"},
		Must{What: "the form", Facts: []string{"FormLink"}, Where: asks(), When: whileOpen},
		Must{What: "when the form closes", Facts: []string{"FormCloses"}, Where: asks(), When: whileOpen},
		Must{What: "when the form closed", Facts: []string{"FormCloses"}, Where: closed(), When: onceClosed},
		dataQualityMust(),
	)
}

// projectionMusts are those of a projection letter, beside what each is found to say
// when it is read back.
func projectionMusts() []Must {
	return append(append(signedMusts(), revisedMusts()...), noDecisionMust())
}

func noDecision() []string { return []string{strings.ToLower(NoDecision)} }

func noDecisionMust() Must {
	return Must{What: "that nothing is decided by it", Words: noDecision()}
}

// projectionEmailMusts are those of the e-mail that carries one.
func projectionEmailMusts() []Must {
	return append(emailMusts(),
		Must{What: "to which month it goes", Facts: []string{"ThroughMonth", "ThroughDay"}},
		Must{What: "by when there is still something to do", Facts: []string{"PeriodTo"},
			Where: map[string]bool{"HasFigures": true, "TargetReached": false}, When: "where a target is not reached"},
		noDecisionMust(),
	)
}

// outcomeMusts are those of an outcome letter: what was decided, what it makes of
// each figure, and that it is final.
func outcomeMusts() []Must {
	return append(append(signedMusts(), revisedMusts()...),
		Must{What: "the outcome and the balance", Facts: []string{"Summary"}},
		Must{What: "what was asked and decided", Facts: []string{"Answers"}},
		Must{What: "each figure as it was and is now", Facts: []string{"WasAndNow"}},
		Must{What: "the payment run", Facts: []string{"PaymentRun", "Summary"}, Where: moves("Pay"), When: "where there is something to pay"},
		Must{What: "the payment run", Facts: []string{"PaymentRun", "Summary"}, Where: moves("Recoup"), When: "where there is something to recoup"},
		Must{What: "the payments of a plan", Facts: []string{"Repayments"}, Where: map[string]bool{"HasPlan": true}, When: "where a plan was agreed"},
		Must{What: "that the decision is final", Words: []string{"final"}},
		Must{What: "that there is no appeal", Sentences: noAppeal},
	)
}

// outcomeEmailMusts are those of the e-mail that carries one.
func outcomeEmailMusts() []Must {
	return append(emailMusts(),
		Must{What: "which requests were decided", Facts: []string{"Requests"}},
		Must{What: "what is to be paid", Facts: []string{"Balance", "Summary"}, Where: moves("Pay", "HasFigures"), When: "where there is something to pay"},
		Must{What: "what is to be recouped", Facts: []string{"Balance", "Summary"}, Where: moves("Recoup", "HasFigures"), When: "where there is something to recoup"},
		Must{What: "that there is no appeal", Sentences: noAppeal},
	)
}
