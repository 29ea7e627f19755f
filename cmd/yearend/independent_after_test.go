package main

import (
	"bytes"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/fixtures"
	"yearend/fixtures/long"
	"yearend/fixtures/recount"
)

// Over seeded ICBs, four of them and in `make long` more, the effect of every request, every final position, the bridge
// and every payment are found a second time by recount, from the letters' inputs and
// what was asked, decided and agreed; and the run is the same when it is made again.
func TestEveryFinalFigureIsFoundASecondTime(t *testing.T) {
	for seed := range long.Times(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			season, err := fixtures.SeededAfter(seed)
			if err != nil {
				t.Fatal(err)
			}
			want, err := recount.After(season.Practices, season.Contracts, season.Activity, season.Asked, season.Plans)
			if err != nil {
				t.Fatal(err)
			}
			output := walkToTheOutcome(t, season)
			c := &agreement{t: t, folder: filepath.Join(output, "outcome-001")}
			c.rows("final.csv", "practice_code,practice_name,scheme,indicative_balance,accepted,final_earned,final_balance,outcome,basis,requests", want.Final)
			c.same("bridge.csv", []string{"scheme", "indicative", "mitigation", "final", "held"}, want.Bridge)
			c.same("payments.csv", []string{"practice_code", "scheme", "kind", "outcome", "amount", "sign", "previous", "difference", "period"}, want.Payments)
			c.written(want.Final)
			c.folder = filepath.Join(output, "panel-001")
			c.effects(want.Effects)
			c.report()
		})
	}
}

// walkToTheOutcome makes and approves the letters, has the panel decide, and makes the
// outcome run. It gives the folder of runs.
func walkToTheOutcome(t *testing.T, season fixtures.SeededSeason) string {
	t.Helper()
	project := writeSeason(t, season.Set, nil)
	root := filepath.Dir(project)
	text := strings.Replace(string(read(t, project)), "\n  ledger: [inputs/ledger.csv]", fixtures.PanelInputs, 1) + fixtures.PanelMembers
	for name, body := range map[string][]byte{"yearend.yaml": []byte(text), "inputs/ltc-requests.xlsx": season.LTC, "inputs/cap-requests.xlsx": season.CAP,
		"inputs/corrections.csv": season.Corrections, "inputs/plans.csv": season.Plans} {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	do := func(args ...string) string {
		var out bytes.Buffer
		if code := runAt(t.Context(), hereOf(t), append(args, "--project", project), &out, &out); code != exitDone && code != exitPerson {
			t.Fatalf("%v: exit %d\n%s", args, code, &out)
		}
		return out.String()
	}
	made := do("produce", "--as-of", "2026-04-17")
	letters := regexp.MustCompile(`: (\d+) letters dated`).FindStringSubmatch(made)
	if letters == nil {
		t.Fatalf("produce says\n%s", made)
	}
	do("approve", "run-001", "--by", "Alex Sample", "--letters", letters[1])
	do("panel", "--as-of", "2026-05-11")
	pack := filepath.Join(root, "output", "panel-001")
	sheet, decisions, err := season.Sheet(read(t, filepath.Join(pack, "requests.csv")), read(t, filepath.Join(pack, "run.json")))
	if err != nil {
		t.Fatal(err)
	}
	decided := filepath.Join(root, "decided.xlsx")
	if err := os.WriteFile(decided, sheet, 0o600); err != nil {
		t.Fatal(err)
	}
	do("decide", decided, "--as-of", "2026-05-14", "--by", "Jo Placeholder", "--decisions", fmt.Sprint(decisions))
	do("produce", "--outcome", "--as-of", "2026-05-22")
	do("verify", "outcome-001")
	return filepath.Join(root, "output")
}

// same compares some columns of a table with the rows that it should have, in their order.
func (c *agreement) same(name string, columns []string, want [][]string) {
	c.t.Helper()
	got := c.read(name)
	if len(got)-1 != len(want) {
		c.differ("%s: %d rows, want %d", name, len(got)-1, len(want))
	}
	for i := range min(len(got)-1, len(want)) {
		var row []string
		for _, column := range columns {
			row = append(row, got[i+1][slices.Index(got[0], column)])
		}
		c.row(fmt.Sprintf("%s: row %d, %s", name, i+2, want[i][0]), columns, row, want[i])
	}
}

// written works every sum of working.csv out again from its own words: what was recorded and
// what was accepted come to what is final.
func (c *agreement) written(final [][]string) {
	c.t.Helper()
	working, some := stepsOf(c.read("working.csv")[1:]), 0
	for _, row := range final {
		key := row[0] + " " + row[2]
		if row[7] == "held" {
			if steps := working[key]; len(steps) != 1 || steps[0].Label != "Held: no figures" {
				c.differ("working.csv: %s is held, and works out %v", key, steps)
			}
			continue
		}
		w, err := recount.Rework(working[key])
		if err != nil {
			c.differ("working.csv: %s: %v", key, err)
			continue
		}
		accepted := new(big.Rat)
		for _, l := range w.Lines {
			for _, n := range l.Accepted {
				accepted.Add(accepted, n)
			}
		}
		if accepted.Sign() > 0 {
			some++
		}
		c.row("working.csv: "+key, []string{"accepted", "final_earned", "final_balance"}, []string{accepted.RatString(), twoPlaces(w.Earned), twoPlaces(w.Balance)}, row[4:7])
	}
	if some == 0 {
		c.differ("working.csv: nothing is accepted in it")
	}
}

// effects compares what each request of a pack would change.
func (c *agreement) effects(want [][]string) {
	c.t.Helper()
	got, at := c.read("requests.csv"), map[string][]string{}
	columns := []string{"request", "balance_before", "balance_if_all", "effect"}
	for _, row := range got[1:] {
		if row[slices.Index(got[0], "state")] != "in pack" {
			continue
		}
		for _, column := range columns {
			at[row[0]] = append(at[row[0]], row[slices.Index(got[0], column)])
		}
	}
	if len(at) != len(want) || len(want) == 0 {
		c.differ("requests.csv: %d requests lie before the panel, want %d", len(at), len(want))
	}
	for _, row := range want {
		if at[row[0]] == nil {
			c.differ("requests.csv: no row for %s", row[0])
			continue
		}
		c.row("requests.csv: "+row[0], columns, at[row[0]], row)
	}
}
