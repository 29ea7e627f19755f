package season

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters"
	"yearend/letters/panel"
	"yearend/letters/register"
)

// Asked is what practices asked for after their letters, as it stands now.
type Asked struct {
	panel.Requests
	Rests   register.Run    // the approved year-end run that it is judged by
	Settled calc.Settlement // its positions
	Files   *calc.Asked     // the exports, corrections and plans as they were read

	log   panel.Log[panel.Seen]
	fresh []panel.Seen
}

// AsksAnything reports whether the project names files of requests, or any were ever seen.
func (p Project) AsksAnything() (bool, error) {
	if len(p.Inputs.Requests)+len(p.Inputs.Corrections)+len(p.Inputs.Plans) > 0 {
		return true, nil
	}
	log, err := panel.ReadLog[panel.Seen](p.folder().Root, panel.RequestsFile)
	return len(log.Entries) > 0, err
}

// Requests reads what practices asked for and what the team put right of it, lays it
// beside everything that was ever seen, and judges it by the positions of the last
// approved year-end run. It writes nothing: Record does.
func (p Project) Requests(asOf calc.Date, now time.Time) (Asked, error) {
	rests, err := p.lastYearEnd()
	if err != nil {
		return Asked{}, err
	}
	settled, err := approvedPositions(rests)
	if err != nil {
		return Asked{}, err
	}
	return p.requestsOn(rests, settled, asOf, now)
}

// CheckRequests is Requests, and before any letters are approved what the files alone show.
func (p Project) CheckRequests(asOf calc.Date, now time.Time) (Asked, error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return Asked{}, err
	}
	if _, ok, err := register.LastApproved(runs, letters.YearEnd()); err != nil || ok {
		if err != nil {
			return Asked{}, err
		}
		return p.Requests(asOf, now)
	}
	schemes, err := p.ReadSchemes()
	if err != nil {
		return Asked{}, err
	}
	var a Asked
	a.Files, err = extract.ReadAsked(p.asking(asOf, nil), schemes)
	return a, err
}

// RequestsStatus is where the requests stand on a day.
type RequestsStatus struct {
	Run      string                    `json:"run"` // the approved run that they are judged by
	Read     int                       `json:"read"`
	States   map[calc.RequestState]int `json:"states"`
	Problems map[string]int            `json:"problems"` // by severity
}

// requestsStatus is nil before anything was asked, or can be judged.
func requestsStatus(p Project, on calc.Date) (*RequestsStatus, error) {
	if asks, err := p.AsksAnything(); err != nil || !asks {
		return nil, err
	}
	asked, err := p.CheckRequests(on, on.Time().Add(23*time.Hour))
	if err != nil || asked.Rests.Name == "" {
		return nil, err
	}
	return &RequestsStatus{Run: asked.Rests.Name, Read: asked.Read, States: asked.Counts(), Problems: calc.CountProblems(asked.Said())}, nil
}

// requestsOn is Requests by positions that are known already.
func (p Project) requestsOn(rests register.Run, settled calc.Settlement, asOf calc.Date, now time.Time) (a Asked, err error) {
	a.Rests, a.Settled = rests, settled
	if a.log, err = panel.ReadLog[panel.Seen](p.folder().Root, panel.RequestsFile); err != nil {
		return a, err
	}
	if a.Files, err = extract.ReadAsked(p.asking(asOf, nil), settled.Schemes); err != nil {
		return a, fmt.Errorf("read the requests: %w", err)
	}
	if a.Files.Stops() { // nothing of files that cannot be trusted is judged, or kept
		return a, nil
	}
	facts := panel.Facts{Schemes: settled.Schemes, Positions: settled.Positions, Practices: settled.Extract.Practices, Corrections: a.Files.Corrections}
	if facts.Letters, err = p.firstLetters(); err != nil {
		return a, err
	}
	if facts.Before, err = p.before(); err != nil {
		return a, err
	}
	var histories []panel.History
	histories, a.fresh = panel.Look(a.log.Entries, a.Files.Rows, calc.MomentOf(now))
	a.Requests = panel.Judge(histories, facts, extract.RequestsOf)
	return a, a.Account()
}

// Said are all problems: those of the files, what does not fit together, what is
// held and what a person should look at.
func (a Asked) Said() []calc.Problem {
	all := slices.Concat(a.Files.Problems, a.Problems, a.Held())
	slices.SortStableFunc(all, calc.CompareProblems)
	return all
}

// Stops reports whether nothing can go on with it.
func (a Asked) Stops() bool {
	return slices.ContainsFunc(a.Said(), func(p calc.Problem) bool { return p.Severity == calc.Stop })
}

// Record adds to the log what it lacks, all or none. Whoever calls it holds the lock
// of the folder since before the requests were read.
func (a Asked) Record() error {
	if a.Stops() {
		return fmt.Errorf("nothing is kept of requests whose files cannot be trusted")
	}
	_, err := a.log.Append(a.fresh...)
	return err
}

// firstLetters is when each practice was first written to on each scheme.
func (p Project) firstLetters() (map[register.PositionKey]calc.Date, error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return nil, err
	}
	first := map[register.PositionKey]calc.Date{}
	for _, r := range register.OfKind(runs, letters.YearEnd()) {
		approved, err := r.Approved()
		if err != nil {
			return nil, err
		}
		if !approved {
			continue
		}
		entries, err := r.Entries()
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			key := e.Key()
			if e.Stands != nil && (first[key] == 0 || e.Stands.Date < first[key]) {
				first[key] = e.Stands.Date
			}
		}
	}
	return first, nil
}

// before is what has become of requests since they were read first: which lie before
// the panel, are decided, and were told.
func (p Project) before() (panel.Before, error) {
	before := panel.Before{InPack: map[string]string{}, Decided: map[string]bool{}, Told: map[string]bool{}}
	packs, err := p.packs()
	if err != nil {
		return before, err
	}
	for _, pack := range packs { // of several that a request lay in, the last
		if pack.Record.Pack == nil {
			return before, fmt.Errorf("open %s: its run.json does not say what lies before the panel: restore it from a copy", pack.Name)
		}
		maps.Copy(before.InPack, pack.Record.Pack.Requests)
	}
	decided, err := panel.ReadDecisions(p.folder().Root)
	if err != nil {
		return before, err
	}
	for request := range panel.Holding(decided.Entries) {
		before.Decided[request] = true
	}
	runs, err := p.folder().Runs()
	if err != nil {
		return before, err
	}
	before.Told, err = told(runs)
	return before, err
}
