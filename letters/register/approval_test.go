package register

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"yearend/calc"
	"yearend/letters"
)

func by(name string) Signatory {
	return Signatory{Name: name, At: time.Date(2026, 4, 17, 9, 30, 0, 0, time.UTC), Letters: 1, Shown: []string{"1 letter"}}
}

func approved(t *testing.T, r Run) bool {
	t.Helper()
	is, err := r.Approved()
	if err != nil {
		t.Fatal(err)
	}
	return is
}

func approve(t *testing.T, r Run, name string, wantStill int) {
	t.Helper()
	if still, err := r.Approve(by(name)); err != nil || still != wantStill {
		t.Fatalf("%s: %d still needed, %v", name, still, err)
	}
}

// As many people as the run asks for, and no one of them twice.
func TestDifferentPeopleApprove(t *testing.T) {
	r := keep(t, t.TempDir(), Record{Approvals: 2})
	if approved(t, r) {
		t.Fatal("approved by nobody")
	}
	approve(t, r, "Alex Sample", 1)
	for _, same := range []string{"Alex Sample", "alex  sample", " ALEX SAMPLE "} {
		_, err := r.Approve(by(same))
		refused(t, err, "has approved run-001 already")
	}
	if approved(t, r) {
		t.Fatal("approved by one, where two are needed")
	}
	approve(t, r, "Sam Mockford", 0)
	a, err := r.Approval()
	if err != nil || !approved(t, r) || len(a.By) != 2 || a.By[0].Shown[0] != "1 letter" || a.Digest != r.Digest {
		t.Errorf("%+v, %v", a, err)
	}
	if found, err := r.Check(); err != nil || len(found) != 0 {
		t.Errorf("an approval is a difference: %v, %v", found, err)
	}
}

// One account does not approve twice under two names, and what is taken back stays on
// record; then it is no approval, and the run is not missed.
func TestAnApprovalIsTakenBack(t *testing.T) {
	root := t.TempDir()
	r := keep(t, root, Record{Approvals: 2})
	alex, sam := by("Alex Sample"), by("Sam Mockford")
	alex.Account, sam.Account = "NHS\\alex", "nhs\\ALEX"
	give(t, r, alex)
	_, err := r.Approve(sam)
	refused(t, err, "Alex Sample has approved run-001 already from this account of the computer")
	sam.Account = "nhs\\sam"
	give(t, r, sam)
	before := approvalOf(t, r)
	if err := r.Revoke(Revocation{Name: "Sam Mockford", Because: "a practice is left out"}); err != nil {
		t.Fatal(err)
	}
	a := approvalOf(t, r)
	if approved(t, r) || len(a.Revoked) != 1 || len(a.Revoked[0].Of) != 2 || a.Revoked[0].Because != "a practice is left out" || a.Code() == before.Code() {
		t.Errorf("%+v", a)
	}
	if runs, err := yearEnds(root).Runs(); err != nil || len(runs) != 1 {
		t.Errorf("%v, %v", runs, err)
	}
	refused(t, r.Revoke(Revocation{Name: "Sam Mockford"}), "is not approved, and there is nothing to take back")
	alex.At = alex.At.AddDate(0, 0, 1)
	give(t, r, alex)
	give(t, r, sam)
	if all, err := readNoted(root); !approved(t, r) || err != nil || len(all) != 3 {
		t.Errorf("approved again: %+v, %v", all, err)
	}
}

func give(t *testing.T, r Run, by Signatory) {
	t.Helper()
	if _, err := r.Approve(by); err != nil {
		t.Fatal(err)
	}
}

