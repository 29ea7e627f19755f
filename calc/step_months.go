package calc

// writtenMonths is a year's activity as a working writes it: what was recorded
// through a month, and after it a rate times working days, so that every number
// in it is one that a person knows.
type writtenMonths struct {
	recorded ByMonth
	through  int
	rate     Rate // for the months after it
}

func recordedMonths(m ByMonth) writtenMonths { return writtenMonths{recorded: m, through: Months} }

// month writes the activity of a month: 52, or 480 × 20 ÷ 211.
func (w writtenMonths) month(s *Scheme, i int) Sum {
	if i < w.through {
		return Sum{Number(w.recorded[i])}
	}
	return Sum{Number(w.rate.Count), Word(" × "), Number(s.Weights[i]), Word(" ÷ "), Number(w.rate.Days)}
}

// day writes it for a working day: 52/20, or 480/211.
func (w writtenMonths) day(s *Scheme, i int) Sum {
	if i < w.through {
		return Sum{Number(w.recorded[i]), Word("/"), Number(s.Weights[i])}
	}
	return Sum{Number(w.rate.Count), Word("/"), Number(w.rate.Days)}
}

// year writes that of the whole year: 611, or (480 + 480 × 42 ÷ 211).
func (w writtenMonths) year(s *Scheme) Sum {
	sum := Number(w.recorded.Sum())
	if w.through == Months {
		return Sum{sum}
	}
	return Sum{Word("("), sum, Word(" + "), Number(w.rate.Count), Word(" × "), Number(s.daysAfter(w.through)), Word(" ÷ "), Number(w.rate.Days), Word(")")}
}

// addedUp writes some months with a plus between them.
func addedUp(months []int, of func(i int) Sum) Sum {
	var sum Sum
	for n, i := range months {
		if n > 0 {
			sum = append(sum, Word(" + "))
		}
		sum = append(sum, of(i)...)
	}
	return sum
}
