package panel

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters/register"
)

// Facts is all that requests are judged beside.
type Facts struct {
	Schemes     []*calc.Scheme
	Positions   []calc.Position                    // of the approved year-end run
	Practices   []calc.Practice                    // whom there is
	Letters     map[register.PositionKey]calc.Date // when each practice was first written to
	Corrections []calc.Correction
	Before
}

// Before is what became of requests, by their names.
type Before struct {
	InPack  map[string]string // the digest under which it lies before the panel
	Decided map[string]bool
	Told    map[string]bool // the practice has had its outcome letter
}

// ReadRow reads what a row asks for, with the corrections of all rows beside it.
type ReadRow func(row calc.FormRow, given []calc.Correction, s *calc.Scheme) ([]calc.Request, []calc.Problem)

// Requests is everything that was ever asked, with where each stands. Problems are
// those that stop, and the looks; what holds a request stands with it.
type Requests struct {
	All      []calc.Request
	Problems []calc.Problem
	Read     int
}

// Judge makes requests of the rows that were ever seen, finds what there is to find,
// and says where each stands.
func Judge(histories []History, facts Facts, read ReadRow) Requests {
	j := &judging{facts: facts, places: map[string]calc.Problem{}}
	j.otherForms(histories)
	for _, h := range histories {
		s := facts.scheme(h.Newest().Scheme)
		if s == nil || s.Mitigation == nil {
			j.stray(h)
			continue
		}
		j.row(h, s, read)
	}
	j.replaced()
	j.twice()
	j.corrections()
	for i := range j.all {
		r := &j.all[i]
		r.State = j.state(*r)
		r.Digest = calc.DigestOf(*r)
		for _, p := range r.Look {
			if r.State.Open() {
				j.problems = append(j.problems, p)
			}
		}
	}
	slices.SortStableFunc(j.problems, calc.CompareProblems)
	return Requests{All: j.all, Problems: j.problems, Read: j.read}
}

type judging struct {
	facts    Facts
	all      []calc.Request
	places   map[string]calc.Problem // of the rows, by request
	problems []calc.Problem
	read     int
}

// otherForms stops on an export that is another form's: an edit never moves the time at
// which a row was begun, and here most rows have another. Kept in the log, such a row
// would stand there as changed for ever.
func (j *judging) otherForms(histories []History) {
	rows, other := map[string]int{}, map[string]int{}
	places := map[string]calc.Problem{}
	for _, h := range histories {
		v := h.Newest()
		if s := j.facts.scheme(v.Scheme); s == nil || !h.InExport || j.chosen(s.RequestName(v.ID)) {
			continue
		}
		rows[v.Scheme]++
		if n := len(h.Versions); n > 1 && v.Started != h.Versions[n-2].Started && h.Versions[n-2].Started != (calc.Moment{}) {
			other[v.Scheme]++
			places[v.Scheme] = v.Place
		}
	}
	for _, s := range j.facts.Schemes {
		if n := other[s.Code]; n > 1 && 2*n > rows[s.Code] {
			p := places[s.Code]
			j.problems = append(j.problems, calc.Problem{Code: "E-request-form", Severity: calc.Stop, Scheme: s.Code, File: p.File, Sheet: p.Sheet, Column: "Start time", Found: calc.Many(n, "row"),
				Remedy: fmt.Sprintf("of the %s in the export so many were begun at another time than when they were first seen: this is another form's export; name that of %s for this scheme", calc.Many(rows[s.Code], "row"), s.Title)})
		}
	}
}

// chosen reports whether a correction says which version of a row stands.
func (j *judging) chosen(name string) bool {
	return slices.ContainsFunc(j.facts.Corrections, func(c calc.Correction) bool { return c.Request == name && c.Field == calc.ToTakeVersion })
}

func (f Facts) scheme(code string) *calc.Scheme {
	for _, s := range f.Schemes {
		if s.Code == code {
			return s
		}
	}
	return nil
}

func (f Facts) position(r calc.Request) *calc.Position {
	for i, p := range f.Positions {
		if p.Practice.Code == r.Practice && p.Scheme.Code == r.Scheme {
			return &f.Positions[i]
		}
	}
	return nil
}

// stray is a row of a scheme that the project does not run any more: it stays
// accounted for, and nobody can decide on it.
func (j *judging) stray(h History) {
	v := h.Newest()
	j.read++
	r := calc.Request{Name: fmt.Sprintf("%s-%d", v.Scheme, v.ID), Scheme: v.Scheme, Sender: v.Email, Completed: v.CompletedAt(), State: calc.RequestReady}
	j.hold(&r, v, "E-scheme", "Scheme", v.Scheme, "the project does not run its scheme any more, or by a scheme file without a form: put it back under schemes")
	j.all = append(j.all, r)
}

