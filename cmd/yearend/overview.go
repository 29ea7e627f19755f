package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// overview is what a person is shown before approving a run, line by line: what
// it comes to, and everything that they should have looked at.
func overview(run register.Run) ([]string, error) {
	var b strings.Builder
	r := run.Record
	fmt.Fprintf(&b, "%s, dated %s, made by %s\ndigest %s\n\n", run.Name, r.AsOf, r.Program, run.Digest)
	sayRecordTotals(&b, r)
	b.WriteString("\n")
	looks, err := looksOf(run)
	if err != nil {
		return nil, err
	}
	sayLooks(&b, looks)
	near, err := tableOf(run, "near.csv")
	if err != nil {
		return nil, err
	}
	sayNear(&b, near)
	sayAssumptions(&b, r.Unconfirmed)
	if err := sayMailboxes(&b, run); err != nil {
		return nil, err
	}
	if needs := r.Needs(); needs > 1 {
		fmt.Fprintf(&b, "\n%d people must approve this run.\n", needs)
	}
	return strings.Split(strings.TrimRight(b.String(), "\n"), "\n"), nil
}

// sayRecordTotals is a line a scheme: the letters, the outcomes and the sums.
func sayRecordTotals(b *strings.Builder, r register.Record) {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "scheme\tnew\tchanged\tunchanged\theld\twithdrawn\tto pay\t\tto recoup\t\tnil\t")
	for _, scheme := range sortedKeys(r.Totals) {
		of := r.Totals[scheme]
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t%d\t%s\t%d\t\n", scheme, of.New, of.Changed, of.Unchanged, of.Held, of.Withdrawn,
			of.Pay, pounds(of.ToPay), of.Recoup, pounds(of.ToRecoup), of.Nil)
	}
	t.Flush()
	fmt.Fprintf(b, "\nLetters of this run: %d\n", r.Letters())
}

// pounds writes a sum of a record as a person reads it.
func pounds(sum string) string {
	m, err := calc.ParseMoney(sum)
	if err != nil {
		return sum
	}
	return letters.Pounds(m)
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

// sayLooks lists them by code, each code's first few.
func sayLooks(b *strings.Builder, problems []calc.Problem) {
	byCode := map[string][]calc.Problem{}
	for _, p := range problems {
		if p.Severity != calc.Stop {
			byCode[p.Code] = append(byCode[p.Code], p)
		}
	}
	for _, code := range sortedKeys(byCode) {
		some := byCode[code]
		fmt.Fprintf(b, "%s: %s %s\n", some[0].Severity, letters.Count(int64(len(some))), code)
		for _, p := range some[:min(len(some), problemsShown)] {
			fmt.Fprintf(b, "  %s\n", problemLine(p))
		}
		if len(some) > problemsShown {
			fmt.Fprintf(b, "  … the others are in problems.csv\n")
		}
	}
}

func sayAssumptions(b *strings.Builder, open []register.Assumption) {
	fmt.Fprintf(b, "\nAssumptions that nobody has confirmed: %d\n", len(open))
	for _, a := range open {
		moves := ""
		if a.MovesMoney {
			moves = "; moves money"
		}
		fmt.Fprintf(b, "  %s %s: %s (ask %s%s)\n", a.Scheme, a.ID, a.Title, a.Ask, moves)
	}
}
