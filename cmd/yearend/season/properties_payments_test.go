package season

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yearend/calc"
	"yearend/letters"
)

// Over the approved runs of an ICB whose files change between them, the differences in payments.csv add up to what the
// newest asks for, on each practice and scheme, to the penny; what was revoked is as if it had never been. A run makes
// letters, so that one ICB in ten or so is lived through.
func TestDifferencesOfAnyICBAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if rapid.IntRange(0, 9).Draw(t, "one in ten") != 9 {
			return
		}
		live := newAsking(t, drawICB(t, false))
		for n := range 4 - rapid.IntRange(0, 1).Draw(t, "fewer runs") {
			for range min(n, 1) * rapid.IntRange(1, 2).Draw(t, "changes") {
				live.change()
			}
			if n == 1 {
				live.hold() // between two approved runs, as a rule
			}
			live.step(n)
		}
	})
}

// asking is an ICB from run to run, with what Finance was asked for by those that are approved.
type asking struct {
	*rapid.T
	icb  anyICB
	root string
	runs []approvedRun // that stand, by when they were approved
}

// approvedRun is a run with the differences in its payments.csv, and the signed sums that it asks for, in pence.
type approvedRun struct {
	name              string
	differences, sums map[string]int64
}

func newAsking(t *rapid.T, icb anyICB) *asking {
	root, err := os.MkdirTemp("", "yearend-asking-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	return &asking{T: t, icb: icb, root: root}
}

// write writes the ICB's files and its project, in which so few practices stop nothing.
func (a *asking) write() Project {
	text, err := starter.ReadFile("starter.yaml")
	if err != nil {
		a.Fatal(err)
	}
	for name, data := range map[string]string{
		"yearend.yaml":         string(text) + "\nplausible: {few: 100}\n",
		"inputs/practices.csv": practicesHead + strings.Join(a.icb.practices, ""),
		"inputs/contracts.csv": contractsHead + strings.Join(a.icb.contracts, ""),
		"inputs/activity.csv":  recordsHead + strings.Join(a.icb.records, ""),
	} {
		if err := writeFile(filepath.Join(a.root, name), []byte(data)); err != nil {
			a.Fatal(err)
		}
	}
	p, err := ReadProject(filepath.Join(a.root, "yearend.yaml"))
	if err != nil {
		a.Fatal(err)
	}
	return p.At(Here{Account: "tester", Computer: "pc-1", Profile: filepath.Join(a.root, ".profile")})
}

// step makes a run, holds its payments against what the files come to, and perhaps approves it (the first always), or revokes the newest
// that is approved.
func (a *asking) step(n int) {
	p, now := a.write(), func() time.Time { return time.Date(2026, 4, 17+n, 12, 0, 0, 0, time.UTC) }
	made, err := Produce(a.Context(), p, Request{Kind: letters.YearEnd(), AsOf: calc.DateOf(now()), Now: now})
	if err != nil {
		a.Fatal(err)
	}
	if made.Dir == "" { // its files are refused whole: none of their records is of the year
		return
	}
	run := a.check(filepath.Base(made.Dir))
	if n == 0 || rapid.SampledFrom([]bool{true, true, false}).Draw(a.T, "approved") {
		approval, err := OpenApproval(p, run.name, "Alex Sample")
		if err != nil {
			a.Fatal(err)
		}
		if still, err := approval.Bind([]string{"shown"}, now, Watch{}); err != nil || still != 0 {
			a.Fatalf("%s: %d still needed, %v", run.name, still, err)
		}
		a.runs = append(a.runs, run)
	}
	if newest := len(a.runs) - 1; newest >= 0 && rapid.IntRange(0, 4).Draw(a.T, "revoked") == 4 {
		if _, err := Revoke(p, a.runs[newest].name, "Alex Sample", "the wrong file", now, Watch{}); err != nil {
			a.Fatal(err)
		}
		a.runs = a.runs[:newest]
	}
	a.addsUp()
}

// asked are the differences of the approved runs that stand, added up.
func (a *asking) asked() map[string]int64 {
	all := map[string]int64{}
	for _, run := range a.runs {
		for place, difference := range run.differences {
			all[place] += difference
		}
	}
	return all
}

// addsUp sees that they come to what the newest of them asks for.
func (a *asking) addsUp() {
	if len(a.runs) == 0 {
		return
	}
	newest, asked := a.runs[len(a.runs)-1], a.asked()
	for _, sums := range []map[string]int64{asked, newest.sums} {
		for place := range sums {
			if asked[place] != newest.sums[place] {
				a.Fatalf("the differences for %s come to %d pence, and %s asks for %d", place, asked[place], newest.name, newest.sums[place])
			}
		}
	}
}

// check holds the rows of a run's payments.csv against what the rows of the files come to, and against what the
// approved runs asked for before it.
func (a *asking) check(name string) approvedRun {
	before := a.asked()
	run := approvedRun{name, map[string]int64{}, a.wanted(name, before)}
	for _, row := range a.table(name, "payments.csv") {
		place := row["practice_code"] + " " + row["scheme"]
		if _, twice := run.differences[place]; twice {
			a.Fatalf("%s: %s has two rows", name, place)
		}
		run.differences[place] = penceOf(row["difference"])
		amount := penceOf(row["amount"])
		if row["sign"] == "-1" {
			amount = -amount
		}
		if row["outcome"] == "held" {
			amount = before[place] // it stays as it was asked for
		}
		if want := run.sums[place]; penceOf(row["previous"]) != before[place] || amount != want || run.differences[place] != want-before[place] {
			a.Fatalf("%s: before %d pence, now %d, and its row is %v", name, before[place], want, row)
		}
	}
	for _, sums := range []map[string]int64{run.sums, before} {
		for place, sum := range sums {
			if _, has := run.differences[place]; sum != 0 && !has {
				a.Fatalf("%s: %s has no row: before %d pence, now %d", name, place, before[place], run.sums[place])
			}
		}
	}
	return run
}

// wanted are the signed sums of a run: the balances of the lines; of a held position what was asked for before; and
// nothing of what has no contract.
func (a *asking) wanted(name string, before map[string]int64) map[string]int64 {
	held := heldIn(a.table(name, "positions.csv"))
	sums := map[string]int64{}
	for _, l := range a.icb.lines() {
		switch {
		case held[l.place()]:
			sums[l.place()] = before[l.place()]
		case l.doubtful:
			a.Fatalf("%s: %s is not held, and a row of %s says what cannot be", name, l.place(), l.service)
		default:
			sums[l.place()] += l.balance()
		}
	}
	return sums
}

// table are the rows of a run's table.
func (a *asking) table(run, name string) []map[string]string {
	data, err := os.ReadFile(filepath.Join(a.root, "output", run, name))
	if err != nil {
		a.Fatal(err)
	}
	return rowsOf(a.T, func(to io.Writer) error {
		_, err := io.Copy(to, bytes.NewReader(data))
		return err
	})
}

// anyChanges are what may be other in the files of the next run; what is held or withdrawn is what most can go wrong with.
var anyChanges = []string{"practice held", "contract withdrawn", "practice held", "contract withdrawn", "practice held",
	"records mended", "contract changed", "count changed", "records added", "contract signed", "practice added"}

// change draws one.
func (a *asking) change() {
	icb := &a.icb
	switch rapid.SampledFrom(anyChanges).Draw(a.T, "change") {
	case "practice added":
		icb.addPractice(a.T, fmt.Sprintf("P8190%d", len(icb.practices)+1), false)
	case "contract withdrawn":
		a.withdraw()
	case "contract signed": // perhaps one that was withdrawn
		line := a.code() + "," + rapid.SampledFrom(anyLines).Draw(a.T, "line")
		if !slices.ContainsFunc(icb.contracts, func(row string) bool { return strings.HasPrefix(row, line) }) {
			icb.contracts = append(icb.contracts, drawContract(a.T, line, false))
		}
	case "contract changed":
		i := rapid.IntRange(0, len(icb.contracts)-1).Draw(a.T, "contract")
		line := strings.Join(strings.Split(icb.contracts[i], ",")[:3], ",")
		icb.contracts[i] = drawContract(a.T, line, false)
	case "count changed":
		i := rapid.IntRange(0, len(icb.records)-1).Draw(a.T, "record")
		cells := strings.Split(icb.records[i], ",")
		cells[4] = fmt.Sprintf("%d\n", rapid.IntRange(0, 300).Draw(a.T, "count"))
		icb.records[i] = strings.Join(cells, ",")
	case "records added":
		for range rapid.IntRange(1, 5).Draw(a.T, "records") {
			icb.records = append(icb.records, drawRecord(a.T, []string{a.code()}, false))
		}
	case "practice held":
		a.hold()
	case "records mended":
		icb.records = slices.DeleteFunc(icb.records, func(row string) bool { return strings.Contains(row, "nonsense") })
	}
}

// hold adds records that cannot be read to a practice that has a contract.
func (a *asking) hold() {
	code, _, _ := strings.Cut(rapid.SampledFrom(a.icb.contracts).Draw(a.T, "held"), ",")
	a.icb.records = append(a.icb.records, code+",ecg,nonsense,2026-01-01,3\n", code+",domain-2,nonsense,2026-01-01,3\n")
}

// withdraw takes a practice's contracts on a scheme away, unless there are no others.
func (a *asking) withdraw() {
	row := rapid.SampledFrom(a.icb.contracts).Draw(a.T, "withdrawn")
	place := strings.Join(strings.Split(row, ",")[:2], ",")
	left := slices.DeleteFunc(slices.Clone(a.icb.contracts), func(row string) bool { return strings.HasPrefix(row, place) })
	if len(left) > 0 {
		a.icb.contracts = left
	}
}

// code draws one of the practices.
func (a *asking) code() string {
	return strings.Split(rapid.SampledFrom(a.icb.practices).Draw(a.T, "practice"), ",")[0]
}
