package extract

import (
	"fmt"
	"strings"
	"testing"

	"yearend/calc"
)

// Records and monthly figures of one practice and service count twice only where one of them counts at all.
func TestTwoLayouts(t *testing.T) {
	for name, c := range map[string]struct {
		record, month string
		want          bool
	}{
		"both are sound":         {"2025-06-03", "5", true},
		"the record is not":      {"never", "5", true},
		"the figure is not":      {"2025-06-03", "five", false},
		"neither can be read":    {"never", "five", false},
		"the figure is one of 0": {"2025-06-03", "0", true},
	} {
		x := readOn(t, asOf, recordHead+"P81900,ecg,"+c.record+",2025-06-03\n", monthHead+"P81900,ecg,2025-04,"+c.month+"\n")
		if got := hasCodeOf(x, "E-two-layouts"); got != c.want {
			t.Errorf("%s: two layouts %v:\n%s", name, got, messages(x.Problems))
		}
	}
}

// The faulty records of an excluded service are counted over all practices, and hold nobody.
func TestFaultyRecordsOfAnExcludedService(t *testing.T) {
	x := readOn(t, asOf, recordHead+"P81900,psa,never,2025-06-03\nP81901,psa,2025-06-03,never\nP81901,psa,2025-06-03,2025-06-03\n")
	for _, p := range x.Problems {
		if p.Code == "W-excluded" && p.Found == "3 records" && strings.HasSuffix(p.Remedy, "(2 of them cannot be read, which changes nothing)") && !hasCodeOf(x, "E-date") {
			return
		}
	}
	t.Errorf("two of three records cannot be read:\n%s", messages(x.Problems))
}

// What is expected of a service is all its activity, in the year and outside it.
func TestExpectedActivity(t *testing.T) {
	for want, differs := range map[int64]bool{4: false, 3: true, 2: true} {
		in := Inputs{
			Root: folder(t, map[string]string{"activity.csv": recordHead + strings.Repeat("P81900,ecg,2025-06-03,2025-06-03\n", 3) + "P81900,ecg,2024-06-03,2024-06-03\n"}),
			AsOf: asOf, Activity: []File{{Path: "activity.csv"}}, Expect: Expect{Activity: map[string]int64{"ecg": want}},
		}
		if x := mustRead(t, in); hasCodeOf(x, "E-expect") != differs {
			t.Errorf("%d expected: said to differ %v:\n%s", want, !differs, messages(x.Problems))
		}
	}
}

// A contract without activity is said, whatever other services the practice recorded.
func TestContractWithoutActivity(t *testing.T) {
	services := bothSchemes()[0].Services
	for i, contracted := range services {
		for k, recorded := range services {
			x := readWith(t, map[string]string{
				"contracts.csv": contractHead + fmt.Sprintf("P81900,capitated-les-2025-26,%s,90,4500.00,3600.00\n", contracted.Code),
				"activity.csv":  recordHead + fmt.Sprintf("P81900,%s,2025-06-03,2025-06-03\n", recorded.Code),
			})
			if got := hasCodeOf(x, "W-no-activity"); got != (i != k) || got != hasCodeOf(x, "W-no-contract") {
				t.Errorf("a contract for %s, activity in %s: none is said %v:\n%s", contracted.Code, recorded.Code, got, messages(x.Problems))
			}
		}
	}
}

