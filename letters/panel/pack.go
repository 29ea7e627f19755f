package panel

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// Pack is what lies before the panel: every request that can be decided, in the order
// of their grounds, so that like is decided alike.
type Pack struct {
	Name    string // panel-001
	On      calc.Date
	Run     string    // the approved run that it rests on
	RunOn   calc.Date // the date of its letters
	Issuer  letters.Issuer
	Marking string
	Logo    *letters.Picture
	Schemes []*calc.Scheme
	Members []calc.Member
	Cases   []Case
	Apart   []calc.Request // every other request that was ever read, with its state
}

// Case is a request with what the panel must know of it.
type Case struct {
	Request  calc.Request
	Scheme   *calc.Scheme
	Position calc.Position // of the practice, as its letter has it
	Effect   *calc.Effect  // nil where nothing can be accepted: the service is excluded
}

// Gather takes the requests that can be decided on these positions; the others wait,
// or are past.
func Gather(requests []calc.Request, positions []calc.Position) (cases []Case, apart []calc.Request, err error) {
	for _, r := range requests {
		c, can, err := caseOf(r, positions)
		if err != nil {
			return nil, nil, err
		}
		if !can {
			apart = append(apart, r)
			continue
		}
		c.Request.State = calc.RequestInPack
		cases = append(cases, c)
	}
	slices.SortFunc(cases, compareCases)
	return cases, apart, nil
}

func caseOf(r calc.Request, positions []calc.Position) (c Case, can bool, err error) {
	if r.State != calc.RequestReady && r.State != calc.RequestInPack {
		return c, false, nil
	}
	at := slices.IndexFunc(positions, func(p calc.Position) bool { return p.Practice.Code == r.Practice && p.Scheme.Code == r.Scheme })
	if at < 0 || positions[at].Outcome == calc.Held {
		return c, false, nil
	}
	c = Case{Request: r, Scheme: positions[at].Scheme, Position: positions[at]}
	if c.Scheme.Excludes(r.Service) {
		return c, true, nil
	}
	if !slices.ContainsFunc(c.Position.Lines, func(a calc.Achievement) bool { return a.Contract.Service == r.Service }) {
		return c, false, nil
	}
	effect, err := calc.EffectOf(c.Position, r.Service, r.Claimed)
	c.Effect = &effect
	return c, true, err
}

// compareCases puts like grounds together, those that are let in after all first, and
// within them the schemes, the practices and the forms in their order.
func compareCases(a, b Case) int {
	return cmp.Or(
		cmp.Compare(a.groundPlace(), b.groundPlace()), strings.Compare(a.Request.Ground, b.Request.Ground),
		strings.Compare(a.Scheme.Code, b.Scheme.Code), strings.Compare(string(a.Request.Practice), string(b.Request.Practice)),
		CompareNames(a.Request.Name, b.Request.Name))
}

// groundPlace is where a ground stands in the form: those of no form come last.
func (c Case) groundPlace() int {
	place := len(c.Scheme.Grounds.All())
	for at, ground := range c.Scheme.Grounds.All() {
		switch {
		case !slices.Contains(c.Request.Grounds(), ground.Code):
		case at < len(c.Scheme.Grounds.Exceptions):
			return -1
		default:
			place = min(place, at)
		}
	}
	return place
}

// CompareNames orders requests as their forms came: LTC-7 before LTC-12.
func CompareNames(a, b string) int {
	schemeA, numberA := splitName(a)
	schemeB, numberB := splitName(b)
	return cmp.Or(strings.Compare(schemeA, schemeB), cmp.Compare(numberA, numberB), strings.Compare(a, b))
}

func splitName(name string) (scheme string, number int) {
	scheme, rest, _ := strings.Cut(name, "-")
	digits, _, _ := strings.Cut(rest, "-") // CAP-7-ecg is part of CAP-7
	number, _ = strconv.Atoi(digits)
	return scheme, number
}

// ServiceName is the service as letters name it.
func (c Case) ServiceName() string {
	for _, s := range c.Scheme.AllServices() {
		if s.Code == c.Request.Service {
			return s.Name
		}
	}
	return c.Request.Service
}

// unit is what is counted, in the plural.
func (c Case) unit() string {
	for _, s := range c.Scheme.AllServices() {
		if s.Code == c.Request.Service && s.Unit != "" {
			return s.Unit
		}
	}
	return "activities"
}

// GroundWords are the ground as the form offers it.
func (c Case) GroundWords() string {
	var all []string
	for _, code := range c.Request.Grounds() {
		if ground, known := c.Scheme.Grounds.Of(code); known {
			all = append(all, ground.Words)
		}
	}
	if len(all) == 0 {
		return cmp.Or(c.Request.Said, "other circumstances")
	}
	return calc.And(all)
}

// concerned are the members with an interest in the practice.
func (p Pack) concerned(practice calc.PracticeCode) []calc.Member {
	var some []calc.Member
	for _, m := range p.Members {
		if m.Concerned(practice) {
			some = append(some, m)
		}
	}
	return some
}

// Stake is the money of a scheme that the panel decides on.
type Stake struct {
	Scheme        *calc.Scheme
	Requests      int
	Practices     int
	Claimed       int64
	Before, IfAll calc.Money // the balances of the practices that ask, summed
	Change        calc.Money
}

// Stakes are those of every scheme, where every request of a practice is accepted together.
func (p Pack) Stakes() ([]Stake, error) {
	var all []Stake
	for _, scheme := range p.Schemes {
		stake := Stake{Scheme: scheme}
		asked := map[calc.PracticeCode]map[string]calc.ByMonth{}
		positions := map[calc.PracticeCode]calc.Position{}
		for _, c := range p.Cases {
			if c.Scheme.Code != scheme.Code {
				continue
			}
			stake.Requests++
			stake.Claimed += c.Request.Claimed.Sum()
			if asked[c.Request.Practice] == nil {
				asked[c.Request.Practice] = map[string]calc.ByMonth{}
				positions[c.Request.Practice] = c.Position
				stake.Practices++
				stake.Before = stake.Before.Plus(c.Position.Balance)
			}
			if c.Effect != nil {
				of := asked[c.Request.Practice]
				of[c.Request.Service] = of[c.Request.Service].Plus(c.Request.Claimed)
			}
		}
		for practice, position := range positions {
			after, err := position.Relieved(asked[practice])
			if err != nil {
				return nil, err
			}
			stake.IfAll = stake.IfAll.Plus(after.Balance)
		}
		stake.Change = stake.IfAll.Minus(stake.Before)
		if stake.Requests > 0 {
			all = append(all, stake)
		}
	}
	return all, nil
}

// CasesIn are the requests of a pack as they are now, also those that are decided
// since: a slip can be mended in them.
func CasesIn(pack map[string]string, requests []calc.Request, positions []calc.Position) ([]Case, error) {
	var cases []Case
	for _, r := range requests {
		if _, in := pack[r.Name]; !in {
			continue
		}
		if r.State == calc.RequestDecided || r.State == calc.RequestTold {
			r.State = calc.RequestInPack
		}
		c, can, err := caseOf(r, positions)
		if err != nil {
			return nil, err
		}
		if can {
			cases = append(cases, c)
		}
	}
	return cases, nil
}
