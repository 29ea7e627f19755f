package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"yearend/letters"
	"yearend/letters/pdf/readback"
	"yearend/letters/register"
)

// origin is where a letter was made.
type origin struct {
	run   register.Run
	entry register.Entry
}

// verifyLetter says of a file which letter it is, by its bytes; or, where it is
// no letter byte for byte, what it claims to be.
func verifyLetter(o options, file string, stdout io.Writer) error {
	p, err := readProject(o.project)
	if err != nil {
		return err
	}
	runs, err := register.Runs(p.path(p.Output))
	if err != nil {
		return err
	}
	if code := strings.ToLower(strings.TrimSpace(file)); checkCode.MatchString("Check code: " + code) {
		return printed(stdout, runs, code)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return usageError(fmt.Errorf("read the letter: %w", err))
	}
	made, err := origins(runs, func(i register.Issued) bool { return i.SHA256 == register.Digest(data) })
	if err != nil {
		return err
	}
	if len(made) == 0 {
		return claimed(runs, filepath.ToSlash(file), data)
	}
	return sayOrigin(stdout, runs, made, filepath.ToSlash(file)+" is, byte for byte,")
}

// printed says which letter carries a check code, for one that is on paper.
func printed(stdout io.Writer, runs []register.Run, code string) error {
	made, err := origins(runs, func(i register.Issued) bool { return i.Check == code })
	if err != nil {
		return err
	}
	if len(made) == 0 {
		return fmt.Errorf("no letter of these runs has the check code %s", code)
	}
	return sayOrigin(stdout, runs, made, code+" is the check code of")
}

// sayOrigin says which letter it is, by the newest approved run that made it,
// or else the newest that did.
func sayOrigin(stdout io.Writer, runs []register.Run, made []origin, is string) error {
	newest := made[len(made)-1]
	for _, m := range made {
		approved, err := m.run.Approved()
		if err != nil {
			return err
		}
		if approved {
			newest = m
		}
	}
	letter := *newest.entry.Stands
	fmt.Fprintf(stdout, "%s\n  %s of %s\n  for %s %s, issue %d, made by %s\n", is, letter.Reference,
		letters.LongDate(letter.Date), newest.entry.Practice, newest.entry.Name, letter.Number, newest.run.Name)
	return sayStanding(stdout, runs, newest)
}

// origins are the runs that made a letter, the oldest first.
func origins(runs []register.Run, is func(register.Issued) bool) ([]origin, error) {
	var found []origin
	for _, run := range runs {
		entries, err := run.Entries()
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.Stands != nil && e.Stands.Run == run.Name && is(*e.Stands) {
				found = append(found, origin{run, e})
			}
		}
	}
	return found, nil
}

// sayStanding says whether a letter is the one that stands.
func sayStanding(stdout io.Writer, runs []register.Run, o origin) error {
	approved, err := o.run.Approved()
	if err != nil {
		return err
	}
	if !approved {
		fmt.Fprintf(stdout, "  %s is not approved: this letter was never issued\n", o.run.Name)
		return exitError{code: exitPerson}
	}
	last, _, err := register.LastApproved(runs)
	if err != nil {
		return err
	}
	entries, err := last.Entries()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(entries, func(e register.Entry) bool { return placeOf(e) == placeOf(o.entry) && e.Stands != nil })
	switch {
	case i < 0:
		return fmt.Errorf("%s, the last approved run, does not know the letter any more", last.Name)
	case entries[i].Stands.SHA256 != o.entry.Stands.SHA256:
		now := entries[i].Stands
		fmt.Fprintf(stdout, "  it was replaced by %s of %s, in %s\n", now.Reference, letters.LongDate(now.Date), now.Run)
		return exitError{code: exitPerson}
	case entries[i].State == letters.Withdrawn:
		fmt.Fprintf(stdout, "  it was the last letter, and the practice has no contract any more: it is withdrawn in %s\n", last.Name)
		return exitError{code: exitPerson}
	}
	fmt.Fprintf(stdout, "  it is the letter that stands\n")
	return nil
}

var checkCode = regexp.MustCompile(`Check code: ([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})$`)

// claimed judges a PDF that no run made, by the check code in its words.
func claimed(runs []register.Run, file string, data []byte) error {
	doc, err := new(readback.Reader).Read(data)
	if err != nil {
		return withHint(fmt.Errorf("%s is no letter of these runs, byte for byte: it was saved again by another program, or made by one", file),
			"give the check code below its reference instead: yearend verify --letter 4f2a-91c7-03de")
	}
	var code []string
	for _, part := range doc.Parts {
		for _, row := range part.Rows {
			if code == nil {
				code = checkCode.FindStringSubmatch(strings.Join(row, " "))
			}
		}
	}
	if code == nil {
		return fmt.Errorf("%s is no letter of these runs: it carries no check code", file)
	}
	made, err := origins(runs, func(i register.Issued) bool { return i.Check == code[1] })
	if err != nil {
		return err
	}
	if len(made) == 0 {
		return fmt.Errorf("%s is no letter of these runs: none has the check code %s", file, code[1])
	}
	o := made[len(made)-1]
	return withHint(errors.New(file+" is not the file that was made: it carries the check code of "+o.entry.Stands.Reference+" of "+o.run.Name+", and its bytes are others"),
		"it was saved again or altered: compare it with "+filepath.ToSlash(o.run.Path(o.entry.Stands.Letter)))
}
