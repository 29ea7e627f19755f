package season

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// An input that vanishes, or becomes another, between being read and being
// archived ends the run, and nothing of it is left.
func TestAnInputThatVanishesMidway(t *testing.T) {
	p, ask := starterProject(t), yearEnd(t, "2026-04-18")
	if _, err := Produce(t.Context(), p, yearEnd(t, "2026-04-17")); err != nil {
		t.Fatal(err)
	}
	approveAll(t, p, "run-001")
	activity := p.path("inputs/activity.csv")
	whole, err := os.ReadFile(activity)
	if err != nil {
		t.Fatal(err)
	}
	for _, is := range []struct {
		happens func() error
		says    string
	}{
		{func() error { return os.Remove(activity) }, "archive inputs/activity.csv: open "},
		{func() error { return os.WriteFile(activity, whole[:len(whole)/2], 0o666) }, "archive inputs/activity.csv: it changed while it was read; run again"},
	} {
		from, err := read(p, ask)
		if err != nil {
			t.Fatal(err)
		}
		if err := is.happens(); err != nil {
			t.Fatal(err)
		}
		if _, err := produce(t.Context(), p, ask, from); err == nil || !strings.Contains(err.Error(), is.says) {
			t.Errorf("%v, and not %q", err, is.says)
		}
		if left := inFolder(t, p); !slices.Equal(left, []string{"run-001"}) {
			t.Errorf("left: %s", left)
		}
		if err := os.WriteFile(activity, whole, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	made, err := Produce(t.Context(), p, ask)
	if err != nil || filepath.Base(made.Dir) != "run-002" {
		t.Fatalf("%s: %v", made.Dir, err)
	}
	verify(t, p, "run-002")
}

// approveAll approves a run as a person would who is shown it.
func approveAll(t *testing.T, p Project, name string) {
	t.Helper()
	a, err := OpenApproval(p, name, "Alex Sample")
	if err != nil {
		t.Fatal(err)
	}
	if still, err := a.Bind([]string{"shown"}, yearEnd(t, "2026-04-18").Now, Watch{}); err != nil || still != 0 {
		t.Fatalf("%s: %d still needed, %v", name, still, err)
	}
}

// verify sees that a run is what was written, and is made again to the same bytes.
func verify(t *testing.T, p Project, name string) {
	t.Helper()
	run, err := Verify(p, name)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Derive(t.Context(), run)
	if err != nil || len(again.Differ) > 0 || again.Same != len(run.Record.Outputs)+1 {
		t.Errorf("%s: %d are the same, and not %v: %v", name, again.Same, again.Differ, err)
	}
}
