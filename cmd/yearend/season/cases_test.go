package season

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/calc/rulebook"
)

// workedCase is one case of fixtures/cases; its README says what each key means.
type workedCase struct {
	Name  string
	Given struct {
		Methods   []string
		Averages  []struct{ ID, Months, Take string }
		Contracts []struct{ Service, Target, Value, Advance string }
		Recorded  map[string][]int64
		Late      map[string][]int64
		Records   []struct{ Service, Activity, Coded, Count string }
	}
	Want struct {
		Outcome, Value, Earned, Advance, Balance, Late, Held string
		EarnedOnTime                                         string `yaml:"earned_on_time"`
		BalanceOnTime                                        string `yaml:"balance_on_time"`
		Counted                                              string
		OutOfPeriod                                          string `yaml:"out_of_period"`
		ExcludedService                                      string `yaml:"excluded_service"`
		NoContract                                           string `yaml:"no_contract"`
		Lines                                                map[string]wantedLine
	}
}

type wantedLine struct {
	Method, Achievement, Exact, Earned string
	PaidAt                             string `yaml:"paid_at"`
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob("../../../fixtures/cases/*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no worked cases: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cases []workedCase
		if err := rulebook.Decode(file, text, &cases); err != nil {
			t.Fatal(err)
		}
		scheme := filepath.Base(filepath.Dir(file))
		for _, c := range cases {
			t.Run(scheme+"/"+c.Name, func(t *testing.T) { c.run(t, scheme) })
		}
	}
}

const casePractice = "P81999"

func (c workedCase) run(t *testing.T, code string) {
	schemes := shippedSchemes(t)
	scheme := schemes[slices.IndexFunc(schemes, func(s *calc.Scheme) bool { return s.Code == code })]
	if len(c.Given.Methods) > 0 {
		scheme.Methods = chosenMethods(t, scheme.Methods, c.Given.Methods)
	}
	for i, a := range c.Given.Averages {
		if i == 0 {
			scheme.Methods = nil
		}
		scheme.Methods = append(scheme.Methods, averageOf(t, a.ID, a.Months, a.Take))
	}
	x, err := extract.Read(c.write(t, scheme), schemes)
	if err != nil {
		t.Fatal(err)
	}
	if x.Stops() {
		t.Fatalf("refused: %v", x.Problems)
	}
	settled, err := calc.Settle(x, schemes)
	if err != nil {
		t.Fatal(err)
	}
	if len(settled.Positions) != 1 {
		t.Fatalf("%d positions, want one", len(settled.Positions))
	}
	c.judge(t, settled.Positions[0])
}

// shippedSchemes are those of the program, for a test to change the methods of.
func shippedSchemes(t *testing.T) []*calc.Scheme {
	t.Helper()
	read, err := readShipped()
	if err != nil {
		t.Fatal(err)
	}
	var schemes []*calc.Scheme
	for _, s := range read {
		own := *s
		schemes = append(schemes, &own)
	}
	return schemes
}

// readShipped reads the schemes once for all tests.
var readShipped = sync.OnceValues(func() (schemes []*calc.Scheme, err error) {
	for _, code := range rulebook.ShippedCodes() {
		text, _ := rulebook.Shipped(code)
		s, err := rulebook.Read(code, text)
		if err != nil {
			return nil, err
		}
		schemes = append(schemes, s)
	}
	return schemes, nil
})

func chosenMethods(t *testing.T, all []calc.Method, ids []string) []calc.Method {
	var chosen []calc.Method
	for _, id := range ids {
		i := slices.IndexFunc(all, func(m calc.Method) bool { return m.ID == id })
		if i < 0 {
			t.Fatalf("no method %q", id)
		}
		chosen = append(chosen, all[i])
	}
	return chosen
}

func averageOf(t *testing.T, id, months, take string) calc.Method {
	taking, err := calc.KnownAverages().MonthsOf(months)
	if err != nil {
		t.Fatal(err)
	}
	how, err := calc.KnownAverages().TakeOf(take)
	if err != nil {
		t.Fatal(err)
	}
	return calc.Method{ID: id, Name: id, Months: taking, Take: how}
}

