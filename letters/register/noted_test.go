package register

import (
	"os"
	"path/filepath"
	"testing"
)

// An approved run is missed, whatever became of it, the newest and any older one.
func TestAnApprovedRunIsMissed(t *testing.T) {
	root := t.TempDir()
	one := keep(t, root, Record{AsOf: "2026-04-17"})
	approve(t, one, "Alex Sample", 0)
	two := keep(t, root, Record{AsOf: "2026-04-18", Earlier: &Earlier{Run: one.Name, Digest: one.Digest}})
	approve(t, two, "Alex Sample", 0)
	for _, is := range []struct {
		away, says string
	}{
		{two.Path(approvalFile), "run-002 was approved, and has no approval.json any more"},
		{two.Dir, "run-002 was approved, and is not there"},
	} {
		if err := os.Rename(is.away, root+".away"); err != nil {
			t.Fatal(err)
		}
		_, err := yearEnds(root).Runs()
		refused(t, err, is.says, "restore the folder from a copy", NotedFile)
		if err := os.Rename(root+".away", is.away); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(one.Dir, root+".away"); err != nil {
		t.Fatal(err)
	}
	_, err := yearEnds(root).Runs()
	refused(t, err, "run-001 was approved, and is not there")
	if err := os.Rename(root+".away", one.Dir); err != nil {
		t.Fatal(err)
	}
	// Another run of the same number is not the one.
	if err := os.RemoveAll(two.Dir); err != nil {
		t.Fatal(err)
	}
	three := keep(t, root, Record{AsOf: "2026-05-01"})
	_, err = yearEnds(root).Runs()
	refused(t, err, three.Name, "is another run now")
}

// Killed between the approval and its note, the next approval makes it good;
// one of two approvals is not noted.
func TestNotesAreMadeGood(t *testing.T) {
	root := t.TempDir()
	one := keep(t, root, Record{})
	approve(t, one, "Alex Sample", 0)
	if err := os.Remove(filepath.Join(root, NotedFile)); err != nil {
		t.Fatal(err)
	}
	two := keep(t, root, Record{Approvals: 2, Earlier: &Earlier{Run: one.Name, Digest: one.Digest}})
	approve(t, two, "Alex Sample", 1)
	if noted, err := readNoted(root); err != nil || len(noted) != 0 {
		t.Errorf("%v, %v", noted, err)
	}
	approve(t, two, "Sam Mockford", 0)
	if noted, err := readNoted(root); err != nil || len(noted) != 2 || noted[0].Run != "run-001" || noted[1].Digest != two.Digest {
		t.Errorf("%v, %v", noted, err)
	}
	if err := os.Remove(filepath.Join(root, NotedFile)); err != nil {
		t.Fatal(err)
	}
	if err := yearEnds(root).Note(); err != nil { // as the next command that works in the folder does
		t.Fatal(err)
	}
	if noted, err := readNoted(root); err != nil || len(noted) != 2 {
		t.Errorf("%v, %v", noted, err)
	}
	write(t, filepath.Join(root, NotedFile), "{\"run\": \"run-0")
	_, err := yearEnds(root).Runs()
	refused(t, err, "line 1 of", "is damaged")
}

// One of two approvals that is taken out of the file is missed as well.
func TestOneOfTwoApprovalsIsMissed(t *testing.T) {
	root := t.TempDir()
	r := keep(t, root, Record{Approvals: 2})
	approve(t, r, "Alex Sample", 1)
	approve(t, r, "Sam Mockford", 0)
	a := approvalOf(t, r)
	a.By = a.By[:1]
	if err := r.writeApproval(a); err != nil {
		t.Fatal(err)
	}
	_, err := yearEnds(root).Runs()
	refused(t, err, "run-001 was approved, and has no "+approvalFile+" any more")
}
