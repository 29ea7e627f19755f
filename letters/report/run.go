package report

import (
	"errors"
	"fmt"
	"slices"

	"yearend/calc"
	"yearend/letters"
)

// Run is what the tables tell of.
type Run struct {
	Program    string // name and version
	Kind       letters.Kind
	AsOf       calc.Date
	Issuer     string
	Schemes    []*calc.Scheme
	Contracts  []calc.Contract // by practice, scheme, then the scheme's order of services
	Settled    calc.Settlement
	Issues     []letters.Issue // one for each of Settled.Positions, in their order
	Boundaries []calc.Boundary // what the positions are near to
	Problems   []calc.Problem  // all, sorted
	Sources    []calc.Source
	Previous   []calc.Money      // what was asked for on each of the positions before, in their order; none where no run is approved yet
	Withdrawn  []Withdrawn       // letters that stand without a contract
	Moves      []calc.Move       // since the last approved run; none where there is none
	Sent       []Sent            // what had become of the letters of earlier runs
	Supplier   []SupplierColumn  // further columns of payments.csv
	Faults     map[string]string // what each code of a problem means
}

// Withdrawn is a letter that was issued to a practice that has no contract in
// the scheme now.
type Withdrawn struct {
	Practice  calc.PracticeCode
	Name      string
	Scheme    string
	Number    int
	Reference string
	On        calc.Date  // the letter's date
	Run       string     // the run that it is in
	Previous  calc.Money // what was asked for before, signed
}

// SupplierColumn is a column that a finance system wants in payments.csv and
// that the program knows nothing of, such as a cost centre, with what stands in
// each row of which the suppliers file says nothing.
type SupplierColumn struct{ Name, Value string }

// check refuses a run whose parts do not belong together.
func (r Run) check() error {
	if len(r.Issues) != len(r.Settled.Positions) {
		return fmt.Errorf("tables: %d positions with %d issues", len(r.Settled.Positions), len(r.Issues))
	}
	if len(r.Schemes) == 0 {
		return errors.New("tables: a run of no scheme")
	}
	return nil
}

// heldServices are the contract lines of a held position, which has no lines
// of its own: its sums are not to be trusted, but the lines are there.
func (r Run) heldServices(p calc.Position) []string {
	if p.Outcome != calc.Held {
		return nil
	}
	var services []string
	for _, c := range r.Contracts {
		if c.Practice != p.Practice.Code || c.Scheme != p.Scheme.Code {
			continue
		}
		if _, pays := p.Scheme.Service(c.Service); pays && !slices.Contains(services, c.Service) {
			services = append(services, c.Service)
		}
	}
	return services
}
