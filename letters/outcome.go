package letters

import (
	"strings"

	"yearend/calc"
)

// outcomes is how a letter tells each outcome that a letter can have; £ stands
// for the balance without its sign.
var outcomes = map[calc.Outcome]struct{ label, position, change string }{
	calc.Pay:    {"To be paid to the practice", "a payment to the practice of £", "£ to pay"},
	calc.Recoup: {"To be recouped from the practice", "a recoupment from the practice of £", "£ to recoup"},
	calc.Nil:    {"Nothing to pay or to recoup", "no payment and no recoupment", "nothing to pay"},
}

// balanceLabel is what stands before the balance.
func balanceLabel(o calc.Outcome) string { return outcomes[o].label }

// positionWords say a balance with its direction in a sentence.
func positionWords(balance calc.Money) string {
	return withBalance(outcomes[calc.OutcomeOf(balance)].position, balance)
}

// PositionWords say it for a paper that is no letter.
func PositionWords(balance calc.Money) string { return positionWords(balance) }

// ToPayOrRecoup says a balance with its direction, where there is room for few words.
func ToPayOrRecoup(balance calc.Money) string {
	return withBalance(outcomes[calc.OutcomeOf(balance)].change, balance)
}

func withBalance(words string, balance calc.Money) string {
	return strings.Replace(words, "£", Pounds(balance.Abs()), 1)
}
