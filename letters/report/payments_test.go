package report

import (
	"strings"
	"testing"
)

func TestSupplierColumns(t *testing.T) {
	good := []SupplierColumn{{Name: "Supplier number"}, {Name: "Cost centre", Value: "=1+1"}}
	if err := CheckSupplier(good); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{
		"":                      "no name for a column",
		" Cost centre":          "no name for a column",
		"Cost\ncentre":          "no name for a column",
		strings.Repeat("x", 61): "at most 60 characters",
		"AMOUNT":                `there is a column "AMOUNT" already`, // of payments.csv
		"Check":                 `there is a column "Check" already`,  // of the sheet
		"Agreed_plan":           `there is a column "Agreed_plan" already`,
		"supplier number":       `there is a column "supplier number" already`,
	} {
		err := CheckSupplier(append(good, SupplierColumn{Name: name}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
	}
	r := sampleRun(t)
	r.Supplier = good
	for i, line := range strings.Split(strings.TrimSpace(string(written(t, r)["payments.csv"])), "\n") {
		end := ",,'=1+1"
		if i == 0 {
			end = ",Supplier number,Cost centre"
		}
		if !strings.HasSuffix(line, end) {
			t.Errorf("line %d of payments.csv does not end in %q: %s", i+1, end, line)
		}
	}
	workbook(t, r)
}