func approvalOf(t *testing.T, r Run) Approval {
	t.Helper()
	a, err := r.Approval()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// An approval binds exactly one run: neither another run nor the same one with
// another record takes it.
func TestAnApprovalIsOfOneRun(t *testing.T) {
	root := t.TempDir()
	one, two := keep(t, root, Record{AsOf: "2026-04-17"}), keep(t, root, Record{AsOf: "2026-04-18"})
	approve(t, one, "Alex Sample", 0)
	text := must(os.ReadFile(one.Path(approvalFile)))
	write(t, two.Path(approvalFile), string(text))
	for _, try := range []func() error{
		func() error { _, err := two.Approved(); return err },
		func() error { _, err := two.Approve(by("Sam Mockford")); return err },
		func() error { _, _, err := LastApproved([]Run{one, two}, letters.YearEnd()); return err },
	} {
		refused(t, try(), "the approval in run-002 is of another run: run-001")
	}
	if string(must(os.ReadFile(two.Path(approvalFile)))) != string(text) {
		t.Error("a refused approval was written all the same")
	}
	three := filepath.Join(root, "run-003") // the whole folder of one, under another name
	if err := os.CopyFS(three, os.DirFS(one.Dir)); err != nil {
		t.Fatal(err)
	}
	copied, err := yearEnds(root).Find("run-003")
	if err != nil {
		t.Fatal(err)
	}
	_, err = copied.Approved()
	refused(t, err, "the approval in run-003 is of another run: run-001")
	write(t, one.Path("run.json"), string(must(os.ReadFile(one.Path("run.json"))))+" ")
	again, err := yearEnds(root).Find(one.Name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = again.Approved()
	refused(t, err, "run-001", "run.json was altered")
}

// The code for the minutes is that of one run and of all that was approved: an approval
// of which anything is another has another code.
func TestACodeIsOfOneApproval(t *testing.T) {
	given := func() Approval {
		return Approval{Run: "run-001", Digest: "abc", By: []Signatory{by("Alex Sample"), by("Sam Mockford")}}
	}
	code := given().Code()
	if again := given().Code(); again != code || len(code) != 10 {
		t.Fatalf("%s, and again %s", code, again)
	}
	for what, alter := range map[string]func(*Approval){
		"run":      func(a *Approval) { a.Run = "run-002" },
		"digest":   func(a *Approval) { a.Digest = "abd" },
		"name":     func(a *Approval) { a.By[1].Name = "Sam Placeholder" },
		"account":  func(a *Approval) { a.By[1].Account = "sam" },
		"computer": func(a *Approval) { a.By[1].Computer = "desk-2" },
		"moment":   func(a *Approval) { a.By[1].At = a.By[1].At.Add(time.Second) },
		"letters":  func(a *Approval) { a.By[1].Letters++ },
		"shown":    func(a *Approval) { a.By[1].Shown = []string{"2 letters"} },
		"people":   func(a *Approval) { a.By = a.By[:1] },
		"revoked":  func(a *Approval) { a.Revoked = []Revocation{{Name: "Alex Sample"}} },
	} {
		altered := given()
		if alter(&altered); altered.Code() == code {
			t.Errorf("another %s has the same code", what)
		}
	}
}

// An approval cut off by a crash of something else than this program is no
// approval, and not nobody's either.
func TestADamagedApprovalIsNamed(t *testing.T) {
	r := keep(t, t.TempDir(), Record{})
	write(t, r.Path(approvalFile), `{"run": "run-001", "dig`)
	_, err := r.Approved()
	refused(t, err, "approval.json is damaged", "restore it from a copy")
}

func TestTheLastApprovedRun(t *testing.T) {
	root := t.TempDir()
	one := keep(t, root, Record{})
	if _, any, err := LastApproved([]Run{one}, letters.YearEnd()); any || err != nil {
		t.Fatalf("%v, %v", any, err)
	}
	approve(t, one, "Alex Sample", 0)
	earlier := &Earlier{Run: one.Name, Digest: one.Digest}
	two := keep(t, root, Record{Earlier: earlier})
	three := keep(t, root, Record{Earlier: earlier})
	if last, any, err := LastApproved([]Run{one, two, three}, letters.YearEnd()); !any || err != nil || last.Name != "run-001" {
		t.Errorf("%s, %v", last.Name, err)
	}
	approve(t, two, "Alex Sample", 0)
	if last, _, err := LastApproved([]Run{one, two, three}, letters.YearEnd()); err != nil || last.Name != "run-002" {
		t.Errorf("%s, %v", last.Name, err)
	}
	// The first may be gone: the second carries on what stands.
	if last, _, err := LastApproved([]Run{two, three}, letters.YearEnd()); err != nil || last.Name != "run-002" {
		t.Errorf("%s, %v", last.Name, err)
	}
}

// The first run of the scheme that was approved says when its form opened: neither one
// that nobody approved, nor a later one.
func TestTheFirstApprovedRunOpensTheForm(t *testing.T) {
	root := t.TempDir()
	var runs []Run
	for i, on := range []string{"2026-04-14", "2026-04-17", "2026-04-29"} {
		r := keep(t, root, Record{AsOf: on, Tallies: map[string]calc.Tally{"ltc": {}, calc.Unattributed: {}}})
		if i > 0 { // the first is never approved
			approve(t, r, "Alex Sample", 0)
		}
		runs = append(runs, r)
	}
	if opened, err := OpenedBy(runs, letters.YearEnd()); err != nil || len(opened) != 1 || opened["ltc"] != 20260417 {
		t.Errorf("%v, %v", opened, err)
	}
}

// Without the approval, the letters of run-001 would be issued a second time.
func TestAnApprovalThatIsGoneIsMissed(t *testing.T) {
	root := t.TempDir()
	one := keep(t, root, Record{})
	two := keep(t, root, Record{Earlier: &Earlier{Run: one.Name, Digest: one.Digest}})
	for _, left := range [][]Run{{one, two}, {two}} {
		_, _, err := LastApproved(left, letters.YearEnd())
		refused(t, err, "run-002 was made when run-001 was approved", "restore")
	}
	other := keep(t, root, Record{Earlier: &Earlier{Run: one.Name, Digest: "of another run-001"}})
	approve(t, one, "Alex Sample", 0)
	_, _, err := LastApproved([]Run{one, other}, letters.YearEnd())
	refused(t, err, "restore")
}

// A folder where nothing can be written leaves the run as it was.
func TestAnApprovalThatCannotBeWritten(t *testing.T) {
	r := keep(t, t.TempDir(), Record{})
	if err := os.MkdirAll(r.Path(approvalFile+".part/in the way"), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Approve(by("Alex Sample")); err == nil {
		t.Error("it was written")
	}
	if approved(t, r) {
		t.Error("approved all the same")
	}
}
