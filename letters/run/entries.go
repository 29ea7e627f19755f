package run

import (
	"io"
	"iter"
	"slices"

	"yearend/calc"
	"yearend/letters/register"
	"yearend/letters/report"
)

func writeEntries(put Put, entries iter.Seq[register.Entry]) error {
	_, err := put(register.EntriesFile, func(w io.Writer) error { return register.WriteEntries(w, entries) })
	return err
}

// entriesOf is what the run says of each practice and scheme, for later runs: the
// positions in their order, then the letters that stand without one.
func entriesOf(asOf calc.Date, r Rendered) iter.Seq[register.Entry] {
	return func(yield func(register.Entry) bool) {
		for i, p := range r.Settled.Positions {
			if !yield(entryOf(asOf, r.Compared, p, r.Letters[i])) {
				return
			}
		}
		for _, e := range r.carried {
			if !yield(e) {
				return
			}
		}
	}
}

func entryOf(asOf calc.Date, c Compared, p calc.Position, w Written) register.Entry {
	e := register.Entry{Practice: p.Practice.Code, Name: p.Practice.Name, Scheme: p.Scheme.Code, State: w.Issue.State}
	if before, issued := c.stands[keyOf(p)]; issued {
		e.Stands = &before
	}
	if p.Outcome == calc.Held {
		e.Reason = report.Reason(p.Held)
		return e
	}
	statement := calc.StatementOf(p)
	e.Statement = &statement
	if w.Issue.Makes() {
		e.Stands = &register.Issued{
			Number: w.Issue.Number, Reference: w.Issue.Reference, Date: asOf,
			Letter: w.Issue.Letter, SHA256: w.Issue.SHA256, Check: w.check, Words: w.words,
			Address: addressLines(p.Practice), Statement: statement,
		}
	}
	return e
}

// moves is what became of each practice and scheme since the last approved run;
// none where there is no such run.
func (c Compared) moves(entries iter.Seq[register.Entry]) []calc.Move {
	if c.Earlier.Run == nil {
		return nil
	}
	return register.Compare(c.Earlier.Entries, slices.Collect(entries))
}
