package letters

import "yearend/calc"

// A Key is something that a letter must be found to say in a certain place when
// it is read back. Keys come from the position itself, not from the blocks that
// a template placed, so that a letter that says something else is found out.
type Key struct {
	What  string // "the balance"
	Words string
	Or    []string // what says the same as the words does as well, in small letters, whatever capitals the letter has
	Own   bool     // the program writes the words wherever they stand, so that a label may have others
	In    Part
	Row   string // the service, for what stands in a row of the table of services
}

// Part is where a key is looked for. Where the template leaves that part of the
// letter out, the key may stand anywhere in it.
type Part string

// The parts of a letter that keys stand in.
const (
	Anywhere     Part = "the letter"
	InLetterhead Part = "the letterhead"
	InAddress    Part = "the address"
	InSummary    Part = "the summary"
	InServices   Part = "the table of services"
	InNeeded     Part = "the table of what is needed"
	InAccount    Part = "the statement of account"
	InFinal      Part = "the table of what was and is final"
)

// keys are none for a letter of no kind.
func (k Kind) keys(p calc.Position, issue Issue, o Occasion) []Key {
	if k.Keys == nil {
		return nil
	}
	keys := k.Keys(p, issue, o)
	if k.OnPages {
		return keys
	}
	if issue.Outcome != nil {
		keys = append(keys, Key{What: "that the panel has decided", Words: issue.Outcome.rests(), In: Anywhere})
	}
	if p.Successor != nil {
		keys = append(keys, Key{What: "the name of the practice that answers for it", Words: plain(p.Successor.Name), In: InAddress},
			Key{What: "who answers for the practice", Words: plain(answersFor(p)), In: Anywhere})
	}
	for _, note := range p.Notes() {
		keys = append(keys, Key{What: "the note", Words: plain(note), In: Anywhere})
	}
	return keys
}

// yearEndKeys are the key figures and dates of a position.
func yearEndKeys(p calc.Position, issue Issue, o Occasion) []Key {
	label, balance := balanceLabel(p.Outcome), Pounds(p.Balance.Abs())
	keys := []Key{
		{What: "the practice code", Words: string(p.Practice.Code), In: Anywhere},
		{What: "the reference", Words: issue.Reference, In: InLetterhead},
		{What: "the date", Words: LongDate(o.On), In: InLetterhead},
		{What: "the practice's name", Words: plain(p.Practice.Name), In: InAddress},
		{What: "the outcome", Words: label, In: InSummary},
		{What: "the balance", Words: balance, In: InSummary},
		{What: "the contract value", Words: Pounds(p.Value), In: InAccount},
		{What: "the sum earned", Words: Pounds(p.Earned), In: InAccount},
		{What: "the sum paid in advance", Words: Pounds(p.Advance), In: InAccount},
		{What: "the outcome", Words: label, In: InAccount},
		{What: "the balance", Words: balance, In: InAccount},
	}
	keys = append(keys, replacedKeys(issue)...)
	if p.Outcome != calc.Nil {
		keys = append(keys, Key{What: "the payment run", Words: PaymentRun(p.Scheme.Dates, o.On), In: InSummary})
	}
	for _, line := range p.Lines {
		keys = append(keys, lineKeys(p.Scheme, line)...)
	}
	return keys
}

// replacedKeys are what a revised letter of any kind must say of the one before.
func replacedKeys(issue Issue) []Key {
	if issue.State != Changed {
		return nil
	}
	return []Key{
		{What: "the letter that it replaces", Words: issue.Replaces, In: Anywhere},
		{What: "the date of the letter that it replaces", Words: LongDate(issue.ReplacesOn), In: Anywhere},
	}
}

func lineKeys(s *calc.Scheme, line calc.Achievement) []Key {
	service, _ := s.Service(line.Contract.Service)
	row := service.Name
	achieved := Percent(line.Highest().Achievement)
	return []Key{
		{What: "the achievement in " + row, Words: achieved, In: InSummary},
		{What: "the target of " + row, Words: Count(line.Contract.Target), In: InServices, Row: row},
		{What: "the activity recorded in " + row, Words: Count(line.Activity.Recorded.Sum()), In: InServices, Row: row},
		{What: "the achievement in " + row, Words: achieved, In: InServices, Row: row},
		{What: "what is paid at in " + row, Words: Percent(line.Capped), In: InServices, Row: row},
		{What: "the contract value of " + row, Words: Pounds(line.Contract.Value), In: InServices, Row: row},
		{What: "the sum earned in " + row, Words: Pounds(line.Earned), In: InServices, Row: row},
	}
}
