package season

import (
	"cmp"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/run"
)

// Status is where the year end stands on a day.
type Status struct {
	Project     string              `json:"project"`
	On          calc.Date           `json:"on"`
	Dates       []Day               `json:"dates"`
	Runs        []RunStatus         `json:"runs"`
	Packs       []PackStatus        `json:"packs,omitempty"` // for the panel
	Schemes     []SchemeStatus      `json:"schemes"`
	Sent        []SentStatus        `json:"-"`                  // of every approved run
	Newest      []Newest            `json:"-"`                  // of each kind that has a run
	Letters     []LettersOf         `json:"letters"`            // every letter of the season, once
	Each        []Letter            `json:"-"`                  // they themselves
	Outdated    map[string]string   `json:"-"`                  // a newest run that cannot be approved: the run that was approved after it was made
	Readdressed map[string][]string `json:"-"`                  // a newest run to approve: the letters that wait, and would go to another mailbox by it
	Overtaken   map[string]string   `json:"-"`                  // a newest run that cannot be approved, since something else has happened after it was made: what
	Withdrawing map[string]int      `json:"-"`                  // a newest run to approve: how many letters that stand have no contract any more by it
	Ended       bool                `json:"-"`                  // the year has ended, or its letters are approved: a projection says nothing any more
	Doubts      []string            `json:"doubts,omitempty"`   // what is at odds about what was sent
	Doubted     string              `json:"-"`                  // the run of which a person must speak first
	Requests    *RequestsStatus     `json:"requests,omitempty"` // what practices asked for after their letters; nil before anything was asked
	Busy        string              `json:"-"`                  // who is at work in the folder of runs; empty for nobody
	Sums        Sums                `json:"-"`                  // the sums that Finance was last asked for
	Lacks       []Lack              `json:"-"`                  // what is still to come before outcome letters

	dates []calc.Dates // of each scheme
}

// DueBy is the first day by which letters of a kind are due, where that has a day.
func (s Status) DueBy(kind letters.Kind) calc.Date {
	var all []calc.Date
	for _, d := range s.dates {
		all = append(all, kind.DueBy(d))
	}
	return slices.Min(all)
}

// Sums are those of the approved run that was the last to ask Finance for any.
type Sums struct {
	Run   string // empty before a run is approved
	Final bool   // they are final positions
}

// Day is a day of the guidance.
type Day struct {
	What string    `json:"what"`
	On   calc.Date `json:"on"`
	Left int       `json:"days_left"` // negative when it has passed
}

// RunStatus is a run, and who approved it.
type RunStatus struct {
	Run      string   `json:"run"`
	AsOf     string   `json:"as_of"`
	Letters  int      `json:"letters"`
	Approved bool     `json:"approved"`
	By       []string `json:"by"`
	Code     string   `json:"code,omitempty"`    // of the approval, as it stands in the minutes
	Revoked  []string `json:"revoked,omitempty"` // who took an approval back, and why
	Needs    int      `json:"approvals_needed"`
	Pages    int      `json:"reports,omitempty"` // of a monthly run
}

// Newest is the newest run of a kind, and what speaks for another.
type Newest struct {
	RunStatus
	Kind    letters.Kind
	Through string   // the last complete month, before the year has ended
	Firsts  int      // how many of its letters are the first on their practice and scheme
	Follows bool     // an approved run came before it
	Changed []string // files that are no longer what it was made from
}

// SchemeStatus counts the letters of one kind on one scheme.
type SchemeStatus struct {
	Kind     string       `json:"kind"`
	Scheme   string       `json:"scheme"`
	Due      int          `json:"due"`      // practices with a contract, by the newest run; of outcome letters those that asked
	Made     int          `json:"made"`     // that have a letter, approved or not
	Approved int          `json:"approved"` // whose letter is approved
	Waiting  int          `json:"waiting"`  // new and changed letters of the newest run that nobody has approved
	Posted   Posted       `json:"posted"`   // the letters of all approved runs of the kind, by where they stand
	Held     []HeldStatus `json:"held"`
	// Past: it was made before the year had ended, and a run of the ended year has
	// followed. What was held then waits for nobody any more.
	Past bool `json:"-"`
}

// HeldStatus is a practice that gets no letter.
type HeldStatus struct {
	Practice calc.PracticeCode `json:"practice_code"`
	Name     string            `json:"practice_name"`
	Reason   string            `json:"reason"`
	Stands   string            `json:"stands,omitempty"` // the reference of an earlier letter, which stands meanwhile
}

// Posted counts the letters of a scheme by what became of them.
type Posted struct {
	Sent    int `json:"sent"`
	Owed    int `json:"to_send"`
	Refused int `json:"refused"`
	Unknown int `json:"unknown"`
	ByHand  int `json:"by_hand"` // a person must post it, or put right what stops it
}