// A practice has a contract in a scheme where a row of it says so, and where its rows are such that none can be read.
func TestWhoHasAContract(t *testing.T) {
	const cap, ltc = "capitated-les-2025-26", "ltc-les-2025-26"
	list := func(rows ...calc.Contract) *contractList {
		b := newContractList()
		for i, row := range rows {
			b.signed[row.Practice] = calc.Problem{Row: i + 2}
			if row.Service != "" {
				b.add(&agreed{Contract: row, service: &service{}})
			} else if row.Scheme != "" {
				b.unclear = append(b.unclear, row)
			} else {
				b.anywhere[row.Practice] = true
			}
		}
		return b
	}
	for name, c := range map[string]struct {
		of     *contractList
		scheme string
		want   bool
	}{
		"in the scheme":                    {list(calc.Contract{Practice: "P81900", Scheme: ltc, Service: "domain-2"}), ltc, true},
		"in the other":                     {list(calc.Contract{Practice: "P81900", Scheme: ltc, Service: "domain-2"}), cap, false},
		"in any":                           {list(calc.Contract{Practice: "P81900", Scheme: ltc, Service: "domain-2"}), "", true},
		"in none":                          {list(), "", false},
		"a row of the scheme only":         {list(calc.Contract{Practice: "P81900", Scheme: ltc}), ltc, true},
		"a row of the other only":          {list(calc.Contract{Practice: "P81900", Scheme: ltc}), cap, false},
		"a row that names no scheme":       {list(calc.Contract{Practice: "P81900"}), cap, true},
		"one of no scheme as well":         {list(calc.Contract{Practice: "P81900", Scheme: ltc, Service: "domain-2"}, calc.Contract{Practice: "P81900"}), cap, true},
		"another's row":                    {list(calc.Contract{Practice: "P81901", Scheme: ltc, Service: "domain-2"}), ltc, false},
		"another's row, its own not clear": {list(calc.Contract{Practice: "P81901", Scheme: ltc, Service: "domain-2"}, calc.Contract{Practice: "P81900"}), cap, true},
	} {
		if got := c.of.has("P81900", c.scheme); got != c.want {
			t.Errorf("%s: has a contract %v", name, got)
		}
	}
}

// An instruction that accepts a value is entered only with the value, and a note up to its limit.
func TestInstructionsEntered(t *testing.T) {
	const head = "Practice code,Scheme,Instruction,Text,By,On,Service,Found\n"
	if mostNote != 1000 {
		t.Errorf("a note may have %d characters", mostNote)
	}
	for row, want := range map[string]string{
		"P81900,LTC,accept,W-far-achievement,Sam Sample,2026-04-16,domain-2,62.50%\n": "accept W-far-achievement 62.50%",
		"P81900,LTC,accept,W-far-achievement,Sam Sample,2026-04-16,domain-2,\n":       "", "P81900,LTC,accept,W-far-achievement,Sam Sample,2026-04-16,domain-2,#N/A\n": "",
		"P81900,LTC,note," + strings.Repeat("é", 1000) + ",Sam Sample,2026-04-16,,\n": "note " + strings.Repeat("é", 1000) + " ",
		"P81900,LTC,note," + strings.Repeat("é", 1001) + ",Sam Sample,2026-04-16,,\n": "",
		"P81900,LTC,post,Too far,Sam Sample,2026-04-17,,\n":                           "post Too far ", "P81900,LTC,post,Too far,Sam Sample,2026-04-18,,\n": "",
	} {
		x := mustRead(t, Inputs{
			Root: folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts, "activity.csv": goodActivity, "instructions.csv": head + row}), AsOf: asOf,
			Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}}, Instructions: []File{{Path: "instructions.csv"}},
		})
		got := ""
		for _, given := range x.Instructions {
			got += fmt.Sprint(given.Kind, " ", given.Text, " ", given.Found)
		}
		if got != want || (got == "") != x.Stops() {
			t.Errorf("%.60s: entered %q, should be %q:\n%s", row, got, want, messages(x.Problems))
		}
	}
}

