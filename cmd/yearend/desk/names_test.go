package desk

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// A scheme, a run and a finding are called what a person calls them; a command stays as it
// is typed, and what nobody knows keeps its code.
func TestThingsHaveNames(t *testing.T) {
	a := deskAt(t, true)
	p, err := season.ReadProject(a.at())
	if err != nil {
		t.Fatal(err)
	}
	s := shell{names: namesOf(p)}
	for got, want := range map[string]string{
		s.Scheme("ltc-les-2025-26"): "LTC LES", s.Scheme("gone-2019-20"): "gone-2019-20",
		s.names.plain("ltc-les-2025-26: 3 to send: `yearend send --scheme ltc-les-2025-26`"): "LTC LES: 3 to send: `yearend send --scheme ltc-les-2025-26`",
		s.Plain("ltc-les-2025-26: record it with `yearend decide`"):                          "LTC LES: record it with “Panel”",
		meaning("W-boundary"): "A little more or less in one month, or leaving out what was coded late, would change the outcome", meaning("W-none"): "W-none",
		meaning("W-late-outcome"): "Practices were to hear before the date of issue",
		s.Run("run-999"):          "run-999",
		runWords(register.Run{Name: "run-002", Kind: letters.YearEnd(), Record: register.Record{AsOf: "2026-04-29"}}):           "run-002, letters of 29 April",
		runWords(register.Run{Name: "projection-001", Kind: letters.Projection(), Record: register.Record{AsOf: "2026-02-10"}}): "projection-001, projections of 10 February",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, f := range season.Faults() {
		if meaning(f.Code) == f.Code {
			t.Errorf("%s has no words", f.Code)
		}
		if strings.Contains(f.Meaning, "--") { // it heads a fault on pages too
			t.Errorf("%s is told in the words of a command: %s", f.Code, f.Meaning)
		}
	}
}

// A long table is shown in parts that fit together, and whoever asks beyond its end gets
// the last.
func TestLongTablesArePaged(t *testing.T) {
	shown := map[int]int{}
	for page := range 5 {
		v := &visit{Request: httptest.NewRequest("GET", "/letters?practice=x&note=1&page="+string(rune('0'+page)), nil)}
		p := v.paging(250)
		if page > 0 && page < 4 {
			for row := p.From; row < p.To; row++ {
				shown[row]++
			}
		}
		if p.To-p.From > mostRows || (p.Later == "") != (p.To == 250) || (p.Earlier == "") != (p.From == 0) || strings.Contains(p.Later+p.Earlier, "note") {
			t.Errorf("page %d: %+v", page, p)
		}
	}
	if len(shown) != 250 || shown[100] != 1 || shown[249] != 1 {
		t.Errorf("%d rows are shown", len(shown))
	}
	if p := (&visit{Request: httptest.NewRequest("GET", "/letters?page=9", nil)}).paging(0); p.From != 0 || p.To != 0 || p.Later != "" || p.Earlier != "" {
		t.Errorf("nothing: %+v", p)
	}
}

// What the desk has read is read again as soon as a file of it is another, also one of the
// same size.
func TestTheDeskSeesWhatChanged(t *testing.T) {
	a := deskAt(t, true)
	mustHave(t, a.get("/letters"), "Quillbeck Surgery")
	mustHave(t, a.get("/letters?practice=quillbeck"), "2 of ")
	file := filepath.Join(filepath.Dir(a.at()), "inputs", "practices.csv")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), "Quillbeck", "Quillwick", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if page := a.get("/letters"); !strings.Contains(page, "Quillwick Surgery") || strings.Contains(page, "Quillbeck") {
		t.Error("the desk shows what the file had before")
	}
	var known season.Known
	p, err := season.ReadProject(a.at())
	if err != nil {
		t.Fatal(err)
	}
	ask := season.Request{Kind: letters.YearEnd(), AsOf: calc.DateOf(a.now()), Now: a.now}
	_, fresh, err := season.Read(p, ask)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, again, err := season.Read(p.Knowing(&known), ask); err != nil || len(again.Positions) != len(fresh.Positions) || len(again.Extract.Problems) != len(fresh.Extract.Problems) {
			t.Errorf("%d positions, %v; freshly read %d", len(again.Positions), err, len(fresh.Positions))
		}
	}
}
