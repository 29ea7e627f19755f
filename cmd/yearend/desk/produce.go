package desk

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
)

// produceShown is the page on which runs are made: what is next first, and the other
// kinds under it.
type produceShown struct {
	Next    kindForm
	Others  []kindForm
	Schemes []*calc.Scheme
	Runs    []season.RunStatus // the newest first
}

// kindForm is what a person is asked for a kind of run, with what is right already.
type kindForm struct {
	Name     string
	Called   letters.Called
	Why      string        // it is next, or what is to be known of it now
	Lacks    []season.Lack // what is still to come before it
	Early    bool          // it has a last complete month
	Schemed  bool          // it can be of some schemes alone
	AsOf     string        // the date of issue; empty where today is none
	Through  string        // the last complete month; empty where none can be meant
	Due      calc.Date     // the day by which its letters are due; 0 for none
	AsksLate bool          // later letters are made only where a person says that they go late
	Late     bool          // that day has passed
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
	shown := produceShown{Schemes: schemes, Runs: slices.Clone(s.Runs)}
	slices.Reverse(shown.Runs)
	next, why := kindNow(s)
	asked := v.URL.Query().Get("kind")
	for _, k := range letters.Kinds() {
		form := formOf(k, schemes[0].Period, s)
		switch {
		case k.Name == next && (asked == "" || asked == next):
			form.Why = why
			shown.Next = form
		case k.Name == asked:
			shown.Next = form
		default:
			shown.Others = append(shown.Others, form)
		}
	}
	if shown.Next.Name == "" { // asked for a kind that there is not
		return nil, goTo("/produce")
	}
	return shown, nil
}

// kindNow is the kind that the season is at, by the calendar and by what there is, and why.
func kindNow(s season.Status) (kind, why string) {
	year := letters.YearEnd().Name
	var approved, waits int
	for _, of := range s.Letters {
		if of.Kind == year {
			approved += of.Letters - of.In[season.LetterHeld] - of.In[season.ToApprove]
			waits += of.In[season.ToApprove]
		}
	}
	changed := ""
	for _, n := range s.Newest {
		if n.Kind.Name == year && len(n.Changed) > 0 {
			changed = calc.And(n.Changed) + " changed since " + n.Run + " was made."
		}
	}
	switch {
	case !s.Ended:
		return letters.Projection().Name, "The year has not ended: letters say where it is heading."
	case approved == 0 && waits == 0:
		return year, "The year has ended, and its letters are due by " + letters.LongDate(s.DueBy(letters.YearEnd())) + "."
	case approved > 0 && len(s.Lacks) == 0:
		return letters.Outcome().Name, "The letters have gone, nobody can ask for mitigation any more, and the panel has decided."
	case changed != "":
		return year, changed
	case waits > 0:
		return year, "The letters that are made wait for an approval. Make others only where something is to be mended."
	}
	return year, "The year-end letters are made and approved. Make others only where something is to be mended."
}

// formOf asks for a kind on a day.
func formOf(kind letters.Kind, year calc.Period, s season.Status) kindForm {
	form := kindForm{Name: kind.Name, Called: kind.Called, AsOf: s.On.String()}
	over := s.On > year.To
	switch {
	case kind.Early:
		form.Early, form.Schemed, form.Through = true, kind.Name == letters.Projection().Name, lastMonth(year, s.On)
		if over {
			form.AsOf, form.Through = "", ""
			form.Why = "The year ended on " + letters.LongDate(year.To) + ", and these are dated within it: only to rehearse."
		}
	case kind.Final:
		form.Lacks = s.Lacks
	default:
		form.AsksLate, form.Late = true, s.On > s.DueBy(kind)
	}
	if kind.DueBy != nil {
		form.Due = s.DueBy(kind)
	}
	if !kind.Early && !over {
		form.AsOf = ""
		form.Why = "The year ends on " + letters.LongDate(year.To) + ", and these are dated after it: before then only to rehearse."
	}
	return form
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
	kinds, kind := letters.Kinds(), v.Field("kind")
	i := slices.IndexFunc(kinds, func(k letters.Kind) bool { return k.Name == kind })
	if i < 0 {
		return "", fmt.Errorf("which kind of run? choose one")
	}
	args := withDay(v, []string{"produce"})
	early := kinds[i].Early
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
	return v.start(job{Title: "Produce: " + strings.ToLower(kinds[i].Called.Title), Args: args,
		Then: func(int) (string, string) { return "Back to Produce", "/produce?kind=" + kind },
		Look: func(made string) (string, string) { return "Look through " + made, "/runs/" + made }})
}
