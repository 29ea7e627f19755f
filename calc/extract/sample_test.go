package extract

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
	"yearend/calc"
)

func TestTry(t *testing.T) {
	dir := t.TempDir()
	g, _ := os.Open("../../fixtures/icb/inputs/activity.csv.gz")
	z, _ := gzip.NewReader(g)
	b, _ := io.ReadAll(z)
	os.WriteFile(filepath.Join(dir, "activity.csv"), b, 0o600)
	for _, n := range []string{"practices.csv", "contracts.csv"} {
		b, _ := os.ReadFile("../../fixtures/icb/inputs/" + n)
		os.WriteFile(filepath.Join(dir, n), b, 0o600)
	}
	s := time.Now()
	x, err := Read(Inputs{Root: dir, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}}, Domains: []string{"example.org"}, AsOf: 20260417}, bothSchemes())
	t.Log(time.Since(s), err, len(x.Practices), len(x.Contracts), len(x.Activity), x.Sources)
	for _, p := range x.Problems {
		t.Logf("%s %s %s|%s|%s:%d %s %q %s", p.Code, p.Severity, p.Practice, p.Scheme, p.File, p.Row, p.Column, p.Found, p.Remedy)
	}
	st, err := calc.Settle(x, bothSchemes())
	t.Log(err, st.Tallies)
}
