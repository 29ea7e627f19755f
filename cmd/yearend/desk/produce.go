package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
)

// produceShown is the page on which runs are made.
type produceShown struct {
	Kind    string // that is asked for
	Kinds   []kindChoice
	Today   calc.Date
	Due     calc.Date // the day by which year-end letters are due
	Through string    // the last month that may be complete
	Schemes []*calc.Scheme
	Runs    []season.RunStatus // the newest first
}

// kindChoice is a kind of run that can be asked for.
type kindChoice struct{ Name, Words, Says string }

var kindChoices = []kindChoice{
	{"year-end", "Year-end letters", "A letter a practice and scheme on the year that has ended."},
	{"projection", "Projection letters", "Before the year has ended: where it is heading."},
	{"monthly", "Monthly reports", "A page a practice for the intranet, without money."},
	{"outcome", "Outcome letters", "After the panel: what it decided, and every final position with its payment."},
}

func (d *Desk) producePages() []page {
	return []page{{Path: "/produce", Title: "Produce", In: "Produce", View: "produce.html", Show: d.showProduce}}
}

func (d *Desk) produceChanges() {
	d.change("/produce", d.produce)
	d.change("/check", func(v *visit) (string, error) {
		return v.start(job{Title: "Check every file", Args: withDay(v, []string{"check"}), Then: func(int) (string, string) { return "Back to Produce", "/produce" }})
	})
}

func (d *Desk) showProduce(v *visit) (any, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	s, err := season.StatusOn(v.Project, v.On())
	if err != nil {
		return nil, err
	}
	shown := produceShown{Kind: cmp.Or(v.URL.Query().Get("kind"), d.kindNow(s)), Kinds: kindChoices, Today: v.On(), Due: s.LettersBy,
		Through: lastMonth(schemes[0].Period, v.On()), Schemes: schemes, Runs: slices.Clone(s.Runs)}
	slices.Reverse(shown.Runs)
	return shown, nil
}

// kindNow is the kind that the season is at.
func (d *Desk) kindNow(s season.Status) string {
	if !s.Ended {
		return letters.Projection().Name
	}
	return letters.YearEnd().Name
}

// lastMonth is the last month of the year that is complete on a day.
func lastMonth(year calc.Period, on calc.Date) string {
	last := 0
	for i := range 12 {
		if year.MonthEnd(i) < on {
			last = i
		}
	}
	return year.MonthStart(last).YearMonth()
}

// withDay adds the day of issue that a person has written.
func withDay(v *visit, args []string) []string {
	if day := v.Field("as-of"); day != "" {
		args = append(args, "--as-of", day)
	}
	return args
}

// produce makes a run, as the command does.
func (d *Desk) produce(v *visit) (next string, err error) {
	kind := v.Field("kind")
	i := slices.IndexFunc(kindChoices, func(k kindChoice) bool { return k.Name == kind })
	if i < 0 {
		return "", fmt.Errorf("which kind of run? choose one")
	}
	args := withDay(v, []string{"produce"})
	early := kind == letters.Projection().Name || kind == letters.Monthly().Name
	if kind != letters.YearEnd().Name {
		args = append(args, "--"+kind)
	}
	if early {
		args = append(args, "--through", v.Field("through"))
	}
	if kind == letters.Projection().Name {
		for _, scheme := range v.PostForm["scheme"] {
			args = append(args, "--scheme", scheme)
		}
	}
	for _, flag := range []string{"late", "reissue-wording"} {
		if v.Field(flag) != "" && !early {
			args = append(args, "--"+flag)
		}
	}
	return v.start(job{Title: "Produce: " + strings.ToLower(kindChoices[i].Words), Args: args,
		Then: func(int) (string, string) { return "Back to Produce", "/produce?kind=" + kind },
		Look: func(made string) (string, string) { return "Look through " + made, "/runs/" + made }})
}
