package season

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
)

// LetterState is where a letter of the season stands. Each has exactly one.
type LetterState string

const (
	LetterHeld     LetterState = "held"       // its figures cannot be trusted: no letter is made
	ToApprove      LetterState = "to approve" // it is made, and nobody has approved it
	ToSend         LetterState = "to send"    // it is approved, and has not gone
	LetterSent     LetterState = "sent"
	LetterPosted   LetterState = "posted"
	LetterBounced  LetterState = "bounced"
	LetterUnknown  LetterState = "unknown"
	LetterReplaced LetterState = "replaced" // a later one is approved that takes its place, whether or not it had gone
)

// LetterStates are all of them, in the order in which a letter goes through them.
func LetterStates() []LetterState {
	return []LetterState{LetterHeld, ToApprove, ToSend, LetterSent, LetterPosted, LetterBounced, LetterUnknown, LetterReplaced}
}

// letterStateOf says of where a letter stands for its sending where it stands in
// the season. What is refused, stopped or without a mailbox has not gone, and
// waits for a person.
var letterStateOf = map[post.State]LetterState{
	post.IsOwed: ToSend, post.IsRefused: ToSend, post.IsNowhere: ToSend, post.IsStopped: ToSend,
	post.IsSent: LetterSent, post.IsPosted: LetterPosted, post.IsBounced: LetterBounced,
	post.IsUnknown: LetterUnknown, post.IsReplaced: LetterReplaced,
}

// LettersOf counts the letters of a kind on a scheme, each once, over all runs.
type LettersOf struct {
	Kind      string              `json:"kind"`
	Scheme    string              `json:"scheme"`
	Letters   int                 `json:"letters"`
	In        map[LetterState]int `json:"in"`
	ForPerson int                 `json:"for_person"` // of all of them, how many wait for a person
}

// Letter is one letter of the season.
type Letter struct {
	Kind       letters.Kind
	Run        register.Run
	Practice   string
	Scheme     string
	Reference  string // empty where it is held
	State      LetterState
	Why        string // why it is held, or what it waits for
	ForPerson  bool
	Sending    post.State // to send: where exactly it stands
	NotOnPaper bool       // it goes by post, and not to the address that it bears
	// StaysBehind: it is approved and has not gone, and a newer run has another or none.
	StaysBehind bool
}

// seasonLetters are all the letters of the season, each once: those of every
// approved run, and of the newest of each kind the ones that are held or that
// nobody has approved. A run that is neither says nothing: another has taken its place.
func seasonLetters(runs []register.Run, postings []*post.Posting) ([]Letter, error) {
	var all []Letter
	approved := map[string]bool{}
	for _, p := range postings {
		approved[p.Run.Name] = true
		all = append(all, lettersOfRun(p)...)
	}
	for i, run := range runs {
		newest := i+1 == len(runs) || runs[i+1].Kind.Name != run.Kind.Name
		if !newest || run.Kind.OnPages || run.Kind.Early && yearEnded(runs) {
			continue
		}
		entries, err := ownEntries(run)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			switch {
			case e.Held() && !holdLetter(all, run, e):
				all = append(all, Letter{Kind: run.Kind, Run: run, Practice: string(e.Practice), Scheme: e.Scheme,
					State: LetterHeld, Why: e.Reason, ForPerson: true})
			case e.Withdrawn():
				withdrawLetter(all, run, e)
			case e.State.HasLetter() && !approved[run.Name]:
				all = toApprove(all, Letter{Kind: run.Kind, Run: run, Practice: string(e.Practice), Scheme: e.Scheme,
					State: ToApprove, Reference: e.Stands.Reference})
			}
		}
	}
	return all, nil
}

// toApprove adds a letter that nobody has approved. One of the same position that is
// approved, and stays behind since this one has other figures, gives up its place to
// it: the practice gets one of the two.
func toApprove(all []Letter, newer Letter) []Letter {
	for i, l := range all {
		if l.State == ToSend && l.StaysBehind && l.Kind.Name == newer.Kind.Name && l.Practice == newer.Practice && l.Scheme == newer.Scheme {
			newer.Why = l.Reference + " of " + l.Run.Name + " never went, and stays behind"
			all[i] = newer
			return all
		}
	}
	return append(all, newer)
}

