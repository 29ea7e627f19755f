package main

import (
	"fmt"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
)

// Whoever approves a run is told every practice near a boundary, once a kind
// and scheme, and first those whose outcome hangs on it.
func TestEveryPracticeNearABoundaryIsNamed(t *testing.T) {
	var near []map[string]string
	add := func(code, scheme, kind string) {
		near = append(near, map[string]string{"practice_code": code, "scheme": scheme, "kind": kind})
	}
	for i := range 30 {
		add(fmt.Sprintf("P82%03d", i), "ltc-les-2025-26", "share")
	}
	add("P82040", "capitated-les-2025-26", "outcome")
	add("P82040", "capitated-les-2025-26", "outcome") // another of its services
	add("P82041", "ltc-les-2025-26", "late")

	var said strings.Builder
	sayNear(&said, season.Overview{Near: near})
	for _, row := range near {
		if n := strings.Count(said.String(), row["practice_code"]); n != 1 {
			t.Errorf("%s is named %d times", row["practice_code"], n)
		}
	}
	if want := `
Near a boundary: 33
  A little more or less in one month would change the outcome: capitated-les-2025-26, 1
    P82040
  Without late coding the outcome would differ: ltc-les-2025-26, 1
    P82041
  A little more or less in one month would cross a share that the rules name: ltc-les-2025-26, 30
    P82000 P82001 `; !strings.HasPrefix(said.String(), want) {
		t.Errorf("says\n%s", said.String())
	}
}
