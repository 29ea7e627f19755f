package season

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// Stop is a day of the season: what is due by it, who has it to do, and where it stands.
type Stop struct {
	Key   StopKey
	On    calc.Date // the last day; of the payment run the first of its month
	Month string    // where it is a month and no day: June 2026
	Left  int       // days from today; negative when it has passed
	What  string
	Who   string
	State StopState
	Said  []string // how far it is
}

// StopKey names what a stop is about.
type StopKey string

const (
	Projected StopKey = "projections"
	YearEnds  StopKey = "year ends"
	Coded     StopKey = "coded"
	Lettered  StopKey = "letters"
	Asks      StopKey = "requests"
	Decides   StopKey = "panel"
	Answered  StopKey = "outcome"
	Paid      StopKey = "payment"
)

// StopState is where a stop stands.
type StopState string

const (
	StopDone  StopState = "done"
	StopBegun StopState = "begun"
	StopAhead StopState = "ahead"
	StopOver  StopState = "passed" // with nothing of ours to show for it
	StopLate  StopState = "late"   // with something still to do
)

// Calendar is the season from the last projections to the payment run, by the days of
// the project's schemes and by what there is.
func Calendar(p Project, s Status) ([]Stop, error) {
	schemes, err := p.ReadSchemes()
	if err != nil {
		return nil, err
	}
	var all []Stop
	for _, scheme := range schemes {
		d := scheme.Dates
		period := scheme.Period
		for _, stop := range []Stop{
			{Key: Projected, On: period.MonthEnd(10), What: "Projection letters and monthly reports", Who: "Primary Care"},
			{Key: YearEnds, On: period.To, What: "The contract year ends: activity counts until this day", Who: "Practices"},
			{Key: Coded, On: scheme.CodedBy, What: "Activity is fully coded", Who: "Practices"},
			{Key: Lettered, On: d.LettersBy, What: "Year-end letters have gone", Who: "Primary Care, and whoever approves"},
			{Key: Asks, On: d.FormCloses, What: "The form for mitigation closes", Who: "Practices"},
			{Key: Decides, On: d.PanelWeek, What: "The panel sits, in the week that begins on this day", Who: "The panel"},
			{Key: Answered, On: d.OutcomeBy, What: "Practices have heard what the panel decided", Who: "Primary Care"},
			s.payment(d),
		} {
			stop.Left = s.On.DaysTo(stop.On)
			if !slices.ContainsFunc(all, func(known Stop) bool { return known.Key == stop.Key && known.On == stop.On }) {
				all = append(all, s.stands(stop))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Stop) int { return int(a.On) - int(b.On) })
	return all, nil
}

// payment is the stop of the payment run, which has a month and no day.
func (s Status) payment(d calc.Dates) Stop {
	stop := Stop{Key: Paid, Month: d.PaymentRun, What: "Final positions are paid and recouped", Who: "Finance"}
	if month, err := calc.RunMonth(d.PaymentRun); err == nil {
		stop.On = calc.DateOf(month)
	}
	return stop
}

// stands says how far a stop is.
func (s Status) stands(stop Stop) Stop {
	kinds := map[StopKey]letters.Kind{Projected: letters.Projection(), Lettered: letters.YearEnd(), Answered: letters.Outcome()}
	kind, has := kinds[stop.Key]
	switch {
	case has:
		stop.State, stop.Said = s.lettersOf(kind, stop.Left)
	case stop.Key == Asks && s.Requests != nil:
		stop.State, stop.Said = StopBegun, []string{fmt.Sprintf("requests read: %s", letters.Count(s.Requests.Read))}
		if stop.Left < 0 {
			stop.State = StopDone
		}
	case stop.Key == Decides && len(s.Packs) > 0:
		pack := s.Packs[len(s.Packs)-1]
		stop.State, stop.Said = StopBegun, []string{fmt.Sprintf("%s: %s of %s decided", pack.Pack, letters.Count(pack.Decided), letters.Many(pack.Requests, "request"))}
		if len(pack.Open) == 0 {
			stop.State = StopDone
		}
	case stop.Key == Decides && s.Requests != nil && stop.Left < -6: // the week is over
		stop.State = StopLate
	case stop.Key == Paid:
		stop.State, stop.Said = s.paid(stop.Left)
	case stop.Left < 0:
		stop.State = StopOver
	default:
		stop.State = StopAhead
	}
	return stop
}

// lettersOf says how far the letters of a kind are.
func (s Status) lettersOf(kind letters.Kind, left int) (state StopState, said []string) {
	made, open := 0, 0
	for _, of := range s.Letters {
		if of.Kind != kind.Name {
			continue
		}
		made += of.Letters
		open += of.In[LetterHeld] + of.In[ToApprove] + of.In[ToSend] + of.In[LetterUnknown] + of.In[LetterBounced]
		said = append(said, lettersLine(of))
	}
	runs := slices.ContainsFunc(s.Newest, func(n Newest) bool { return n.Kind.Name == kind.Name })
	switch {
	case made == 0 && !runs && left < 0 && kind.Early:
		return StopOver, said
	case made == 0 && !runs && left < 0 && !kind.Final: // letters after the panel are made where anybody asked
		return StopLate, said
	case made == 0 && !runs:
		return StopAhead, said
	case kind.Early && s.Ended:
		return StopDone, said
	case open > 0 && left < 0:
		return StopLate, said
	case open > 0:
		return StopBegun, said
	}
	return StopDone, said
}

// lettersLine counts the letters on a scheme by where they stand.
func lettersLine(of LettersOf) string {
	var states []string
	for _, state := range LetterStates() {
		if n := of.In[state]; n > 0 {
			states = append(states, letters.Count(n)+" "+string(state))
		}
	}
	return fmt.Sprintf("%s: %s", of.Scheme, strings.Join(states, ", "))
}

// paid says whose sums Finance has: those of the last approved run that asks for any.
func (s Status) paid(left int) (state StopState, said []string) {
	switch {
	case s.Sums.Final:
		return StopDone, []string{fmt.Sprintf("the final positions of %s are approved: its payments.csv is for Finance", s.Sums.Run)}
	case s.Sums.Run != "":
		return StopBegun, []string{fmt.Sprintf("payments.csv of %s is approved", s.Sums.Run)}
	case left < -30:
		return StopLate, nil
	}
	return StopAhead, nil
}
