package extract

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

func TestTryX(t *testing.T) {
	dir := t.TempDir()
	g, _ := os.Open("../../fixtures/icb/inputs/activity.csv.gz")
	z, _ := gzip.NewReader(g)
	b, _ := io.ReadAll(z)
	os.WriteFile(filepath.Join(dir, "activity.csv"), b, 0o600)
	for _, n := range []string{"practices.csv", "contracts.csv"} {
		b, _ := os.ReadFile("../../fixtures/icb/inputs/" + n)
		os.WriteFile(filepath.Join(dir, n), b, 0o600)
	}
	for _, n := range []string{"practices", "contracts", "activity"} {
		b, _ := os.ReadFile(filepath.Join(dir, n+".csv"))
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		f := excelize.NewFile()
		sw, _ := f.NewStreamWriter("Sheet1")
		date, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		for i, row := range rows {
			var v []any
			for _, c := range row {
				if c == "" {
					v = append(v, nil)
					continue
				}
				if d, err := time.Parse("2006-01-02", c); err == nil {
					v = append(v, excelize.Cell{StyleID: date, Value: d})
					continue
				}
				if x, err := strconv.ParseFloat(c, 64); err == nil {
					v = append(v, x)
					continue
				}
				v = append(v, c)
			}
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			sw.SetRow(cell, v)
		}
		sw.Flush()
		if err := f.SaveAs(filepath.Join(dir, n+".xlsx")); err != nil {
			t.Fatal(err)
		}
	}
	read := func(ext string) any {
		s := time.Now()
		x, err := Read(Inputs{Root: dir, Practices: []File{{Path: "practices" + ext}}, Contracts: []File{{Path: "contracts" + ext}}, Activity: []File{{Path: "activity" + ext}}, Domains: []string{"example.org"}, AsOf: 20260417}, bothSchemes())
		t.Log(time.Since(s), err, len(x.Practices), len(x.Contracts), len(x.Activity), x.Sources)
		if ext == ".xlsx" {
			for _, p := range x.Problems {
				t.Logf("%s %s %s|%s|%s:%d %s %q %s", p.Code, p.Severity, p.Practice, p.Scheme, p.File, p.Row, p.Column, p.Found, p.Remedy)
			}
		}
		return []any{x.Practices, x.Activity, len(x.Contracts), len(x.Problems)}
	}
	a, c := read(".csv"), read(".xlsx")
	t.Log(cmp.Diff(a, c))
}
