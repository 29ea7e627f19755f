package letters

import (
	"reflect"
	"slices"
	"strings"

	"yearend/calc"
)

// Placeholder is a name that the words of a letter may have between braces: what it
// stands for, and what it comes to for a practice.
type Placeholder struct {
	Name  string
	Means string
	Sort  PlaceholderSort
	Now   string // for the practice; empty where it has no value, or where none is shown
}

// PlaceholderSort says how a placeholder is written.
type PlaceholderSort string

// The sorts.
const (
	InWords  PlaceholderSort = "words"  // {{.Balance}} within a sentence
	InBlocks PlaceholderSort = "blocks" // {{.Services}} in a paragraph of its own
	InChoice PlaceholderSort = "choice" // {{if .Recoup}} … {{else}} … {{end}}
)

// season says of which letters a fact is.
type season int

const (
	always     season = iota
	ended             // of a year that has ended
	ahead             // of one that has not
	afterPanel        // after the panel
	onPages           // of reports for the intranet
)

type meaning struct {
	of    season
	means string
}

// meanings are what every fact stands for. A test sees that each has one.
var meanings = map[string]meaning{
	"Practice": {always, "the practice’s name"}, "Code": {always, "its code"}, "Addressee": {always, "whom the letter addresses"},
	"Reference": {always, "the letter’s reference"}, "Date": {always, "the date of issue"}, "Issuer": {always, "who writes"},
	"Scheme": {always, "the scheme"}, "Year": {always, "the contract year"}, "Guidance": {always, "the guidance document"}, "LetterName": {always, "what the guidance calls the letter"},
	"Achieved": {always, "the achievement in every service, with its counts"}, "Value": {always, "the contract value"}, "Earned": {ended, "what was earned"},
	"Advance": {ended, "what was paid in advance"}, "Balance": {ended, "what is to be paid or recouped, without its direction"},
	"PeriodFrom": {always, "the first day of the contract year"}, "PeriodTo": {always, "its last day"}, "CodedBy": {always, "the day by which activity was to be coded"},
	"LateCount": {ended, "how much was coded late"}, "PositionOnTime": {ended, "the position without what was coded late"},
	"AdvanceShare": {always, "the share that is paid in advance"}, "Instalments": {always, "in how many instalments"}, "CapShare": {always, "the share above which nothing more is paid"},
	"WorkingDays": {always, "the working days of the year"}, "Excluded": {always, "the services that are excluded"}, "Refused": {always, "the grounds that are refused, in one phrase"},
	"BelowServices": {always, "the services below target"}, "PaymentRun": {always, "the payment run"}, "FormLink": {always, "the link of the mitigation form"},
	"FormOpens": {always, "the day on which the form opens"}, "FormCloses": {always, "the day on which it closes"}, "PanelWeek": {always, "the week in which the panel meets"},
	"OutcomeBy": {always, "the day by which the practice hears"}, "DataQuality": {always, "the team to ask where data are missing, and how to reach it"},
	"Replaces": {always, "the reference of the letter that this one replaces"}, "ReplacesDate": {always, "the date of that letter"},

	"ThroughMonth": {ahead, "the last complete month"}, "ThroughDay": {ahead, "its last day"}, "LeftFrom": {ahead, "the day from which activity still counts"}, "DaysLeft": {ahead, "the working days that are left"},
	"LastThree": {ahead, "the last three months"}, "DaysSoFar": {ahead, "the working days so far"}, "DaysLastThree": {ahead, "the working days of the last three months"},
	"ReachedServices": {ahead, "the services whose targets an average reaches, and the year’s total does not"}, "RangeLow": {ahead, "what would be earned at the lower end"}, "RangeHigh": {ahead, "what would be earned at the upper end"},
	"FloorEarned": {ahead, "what would be earned if nothing more is recorded"}, "AdvanceYear": {ahead, "what is paid in advance over the whole year"},
	"BalanceRange": {ahead, "from which position to which the year is heading"}, "FloorPosition": {ahead, "the position if nothing more is recorded"},

	"Requests": {afterPanel, "the requests that were decided"}, "Outcome": {afterPanel, "what was decided on each"}, "LetterReference": {afterPanel, "the reference of the year-end letter"}, "LetterDate": {afterPanel, "its date"},
	"WasPosition": {afterPanel, "the position before"}, "FinalPosition": {afterPanel, "the final position"}, "PlanCount": {afterPanel, "how many payments a plan has"}, "PlanBegins": {afterPanel, "when the plan begins"},

	"Notes": {always, "what the team adds by hand"}, "Address": {always, "the postal address"}, "Summary": {always, "the box that says first what it comes to"}, "Services": {always, "the table of recorded achievement"},
	"Account": {ended, "the table of what was earned and paid"}, "Methods": {ended, "the table of averages"}, "Chart": {always, "the pictures of activity by month"},
	"Exceptions": {always, "what may be asked for all the same, as a list"}, "Contacts": {always, "whom to ask, as a list"}, "People": {always, "who is responsible, as a list"}, "Signature": {always, "the signature"},
	"Working": {always, "every step of the sums"}, "NotAccepted": {always, "the grounds that are refused, as a list"}, "Changes": {always, "the table of was, now and why"}, "Advances": {always, "the statement of what was paid in advance"},
	"Outlook": {ahead, "the box that says where the year is heading"}, "Needed": {ahead, "the table of what is needed"}, "RecordedAndNeeded": {ahead, "the table of what was recorded and is needed"},
	"Ends": {ahead, "how each end was reckoned"}, "Progress": {ahead, "the pictures of the year so far"},
	"Answers": {afterPanel, "the decision, request by request"}, "WasAndNow": {afterPanel, "each figure before and now"}, "Repayments": {afterPanel, "the payments of a plan"},

	"Pay": {ended, "there is something to pay"}, "Recoup": {ended, "there is something to recoup"}, "Nil": {ended, "there is neither"},
	"BelowTarget": {always, "a service is below target"}, "AboveCap": {always, "a service is above the share that is paid"}, "Late": {ended, "something was coded late"}, "LateMovesNothing": {ended, "and the position is the same without it"},
	"LateUnknown": {always, "it is not known whether anything was coded late"}, "Plan": {always, "the scheme allows a payment plan"}, "AdvanceDerived": {ended, "what was paid in advance was worked out, and not given"},
	"HasExclusions": {always, "services are excluded"}, "HasExceptions": {always, "the scheme has exceptions"}, "FormIsOpen": {always, "the form has not closed on the date of issue"}, "FormClosed": {always, "it has"},
	"HasPeople": {always, "the settings name who is responsible"}, "Revised": {always, "the letter replaces another"}, "FiguresChanged": {always, "and has other figures"}, "SamePosition": {always, "and the position is the same"},
	"NoActivity": {always, "nothing is recorded in any service"}, "HasNotes": {always, "the team adds something"}, "HasAdvances": {always, "the ledger says what was paid in advance"}, "HasShare": {always, "the scheme states a share to be paid in advance"},
	"HasFigures":   {always, "figures may be said here"},
	"ShareReached": {ahead, "the share paid in advance is reached in every service"}, "TargetReached": {ahead, "the target is reached in every service"}, "EndsAgree": {ahead, "both ways on come to the same"},
	"ReachedByAverage": {ahead, "a target is reached by an average"}, "FirstScheme": {onPages, "the first scheme on the page"}, "LastScheme": {onPages, "the last one"}, "FirstFigures": {onPages, "the first that has figures"},
	"Accepted": {afterPanel, "the panel accepted something"}, "PositionMoved": {afterPanel, "the position is another than in the year-end letter"}, "SeveralRequests": {afterPanel, "the panel decided on more than one request"},
	"HasLetter": {afterPanel, "a year-end letter stands"}, "HasPlan": {afterPanel, "a payment plan was agreed"}, "OutcomeLate": {afterPanel, "the practice hears after the day by which it was to hear"},
}

