package letters

import (
	"strings"

	"yearend/calc"
)

// Outlook shows what was recorded in the months that are complete, and for each
// month to come what is needed for the target beside the two ways on.
type Outlook struct {
	Caption   string
	Months    []string     // "Apr" … "Mar"
	Recorded  []int64      // of the months that are complete
	Needed    []calc.Share // of the months to come, for the target
	SoFar     []calc.Share // of the same at the rate so far
	LastThree []calc.Share // and at that of the last three months
	Gist      string       // what the picture shows, in a sentence
	Says      string       // its numbers, month by month
	// Key is what each kind of bar or mark stands for, in the order in which they are
	// drawn, and what a table of it heads the months with.
	Key   [5]string
	Again bool // a further service's, which the key above the first is of as well
}

func (Outlook) isBlock() {}

const outlookCaption = "recorded so far, what is needed, and the two ways on, by month"

var outlookKey = [5]string{"Recorded", "At the rate so far", "At the rate of the last three months", "Needed for the target, with its number", "Month"}

// outlooks are one a service: what one has too much of does not hide what another lacks.
func outlooks(p calc.Position) []Outlook {
	var all []Outlook
	for i, line := range p.Ahead.Lines {
		o := outlook(p, line)
		if len(p.Ahead.Lines) > 1 {
			service, _ := p.Scheme.Service(line.Floor.Contract.Service)
			o.Caption, o.Again = service.Name+": "+outlookCaption, i > 0
		}
		all = append(all, o)
	}
	return all
}

func outlook(p calc.Position, line calc.ProjectedLine) Outlook {
	a, s := p.Ahead, p.Scheme
	o := Outlook{Caption: capital(outlookCaption), Key: outlookKey}
	for i := range calc.Months {
		o.Months = append(o.Months, s.Period.MonthName(i))
	}
	for i := range a.Through {
		o.Recorded = append(o.Recorded, line.Floor.Activity.Recorded[i])
	}
	needed, days := a.NeededForTarget(line), a.WorkingDaysLeft()
	for i := a.Through; i < calc.Months; i++ {
		each, _ := calc.Ratio(needed*s.Weights[i], days)
		o.Needed, o.SoFar, o.LastThree = append(o.Needed, each), append(o.SoFar, line.SoFar.Months.Month(i)), append(o.LastThree, line.LastThree.Months.Month(i))
	}
	o.say(needed, a.ReachedByAverage(line), s.Period.MonthStart(a.Through), s.Period.To)
	return o
}

func (o *Outlook) say(needed int64, byAverage bool, from, to calc.Date) {
	switch {
	case needed == 0:
		o.Gist = "The target is reached already."
	case byAverage:
		o.Gist = "An average reaches the target already; the year's total needs " + Count(needed) + " more."
	default:
		o.Gist = "From " + LongDate(from) + " to " + LongDate(to) + " the target needs " + Count(needed) + " more."
	}
	var was, next []string
	for i, n := range o.Recorded {
		was = append(was, o.Months[i]+" "+Count(n))
	}
	for i := range o.Needed {
		next = append(next, o.Months[len(o.Recorded)+i]+" "+OnePlace(o.Needed[i])+" ("+OnePlace(o.SoFar[i])+", "+OnePlace(o.LastThree[i])+")")
	}
	o.Says = "Recorded: " + strings.Join(was, ", ") + ". Needed for the target, with the two ways on in brackets: " + strings.Join(next, ", ") + "."
}

// Alt says what the picture shows, with every number of it.
func (o Outlook) Alt() string { return "Bar chart: " + o.Caption + ". " + o.Gist + " " + o.Says }

// Row is a month of the picture as a table has it: recorded, needed, and the two ways.
func (o Outlook) Row(month int) []string {
	if i := month - len(o.Recorded); i >= 0 {
		return []string{"", OnePlace(o.Needed[i]), OnePlace(o.SoFar[i]), OnePlace(o.LastThree[i])}
	}
	return []string{Count(o.Recorded[month]), "", "", ""}
}
