package rulebook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
)

// The days, months and numbers of each scheme, as the guidance has them and as the assumptions fill them in.
func TestTermsAreTheGuidances(t *testing.T) {
	for code, want := range map[string]string{
		"capitated-les-2025-26": "CAP Capitated LESs 2025/26, 2025-04-01 to 2026-03-31, coded by 2026-04-10, letters by 2026-04-30, form 2026-04-30 to 2026-05-08, " +
			"panel 2026-05-11, outcome by 2026-05-29, paid in June 2026, cap 1/1, plans from nothing, 2 approvals, seats [commissioning finance lmc]",
		"ltc-les-2025-26": "LTC LTC LES 2025/26, 2025-04-01 to 2026-03-31, coded by 2026-04-10, letters by 2026-04-30, form 2026-04-30 to 2026-05-08, " +
			"panel 2026-05-11, outcome by 2026-05-29, paid in June 2026, cap 1/1, plans from 2026-06-01, 2 approvals, seats [commissioning finance lmc]",
	} {
		s := shipped(t, code)
		from := "nothing"
		if s.Mitigation.Plan != nil {
			from = s.Mitigation.Plan.First.String()
		}
		d := s.Dates
		if got := fmt.Sprintf("%s %s %s, %s to %s, coded by %s, letters by %s, form %s to %s, panel %s, outcome by %s, paid in %s, cap %s, plans from %s, %d approvals, seats %v",
			s.Short, s.Title, s.Year, s.Period.From, s.Period.To, s.CodedBy, d.LettersBy, d.FormOpens, d.FormCloses, d.PanelWeek, d.OutcomeBy, d.PaymentRun, s.Cap.Exact(), from,
			s.Mitigation.Approvals, s.Mitigation.Quorum); got != want {
			t.Errorf("%s\n  is     %s\n  should %s", code, got, want)
		}
		if s.Weights != [calc.Months]int64{20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22} {
			t.Errorf("%s: working days %v", code, s.Weights)
		}
		for _, service := range s.AllServices() {
			if service.Unit != "contacts" && service.Unit != "activities" || (s.Short == "CAP") != (service.Unit == "contacts") {
				t.Errorf("%s counts %s", service.Name, service.Unit)
			}
		}
		for _, r := range s.Rules {
			if when := map[string]string{"CAP": "March 2026", "LTC": "February 2026"}[s.Short]; r.Clause.ID == "B10" && r.Value != when {
				t.Errorf("%s: projections went out in %s, and %s is said", code, when, r.Value)
			}
			if r.Assumption == nil && r.Clause.Document != s.Short {
				t.Errorf("%s of %s stands on the document %q", r.Clause.ID, code, r.Clause.Document)
			}
		}
	}
}

// Which assumptions move a sum if they are otherwise: who confirms them is asked for these first.
func TestWhichAssumptionsMoveMoney(t *testing.T) {
	for code, want := range map[string]string{
		"capitated-les-2025-26": "A1 A2 A3 A4 A6 A7 A9 A16 A18 A20 A22 A24",
		"ltc-les-2025-26":       "A5 A6 A7 A11 A12 A16 A18 A20 A22 A24",
	} {
		for _, r := range shipped(t, code).Rules {
			if moves := slices.Contains(strings.Fields(want), r.Clause.ID); r.Assumption != nil && r.Assumption.MovesMoney != moves {
				t.Errorf("%s of %s: moves money %v, should be %v", r.Clause.ID, code, r.Assumption.MovesMoney, moves)
			}
		}
	}
}

// Each ground is known by its code and by each of its names, and an exception is one in its own scheme only.
func TestGroundsAreTheGuidances(t *testing.T) {
	refused := "staff-absence [routine staff absence]; seasonal-variation [seasonal variation]; recruitment [recruitment challenges]; declined [patients declined]; operational-pressure []; " +
		"planned-downtime [planned IT downtime software change]; data-recording [coding issues%s]; report-access [report access BI access issues]"
	others := "subcontracting [subcontracting arrangements subcontracted activity]; enterprise [Enterprise consultations Enterprise activity]"
	named := func(grounds []calc.Ground) string {
		var all []string
		for _, g := range grounds {
			all = append(all, fmt.Sprintf("%s %v", g.Code, g.Aliases))
		}
		return strings.Join(all, "; ")
	}
	for code, want := range map[string][3]string{
		"capitated-les-2025-26": {fmt.Sprintf(refused, " data recording or coding issues"), others, ""},
		"ltc-les-2025-26":       {fmt.Sprintf(refused, ""), "", others},
	} {
		g := shipped(t, code).Grounds
		for i, got := range []string{named(g.Refused), named(g.Exceptions), named(g.NoException)} {
			if got != want[i] {
				t.Errorf("%s\n  is     %s\n  should %s", code, got, want[i])
			}
		}
		for _, e := range g.Exceptions {
			if !slices.Equal(e.Refuses, []calc.Counting{calc.FromEstimate}) {
				t.Errorf("%s: %s does not rest on %v", code, e.Code, e.Refuses)
			}
		}
	}
}

// The form's questions: what each is called, how it is answered, what it offers, and whether it must be.
func TestQuestionsOfTheForm(t *testing.T) {
	for _, code := range []string{"capitated-les-2025-26", "ltc-les-2025-26"} {
		s := shipped(t, code)
		var got []string
		for _, q := range s.Mitigation.Questions {
			if q.Key == calc.AskMonth && q.Month > 0 {
				continue
			}
			got = append(got, fmt.Sprintf("%s: %s, %s, %d to choose from, required %v", q.Key, q.Title, q.Type, len(q.Choices), q.Required))
		}
		services := len(s.Services)
		want := []string{
			"practice: Practice code, text, 0 to choose from, required true",
			fmt.Sprintf("service: Service, choice, %d to choose from, required true", services),
			"ground: Ground, choice, 11 to choose from, required true",
			"happened: What happened, long text, 0 to choose from, required true",
			"tried: What was tried, long text, 0 to choose from, required true",
			"month: April 2025, number, 0 to choose from, required false",
			"counted: How counted, choice, 4 to choose from, required true",
			"evidence: Evidence, file upload, 0 to choose from, required false",
			"raised: Raised in-year, long text, 0 to choose from, required false",
			"no_patients: No patient data, choice, 1 to choose from, required true",
		}
		for i, line := range got {
			if i >= len(want) || line != want[i] {
				t.Errorf("%s, question %d: %s", code, i+1, line)
			}
		}
	}
}