// SentStatus is what became of the letters of an approved run.
type SentStatus struct {
	Run     string `json:"run"`
	Early   bool   `json:"-"` // before the year has ended
	Letters int    `json:"letters"`
	post.Counts
	Waiting []post.Waiting `json:"-"`                        // for a person
	Copies  int            `json:"copies_to_send,omitempty"` // of letters that have gone
}

// StatusOn says where the year end stands on a day.
func StatusOn(p Project, on calc.Date) (Status, error) {
	schemes, err := p.ReadSchemes()
	if err != nil {
		return Status{}, err
	}
	s := Status{Project: p.Issuer.Name + ", " + p.Year, On: on, Dates: days(schemes, on),
		Runs: []RunStatus{}, Schemes: []SchemeStatus{}}
	for _, scheme := range schemes {
		s.dates = append(s.dates, scheme.Dates)
	}
	if holder, busy := register.AtWork(p.folder().Root); busy {
		s.Busy = holder.String()
	}
	runs, err := p.folder().Runs()
	if err != nil {
		return s, err
	}
	if err := s.countRuns(p, runs); err != nil {
		return s, err
	}
	if s.Requests, err = requestsStatus(p, on); err != nil {
		return s, err
	}
	if s.Packs, err = p.Packs(); err != nil {
		return s, err
	}
	over, err := overBy(runs)
	if err != nil {
		return s, err
	}
	s.Ended = over != "" || on > schemes[0].Period.To
	for _, kind := range p.kinds {
		if err := s.countSchemes(kind, register.OfKind(runs, kind), schemes); err != nil {
			return s, err
		}
	}
	if err := s.countSent(p, runs, over); err != nil {
		return s, err
	}
	if err := s.eachLetter(p, runs, over); err != nil {
		return s, err
	}
	if last, asked, err := p.folder().LastAsking(runs); err != nil {
		return s, err
	} else if asked {
		s.Sums = Sums{last.Name, last.Kind.Final}
	}
	s.Lacks = s.beforeOutcome(p, schemes, over != "")
	return s, nil
}

// NeedsPerson reports whether any letter waits for a person.
func (s Status) NeedsPerson() bool {
	return len(s.Doubts) > 0 || slices.ContainsFunc(s.Sent, func(of SentStatus) bool { return len(of.Waiting) > 0 })
}

// HeldCount is how many positions are held, and of how many an earlier letter stands.
type HeldCount struct{ All, Standing int }

// Held counts the positions that get no letter of a kind that is still being made. What
// the year-end run holds as well is mended for that one: an outcome run, which rests on
// it, would only hold it again.
func (s Status) Held(kind letters.Kind) HeldCount {
	var count HeldCount
	for _, of := range s.Schemes {
		if of.Kind != kind.Name || of.Past {
			continue
		}
		for _, h := range of.Held {
			if kind.Final && s.heldAtYearEnd(of.Scheme, h.Practice) {
				continue
			}
			count.All++
			if h.Stands != "" {
				count.Standing++
			}
		}
	}
	return count
}

func (s Status) heldAtYearEnd(scheme string, practice calc.PracticeCode) bool {
	return slices.ContainsFunc(s.Schemes, func(of SchemeStatus) bool {
		return of.Kind == letters.YearEnd().Name && of.Scheme == scheme &&
			slices.ContainsFunc(of.Held, func(h HeldStatus) bool { return h.Practice == practice })
	})
}

// days are those of all schemes, each thing once for each day.
func days(schemes []*calc.Scheme, on calc.Date) []Day {
	var all []Day
	for _, s := range schemes {
		for _, d := range []Day{
			{What: "activity fully coded", On: s.CodedBy}, {What: "letters due", On: s.Dates.LettersBy},
			{What: "mitigation form closes", On: s.Dates.FormCloses}, {What: "mitigation panel, week commencing", On: s.Dates.PanelWeek},
			{What: "practices hear of the panel", On: s.Dates.OutcomeBy},
		} {
			d.Left = on.DaysTo(d.On)
			if !slices.Contains(all, d) {
				all = append(all, d)
			}
		}
	}
	return all
}

// countRuns reads what the runs say of themselves.
func (s *Status) countRuns(p Project, runs []register.Run) error {
	for i, run := range runs {
		approval, err := run.Approval()
		if err != nil {
			return err
		}
		r := RunStatus{Run: run.Name, AsOf: run.Record.AsOf, Letters: run.Record.Letters(), Approved: run.Enough(approval), By: []string{}, Needs: run.Record.Needs()}
		if run.Kind.OnPages {
			r.Pages = pagesOf(run)
		}
		for _, by := range approval.By {
			r.By = append(r.By, by.Name)
		}
		if r.Approved {
			r.Code = approval.Code()
		}
		for _, back := range approval.Revoked {
			r.Revoked = append(r.Revoked, back.Name+" took the approval back: "+back.Because)
		}
		s.Runs = append(s.Runs, r)
		if i+1 < len(runs) && runs[i+1].Kind.Name == run.Kind.Name {
			continue
		}
		newest := Newest{RunStatus: r, Kind: run.Kind, Through: run.Record.Through, Firsts: run.Record.Firsts(), Follows: run.Record.Earlier != nil}
		if !run.Kind.Early || !r.Approved { // the season moves on from what was projected
			if newest.Changed, err = changedSince(p, run); err != nil {
				return err
			}
		}
		s.Newest = append(s.Newest, newest)
	}
	return nil
}