// has reports whether letters of a kind have such facts.
func (k Kind) has(of season) bool {
	switch of {
	case ended:
		return !k.Early
	case ahead:
		return k.Early
	case afterPanel:
		return k.Final
	case onPages:
		return k.OnPages
	}
	return true
}

// PlaceholdersOf are all that the words of letters of a kind may name, those within
// sentences first, each sort by name.
func PlaceholdersOf(k Kind) []Placeholder {
	var all []Placeholder
	sorts := map[reflect.Kind]PlaceholderSort{reflect.String: InWords, reflect.Func: InBlocks, reflect.Bool: InChoice}
	for _, sort := range []reflect.Kind{reflect.String, reflect.Func, reflect.Bool} {
		first := len(all)
		for name := range factsByKind()[sort] {
			if m := meanings[name]; k.has(m.of) {
				all = append(all, Placeholder{Name: name, Means: m.means, Sort: sorts[sort]})
			}
		}
		slices.SortFunc(all[first:], func(a, b Placeholder) int { return strings.Compare(a.Name, b.Name) })
	}
	return all
}

// PlaceholdersFor are those, with what each comes to in the letter on a position.
func PlaceholdersFor(p calc.Position, issue Issue, o Occasion) []Placeholder {
	all, values := PlaceholdersOf(o.Kind), reflect.ValueOf(facts(p, issue, o))
	for i := range all {
		switch value := values.FieldByName(all[i].Name); all[i].Sort {
		case InWords:
			all[i].Now = value.String()
		case InBlocks:
			if made, ok := value.Interface().(func() []Block); ok && made != nil {
				all[i].Now = strings.TrimSpace(EmailText(Email{Blocks: made()}))
			}
		case InChoice:
			all[i].Now = map[bool]string{true: "yes", false: "no"}[value.Bool()]
		}
	}
	return all
}
