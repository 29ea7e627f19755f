package season

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
)

// twoRuns are a year-end run and the outcome run that rests on it.
func twoRuns(t *testing.T) (p Project, runs map[string]register.Run) {
	t.Helper()
	p = starterProject(t)
	if _, err := Produce(t.Context(), p, yearEnd(t, "2026-04-17")); err != nil {
		t.Fatal(err)
	}
	approveAll(t, p, "run-001")
	ask := yearEnd(t, "2026-05-22")
	ask.Kind = letters.Outcome()
	if made, err := Produce(t.Context(), p, ask); err != nil || made.Dir == "" {
		t.Fatal(err, made.Settled.Extract)
	}
	runs = map[string]register.Run{}
	for _, name := range []string{"run-001", "outcome-001"} {
		found, err := p.folder().Find(name)
		if err != nil {
			t.Fatal(err)
		}
		runs[name] = found
	}
	return p, runs
}

// The register that a run was made from is the one that it keeps: an outcome run has it
// in the year-end run on which it rests. One that is not as it was written is refused,
// and so is one that does not read as it did: none of its practices would be known.
func TestTheRegisterThatARunKeeps(t *testing.T) {
	p, runs := twoRuns(t)
	approveAll(t, p, "outcome-001")
	p.Mail.Archive = "team@example.org"
	now := yearEnd(t, "2026-05-22").Now
	for name, of := range runs {
		t.Run(name, func(t *testing.T) {
			schemes, err := schemesOf(of)
			if err != nil {
				t.Fatal(err)
			}
			practices, err := keptRegister(of, schemes)
			if err != nil || !slices.ContainsFunc(practices, func(p calc.Practice) bool { return slices.Contains(p.Emails, "gp-p81999@example.org") }) {
				t.Fatalf("%d practices, %v", len(practices), err)
			}
			var kept string
			for file := range of.Record.Outputs {
				if strings.HasSuffix(file, "-practices.csv") {
					kept = file
				}
			}
			whole, err := os.ReadFile(of.Path(kept))
			if err != nil {
				t.Fatal(err)
			}
			write := func(text string) {
				t.Helper()
				if err := os.WriteFile(of.Path(kept), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			write(strings.ReplaceAll(string(whole), "gp-p81999@example.org", ""))
			_, err = keptRegister(of, schemes)
			_, sent := OpenSending(p, name, post.Asked{}, now, Watch{})
			for _, err := range []error{err, sent} {
				if err == nil || !strings.Contains(err.Error(), "-practices.csv of run-001: it is not what was written: `yearend verify "+name+"` says what differs") {
					t.Errorf("one that was altered: %v", err)
				}
			}
			if err := os.Remove(of.Path(kept)); err != nil {
				t.Fatal(err)
			}
			if _, err := keptRegister(of, schemes); err == nil {
				t.Error("one that is gone is taken for empty")
			}
		})
	}
}

// A version of the program that reads a run's copy in another way says so.
func TestAKeptRegisterThatNoLongerReads(t *testing.T) {
	p, runs := twoRuns(t)
	of := runs["run-001"]
	schemes, err := schemesOf(of)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range of.Record.Inputs {
		if in.Kind != "practices" {
			continue
		}
		text := []byte("Nothing of it\nis known\n")
		if err := os.WriteFile(of.Path(in.Copy), text, 0o666); err != nil {
			t.Fatal(err)
		}
		of.Record.Outputs[in.Copy] = register.Digest(text)
	}
	of.Record.Program = "yearend 0.0.9"
	_, read := keptRegister(of, schemes)
	_, derived := Derive(t.Context(), of)
	sending := Sending{Posting: &post.Posting{Run: of, Mailing: &post.Mailing{}}, Project: p, Schemes: schemes}
	for what, err := range map[string]error{"read": read, "derived again": derived, "printed": sending.misleadingOnPaper(nil)} {
		var hinted register.Hinted
		if err == nil || !strings.Contains(err.Error(), "-practices.csv of run-001 does not read as it did when the run was made") || !errors.As(err, &hinted) || !strings.Contains(hinted.Hint, "use yearend 0.0.9, which made it") {
			t.Errorf("%s: %v, hint: %s", what, err, hinted.Hint)
		}
	}
}
