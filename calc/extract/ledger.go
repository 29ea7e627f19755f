package extract

import (
	"errors"
	"strings"

	"yearend/calc"
)

// ledger adds up activity while it is read, so that memory does not grow with
// the number of records.
type ledger struct {
	accounts map[calc.PracticeCode]*account
	written  map[string]*account // by the code as it was written
	nobody   *account            // for records whose practice cannot be known
}

// account is the activity of one practice.
type account struct {
	code  calc.PracticeCode
	lines []*entry // by the place of the service in the dictionary
}

// entry is the activity of one practice in one service.
type entry struct {
	calc.Activity
	service *service
	months  *[calc.Months]spot // where a monthly layout has its figures; nil, no such layout has any
	records bool               // a layout of single records has some
	monthly bool               // a monthly layout has some
	place   calc.Problem       // of the first row
}

// spot is a row of a file.
type spot struct {
	page *page
	row  int
}

func newLedger() *ledger {
	return &ledger{accounts: map[calc.PracticeCode]*account{}, written: map[string]*account{}, nobody: &account{}}
}

// errCrowd is the reason that a code gets no account although it is one.
var errCrowd = errors.New("more practices than there are")

// account finds whose record it is by the code as it is written. What is no
// code gives the account of nobody, and the reason.
func (l *ledger) account(word string) (*account, error) {
	if a, ok := l.written[word]; ok {
		return a, nil
	}
	code, err := calc.ParsePracticeCode(word)
	if err != nil {
		return l.nobody, err
	}
	code = calc.PracticeCode(strings.Clone(string(code)))
	if l.accounts[code] == nil {
		if len(l.accounts) == maxAccounts {
			return l.nobody, errCrowd
		}
		l.accounts[code] = &account{code: code}
	}
	if len(l.written) < remembered {
		l.written[strings.Clone(word)] = l.accounts[code]
	}
	return l.accounts[code], nil
}

// entry is the line of an account for a service.
func (a *account) entry(s *service) *entry {
	for len(a.lines) <= s.place {
		a.lines = append(a.lines, nil)
	}
	if a.lines[s.place] == nil {
		a.lines[s.place] = &entry{service: s}
	}
	return a.lines[s.place]
}

// entries gives every line that anything was filed under.
func (l *ledger) entries(yield func(calc.PracticeCode, *entry) bool) {
	for _, a := range l.accounts {
		for _, e := range a.lines {
			if e != nil && !yield(a.code, e) {
				return
			}
		}
	}
	for _, e := range l.nobody.lines {
		if e != nil && !yield("", e) {
			return
		}
	}
}

// activity is the ledger as calc takes it.
func (l *ledger) activity() map[calc.ActivityKey]calc.Activity {
	all := map[calc.ActivityKey]calc.Activity{}
	for code, e := range l.entries {
		all[calc.ActivityKey{Practice: code, Service: e.service.code}] = e.Activity
	}
	return all
}

// of is what was filed for a practice and service, if anything.
func (l *ledger) of(code calc.PracticeCode, s *service) *entry {
	if a := l.accounts[code]; a != nil && s.place < len(a.lines) {
		return a.lines[s.place]
	}
	return nil
}
