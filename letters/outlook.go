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
}

func (Outlook) isBlock() {}

// Key is what each kind of bar or mark stands for, in the order in which they are drawn.
func (o Outlook) Key() [4]string {
	return [4]string{"Recorded", "At the rate so far", "At the rate of the last three months", "Needed for the target, with its number"}
}

func outlook(p calc.Position) Outlook {
	a, s := p.Ahead, p.Scheme
	o := Outlook{Caption: "Recorded so far, what is needed, and the two ways on, by month"}
	if len(a.Lines) > 1 {
		o.Caption += ", all services together"
	}
	for i := range calc.Months {
		o.Months = append(o.Months, s.Period.MonthName(i))
	}
	var needed int64
	recorded := make([]int64, a.Through)
	for _, line := range a.Lines {
		needed += a.NeededForTarget(line)
		for i := range a.Through {
			recorded[i] += line.Floor.Activity.Recorded[i]
		}
	}
	o.Recorded = recorded
	days := a.WorkingDaysLeft()
	for i := a.Through; i < calc.Months; i++ {
		each, _ := calc.Ratio(needed*s.Weights[i], days)
		var soFar, three calc.Share
		for _, line := range a.Lines {
			soFar, three = soFar.Plus(line.SoFar.Months.Month(i)), three.Plus(line.LastThree.Months.Month(i))
		}
		o.Needed, o.SoFar, o.LastThree = append(o.Needed, each), append(o.SoFar, soFar), append(o.LastThree, three)
	}
	o.say(len(a.Lines), needed, s.Period.MonthStart(a.Through), s.Period.To)
	return o
}

func (o *Outlook) say(lines int, needed int64, from, to calc.Date) {
	switch {
	case needed == 0:
		o.Gist = "The target is reached already."
	case lines > 1:
		o.Gist = "From " + LongDate(from) + " to " + LongDate(to) + " the targets together need " + Count(needed) + " more."
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
