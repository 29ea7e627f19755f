package panel_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters/panel"
)

const decisionsGallery = "../../fixtures/errors/decisions"

// wrong is a case of the gallery: what is altered of a sheet with which nothing is
// wrong, or of what it is judged by.
type wrong struct {
	sheet   func(f *calc.FilledIn)
	instead func() []calc.FilledIn // another sheet altogether
	by      func(s *panel.Sitting)
	written func(rows [][]string) // what no judge sees: cells of the sheet as it lies in the folder, below its header
}

func sheet(alter func(f *calc.FilledIn)) wrong { return wrong{sheet: alter} }

// wrongDecisions are all cases, by code, and a word where a code has several faces.
func wrongDecisions(t testing.TB) map[string]wrong {
	evidence := func(alter func(r *calc.Request)) wrong {
		return wrong{
			instead: func() []calc.FilledIn {
				return []calc.FilledIn{filledAs(t, "CAP-3", calc.AcceptedPart, halfYear(10)...)}
			},
			by: func(s *panel.Sitting) {
				for i := range s.Cases {
					if s.Cases[i].Request.Name == "CAP-3" {
						alter(&s.Cases[i].Request)
					}
				}
			},
		}
	}
	return map[string]wrong{
		"E-decision-reason":               sheet(func(f *calc.FilledIn) { f.Reason = "" }),
		"E-reason-name":                   sheet(func(f *calc.FilledIn) { f.Reason = "Alex sample saw the flood." }),
		"E-decision-count.above":          sheet(func(f *calc.FilledIn) { f.Months[0].Accepted = 21 }),
		"E-decision-count.no-month":       sheet(func(f *calc.FilledIn) { f.Months[0].Month = -1 }),
		"E-decision-count.twice":          sheet(func(f *calc.FilledIn) { f.Months[1].Month = 9 }),
		"E-decision-count.row-missing":    sheet(func(f *calc.FilledIn) { f.Verdict, f.Months = "part", f.Months[:1] }),
		"E-decision-count.claim":          sheet(func(f *calc.FilledIn) { f.Months[0].Claimed = 60 }),
		"E-decision-count.not-all":        sheet(func(f *calc.FilledIn) { f.Months[0].Accepted = 1 }),
		"E-decision-count.all":            sheet(func(f *calc.FilledIn) { f.Verdict = "Part" }),
		"E-decision-count.refused":        sheet(func(f *calc.FilledIn) { f.Verdict = "refused" }),
		"E-decision-count.not-considered": sheet(func(f *calc.FilledIn) { f.Verdict = "not considered" }),
		"E-decision-count.comma":          {written: func(rows [][]string) { rows[0][3] = "20,0" }},
		"E-decision-count.words":          {written: func(rows [][]string) { rows[0][3] = "twenty" }},
		"E-decision-verdict":              sheet(func(f *calc.FilledIn) { f.Verdict = "" }),
		"E-decision-verdict.word":         sheet(func(f *calc.FilledIn) { f.Verdict = "agreed" }),
		"E-decision-condition":            sheet(func(f *calc.FilledIn) { f.Conditions[2] = "" }),
		"E-decision-condition.refused": {instead: func() []calc.FilledIn {
			refused := decided(t)
			refused.Verdict, refused.Conditions[0] = string(calc.Refused), ""
			for i := range refused.Months {
				refused.Months[i].Accepted = 0
			}
			return []calc.FilledIn{refused}
		}},
		"W-decision-condition":              sheet(func(f *calc.FilledIn) { f.Conditions[1] = "No" }),
		"E-decision-date":                   sheet(func(f *calc.FilledIn) { f.On = 0 }),
		"E-decision-date.to-come":           sheet(func(f *calc.FilledIn) { f.On = day(t, "2026-05-15") }),
		"E-decision-date.unread":            {written: func(rows [][]string) { rows[0][10] = "Tuesday" }},
		"W-decision-week":                   sheet(func(f *calc.FilledIn) { f.On = day(t, "2026-05-10") }),
		"E-decision-twice":                  {written: func(rows [][]string) { rows[1][5] = "The telephones failed." }},
		"E-decision-conflict":               sheet(func(f *calc.FilledIn) { f.Present, f.Withdrew = append(f.Present, "Kim Sample"), nil }),
		"E-decision-conflict.not-withdrawn": sheet(func(f *calc.FilledIn) { f.Withdrew = nil }),
		"E-decision-conflict.both":          sheet(func(f *calc.FilledIn) { f.Withdrew = append(f.Withdrew, "Sam Sample") }),
		"E-decision-quorum":                 sheet(func(f *calc.FilledIn) { f.Present = []string{"Alex Sample", "Robin Sample"} }),
		"E-decision-quorum.by-an-interest": sheet(func(f *calc.FilledIn) {
			f.Present, f.Withdrew = []string{"Alex Sample", "Robin Sample", "Kim Sample"}, nil
		}),
		"E-decision-member":          sheet(func(f *calc.FilledIn) { f.Present = append(f.Present, "Pat Sample") }),
		"E-decision-member.no-chair": sheet(func(f *calc.FilledIn) { f.Chair = "" }),
		"E-decision-member.absent":   sheet(func(f *calc.FilledIn) { f.Chair = "Kim Sample" }),
		"E-decision-request":         sheet(func(f *calc.FilledIn) { f.Request = "LTC-99" }),
		"E-decision-request.moved": sheet(func(f *calc.FilledIn) {
			f.Months[1].Practice, f.Months[1].Service = "Amberfold Medical Centre (P81998)", "Phlebotomy"
		}),
		"E-decision-request.unnamed": {written: func(rows [][]string) { rows[1][0] = "" }},
		"E-decision-request.no-rows": {by: func(s *panel.Sitting) { s.Correct, s.Because = "CAP-3", "a slip" }},
		"E-pack-stale":               sheet(func(f *calc.FilledIn) { f.Pack = "another" }),
		"E-pack-stale.changed":       {by: func(s *panel.Sitting) { s.InPack["LTC-7"] = "before" }},
		"E-pack-stale.withdrawn":     {by: func(s *panel.Sitting) { s.Cases = nil }},
		"E-decided": {by: func(s *panel.Sitting) {
			s.Decided = []calc.Decision{{Request: "LTC-7", On: day(t, "2026-05-11"), By: "Robin Sample"}}
		}},
		"E-decided.not-yet":            {by: func(s *panel.Sitting) { s.Correct, s.Because = "LTC-7", "a slip" }},
		"E-decision-evidence":          evidence(func(r *calc.Request) { r.Counted = calc.FromEstimate }),
		"E-decision-evidence.none":     evidence(func(r *calc.Request) { r.Evidence = nil }),
		"E-decision-evidence.not-seen": evidence(func(r *calc.Request) { r.Seen = "" }),
		"E-decision-excluded": {instead: func() []calc.FilledIn {
			return []calc.FilledIn{filledAs(t, "CAP-4", calc.AcceptedWhole, calc.FilledMonth{Month: 0, Claimed: 5, Accepted: 5, Entered: true})}
		}},
		"E-patient": {written: func(rows [][]string) { rows[0][5] = "Patient 943 476 5919 was seen." }},
	}
}

