package panel

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// Kind is the kind of a pack: it lies in the folder of runs, and holds no letters.
func Kind() letters.Kind { return letters.Kind{Name: "panel", Folder: "panel-"} }

// Table writes requests.csv: a row a request that was ever read, with what the whole of
// it would change where it lies before the panel.
func (p Pack) Table(to io.Writer) error {
	columns := []string{"request", "practice_code", "scheme", "service", "completed", "ground", "exception", "counted", "evidence", "claimed"}
	for i := range calc.Months {
		columns = append(columns, "claimed_"+strings.ToLower(p.Schemes[0].Period.MonthName(i)))
	}
	w := letters.NewCSV(to, append(columns, "balance_before", "balance_if_all", "effect", "findings", "state")...)
	all := slices.Clone(p.Cases)
	for _, r := range p.Apart {
		all = append(all, Case{Request: r})
	}
	slices.SortFunc(all, func(a, b Case) int { return CompareNames(a.Request.Name, b.Request.Name) })
	for _, c := range all {
		w.Row(c.row()...)
	}
	return w.End()
}

func (c Case) row() []string {
	r := c.Request
	row := []string{r.Name, string(r.Practice), r.Scheme, r.Service, r.Completed.String(), r.Ground, r.Exception, string(r.Counted), yesNo(r.HasEvidence()), strconv.FormatInt(r.Claimed.Sum(), 10)}
	for _, n := range r.Claimed {
		row = append(row, strconv.FormatInt(n, 10))
	}
	before, ifAll, effect := "", "", ""
	if c.Scheme != nil {
		before, ifAll, effect = c.Position.Balance.String(), c.IfAll().String(), c.Change().String()
	}
	var codes []string
	for _, f := range r.Findings {
		codes = append(codes, f.Code)
	}
	for _, problem := range r.Held {
		codes = append(codes, problem.Code)
	}
	return append(row, before, ifAll, effect, strings.Join(codes, ";"), string(r.State))
}

// IfAll is the balance if all of it were accepted.
func (c Case) IfAll() calc.Money {
	if c.Effect == nil {
		return c.Position.Balance
	}
	return c.Effect.After.Balance
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