// row reads the version of a row that stands.
func (j *judging) row(h History, s *calc.Scheme, read ReadRow) {
	v, at, chosen := j.version(h, s)
	requests, problems := read(v.FormRow, j.facts.Corrections, s)
	j.problems = append(j.problems, problems...)
	j.read += len(requests)
	edited := h.EditedLate(s.Mitigation)
	for _, r := range requests {
		j.places[r.Name] = v.Place
		if r.State == calc.RequestProof {
			j.all = append(j.all, r)
			continue
		}
		switch {
		case chosen:
		case h.Gone:
			j.hold(&r, v, "E-request-gone", "ID", strconv.Itoa(v.ID), fmt.Sprintf("the row stands in the export no more, and was seen there on %s: find out why; then enter by a row of the corrections that it is withdrawn, or as its version the number %d, by which it stands as it was seen", v.At, len(h.Versions)))
		case edited >= 0:
			j.hold(&r, v, "E-request-edited", "ID", strconv.Itoa(v.ID), editedWords(h, edited, s))
		}
		f := &finder{scheme: s, position: j.facts.position(r), letterOn: j.facts.Letters[register.PositionKey{Practice: r.Practice, Scheme: r.Scheme}]}
		known := j.practice(&r, v)
		f.find(r, known)
		if edited >= 0 && at >= edited {
			f.say(calc.FindEdited, s.Mitigation.Clauses.Closing, "It was changed after the form had closed, and stands as it was changed.")
		}
		j.sender(f, r)
		clock(f, r, v, s)
		slices.SortStableFunc(f.found, func(a, b calc.Finding) int {
			return slices.Index(calc.FindingCodes(), a.Code) - slices.Index(calc.FindingCodes(), b.Code)
		})
		r.Findings, r.Look = f.found, placed(f.look, v.Place)
		j.all = append(j.all, r)
	}
}

// version is that which stands: the one that a correction chooses; else the last
// that was seen in time, or where there is none, the last.
func (j *judging) version(h History, s *calc.Scheme) (v Version, at int, chosen bool) {
	name := s.RequestName(h.Newest().ID)
	for _, c := range j.facts.Corrections {
		if c.Request != name || c.Field != calc.ToTakeVersion {
			continue
		}
		n, _ := strconv.Atoi(c.Now) // its reader has seen that it is a number
		if n > len(h.Versions) {
			j.wrong(c, c.Now, fmt.Sprintf("of this row %d versions were seen: write the number of one", len(h.Versions)))
			break
		}
		v = h.Versions[n-1]
		v.Place = h.Newest().Place
		return v, n - 1, true
	}
	at = len(h.Versions) - 1
	if edited := h.EditedLate(s.Mitigation); edited > 0 {
		at = edited - 1
	}
	v = h.Versions[at]
	v.Place = h.Newest().Place // where a person looks for it
	return v, at, false
}

// state is where a request stands. What was decided stays decided.
func (j *judging) state(r calc.Request) calc.RequestState {
	digest, before := j.facts.InPack[r.Name]
	switch {
	case j.facts.Told[r.Name]:
		return calc.RequestTold
	case j.facts.Decided[r.Name]:
		return calc.RequestDecided
	case r.State != calc.RequestReady:
		return r.State
	case len(r.Held) > 0:
		return calc.RequestHeld
	case before && digest == calc.DigestOf(r):
		return calc.RequestInPack
	}
	return calc.RequestReady
}

// Counts is how many requests there are in each state.
func (r Requests) Counts() map[calc.RequestState]int {
	counts := map[calc.RequestState]int{}
	for _, s := range calc.RequestStates() {
		counts[s] = 0
	}
	for _, one := range r.All {
		counts[one.State]++
	}
	return counts
}

// Account refuses requests that are not accounted for: everything that was read is
// in one state, and in one only, and nothing comes twice.
func (r Requests) Account() error {
	counts, sum := r.Counts(), 0
	var parts []string
	for _, s := range calc.RequestStates() {
		sum += counts[s]
		parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
	}
	names := map[string]bool{}
	for _, one := range r.All {
		if names[one.Name] {
			return fmt.Errorf("the request %s is there twice", one.Name)
		}
		names[one.Name] = true
	}
	if sum != r.Read || len(counts) != len(calc.RequestStates()) {
		return fmt.Errorf("of %d requests %d are accounted for (%s; in no state %v)", r.Read, sum, strings.Join(parts, ", "), slices.Sorted(maps.Keys(counts)))
	}
	return nil
}

// Held are the problems that hold open requests.
func (r Requests) Held() []calc.Problem {
	var all []calc.Problem
	for _, one := range r.All {
		if one.State == calc.RequestHeld {
			all = append(all, one.Held...)
		}
	}
	slices.SortStableFunc(all, calc.CompareProblems)
	return all
}

// Open are those that wait for a decision, of a practice and scheme.
func (r Requests) Open(practice calc.PracticeCode, scheme string) []calc.Request {
	var open []calc.Request
	for _, one := range r.All {
		if one.Practice == practice && one.Scheme == scheme && one.State.Open() {
			open = append(open, one)
		}
	}
	return open
}
