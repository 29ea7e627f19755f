package extract

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yearend/calc"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// asOf is the day on which the tests' letters are written.
const asOf = calc.Date(20260417)

// folder writes files into a folder of their own.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The small ICB that tests start from: two practices, three contracts, three
// records, nothing wrong.
const (
	goodPractices = "Practice code,Practice name,Address 1,Postcode,Email,Status\n" +
		"P81900,Quillbeck Surgery,1 Kiln Lane,ZZ99 1AA,gp-p81900@example.org,active\n" +
		"P81901,Brindlecombe Medical Centre,2 Ropewalk,ZZ99 2AA,gp-p81901@example.org,active\n"
	goodContracts = "Practice code,Scheme,Service,Target,Contract value,Advance paid\n" +
		"P81900,capitated-les-2025-26,ecg,90,4500.00,3600.00\n" +
		"P81900,ltc-les-2025-26,domain-2,160,9600.00,7680.00\n" +
		"P81901,ltc-les-2025-26,domain-2,120,7200.00,5760.00\n"
	goodActivity = "Practice code,Service,Activity date,Coded date,Count,Record id\n" +
		"P81900,ecg,2025-06-03,2025-06-03,12,R1\n" +
		"P81900,domain-2,2025-07-01,2025-07-02,9,R2\n" +
		"P81901,domain-2,2026-03-31,2026-04-01,7,R3\n"
)

// readWith reads the small ICB with some of its files replaced: the first file
// whose name begins with a kind is that kind's.
func readWith(t testing.TB, files map[string]string) *calc.Extract {
	t.Helper()
	all := map[string]string{}
	named := map[string]string{}
	for kind, content := range map[string]string{"practices": goodPractices, "contracts": goodContracts, "activity": goodActivity} {
		named[kind] = kind + ".csv"
		for name, other := range files {
			if base := name[:len(name)-len(filepath.Ext(name))]; base == kind {
				named[kind], content = name, other
			}
		}
		all[named[kind]] = content
	}
	in := Inputs{
		Root: folder(t, all), AsOf: asOf, Domains: []string{"example.org"},
		Practices: []File{{Path: named["practices"]}}, Contracts: []File{{Path: named["contracts"]}}, Activity: []File{{Path: named["activity"]}},
	}
	return mustRead(t, in)
}

func mustRead(t testing.TB, in Inputs) *calc.Extract {
	t.Helper()
	x, err := Read(in, bothSchemes())
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	balanced(t, x)
	return x
}

// balanced checks that each record that a source counts was filed somewhere.
func balanced(t testing.TB, x *calc.Extract) {
	t.Helper()
	read, filed := 0, 0
	for _, s := range x.Sources {
		if s.Kind == "activity" {
			read += s.Records
		}
	}
	for _, a := range x.Activity {
		filed += a.Records.Read()
	}
	if read != filed {
		t.Errorf("%d records read, %d filed", read, filed)
	}
}

// codes lists the codes of the problems, each once, in order.
func codes(x *calc.Extract) []string {
	var all []string
	for _, p := range x.Problems {
		all = append(all, p.Code)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// activityOf is what was filed for a practice and service.
func activityOf(x *calc.Extract, practice calc.PracticeCode, service string) calc.Activity {
	return x.Activity[calc.ActivityKey{Practice: practice, Service: service}]
}
