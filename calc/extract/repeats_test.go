package extract

import (
	"fmt"
	"testing"
)

// TestFingerprints notices every repeat among many ids.
func TestFingerprints(t *testing.T) {
	f := newFingerprints()
	for i := range 50_000 {
		f.add(fmt.Sprint("R", i))
	}
	if len(f.suspects) > 0 {
		t.Errorf("%d of 50,000 different ids are suspected", len(f.suspects))
	}
	for i := range 50_000 {
		f.add(fmt.Sprint("R", i))
	}
	if f.kept != 50_000 || len(f.suspects) != 50_000 {
		t.Errorf("kept %d, suspected %d", f.kept, len(f.suspects))
	}
}

// TestSuspicionIsConfirmed suspects ids that do not repeat, as a chance
// likeness of two fingerprints would.
func TestSuspicionIsConfirmed(t *testing.T) {
	dir := folder(t, map[string]string{"activity.csv": goodActivity})
	in := Inputs{Root: dir, AsOf: asOf, Activity: []File{{Path: "activity.csv"}}}
	r := newReading(in, bothSchemes())
	for _, id := range []string{"R1", "R2"} {
		r.ids.suspects[r.ids.of(id)] = true
	}
	r.readAll("activity", in.Activity, r.activityLayouts())
	r.confirmRepeats()
	if len(r.problems) > 0 {
		t.Error(messages(r.problems))
	}
}