// sheetOf is a sheet that was filled in, as the panel's secretary saves it.
func sheetOf(t testing.TB, filled []calc.FilledIn, written func([][]string)) []byte {
	t.Helper()
	s := shipped(t, "ltc-les-2025-26")
	var rows [][]string
	for _, f := range filled {
		for i, m := range f.Months {
			row := []string{f.Request, "", strconv.FormatInt(m.Claimed, 10), "", "", "", "", "", "", "", "", "", "", "", f.Pack, m.Practice, m.Service}
			if m.Month >= 0 {
				row[1] = s.Period.MonthTitle(m.Month)
			}
			if m.Entered {
				row[3] = strconv.FormatInt(m.Accepted, 10)
			}
			if i == 0 {
				copy(row[4:], append(append([]string{f.Verdict, f.Reason}, f.Conditions[:]...), "", f.Chair, strings.Join(f.Present, "; "), strings.Join(f.Withdrew, "; ")))
				if f.On != 0 {
					row[10] = f.On.String()
				}
			}
			rows = append(rows, row)
		}
	}
	if written != nil {
		written(rows)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll(append([][]string{append(extract.DecisionColumns(), "Practice", "Service")}, rows...)) // to memory
	return b.Bytes()
}

// TestGalleryOfDecisions writes each sheet, reads it as `decide` does, judges it, and
// compares the messages with those that stand there. Each code must have a case.
func TestGalleryOfDecisions(t *testing.T) {
	cases, has := wrongDecisions(t), map[string]bool{}
	for name, c := range cases {
		code, _, _ := strings.Cut(name, ".")
		has[code] = true
		t.Run(name, func(t *testing.T) {
			s, filled := sitting(t), []calc.FilledIn{decided(t)}
			s.File = "decisions.csv"
			if c.sheet != nil {
				c.sheet(&filled[0])
			}
			if c.instead != nil {
				filled = c.instead()
			}
			if c.by != nil {
				c.by(&s)
			}
			path := filepath.Join(decisionsGallery, name, "decisions.csv")
			same(t, path, sheetOf(t, filled, c.written))
			read, problems, err := extract.ReadDecisions(path, samplePack(t).Schemes)
			if err != nil {
				t.Fatal(err)
			}
			if j := (panel.Judged{Problems: problems}); !j.Stops() {
				problems = slices.Concat(problems, s.Judge(read).Problems)
			}
			for i := range problems {
				problems[i].File = filepath.Base(problems[i].File)
			}
			said := messages(problems)
			if !strings.Contains("\n"+said, "\n"+code+" (") || strings.Contains(said, "943") {
				t.Errorf("the case does not show %s alone:\n%s", code, said)
			}
			if stops := strings.Contains(said, " (stop)"); stops == strings.HasPrefix(code, "W-") {
				t.Errorf("stops %v:\n%s", stops, said)
			}
			same(t, filepath.Join(decisionsGallery, name, "message.txt"), []byte(said))
		})
	}
	for _, f := range panel.DecisionFaults() {
		if !has[f.Code] {
			t.Errorf("%s has no case in the gallery", f.Code)
		}
	}
	entries, _ := os.ReadDir(decisionsGallery)
	for _, e := range entries {
		if _, known := cases[e.Name()]; !known {
			t.Errorf("%s is no case of this test", e.Name())
		}
	}
}
