package extract

import (
	"fmt"
	"strings"
	"testing"

	"yearend/calc"
)

// What the finance system wants is taken from a practice's own row, of each of its schemes or of one; a row that cannot be
// sure of whom it is stops the run.
func TestSuppliers(t *testing.T) {
	const head, both = "Practice code,Scheme,Supplier number,Site\n", "P81900,,77,A\nP81901,,78,B\n"
	for _, c := range []struct {
		name, rows string
		fixed      []string
		want       string // of P81900 in CAP and LTC and of P81901 in LTC, or what is said
		stops      bool
	}{
		{"of each scheme", both, nil, "77 A|77 A|78 B", false},
		{"of one scheme", "P81900,LTC,79,C\n" + both, nil, "77 A|79 C|78 B", false},
		{"of each by itself", "P81900,CAP,79,C\nP81900,LTC,80,D\nP81901,LTC,78,B\n", nil, "79 C|80 D|78 B", false},
		{"twice", both + "p81900,,79,C\n", nil, "E-supplier P81900 Practice code row 4", true},
		{"twice of one scheme", both + "P81901,LTC,1,C\nP81901,Long Term Conditions LES,2,D\n", nil, "E-supplier P81901 Scheme row 5", true},
		{"of no scheme", both + "P81900,XYZ,79,C\n", nil, "E-supplier P81900 Scheme row 4", true},
		{"an error of the sheet", "P81900,,77,#N/A\nP81901,,78,B\n", nil, "E-supplier P81900 Site row 2", true},
		{"no code", both + "ours,,79,C\n", nil, "E-practice  Practice code row 4", true},
		{"one without", "P81900,,77,A\nP81901,,,B\n", nil, "W-supplier P81901 Supplier number row 0", false},
		{"one without, of what all have", "P81900,,77,A\nP81901,,78,\n", []string{"Site"}, "77 A|77 A|78 ", false},
		{"without in one scheme", "P81900,LTC,79,C\nP81901,,78,B\n", nil, "W-supplier P81900 Site row 0; W-supplier P81900 Supplier number row 0", false},
		{"a practice of nobody", both + "P81999,,79,C\n", nil, "W-supplier  Practice code row 4", false},
	} {
		dir := folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts, "activity.csv": goodActivity, "suppliers.csv": head + c.rows})
		x := mustRead(t, Inputs{
			Root: dir, AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}},
			Suppliers: []File{{Path: "suppliers.csv"}}, SupplierColumns: []string{"Supplier number", "Site"}, SupplierFixed: c.fixed,
		})
		var said []string
		for _, p := range x.Problems {
			said = append(said, strings.TrimSpace(p.Code+" "+string(p.Practice)+" "+p.Column+" row "+calc.Count(p.Row)))
		}
		got := strings.Join(said, "; ")
		if got == "" {
			var cells []string
			for _, of := range []struct {
				code   calc.PracticeCode
				scheme string
			}{{"P81900", "capitated-les-2025-26"}, {"P81900", "ltc-les-2025-26"}, {"P81901", "ltc-les-2025-26"}} {
				number, _ := x.Suppliers.Cell(of.code, of.scheme, "Supplier number")
				site, _ := x.Suppliers.Cell(of.code, of.scheme, "Site")
				cells = append(cells, number+" "+site)
			}
			got = strings.Join(cells, "|")
		}
		if got != c.want || x.Stops() != c.stops {
			t.Errorf("%s: %s, stops %t\nshould be %s", c.name, got, x.Stops(), c.want)
		}
	}
}

// Practices without what payments.csv is to have are named one by one, up to a hundred.
func TestManyPracticesWithoutASupplier(t *testing.T) {
	for n, want := range map[int]string{99: "99 1", 100: "100 1", 101: "1 101 practices"} {
		practices, contracts := "Practice code,Practice name,Address 1,Postcode,Email\n", "Practice code,Scheme,Service,Target,Contract value,Advance paid\n"
		for i := range n {
			practices += fmt.Sprintf("P%05d,Quillbeck Surgery,1 Kiln Lane,ZZ99 1AA,gp-p%05d@example.org\n", 80000+i, 80000+i)
			contracts += fmt.Sprintf("P%05d,ltc-les-2025-26,domain-2,120,7200.00,5760.00\n", 80000+i)
		}
		in := Inputs{AsOf: asOf, Domains: []string{"example.org"}, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}},
			Suppliers: []File{{Path: "suppliers.csv"}}, SupplierColumns: []string{"Supplier number"}}
		in.Root = folder(t, map[string]string{"practices.csv": practices, "contracts.csv": contracts, "activity.csv": goodActivity, "suppliers.csv": "Practice code,Supplier number\nP80000,\n"})
		lines, found := 0, ""
		for _, p := range mustRead(t, in).Problems {
			if p.Code == "W-supplier" {
				lines, found = lines+1, p.Found
			}
		}
		got := fmt.Sprint(lines, " ", found)
		if lines > 1 {
			got = fmt.Sprint(lines, " 1") // a code each
		}
		if got != want {
			t.Errorf("%d practices: %s, want %s", n, got, want)
		}
	}
}
