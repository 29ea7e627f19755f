package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yearend/fixtures/long"
)

// sequences is how many year ends are lived through, and runs how many runs
// each has; `make long` lives through more.
const (
	sequences = 5
	runsEach  = 7
)

// Over sequences of corrections, approvals and runs, every practice and scheme
// holds exactly the letters that the ledger says it should, and every earlier
// letter is byte for byte there.
func TestEveryPracticeHoldsTheLettersOfTheLedger(t *testing.T) {
	t.Parallel()
	for seed := range uint64(long.Times(sequences)) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := &sequence{t: t, world: newWorld(seed), root: t.TempDir(), files: map[string][32]byte{}}
			s.ledger.stands = map[place]issuedLetter{}
			for n := range runsEach {
				s.step(n)
			}
			s.standing()
		})
	}
}

// sequence is one year end.
type sequence struct {
	t      *testing.T
	world  *world
	ledger ledger
	root   string
	asked  till                // by the runs that are approved
	made   []till              // what it is if the run is approved, run by run
	files  map[string][32]byte // every file that was ever written, with its digest
}

func (s *sequence) project() string { return filepath.Join(s.root, "yearend.yaml") }

// step corrects, produces, perhaps approves, and compares.
func (s *sequence) step(n int) {
	s.t.Helper()
	for range s.world.r.IntN(4) * min(n, 1) {
		s.world.correct()
	}
	s.write()
	reissue := s.world.r.IntN(5) == 0
	args := []string{"produce", "--as-of", time.Date(2026, 4, 17+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)}
	if reissue {
		args = append(args, "--reissue-wording")
	}
	if code, said := s.yearend(args...); code != exitDone && code != exitPerson {
		s.t.Fatalf("run %d: exit %d\n%s\n%s", n+1, code, said, strings.Join(s.world.corrected, "\n"))
	}
	run := s.ledger.enter(fmt.Sprintf("run-%03d", n+1), s.world.facts(), reissue)
	s.compare(run)
	s.made = append(s.made, s.checkPayments(run, s.asked))
	s.perhapsApprove(run)
	s.nothingLost()
}

// perhapsApprove approves the run, or the one before it, or none; what the
// ledger does not allow must be refused.
func (s *sequence) perhapsApprove(run ledgerRun) {
	s.t.Helper()
	switch s.world.r.IntN(5) {
	case 0, 1:
		return
	case 2:
		run = s.ledger.runs[max(0, len(s.ledger.runs)-2)]
	}
	if run.name == s.ledger.approved {
		return
	}
	code, said := s.yearend("approve", run.name, "--by", "Alex Sample", "--letters", fmt.Sprint(run.letters()))
	switch may := s.ledger.mayApprove(run); {
	case may && code == exitDone:
		s.ledger.approve(run)
		s.asked = s.made[slices.IndexFunc(s.ledger.runs, func(r ledgerRun) bool { return r.name == run.name })]
	case may || code != exitFailed:
		s.t.Fatalf("approve %s: exit %d, and may it be approved: %v\n%s", run.name, code, may, said)
	}
}

func (s *sequence) write() {
	s.t.Helper()
	files := s.world.files()
	text := read(s.t, filepath.Join("season", "starter.yaml"))
	role := []string{"Associate Director – Primary Care", "Director of Primary Care"}[s.world.role]
	files["../yearend.yaml"] = strings.Replace(string(text), "role: Associate Director – Primary Care", "role: "+role, 1)
	for name, data := range files {
		if err := writeFile(filepath.Join(s.root, "inputs", name), []byte(data)); err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s *sequence) yearend(args ...string) (code int, said string) {
	s.t.Helper()
	return child(s.t, append(args, "--project", s.project())...)
}

// compare holds what a run says of every practice and scheme against the ledger.
func (s *sequence) compare(want ledgerRun) {
	s.t.Helper()
	folder := filepath.Join(s.root, "output", want.name)
	got := map[place]ledgerRow{}
	for _, row := range readTable(s.t, filepath.Join(folder, "positions.csv")) {
		got[place{row["practice_code"], row["scheme"]}] = ledgerRow{row["state"], row["issue"], row["replaces"], row["letter"], row["stands_in"]}
		if row["letter"] != "" && row["sha256"] != fmt.Sprintf("%x", sha256.Sum256(read(s.t, filepath.Join(folder, row["letter"])))) {
			s.t.Errorf("%s: %s is not the letter of its digest", want.name, row["letter"])
		}
	}
	for p, row := range want.rows {
		if got[p] != row {
			s.t.Errorf("%s: %v is %+v, and the ledger says %+v", want.name, p, got[p], row)
		}
		delete(got, p)
	}
	if len(got) > 0 {
		s.t.Errorf("%s: the ledger does not know %v", want.name, got)
	}
	if made, err := filepath.Glob(filepath.Join(folder, "letters", "*", "*.pdf")); err != nil || len(made) != want.letters() {
		s.t.Errorf("%s: %d letters, and the ledger says %d (%v)", want.name, len(made), want.letters(), err)
	}
	if s.t.Failed() {
		s.t.Fatalf("after\n%s", strings.Join(s.world.corrected, "\n"))
	}
}

// nothingLost sees that every file of every run is what it was, whatever came
// later, and that nothing but an approval came into it.
func (s *sequence) nothingLost() {
	s.t.Helper()
	now := map[string][32]byte{}
	output := filepath.Join(s.root, "output")
	err := filepath.WalkDir(output, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "approval.json" || filepath.Dir(path) == output {
			return err
		}
		now[path] = sha256.Sum256(read(s.t, path))
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	newest := string(filepath.Separator) + s.ledger.runs[len(s.ledger.runs)-1].name + string(filepath.Separator)
	for path, digest := range now {
		if _, known := s.files[path]; !known && !strings.Contains(path, newest) {
			s.t.Errorf("%s came into a finished run", path)
		}
		if was, known := s.files[path]; known && was != digest {
			s.t.Errorf("%s is not what it was", path)
		}
	}
	for path := range s.files {
		if _, there := now[path]; !there {
			s.t.Errorf("%s is gone", path)
		}
	}
	maps.Copy(s.files, now)
}

// standing asks the program of every letter that was ever made whether it is
// the one that stands.
func (s *sequence) standing() {
	s.t.Helper()
	for _, r := range s.ledger.runs {
		for p, row := range r.rows {
			if row.letter == "" {
				continue
			}
			code, said := s.yearend("verify", "--letter", filepath.Join(s.root, "output", r.name, row.letter))
			stands := s.ledger.stands[p].run == r.name
			if says := strings.Contains(said, "it is the letter that stands") || strings.Contains(said, "it is withdrawn in"); says != stands {
				s.t.Errorf("%s in %s stands: %v, and the program says (exit %d)\n%s%v", row.letter, r.name, stands, code, said, s.world.corrected)
			}
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
