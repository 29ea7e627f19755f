package season_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/fixtures"
	"yearend/letters"
)

// files are the sample ICB's, as rows of cells.
type files struct{ contracts, activity [][]string }

// The places of their columns.
const (
	code, contractService, target, value, advance = 0, 2, 3, 4, 5
	service, delivered, coded, count, id          = 1, 2, 3, 4, 5
)

// alteration is one way in which a file can lie although each of its cells can
// be read, with what must be said of it.
type alteration struct {
	name  string
	alter func(f *files)
	says  string
}

// TestAlteredFiguresAreNoticed alters one thing in the sample ICB at a time. None may be silent;
// what begins with E- stops the run.
func TestAlteredFiguresAreNoticed(t *testing.T) {
	honest := judged(t, files{})
	for _, p := range honest.Extract.Problems {
		if p.Severity == calc.Stop {
			t.Fatalf("the sample as it is stops: %s %s %s", p.Code, p.Found, p.Remedy)
		}
	}
	known := map[string]bool{}
	for _, p := range honest.Extract.Problems {
		known[key(p)] = true
	}
	all := slices.Concat(alteredTargets(), alteredMoney(), alteredCounts(), alteredPlaces())
	if len(all) < 40 {
		t.Errorf("%d alterations, and not 40", len(all))
	}
	for _, a := range all {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			f := sample(t)
			a.alter(&f)
			settled := judged(t, f)
			var said []string
			for _, p := range settled.Extract.Problems {
				if !known[key(p)] {
					said = append(said, p.Code)
				}
			}
			if !slices.Contains(said, a.says) || settled.Extract.Stops() != strings.HasPrefix(a.says, "E-") {
				slices.Sort(said)
				t.Errorf("said: %v (stops: %v), and not %s", slices.Compact(said), settled.Extract.Stops(), a.says)
			}
		})
	}
}

func key(p calc.Problem) string {
	return fmt.Sprint(p.Code, p.Practice, p.Scheme, p.Service, p.Found)
}

// TestHonestExtremes counts what is implausible in the sample as it is: its
// extremes are to be looked at, and are few.
func TestHonestExtremes(t *testing.T) {
	var found []string
	for _, p := range judged(t, files{}).Extract.Problems {
		if calc.IsImplausible(p.Code) {
			found = append(found, fmt.Sprintf("%s %s %s", p.Code, p.Practice, p.Service))
		}
	}
	want := []string{
		"W-far-price P81906 domain-2", "W-far-price P81909 domain-2", "W-far-price P81929 ecg",
		"W-far-sum P81935 phlebotomy",
		"W-far-advance P81937 ecg", "W-far-advance P81937 phlebotomy", "W-far-advance P81937 wound-care", "W-far-price P81999 domain-2",
	}
	slices.Sort(found)
	slices.Sort(want)
	if !slices.Equal(found, want) {
		t.Errorf("implausible in the sample: %s, want %s", strings.Join(found, "; "), strings.Join(want, "; "))
	}
}

// judged settles the sample ICB with some of its files altered.
func judged(t *testing.T, f files) calc.Settlement {
	t.Helper()
	root, set := t.TempDir(), sampleSet()
	project, err := os.ReadFile(filepath.Join("..", "..", "..", "fixtures", "icb", "yearend.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"yearend.yaml":         project,
		"inputs/practices.csv": set.Practices,
		"inputs/contracts.csv": written(t, f.contracts, set.Contracts),
		"inputs/activity.csv":  written(t, f.activity, set.Activity),
	} {
		if err := os.MkdirAll(filepath.Join(root, "inputs"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p, err := season.ReadProject(filepath.Join(root, "yearend.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	_, settled, err := season.Read(p, season.Request{Kind: letters.YearEnd(), AsOf: 20260417})
	if err != nil {
		t.Fatal(err)
	}
	return settled
}

func written(t *testing.T, rows [][]string, otherwise []byte) []byte {
	if rows == nil {
		return otherwise
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sample is the sample's rows, for a test to alter.
func sample(t *testing.T) files {
	t.Helper()
	read, err := sampleRows()
	if err != nil {
		t.Fatal(err)
	}
	own := func(rows [][]string) [][]string {
		rows = slices.Clone(rows)
		for i := range rows {
			rows[i] = slices.Clone(rows[i])
		}
		return rows
	}
	return files{own(read.contracts), own(read.activity)}
}

// sampleRows reads them once.
var sampleRows = sync.OnceValues(func() (f files, err error) {
	set := sampleSet()
	if f.contracts, err = csv.NewReader(bytes.NewReader(set.Contracts)).ReadAll(); err != nil {
		return files{}, err
	}
	f.activity, err = csv.NewReader(bytes.NewReader(set.Activity)).ReadAll()
	return f, err
})

// times writes a number of a cell so many times as large, cut to the places that
// it has; one that cannot be read stays.
func times(cell string, n, d int64) string {
	plain := strings.NewReplacer("£", "", ",", "").Replace(cell)
	number, ok := new(big.Rat).SetString(plain)
	if !ok {
		return cell
	}
	_, pence, _ := strings.Cut(plain, ".")
	return number.Mul(number, big.NewRat(n, d)).FloatString(len(pence))
}

// scale changes a column of the rows that are meant.
func scale(rows [][]string, column int, n, d int64, meant func(row []string) bool) {
	for _, row := range rows[1:] {
		if meant(row) {
			row[column] = times(row[column], n, d)
		}
	}
}

// of is the rows of a practice, of a service by any of its words, or both; an
// empty one is each.
func of(practice, service string, at int) func([]string) bool {
	return func(row []string) bool {
		return (practice == "" || strings.TrimSpace(strings.ToUpper(row[code])) == practice) && (service == "" || words(row[at]) == service)
	}
}

func words(service string) string {
	w := strings.TrimSuffix(strings.ReplaceAll(strings.ToLower(service), " ", "-"), "s")
	return w
}

// monthly is the activity in the layout of months, of which some are running totals.
func monthly(f *files, running func(practice, service string) bool) {
	type line struct{ practice, service string }
	sums := map[line]*[12]int64{}
	var order []line
	for _, row := range f.activity[1:] {
		on, err := time.Parse("2006-01-02", row[delivered])
		if err != nil || on.Before(time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)) || on.After(time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)) {
			continue
		}
		n, err := strconv.ParseInt("0"+row[count], 10, 64)
		if err != nil {
			continue
		}
		l := line{strings.ToUpper(strings.TrimSpace(row[code])), words(row[service])}
		if sums[l] == nil {
			sums[l] = &[12]int64{}
			order = append(order, l)
		}
		sums[l][(int(on.Month())+8)%12] += max(n, 1)
	}
	f.activity = [][]string{{"Practice code", "Service", "Month", "Activity"}}
	for _, l := range order {
		var total int64
		for m, n := range sums[l] {
			if total += n; running(l.practice, l.service) {
				n = total
			}
			f.activity = append(f.activity, []string{l.practice, l.service, fmt.Sprintf("%d-%02d", 2025+(m+3)/12, (m+3)%12+1), fmt.Sprint(n)})
		}
	}
}

// sampleSet is the sample ICB, drawn once.
var sampleSet = sync.OnceValue(fixtures.ICB)
