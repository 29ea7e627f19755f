package rulebook

import (
	"fmt"
	"time"

	"gopkg.in/yaml.v3"

	"yearend/calc"
)

// dates refuses days that cannot be, one held against the other: a new year's file is
// made from the last one's, and a day that was left as it was, or slipped, would
// stand in every letter.
func (r *reader) dates(s *calc.Scheme) {
	d := s.Dates
	if s.Period.To == 0 || s.CodedBy == 0 || d.LettersBy == 0 || d.FormOpens == 0 || d.FormCloses == 0 || d.PanelWeek == 0 || d.OutcomeBy == 0 {
		return // one of them cannot be read, which is said of it
	}
	r.order("coding.by", s.CodedBy, "period.to", s.Period.To, "coding would end before the year has")
	r.order("letter.by", d.LettersBy, "coding.by", s.CodedBy, "letters would be due before coding ends")
	r.order("form.opens", d.FormOpens, "period.to", s.Period.To, "the form would open before the year has ended")
	if d.FormCloses < d.FormOpens {
		r.fault("form", "closes before it opens: %s is before %s; correct form.closes or form.opens", d.FormCloses, d.FormOpens)
	}
	r.order("form.closes", d.FormCloses, "letter.by", d.LettersBy, "the form would close before the last letters are due")
	if monday := (int(d.PanelWeek.Time().Weekday()) + 6) % 7; monday != 0 {
		r.fault("panel.week", "%s is a %s, and a week commences on a Monday: write %s, or that of the week that is meant",
			d.PanelWeek, d.PanelWeek.Time().Weekday(), calc.DateOf(d.PanelWeek.Time().AddDate(0, 0, -monday)))
	}
	if d.PanelWeek <= d.FormCloses {
		r.fault("panel.week", "%s is not after form.closes, %s, and the panel would meet while requests still come: correct one of the two", d.PanelWeek, d.FormCloses)
	}
	r.order("panel.outcome_by", d.OutcomeBy, "panel.week", d.PanelWeek, "practices would hear before the panel meets")
	r.paymentRun(d)
}

// order refuses a day that is before another that it must not be before.
func (r *reader) order(key string, day calc.Date, earlierKey string, earlier calc.Date, so string) {
	if day < earlier {
		r.fault(key, "%s is before %s, %s, so that %s: correct one of the two", day, earlierKey, earlier, so)
	}
}

// paymentRun refuses a run that is no month, or over before the letters are due that
// announce it.
func (r *reader) paymentRun(d calc.Dates) {
	month, err := time.Parse("January 2006", d.PaymentRun)
	switch {
	case err != nil:
		r.fault("pay.run", "%q is not a month: write it as June 2026", d.PaymentRun)
	case calc.DateOf(month.AddDate(0, 1, -1)) < d.LettersBy:
		r.fault("pay.run", "%s is over before letter.by, %s, and letters cannot announce a payment that was made: correct one of the two", d.PaymentRun, d.LettersBy)
	}
}

// lines is where each key of a scheme file stands.
type lines map[string]int

// linesOf finds them in a file that has been read.
func linesOf(data []byte) lines {
	found := lines{}
	var document yaml.Node
	if yaml.Unmarshal(data, &document) == nil && len(document.Content) > 0 {
		found.add("", document.Content[0])
	}
	return found
}

func (l lines) add(key string, n *yaml.Node) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		if key != "" {
			name = key + "." + name
		}
		l[name] = n.Content[i].Line
		l.add(name, n.Content[i+1])
	}
	for i := 0; n.Kind == yaml.SequenceNode && i < len(n.Content); i++ {
		name := fmt.Sprintf("%s[%d]", key, i+1)
		l[name] = n.Content[i].Line
		l.add(name, n.Content[i])
	}
}

// of is the line of a key, or of the entry that it is missing in; 0 where neither is there.
func (l lines) of(key string) int {
	for key != "" {
		if line := l[key]; line > 0 {
			return line
		}
		at := len(key) - 1
		for at > 0 && key[at] != '.' && key[at] != '[' {
			at--
		}
		key = key[:at]
	}
	return 0
}