// pagesOf is how many reports a monthly run holds.
func pagesOf(run register.Run) int {
	pages := 0
	for name := range run.Record.Outputs {
		if strings.HasPrefix(name, run.Kind.Path+"/") && strings.HasSuffix(name, ".html") {
			pages++
		}
	}
	return pages
}

// countSchemes counts the letters of a kind on each scheme that it has runs about.
func (s *Status) countSchemes(kind letters.Kind, runs []register.Run, schemes []*calc.Scheme) error {
	if len(runs) == 0 || kind.OnPages {
		return nil
	}
	newest := runs[len(runs)-1]
	now, err := ownEntries(newest)
	if err != nil {
		return err
	}
	approved, err := newest.Approved()
	if err != nil {
		return err
	}
	var issued []register.Entry
	if last, ok, err := register.LastApproved(runs, kind); err != nil {
		return err
	} else if ok {
		if issued, err = last.Entries(); err != nil {
			return err
		}
	}
	past := kind.Early && slices.ContainsFunc(s.Newest, func(n Newest) bool { return !n.Kind.Early })
	for _, scheme := range schemes {
		of := countScheme(scheme.Code, now, issued, approved)
		of.Kind, of.Past = kind.Name, past
		s.Schemes = append(s.Schemes, of)
	}
	return nil
}

// ownEntries are what a run says of the letters of its kind. Of an outcome run that is not
// who asked for nothing and gets none (A19), nor what the year-end run that it rests on
// holds: it holds that for the same reason, and for none of its own.
func ownEntries(of register.Run) ([]register.Entry, error) {
	entries, err := of.Entries()
	if err != nil || !of.Kind.Final {
		return entries, err
	}
	rests, err := run.KeptRests(of)
	if err != nil {
		return nil, err
	}
	before, err := rests.Entries()
	if err != nil {
		return nil, err
	}
	held := map[register.PositionKey]string{}
	for _, e := range before {
		if e.Held() {
			held[e.Key()] = e.Reason
		}
	}
	return slices.DeleteFunc(entries, func(e register.Entry) bool {
		return e.State == letters.Unasked || e.Held() && held[e.Key()] == e.Reason
	}), nil
}

func countScheme(scheme string, now, issued []register.Entry, approved bool) SchemeStatus {
	s := SchemeStatus{Scheme: scheme, Held: []HeldStatus{}}
	for _, e := range issued {
		if e.Scheme == scheme && e.Stands != nil && !e.Withdrawn() {
			s.Approved++
		}
	}
	for _, e := range now {
		if e.Scheme != scheme || e.Withdrawn() {
			continue
		}
		s.Due++
		if e.Stands != nil {
			s.Made++
		}
		if e.State.HasLetter() && !approved {
			s.Waiting++
		}
		if e.Held() {
			held := HeldStatus{Practice: e.Practice, Name: e.Name, Reason: e.Reason}
			if e.Stands != nil {
				held.Stands = e.Stands.Reference
			}
			s.Held = append(s.Held, held)
		}
	}
	return s
}

// countSent says what became of the letters of every approved run, and counts them
// by kind and scheme.
func (s *Status) countSent(p Project, runs []register.Run, over string) error {
	known, err := p.keep().Read(runs)
	if err != nil {
		return err
	}
	means := p.meansBy(p.decidedByHand())
	for _, run := range runs {
		approved, err := run.Approved()
		if err != nil || !approved || run.Record.Letters() == 0 || run.Kind.Email == "" {
			continue // an approval that cannot be read has been reported
		}
		posting, err := post.OpenPosting(run, runs, means, known, post.Asked{})
		if err != nil {
			return err
		}
		leaveProjections(posting, over)
		for _, d := range posting.Doubts {
			if !slices.Contains(s.Doubts, d.Words) {
				s.Doubts = append(s.Doubts, d.Words)
			}
			s.Doubted = cmp.Or(s.Doubted, d.Run)
		}
		s.Sent = append(s.Sent, SentStatus{run.Name, run.Kind.Early, len(posting.Mailing.Envelopes), posting.Count(nil), posting.Waiting(), posting.OwedCopies()})
		for i := range s.Schemes {
			of := &s.Schemes[i]
			if of.Kind != run.Kind.Name {
				continue
			}
			c := posting.Count(func(e register.Envelope) bool { return e.Scheme == of.Scheme })
			of.Posted.Sent += c.Sent
			of.Posted.Owed += c.Owed
			of.Posted.Refused += c.Refused
			of.Posted.Unknown += c.Unknown
			of.Posted.ByHand += c.NoMailbox + c.Stopped + c.KeptBack
		}
	}
	return nil
}
