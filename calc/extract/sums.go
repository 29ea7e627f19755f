package extract

import (
	"errors"
	"strings"

	"yearend/calc"
)

// activitySums adds up activity while it is read, so that memory does not grow with
// the number of records.
type activitySums struct {
	practices map[calc.PracticeCode]*practiceSums
	written   map[string]*practiceSums // by the code as it was written
	nobody    *practiceSums            // for records whose practice cannot be known
}

// practiceSums is the activity of one practice.
type practiceSums struct {
	code     calc.PracticeCode
	services []*serviceSum // by the index of the service in the dictionary
}

// serviceSum is the activity of one practice in one service.
type serviceSum struct {
	calc.Activity
	service *service
	months  *[calc.Months]spot // where a monthly layout has its figures; nil, no such layout has any
	records bool               // a layout of single records has some
	monthly bool               // a monthly layout has some
	running bool               // it had running totals, of which the differences were taken
	place   calc.Problem       // of the first row
	files   []monthContents    // of single records, in the order of the files
}

// spot is a row of a file.
type spot struct {
	in  *problems
	row int
}

func newActivitySums() *activitySums {
	return &activitySums{practices: map[calc.PracticeCode]*practiceSums{}, written: map[string]*practiceSums{}, nobody: &practiceSums{}}
}

// errCrowd is the reason that a code gets no sums although it is one.
var errCrowd = errors.New("more practices than there are")

// practice finds whose record it is by the code as it is written. What is no
// code gives the sums of nobody, and the reason.
func (l *activitySums) practice(word string) (*practiceSums, error) {
	if a, ok := l.written[word]; ok {
		return a, nil
	}
	code, err := calc.ParsePracticeCode(word)
	if err != nil {
		return l.nobody, err
	}
	code = calc.PracticeCode(strings.Clone(string(code)))
	if l.practices[code] == nil {
		if len(l.practices) == maxAccounts {
			return l.nobody, errCrowd
		}
		l.practices[code] = &practiceSums{code: code}
	}
	if len(l.written) < remembered {
		l.written[strings.Clone(word)] = l.practices[code]
	}
	return l.practices[code], nil
}

// sum is that of a practice for a service.
func (a *practiceSums) sum(s *service) *serviceSum {
	for len(a.services) <= s.index {
		a.services = append(a.services, nil)
	}
	if a.services[s.index] == nil {
		a.services[s.index] = &serviceSum{service: s}
	}
	return a.services[s.index]
}

// each gives every sum that anything was filed under.
func (l *activitySums) each(yield func(calc.PracticeCode, *serviceSum) bool) {
	for _, a := range l.practices {
		for _, e := range a.services {
			if e != nil && !yield(a.code, e) {
				return
			}
		}
	}
	for _, e := range l.nobody.services {
		if e != nil && !yield("", e) {
			return
		}
	}
}

// activity is the sums as calc takes it.
func (l *activitySums) activity() map[calc.ActivityKey]calc.Activity {
	all := map[calc.ActivityKey]calc.Activity{}
	for code, e := range l.each {
		all[calc.ActivityKey{Practice: code, Service: e.service.code}] = e.Activity
	}
	return all
}

// activity is what was read. Of nothing recorded it is known that none was coded
// late, whatever the file says of coding.
func (r *reading) activity() map[calc.ActivityKey]calc.Activity {
	all := r.sums.activity()
	for key, a := range all {
		if a.LateUnknown && a.Recorded.Sum() == 0 {
			a.LateUnknown = false
			all[key] = a
		}
	}
	return all
}

// anyRecorded reports whether any activity of the year was read so far.
func (l *activitySums) anyRecorded() bool {
	for _, e := range l.each {
		if e.Recorded.Sum() > 0 {
			return true
		}
	}
	return false
}

// of is what was filed for a practice and service, if anything.
func (l *activitySums) of(code calc.PracticeCode, s *service) *serviceSum {
	if a := l.practices[code]; a != nil && s.index < len(a.services) {
		return a.services[s.index]
	}
	return nil
}
