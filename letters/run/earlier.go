package run

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/report"
)

// Earlier is the last approved run of the kind, as a new one compares itself with
// it. Only an approved run issues letters.
type Earlier struct {
	Run     *register.Earlier // nil where nothing is approved yet
	AsOf    calc.Date
	Opened  map[string]calc.Date // by scheme, the date of issue of its first approved run
	Entries []register.Entry
	Used    Used          // numbers of letters that were approved and taken back
	Unsent  Unsent        // letters that stand and never went
	Sent    []report.Sent // what has become of the letters of all runs whose sending has begun

	Asking *register.Earlier // the approved run that last asked Finance for money, where that is not Run
	Sums   []register.Entry  // what it says of each position
}

// EarlierOf is a run as a later one compares itself with it.
func EarlierOf(last register.Run) (Earlier, error) {
	entries, err := last.Entries()
	if err != nil {
		return Earlier{}, err
	}
	asOf, err := calc.ParseDate(last.Record.AsOf)
	if err != nil {
		return Earlier{}, fmt.Errorf("read %s: %w", last.Name, err)
	}
	return Earlier{Run: &register.Earlier{Run: last.Name, Digest: last.Digest}, AsOf: asOf, Entries: entries}, nil
}

// AskedBy is the same beside the run that last asked Finance for money, which may be
// of another kind.
func (e Earlier) AskedBy(last register.Run) (Earlier, error) {
	if is := last.Is(); e.Run == nil || *e.Run != is {
		e.Asking = &is
		var err error
		if e.Sums, err = last.Entries(); err != nil {
			return e, err
		}
	}
	return e, nil
}

// sums are the entries by which Finance was asked before.
func (e Earlier) sums() []register.Entry {
	if e.Asking != nil {
		return e.Sums
	}
	return e.Entries
}

// outcomes are the outcome letters that were approved before a year-end run: those of
// the outcome run that asked for money last, and those that the last year-end run knew.
func (e Earlier) outcomes(kind letters.Kind) map[register.PositionKey]*letters.OutcomeLetter {
	known := map[register.PositionKey]*letters.OutcomeLetter{}
	if kind.Final || kind.Early {
		return known
	}
	for _, before := range e.Entries {
		if before.Outcome != nil {
			known[before.Key()] = before.Outcome
		}
	}
	for _, told := range e.Sums { // of another kind than the run itself: of the outcome
		if told.Stands != nil {
			known[told.Key()] = &letters.OutcomeLetter{Reference: told.Stands.Reference, On: told.Stands.Date}
		}
	}
	return known
}

// keptSums is where a run keeps them, where they are not those of the run that it
// compares its letters with.
const keptSums = "inputs/earlier-sums.jsonl"

// Allows refuses letters that would be older than those they replace.
func (e Earlier) Allows(asOf calc.Date) error {
	if asOf >= e.AsOf {
		return nil
	}
	return register.WithHint(fmt.Errorf("%s is approved and dated %s, and the new letters would be dated %s", e.Run.Run, e.AsOf, asOf),
		"a letter cannot be older than the one it replaces: give a later --as-of")
}

// keptSent is where a run keeps what had become of earlier letters.
const keptSent = "inputs/earlier-sent.csv"

var sentColumns = []string{"run", "practice_code", "practice_name", "scheme", "reference", "address", "state", "when", "receipt"}

// copies keeps what the run was compared with.
func (e Earlier) copies(put Put) error {
	if err := e.Used.copies(put); err != nil {
		return err
	}
	if e.Asking != nil {
		if _, err := put(keptSums, func(w io.Writer) error { return register.WriteEntries(w, slices.Values(e.Sums)) }); err != nil {
			return err
		}
	}
	if e.Run == nil {
		return nil
	}
	if err := e.Unsent.copies(put); err != nil {
		return err
	}
	_, err := put(keptEarlier, func(w io.Writer) error { return register.WriteEntries(w, slices.Values(e.Entries)) })
	if err != nil || len(e.Sent) == 0 {
		return err
	}
	_, err = put(keptSent, e.writeSent)
	return err
}

