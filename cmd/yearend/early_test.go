package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yearend/fixtures"
	"yearend/fixtures/long"
	"yearend/fixtures/recount"
)

// seededSeason is a day in the year, and the last month that is complete by then.
type seededSeason struct {
	on      time.Time
	through string
	months  int // through it
	issued  int // the month of the day, 0 for April
}

func seasons() []seededSeason {
	return []seededSeason{
		{time.Date(2026, 2, 10, 0, 0, 0, 0, time.UTC), "2026-01", 10, 10},
		{time.Date(2025, 10, 20, 0, 0, 0, 0, time.UTC), "2025-09", 6, 6},
		{time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC), "2026-02", 11, 11},
		{time.Date(2025, 7, 14, 0, 0, 0, 0, time.UTC), "2025-06", 3, 3},
	}
}

// Every cell of the tables of projections and advances is found a second time by
// recount, which knows the formats and nothing of the program, over ICBs of their
// own and four days of the season: one ICB for each day, and in `make long` more.
func TestEveryEarlyFigureIsFoundASecondTime(t *testing.T) {
	for seed := range long.Times(len(seasons())) {
		at := seasons()[seed%len(seasons())]
		t.Run(fmt.Sprintf("%d-through-%s", seed, at.through), func(t *testing.T) {
			t.Parallel()
			set, ledger := fixtures.Seeded(seed, at.on)
			want, err := recount.Early(set.Practices, set.Contracts, set.Activity, ledger, at.months, at.issued)
			if err != nil {
				t.Fatal(err)
			}
			project := writeSeason(t, set, ledger)
			var out bytes.Buffer
			exit := runAt(t.Context(), hereOf(t), []string{"produce", "--projection", "--through", at.through, "--project", project, "--as-of", at.on.Format(time.DateOnly)}, &out, &out)
			if exit != exitDone && exit != exitPerson {
				t.Fatalf("exit %d\n%s", exit, &out)
			}
			c := &agreement{t: t, folder: filepath.Join(filepath.Dir(project), "output", "projection-001")}
			c.rows("projections.csv", "practice_code,practice_name,scheme,through,contract_value,earned_floor,earned_so_far,earned_last_three,"+
				"low,high,advance_year,balance_low,balance_high,outcome", want.Projections)
			c.rows("projection_services.csv", "practice_code,scheme,service,target,recorded,achievement_floor,achievement_so_far,achievement_last_three,"+
				"needed_for_share,needed_for_target,working_days_left", want.Services)
			c.rows("advances.csv", "practice_code,scheme,reference,covers,due_month,due,paid_on,paid,difference,verdict", want.Advances)
			c.report()
			checkWrittenAhead(t, c.folder)
		})
	}
}

// rows compares a table with the rows that it should have, in their order: not a
// column more, and each cell.
func (c *agreement) rows(name, header string, want [][]string) {
	c.t.Helper()
	got := c.read(name)
	columns := strings.Split(header, ",")
	if !slices.Equal(got[0], columns) || len(got)-1 != len(want) {
		c.differ("%s: %d rows under %q, want %d under %q", name, len(got)-1, got[0], len(want), columns)
		return
	}
	if len(want) < 40 {
		c.differ("%s: only %d rows are compared", name, len(want))
	}
	for i, row := range want {
		c.row(fmt.Sprintf("%s: row %d, %s %s", name, i+2, row[0], row[1]), columns, got[i+1], row)
	}
}

// checkWrittenAhead works every written sum of a projection out again from its own
// words, and compares what it comes to with the tables.
func checkWrittenAhead(t *testing.T, folder string) {
	t.Helper()
	written := stepsOf(readRows(t, filepath.Join(folder, "working.csv")))
	services := readRows(t, filepath.Join(folder, "projection_services.csv"))
	names := map[string]string{"ecg": "ECGs", "phlebotomy": "Phlebotomy", "wound-care": "Wound Care", "domain-2": "Domain 2"}
	for _, row := range readRows(t, filepath.Join(folder, "projections.csv")) {
		key := row[0] + " " + row[2]
		if row[13] == "held" {
			continue
		}
		a, err := recount.ReworkAhead(written[key])
		if err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		got := []string{twoPlaces(a.Earned["Nothing more"]), twoPlaces(a.Earned["So far"]), twoPlaces(a.Earned["Last three"]), twoPlaces(a.Advance)}
		if want := []string{row[5], row[6], row[7], row[10]}; !slices.Equal(got, want) {
			t.Errorf("%s: the sums come to %v, the table has %v", key, got, want)
		}
		for _, s := range services {
			if s[0] != row[0] || s[1] != row[2] {
				continue
			}
			for i, way := range []string{"Nothing more", "So far", "Last three"} {
				if got := sixCut(a.Applied[names[s[2]]+": "+way].FloatString(12)); got != s[5+i] {
					t.Errorf("%s %s, %s: the sums come to %s, the table has %s", key, s[2], way, got, s[5+i])
				}
			}
			if got := a.Needed[names[s[2]]+": More for the target"].RatString(); got != s[9] {
				t.Errorf("%s %s: needed comes to %s, the table has %s", key, s[2], got, s[9])
			}
		}
	}
}

// sixCut cuts a decimal to six places.
func sixCut(decimal string) string { return decimal[:len(decimal)-6] }

// writeSeason writes a project of a set with its ledger into a folder of its own.
func writeSeason(t *testing.T, set fixtures.Set, ledger []byte) string {
	t.Helper()
	root := t.TempDir()
	text, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "icb", "yearend.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	project := strings.NewReplacer("../../output", "output", "activity: [inputs/activity.csv]", "activity: [inputs/activity.csv]\n  ledger: [inputs/ledger.csv]").Replace(string(text))
	for name, data := range map[string][]byte{
		"yearend.yaml": []byte(project), "inputs/practices.csv": set.Practices, "inputs/contracts.csv": set.Contracts,
		"inputs/activity.csv": set.Activity, "inputs/ledger.csv": ledger,
	} {
		if err := writeFile(filepath.Join(root, name), data); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(root, "yearend.yaml")
}