// write makes the files that a team would have.
func (c workedCase) write(t *testing.T, s *calc.Scheme) extract.Inputs {
	contracts := "Practice code,Scheme,Service,Target,Contract value,Advance paid\n"
	for _, line := range c.Given.Contracts {
		contracts += fmt.Sprintf("%s,%s,%s,%s,%q,%q\n", casePractice, s.Code, line.Service, line.Target, line.Value, line.Advance)
	}
	activity := "Practice code,Service,Activity date,Coded date,Count\n"
	for _, service := range slices.Sorted(maps.Keys(c.Given.Recorded)) {
		late := c.Given.Late[service]
		for i, n := range c.Given.Recorded[service] {
			day := s.Period.MonthStart(i)
			if late != nil && late[i] > 0 {
				activity += fmt.Sprintf("%s,%s,%s,2026-04-11,%d\n", casePractice, service, day, late[i])
				n -= late[i]
			}
			if n > 0 {
				activity += fmt.Sprintf("%s,%s,%s,2026-04-10,%d\n", casePractice, service, day, n)
			}
		}
	}
	for _, r := range c.Given.Records {
		activity += fmt.Sprintf("%s,%s,%s,%s,%s\n", casePractice, r.Service, r.Activity, r.Coded, r.Count)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"practices.csv": "Practice code,Practice name,Address 1,Postcode,Email\n" + casePractice + ",Case Surgery,1 Case Street,ZZ99 1ZZ,case@example.org\n",
		"contracts.csv": contracts,
		"activity.csv":  activity,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return extract.Inputs{
		Root:      dir,
		Practices: []extract.File{{Path: "practices.csv"}},
		Contracts: []extract.File{{Path: "contracts.csv"}},
		Activity:  []extract.File{{Path: "activity.csv"}},
		Domains:   []string{"example.org"},
		AsOf:      20260417,
	}
}

// judge compares what the case names; what it does not name is not judged.
func (c workedCase) judge(t *testing.T, p calc.Position) {
	compare := func(what, want, got string) {
		t.Helper()
		if want != "" && want != got {
			t.Errorf("%s: want %s, got %s", what, want, got)
		}
	}
	w := c.Want
	compare("outcome", w.Outcome, string(p.Outcome))
	if p.Outcome == calc.Held {
		compare("held", w.Held, p.Held[0].Code)
		return
	}
	for what, pair := range map[string][2]string{
		"value": {w.Value, p.Value.String()}, "earned": {w.Earned, p.Earned.String()},
		"advance": {w.Advance, p.Advance.String()}, "balance": {w.Balance, p.Balance.String()},
		"late":            {w.Late, fmt.Sprint(p.Late)},
		"earned_on_time":  {w.EarnedOnTime, p.EarnedOnTime.String()},
		"balance_on_time": {w.BalanceOnTime, p.BalanceOnTime.String()},
		"counted":         {w.Counted, fmt.Sprint(p.Records.Counted)}, "out_of_period": {w.OutOfPeriod, fmt.Sprint(p.Records.OutOfPeriod)},
		"excluded_service": {w.ExcludedService, fmt.Sprint(p.Records.ExcludedService)},
		"no_contract":      {w.NoContract, fmt.Sprint(p.Records.NoContract)},
	} {
		compare(what, pair[0], pair[1])
	}
	judged := 0
	for _, line := range p.Lines {
		want, named := w.Lines[line.Contract.Service]
		if named {
			judged++
		}
		highest := line.Highest()
		compare("method", want.Method, highest.Method.ID)
		compare("achievement", want.Achievement, highest.Achievement.CutPercent(2)+"%")
		compare("exact", want.Exact, highest.Achievement.Exact())
		compare("paid_at", want.PaidAt, line.Capped.CutPercent(2)+"%")
		compare("earned on the line", want.Earned, line.Earned.String())
	}
	if judged != len(w.Lines) {
		t.Errorf("the case names lines that the position does not have: %v", slices.Sorted(maps.Keys(w.Lines)))
	}
}
