package main

import "fmt"

// The ledger is kept as a careful person would keep it by hand: from what was
// corrected, and from nothing that the program says. It knows no sums, only
// when they must be the same: when nothing that counts is another.

// place is a practice and a scheme.
type place struct{ practice, scheme string }

// facts are what a letter would rest on, on the day of a run.
type facts struct {
	contracted bool
	held       bool
	figures    string // everything that counts
	words      string // everything else that the letter says
}

// issuedLetter is a letter that stands.
type issuedLetter struct {
	number  int
	run     string
	figures string
	words   string
}

// ledgerRow is what a run must say of a place.
type ledgerRow struct{ state, issue, replaces, letter, standsIn string }

// ledgerRun is a run, and what would stand if it were approved.
type ledgerRun struct {
	name   string
	base   string // the run that was approved when it was made
	rows   map[place]ledgerRow
	stands map[place]issuedLetter
}

// ledger is the whole book.
type ledger struct {
	runs     []ledgerRun
	approved string
	stands   map[place]issuedLetter
}

// enter writes a run into the book.
func (l *ledger) enter(name string, today map[place]facts, reissueWording bool) ledgerRun {
	r := ledgerRun{name: name, base: l.approved, rows: map[place]ledgerRow{}, stands: map[place]issuedLetter{}}
	for p, before := range l.stands {
		r.stands[p] = before
		if !today[p].contracted {
			r.rows[p] = ledgerRow{state: "withdrawn", issue: fmt.Sprint(before.number), standsIn: before.run}
		}
	}
	for p, f := range today {
		before, issued := l.stands[p]
		switch {
		case !f.contracted:
		case f.held:
			r.rows[p] = ledgerRow{state: "held", standsIn: before.run}
		case issued && f.figures == before.figures && !(reissueWording && f.words != before.words):
			r.rows[p] = ledgerRow{state: "unchanged", issue: fmt.Sprint(before.number), standsIn: before.run}
		default:
			row := ledgerRow{state: "new", issue: fmt.Sprint(before.number + 1), letter: "letters/" + p.scheme + "/" + p.practice + ".pdf"}
			if issued {
				row.state, row.replaces = "changed", referenceOf(p, before.number)
			}
			r.rows[p] = row
			r.stands[p] = issuedLetter{before.number + 1, name, f.figures, f.words}
		}
	}
	l.runs = append(l.runs, r)
	return r
}

func referenceOf(p place, number int) string {
	short := map[string]string{"ltc-les-2025-26": "LTC", "capitated-les-2025-26": "CAP"}[p.scheme]
	return fmt.Sprintf("%s/%s/2025-26/%d", p.practice, short, number)
}

// letters is how many letters of its own a run has.
func (r ledgerRun) letters() int {
	n := 0
	for _, row := range r.rows {
		if row.letter != "" {
			n++
		}
	}
	return n
}

// mayApprove says whether a run may be approved: only one that was compared
// with what is approved now.
func (l *ledger) mayApprove(r ledgerRun) bool { return r.base == l.approved && r.name > l.approved }

func (l *ledger) approve(r ledgerRun) { l.approved, l.stands = r.name, r.stands }