func (e Earlier) writeSent(to io.Writer) error {
	w := letters.NewCSV(to, sentColumns...)
	for _, s := range e.Sent {
		w.Row(s.Run, s.Practice, s.Name, s.Scheme, s.Reference, s.Address, s.State, s.When, s.Receipt)
	}
	return w.End()
}

// KeptEarlier reads what a run was compared with, from its copies.
func KeptEarlier(run register.Run) (Earlier, error) {
	e := Earlier{Run: run.Record.Earlier, Asking: run.Record.Asking, Opened: run.Record.Opened}
	var err error
	if e.Used, err = readUsed(run); err != nil {
		return e, err
	}
	if e.Asking != nil {
		text, err := run.Read(keptSums)
		if err != nil {
			return e, err
		}
		if e.Sums, err = register.ReadEntries(text); err != nil {
			return e, err
		}
	}
	if e.Run == nil {
		return e, nil
	}
	if e.Unsent, err = KeptUnsent(run); err != nil {
		return e, err
	}
	text, err := run.Read(keptEarlier)
	if err != nil {
		return e, err
	}
	if e.Entries, err = register.ReadEntries(text); err != nil {
		return e, err
	}
	if _, kept := run.Record.Outputs[keptSent]; kept {
		e.Sent, err = readSent(run)
	}
	return e, err
}

func readSent(run register.Run) ([]report.Sent, error) {
	data, err := run.Read(keptSent)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 || len(rows[0]) != len(sentColumns) {
		return nil, fmt.Errorf("read %s: it is not as yearend writes it: %w", keptSent, err)
	}
	var all []report.Sent
	for _, row := range rows[1:] {
		for i := range row {
			row[i] = letters.AsWritten(row[i])
		}
		all = append(all, report.Sent{Run: row[0], Practice: row[1], Name: row[2], Scheme: row[3], Reference: row[4],
			Address: row[5], State: row[6], When: row[7], Receipt: row[8]})
	}
	return all, nil
}

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
	e := register.Entry{Practice: p.Practice.Code, Name: p.Practice.Name, Scheme: p.Scheme.Code, State: w.Issue.State, Outcome: c.outcome[keyOf(p)]}
	if before, issued := c.stands[keyOf(p)]; issued {
		e.Stands = &before
	}
	if len(p.Held) > 0 {
		e.Reason = report.Reason(p.Held)
		e.Asked = c.asks(c.previous[keyOf(p)])
		return e
	}
	statement := calc.StatementOf(p)
	e.Statement, e.Asked = &statement, c.asks(p.Balance)
	if w.Issue.Makes() {
		e.Stands = &register.Issued{
			Number: w.Issue.Number, Reference: w.Issue.Reference, Date: asOf,
			Letter: w.Issue.Letter, SHA256: w.Issue.SHA256, Check: w.check, Words: w.words,
			Address: AddressLines(p), Notes: p.Notes(), Statement: statement,
		}
	}
	return e
}

// asks is a sum that Finance is asked for, in a run of a kind that asks.
func (c Compared) asks(sum calc.Money) *calc.Money {
	if c.kind.Early {
		return nil
	}
	return &sum
}

// moves is what became of each practice and scheme since the last approved run;
// none where there is no such run.
func (c Compared) moves(entries iter.Seq[register.Entry]) []calc.Move {
	if c.Earlier.Run == nil {
		return nil
	}
	return register.Compare(c.Earlier.Entries, slices.Collect(entries))
}

// previously is what Finance was asked for before, on each position.
func (c Compared) previously() []calc.Money {
	var all []calc.Money
	for _, p := range c.Settled.Positions {
		all = append(all, c.previous[keyOf(p)])
	}
	return all
}
