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

// mostOutlooks is for how many services a letter of two pages holds a picture each,
// also where it replaces another.
const mostOutlooks = 4

// outlooks are one a service: what one has too much of does not hide what another lacks.
// Only of more services than have room they are one over all, which says so.
func outlooks(p calc.Position) []Outlook {
	lines := p.Ahead.Lines
	if len(lines) > mostOutlooks {
		o := outlook(p, lines)
		o.Caption += ", all services together"
		return []Outlook{o}
	}
	var all []Outlook
	for i := range lines {
		o := outlook(p, lines[i:i+1])
		if len(lines) > 1 {
			service, _ := p.Scheme.Service(lines[i].Floor.Contract.Service)
			o.Caption, o.Again = service.Name+": "+outlookCaption, i > 0
		}
		all = append(all, o)
	}
	return all
}

func outlook(p calc.Position, lines []calc.ProjectedLine) Outlook {
	a, s := p.Ahead, p.Scheme
	o := Outlook{Caption: capital(outlookCaption), Key: outlookKey, Recorded: make([]int64, a.Through)}
	for i := range calc.Months {
		o.Months = append(o.Months, s.Period.MonthName(i))
	}
	var needed int64
	for _, line := range lines {
		needed += a.NeededForTarget(line)
		for i := range a.Through {
			o.Recorded[i] += line.Floor.Activity.Recorded[i]
		}
	}
	days := a.WorkingDaysLeft()
	for i := a.Through; i < calc.Months; i++ {
		each, _ := calc.Ratio(needed*s.Weights[i], days)
		var going [2]calc.Share // by either way
		for w, way := range waysOn(p) {
			for _, line := range lines {
				going[w] = going[w].Plus(way.of(line).Months.Month(i))
			}
		}
		o.Needed, o.SoFar, o.LastThree = append(o.Needed, each), append(o.SoFar, going[0]), append(o.LastThree, going[1])
	}
	o.say(p, lines, needed)
	return o
}

func (o *Outlook) say(p calc.Position, lines []calc.ProjectedLine, needed int64) {
	whole := "From " + LongDate(p.Scheme.Period.MonthStart(p.Ahead.Through)) + " to " + LongDate(p.Scheme.Period.To)
	switch {
	case needed == 0:
		o.Gist = "The target is reached already."
	case len(lines) > 1:
		o.Gist = whole + " the targets together need " + Count(needed) + " more."
	case p.Ahead.ReachedByAverage(lines[0]):
		o.Gist = "An average reaches the target already; the year's total needs " + Count(needed) + " more."
	default:
		o.Gist = whole + " the target needs " + Count(needed) + " more."
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
