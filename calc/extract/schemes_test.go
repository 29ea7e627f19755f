package extract

import (
	"fmt"

	"yearend/calc"
)

// The two schemes as far as reading needs them.

func capitated() *calc.Scheme {
	return &calc.Scheme{
		Code: "capitated-les-2025-26", Short: "CAP", Title: "Capitated LESs", Year: "2025/26",
		Services: []calc.Service{
			{Code: "ecg", Name: "ECGs", Aliases: []string{"ECG"}},
			{Code: "phlebotomy", Name: "Phlebotomy", Aliases: []string{"Bloods"}},
			{Code: "wound-care", Name: "Wound Care"},
		},
		Excluded: []calc.Exclusion{
			{Service: calc.Service{Code: "simple-injections", Name: "Simple Injections"}},
			{Service: calc.Service{Code: "psa", Name: "PSA"}},
		},
		Period: calc.Period{From: 20250401, To: 20260331}, CodedBy: 20260410,
	}
}

func longTerm() *calc.Scheme {
	share, err := calc.ParseShare("80%")
	if err != nil {
		panic(err)
	}
	return &calc.Scheme{
		Code: "ltc-les-2025-26", Short: "LTC", Title: "LTC LES", Year: "2025/26",
		Services: []calc.Service{{Code: "domain-2", Name: "Domain 2", Aliases: []string{"LTC Domain 2"}}},
		Period:   calc.Period{From: 20250401, To: 20260331}, CodedBy: 20260410,
		Advance: &calc.Advance{Share: share, Instalments: 12, Schedule: schedule()},
	}
}

// schedule is P1 and P2 in April, and each later one in the month before.
func schedule() []calc.Instalment {
	var all []calc.Instalment
	for i := range 12 {
		all = append(all, calc.Instalment{Reference: fmt.Sprintf("P%d", i+1), Covers: i, Due: max(0, i-1)})
	}
	return all
}

func bothSchemes() []*calc.Scheme { return []*calc.Scheme{capitated(), longTerm()} }
