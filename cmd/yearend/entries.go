package main

import (
	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/report"
)

func writeEntries(put put, entries []register.Entry) error {
	data, err := register.WriteEntries(entries)
	if err != nil {
		return err
	}
	_, err = put(register.EntriesFile, data)
	return err
}

// entries is what the run says of each practice and scheme, for later runs: the
// positions in their order, then the letters that stand without one.
func (y *yearEnd) entries(made []written) []register.Entry {
	var entries []register.Entry
	for i, p := range y.settled.Positions {
		entries = append(entries, y.entry(p, made[i]))
	}
	return append(entries, y.earlier.carried...)
}

func (y *yearEnd) entry(p calc.Position, w written) register.Entry {
	e := register.Entry{Practice: p.Practice.Code, Name: p.Practice.Name, Scheme: p.Scheme.Code, State: w.issue.State}
	if before, issued := y.stands(p); issued {
		e.Stands = &before
	}
	if p.Outcome == calc.Held {
		e.Reason = report.Reason(p.Held)
		return e
	}
	statement := calc.StatementOf(p)
	e.Statement = &statement
	if w.issue.State == letters.New || w.issue.State == letters.Changed {
		e.Stands = &register.Issued{
			Number: w.issue.Number, Reference: letters.Reference(p, w.issue.Number), Date: y.asOf,
			Letter: w.issue.Letter, SHA256: w.issue.SHA256, Check: w.check, Words: w.words,
			Address: addressLines(p.Practice), Statement: statement,
		}
	}
	return e
}

// addressLines is all that decides where a letter goes by post.
func addressLines(p calc.Practice) []string {
	return append(append([]string{p.Addressee, p.Name}, p.Address...), p.Postcode)
}

// moves is what became of each practice and scheme since the last approved run;
// none where there is no such run.
func (y *yearEnd) moves(entries []register.Entry) []calc.Move {
	if y.earlier.run == nil {
		return nil
	}
	return register.Compare(y.earlier.entries, entries)
}
