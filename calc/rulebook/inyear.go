package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// What holds before the year has ended: when the instalments of the advance are
// due, and how the year is projected. A scheme file may leave both out, as those
// of earlier years do: then payments in advance are only listed, and nothing is
// projected.

type scheduleRule struct {
	rule `yaml:",inline"`
	List []instalment
}

type instalment struct{ Reference, Covers, Due string }

type projectionRule struct {
	rule        `yaml:",inline"`
	Rates       []string
	LeastMonths int `yaml:"least_months"`
}

// schedule reads when each instalment is due. Its entries stand on rules of
// their own: the guidance names some of the invoice references, not all.
func (r *reader) schedule(f file, s *calc.Scheme) {
	if len(f.Schedule) == 0 {
		return
	}
	if s.Advance == nil {
		r.fault("schedule", "there is no advance share whose instalments could be due: give advance a share, or leave the schedule out")
		return
	}
	for i, part := range f.Schedule {
		key := fmt.Sprintf("schedule[%d]", i+1)
		var due []string
		for j, in := range part.List {
			read := r.instalment(fmt.Sprintf("%s.list[%d]", key, j+1), in, s)
			due = append(due, fmt.Sprintf("%s for %s due %s", in.Reference, in.Covers, in.Due))
			s.Advance.Schedule = append(s.Advance.Schedule, read)
		}
		if len(part.List) == 0 {
			r.fault(key, "lists no instalment")
		}
		clause := r.rule(key, part.rule, strings.Join(due, "; "))
		for j := range part.List {
			s.Advance.Schedule[len(s.Advance.Schedule)-1-j].Clause = clause
		}
	}
	r.whole(f, s.Advance.Schedule)
}

func (r *reader) instalment(key string, in instalment, s *calc.Scheme) calc.Instalment {
	if in.Reference == "" || strings.ContainsAny(in.Reference, "/ \t") {
		r.fault(key, "an instalment needs an invoice reference, without %q and without spaces: %q", "/", in.Reference)
	}
	read := calc.Instalment{
		Reference: in.Reference,
		Covers:    r.month(key+".covers", in.Covers, s),
		Due:       r.month(key+".due", in.Due, s),
	}
	if read.Due > read.Covers {
		r.fault(key, "is due in %s, after %s that it covers: an advance comes before the month or in it", in.Due, in.Covers)
	}
	return read
}

// month reads a month of the scheme's year: 0 for its first.
func (r *reader) month(key, text string, s *calc.Scheme) int {
	through, err := s.Period.Through(text)
	if err != nil {
		r.fault(key, "%v", err)
		return 0
	}
	return through - 1
}

// whole refuses a schedule that is not what the advance says of itself: so many
// instalments in so many payments, in the order of the months that they cover.
func (r *reader) whole(f file, schedule []calc.Instalment) {
	var months []int
	for i, in := range schedule {
		if !slices.Contains(months, in.Due) {
			months = append(months, in.Due)
		}
		if i > 0 && in.Covers <= schedule[i-1].Covers {
			r.fault("schedule", "%s does not cover a later month than %s before it", in.Reference, schedule[i-1].Reference)
		}
		if slices.ContainsFunc(schedule[:i], func(earlier calc.Instalment) bool {
			return strings.EqualFold(earlier.Reference, in.Reference)
		}) {
			r.fault("schedule", "the reference %q stands twice", in.Reference)
		}
	}
	if len(schedule) != f.Advance.Instalments || len(months) != f.Advance.Payments {
		r.fault("schedule", "has %d instalments in the payments of %d months, where advance has %d in %d",
			len(schedule), len(months), f.Advance.Instalments, f.Advance.Payments)
	}
}

// projection reads how the year is projected. The rates are those that the
// tables and letters have a place for.
func (r *reader) projection(f file, s *calc.Scheme) {
	if f.Projection == nil {
		return
	}
	p := *f.Projection
	if !slices.Equal(p.Rates, projectionRates) {
		r.fault("projection.rates", "are %s, in this order, and not %q", calc.And(projectionRates), p.Rates)
	}
	if p.LeastMonths < calc.LastMonths || p.LeastMonths >= calc.Months {
		r.fault("projection.least_months", "needs to be from %d, which the last rate is made of, to %d: %d",
			calc.LastMonths, calc.Months-1, p.LeastMonths)
	}
	value := fmt.Sprintf("%s; at least %d months", strings.Join(p.Rates, ", "), p.LeastMonths)
	s.Projection = &calc.ProjectionRule{LeastMonths: p.LeastMonths, Clause: r.rule("projection", p.rule, value)}
}

var projectionRates = []string{"so far", "last three"}