// lettersOfRun are those of an approved run.
func lettersOfRun(p *post.Posting) []Letter {
	var all []Letter
	waits := map[string]string{}
	for _, w := range p.Waiting() {
		waits[w.Envelope.Reference] = w.Why
	}
	for _, e := range p.Mailing.Envelopes {
		now := p.Standings[e.Reference]
		l := Letter{Kind: p.Run.Kind, Run: p.Run, Practice: e.Practice, Scheme: e.Scheme, Reference: e.Reference,
			State: letterStateOf[now.Now()], Sending: now.Now()}
		l.Why, l.ForPerson = waits[e.Reference], waits[e.Reference] != ""
		l.NotOnPaper = l.Sending == post.IsNowhere && p.KeptBack(e.Reference) != ""
		newer, later := p.Superseded[e.Reference], p.ReplacedBy(e)
		l.StaysBehind = newer != "" && l.Sending == post.IsOwed
		switch {
		case later != "" && (l.State == LetterSent || l.State == LetterPosted):
			l.State, l.Why = LetterReplaced, fmt.Sprintf("it was %s on %s; %s", now.State, now.Day(), later)
		case later != "" && l.State == LetterReplaced:
			l.Why = neverCame(now) + "; " + later
		case newer != "" && l.Why == "" && l.State == ToSend:
			l.Why = "it stays behind for " + newer
		}
		all = append(all, l)
	}
	return all
}

// neverCame is how it is that a practice does not have a letter that goes no more.
func neverCame(now post.Standing) string {
	if len(now.Back) > 0 {
		return "it came back from " + strings.Join(now.Back, " and ")
	}
	return "it never went"
}

// holdLetter finds the letter of a position that a run holds, where one stands. A
// position is counted once: a letter that has gone is what the practice has, and says
// that no other comes; one that has not gone is held itself.
func holdLetter(all []Letter, by register.Run, e register.Entry) (stands bool) {
	for i := range all {
		l := &all[i]
		if e.Stands == nil || l.Reference != e.Stands.Reference {
			continue
		}
		if why := fmt.Sprintf("%s holds the practice: %s", by.Name, e.Reason); l.State == ToSend {
			l.State, l.Why, l.ForPerson = LetterHeld, why, true
		} else if l.Why == "" {
			l.Why = "no revised one comes, since " + why
		}
		return true
	}
	return false
}

// withdrawLetter says of a letter that stands that there is no contract for it any more.
func withdrawLetter(all []Letter, by register.Run, e register.Entry) {
	for i := range all {
		if l := &all[i]; e.Stands != nil && l.Reference == e.Stands.Reference && l.State != ToSend && l.Why == "" {
			l.Why = by.Name + " has no contract for it any more: tell the practice"
		}
	}
}

// yearEnded reports whether a run of the year that has ended was made: what was held
// or waited for an approval before then says nothing any more.
func yearEnded(runs []register.Run) bool {
	return slices.ContainsFunc(runs, func(r register.Run) bool { return !r.Kind.Early && !r.Kind.OnPages })
}

// countLetters counts them by kind and scheme.
func countLetters(all []Letter) []LettersOf {
	var counted []LettersOf
	for _, l := range all {
		i := slices.IndexFunc(counted, func(of LettersOf) bool { return of.Kind == l.Kind.Name && of.Scheme == l.Scheme })
		if i < 0 {
			i = len(counted)
			counted = append(counted, LettersOf{Kind: l.Kind.Name, Scheme: l.Scheme, In: map[LetterState]int{}})
		}
		of := &counted[i]
		of.Letters++
		of.In[l.State]++
		if l.ForPerson && l.State != LetterHeld {
			of.ForPerson++
		}
	}
	slices.SortStableFunc(counted, func(a, b LettersOf) int { return cmp.Compare(a.Scheme, b.Scheme) })
	return counted
}