// Letters go to those with a contract, but for practices that another answers for wherever
// they get one; and to whoever answers for one, unless it is closed itself.
func TestRecipients(t *testing.T) {
	const cap, ltc = "capitated-les-2025-26", "ltc-les-2025-26"
	for name, c := range map[string]struct {
		given calc.Instructions
		want  string
	}{
		"nobody answers for another":       {nil, "P81900 P81901"},
		"one answers in each scheme":       {calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81900", Text: "P81902"}}, "P81901 P81902"},
		"one answers in one scheme of two": {calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81900", Scheme: ltc, Text: "P81902"}}, "P81900 P81901 P81902"},
		"two answer, in a scheme each":     {calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81900", Scheme: ltc, Text: "P81902"}, {Kind: calc.ToSucceed, Practice: "P81900", Scheme: cap, Text: "P81901"}}, "P81901 P81902"},
		"one answers that is closed":       {calc.Instructions{{Kind: calc.ToSucceed, Practice: "P81901", Text: "P81903"}}, "P81900"},
		"a note of a code":                 {calc.Instructions{{Kind: calc.ToPost, Practice: "P81900", Text: "P81902"}}, "P81900 P81901"},
	} {
		more := goodPractices + "P81902,Otherbury Surgery,3 Kiln Lane,ZZ99 1AA,gp-p81902@example.org,active\nP81903,Elsebury Surgery,4 Kiln Lane,ZZ99 1AA,gp-p81903@example.org,closed\n"
		r := newReading(Inputs{Root: folder(t, map[string]string{"practices.csv": more, "contracts.csv": goodContracts}), AsOf: asOf}, bothSchemes())
		r.readAll("practices", []File{{Path: "practices.csv"}}, r.practiceLayouts())
		r.readAll("contracts", []File{{Path: "contracts.csv"}}, r.contractLayouts())
		r.given = c.given
		var got []string
		for _, p := range r.recipients() {
			got = append(got, string(p.Code))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: letters go to %q, should to %q", name, got, c.want)
		}
	}
}

// Practices without anything are said one by one, up to a hundred.
func TestManyUnsigned(t *testing.T) {
	for n, want := range map[int]int{99: 99, 100: 100, 101: 1} {
		list := goodPractices
		for i := range n {
			list += fmt.Sprintf("P%05d,Otherbury Surgery,3 Kiln Lane,ZZ99 1AA,gp-p%05d@example.org,active\n", 70000+i, 70000+i)
		}
		said := 0
		for _, p := range readWith(t, map[string]string{"practices.csv": list}).Problems {
			if p.Code == "W-unsigned" {
				said++
			}
		}
		if said != want {
			t.Errorf("%d practices without anything: %d lines, should be %d", n, said, want)
		}
	}
}

// Where no domains are named, none is refused.
func TestNoDomainsNamed(t *testing.T) {
	for domains, want := range map[string]bool{"": false, "example.org": false, "nhs.net": true} {
		in := Inputs{
			Root: folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts}), AsOf: asOf, Domains: strings.Fields(domains),
			Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}},
		}
		if x := mustRead(t, in); hasCodeOf(x, "W-mailbox-domain") != want {
			t.Errorf("%q: a mailbox is said to lie outside %v", domains, !want)
		}
	}
}

// That a whole register lacks its addresses is said of the register; of one practice it is said by name.
func TestRegisterWithoutAddresses(t *testing.T) {
	const head, first, second = "Practice code,Practice name,Email\n", "P81900,Quillbeck Surgery,gp-p81900@example.org\n", "P81901,Brindlecombe Medical Centre,gp-p81901@example.org\n"
	one := contractHead + "P81900,ltc-les-2025-26,domain-2,160,9600.00,7680.00\n"
	for _, c := range []struct{ practices, contracts, want string }{
		{head + first, one, "P81900 "}, {head + first + second, one, "P81900 "}, {head + first + second, goodContracts, " 2 practices"},
	} {
		got := ""
		for _, p := range readWith(t, map[string]string{"practices.csv": c.practices, "contracts.csv": c.contracts}).Problems {
			if p.Code == "W-address" {
				got += fmt.Sprint(p.Practice, " ", p.Found)
			}
		}
		if got != c.want {
			t.Errorf("said of %q, should be of %q:\n%s", got, c.want, c.practices)
		}
	}
}

// A contract for another service than the one that its whole file is said to be of is told so, and one for a service
// that its scheme does not have is told that.
func TestContractsOfOneService(t *testing.T) {
	for service, want := range map[string]string{"ecg": "", "phlebotomy": "the project file says that the whole file is of ecg", "domain-2": "has no such service"} {
		x := mustRead(t, Inputs{
			Root: folder(t, map[string]string{"contracts.csv": contractHead + "P81900,capitated-les-2025-26," + service + ",90,4500.00,3600.00\n"}), AsOf: asOf,
			Contracts: []File{{Path: "contracts.csv", Service: "ecg"}},
		})
		if got := remedyOf(x, "E-service"); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: said %q, should be %q", service, got, want)
		}
	}
}
