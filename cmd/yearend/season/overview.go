package season

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"yearend/calc"
	"yearend/letters/register"
)

// Overview is what a person should have looked at before approving a run, besides
// what its record says.
type Overview struct {
	Looks     []calc.Problem
	Near      []map[string]string // the rows of near.csv
	Bridge    []map[string]string // the rows of bridge.csv, of an outcome run
	Letters   int                 // that have an envelope
	NoMailbox int                 // of these, so many that could be sent to nobody
	Since     string              // the run approved before; empty for none
	Mailboxes []MailboxChange     // since then
	After     Since               // what has happened after it was made
}

// MailboxChange is a practice whose letters go to another mailbox than by the run
// approved before.
type MailboxChange struct{ Practice, Now, Before string }

// LookGroup is the problems of one code.
type LookGroup struct {
	Code     string
	Severity calc.Severity
	All      []calc.Problem
}

// ByCode are the problems by their codes, those of what is implausible first.
func (o Overview) ByCode() []LookGroup {
	byCode := map[string][]calc.Problem{}
	for _, p := range o.Looks {
		if p.Severity != calc.Stop {
			byCode[p.Code] = append(byCode[p.Code], p)
		}
	}
	var first, then []LookGroup
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		group := LookGroup{code, byCode[code][0].Severity, byCode[code]}
		if calc.FirstToLookAt(code) {
			first = append(first, group)
		} else {
			then = append(then, group)
		}
	}
	return append(first, then...)
}

// NearGroup is the practices of a scheme that are near a boundary of one kind.
type NearGroup struct {
	Kind      calc.BoundaryKind
	Scheme    string
	Practices []string
}

// NearBy are the practices near a boundary, what matters most first, each once for a kind
// and scheme.
func (o Overview) NearBy() []NearGroup {
	var all []NearGroup
	for _, kind := range calc.BoundaryKinds() {
		codes := map[string][]string{} // by scheme
		for _, row := range o.Near {
			scheme, code := row["scheme"], row["practice_code"]
			if row["kind"] == string(kind) && !slices.Contains(codes[scheme], code) {
				codes[scheme] = append(codes[scheme], code)
			}
		}
		for _, scheme := range slices.Sorted(maps.Keys(codes)) {
			all = append(all, NearGroup{kind, scheme, codes[scheme]})
		}
	}
	return all
}

func overviewOf(p Project, run register.Run) (o Overview, err error) {
	if o.Looks, err = looksOf(run); err != nil {
		return o, err
	}
	if run.Kind.Final {
		if o.Bridge, err = tableOf(run, "bridge.csv"); err != nil {
			return o, err
		}
	}
	if !run.Kind.Early && !run.Kind.Final {
		if o.Near, err = tableOf(run, "near.csv"); err != nil {
			return o, err
		}
	}
	if err := o.after(p, run); err != nil {
		return o, err
	}
	return o, o.mailboxes(p, run)
}

// after says what has happened since the run was made.
func (o *Overview) after(p Project, of register.Run) error {
	envelopes, err := of.Envelopes()
	if err != nil {
		return err
	}
	entries, err := of.Entries()
	if err != nil {
		return err
	}
	register.Bear(envelopes, entries)
	o.After, err = p.since(of, slices.DeleteFunc(envelopes, func(e register.Envelope) bool { return e.Run != "" }), p.decidedByHand())
	return err
}

// mailboxes says how many letters go to no mailbox, and names the practices whose
// letters go to another than by the run approved before: whoever approves the run
// approves that too.
func (o *Overview) mailboxes(p Project, run register.Run) error {
	envelopes, err := run.Envelopes()
	if err != nil {
		return err
	}
	for _, e := range envelopes {
		if o.Letters++; e.To == "" {
			o.NoMailbox++
		}
	}
	if run.Record.Earlier == nil {
		return nil
	}
	earlier, err := p.folder().Find(run.Record.Earlier.Run)
	if err != nil {
		return err
	}
	old, err := earlier.Envelopes()
	if err != nil {
		return err
	}
	o.Since = earlier.Name
	before, now := mailboxesOf(old), mailboxesOf(envelopes)
	for _, practice := range slices.Sorted(maps.Keys(now)) {
		if was, known := before[practice]; known && was != now[practice] {
			o.Mailboxes = append(o.Mailboxes, MailboxChange{practice, now[practice], was})
		}
	}
	return nil
}

// mailboxesOf is where each practice's letters go; of one whose letters go to
// several, all of them.
func mailboxesOf(envelopes []register.Envelope) map[string]string {
	all := map[string][]string{}
	for _, e := range envelopes {
		if to := cmp.Or(e.To, "none"); !slices.Contains(all[e.Practice], to) {
			all[e.Practice] = append(all[e.Practice], to)
		}
	}
	mailboxes := map[string]string{}
	for practice, to := range all {
		mailboxes[practice] = calc.And(to)
	}
	return mailboxes
}

// looksOf are the problems of a run that a person should look at, or that hold
// a practice, from its own table.
func looksOf(run register.Run) ([]calc.Problem, error) {
	rows, err := tableOf(run, "problems.csv")
	if err != nil {
		return nil, err
	}
	var looks []calc.Problem
	for _, row := range rows {
		number, _ := strconv.Atoi(row["row"]) // empty where it has none
		looks = append(looks, calc.Problem{
			Row:  number,
			Code: row["code"], Severity: calc.Severity(row["severity"]), Practice: calc.PracticeCode(row["practice"]),
			Scheme: row["scheme"], File: row["file"], Sheet: row["sheet"], Column: row["column"], Found: row["found"], Remedy: row["remedy"],
		})
	}
	return looks, nil
}

// tableOf reads a table of a run: each row by its columns.
func tableOf(run register.Run, name string) ([]map[string]string, error) {
	data, err := run.Read(name)
	if err != nil {
		return nil, err
	}
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, fmt.Errorf("read %s of %s: it is no table: %w", name, run.Name, err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows, nil
}