// postingsOf are the approved runs whose letters are e-mailed, as they are sent; where a
// year-end run is approved, over, no projection is.
func postingsOf(p Project, runs []register.Run, over string) ([]*post.Posting, error) {
	var all []*post.Posting
	means := p.meansBy(p.decidedByHand())
	for _, run := range runs {
		approved, err := run.Approved()
		if err != nil {
			return nil, err
		}
		if !approved || run.Kind.Email == "" {
			continue
		}
		posting, err := post.OpenPosting(run, runs, means, post.Known{}, post.Asked{})
		if err != nil {
			return nil, err
		}
		leaveProjections(posting, over)
		all = append(all, posting)
	}
	return all, nil
}

// eachLetter counts every letter of the season, and finds what to do about those
// that wait for a person.
func (s *Status) eachLetter(p Project, runs []register.Run, over string) error {
	postings, err := postingsOf(p, runs, over)
	if err != nil {
		return err
	}
	all, err := seasonLetters(runs, postings)
	if err != nil {
		return err
	}
	s.Letters, s.Each = countLetters(all), all
	s.Outdated, s.Readdressed, s.Withdrawing = map[string]string{}, map[string][]string{}, map[string]int{}
	s.Overtaken = map[string]string{}
	return s.unapproved(p, runs, postings)
}

// unapproved looks at the newest run of each kind, where it is not approved: which
// cannot be, since another was approved after it was made; the letters that wait for
// a person and would go to another mailbox by it; and those that it withdraws.
func (s *Status) unapproved(p Project, runs []register.Run, postings []*post.Posting) error {
	for i, run := range runs {
		if i+1 < len(runs) && runs[i+1].Kind.Name == run.Kind.Name || run.Kind.OnPages {
			continue
		}
		if approved, err := run.Approved(); err != nil || approved {
			continue // what cannot be read has been reported
		}
		last, any, err := register.LastApproved(runs, run.Kind)
		if err != nil {
			return err
		}
		if earlier := run.Record.Earlier; any && (earlier == nil || *earlier != register.Earlier{Run: last.Name, Digest: last.Digest}) {
			s.Outdated[run.Name] = last.Name
			continue
		}
		envelopes, err := run.Envelopes()
		if err != nil {
			return err
		}
		if earlier := run.Record.Earlier; !any && earlier != nil {
			s.Overtaken[run.Name] = fmt.Sprintf("it was made when %s was approved, whose approval was taken back", earlier.Run)
			continue
		}
		if err := overtaken(p, run, runs, last, any); err != nil {
			s.Overtaken[run.Name] = err.Error()
			continue
		}
		if s.Withdrawing[run.Name], err = withdrawnSince(run, last, any); err != nil {
			return err
		}
		to := map[register.PositionKey]string{}
		for _, e := range envelopes {
			to[e.Key()] = e.To
		}
		for _, of := range postings {
			for _, w := range of.Waiting() {
				if now := to[w.Envelope.Key()]; of.Run.Kind.Name == run.Kind.Name && now != "" && !register.SameAddress(now, w.Envelope.To) {
					s.Readdressed[run.Name] = append(s.Readdressed[run.Name], w.Envelope.Reference)
				}
			}
		}
	}
	return nil
}

// withdrawnSince counts the positions that have no contract any more by a run, and
// had one by the last approved one: Finance takes their sums back when it is approved.
func withdrawnSince(run, last register.Run, any bool) (int, error) {
	if !any {
		return 0, nil
	}
	before, err := last.Entries()
	if err != nil {
		return 0, err
	}
	already := map[register.PositionKey]bool{}
	for _, e := range before {
		already[e.Key()] = e.Withdrawn()
	}
	now, err := run.Entries()
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range now {
		if e.Withdrawn() && !already[e.Key()] {
			n++
		}
	}
	return n, nil
}
