package season

import (
	"cmp"
	"slices"

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
	LetterReplaced LetterState = "replaced" // a later one took its place before it went
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
	Kind      letters.Kind
	Run       register.Run
	Practice  string
	Scheme    string
	Reference string // empty where it is held
	State     LetterState
	Why       string // why it is held, or what it waits for
	ForPerson bool
	Sending   post.State // to send: where exactly it stands
}

// seasonLetters are all the letters of the season, each once: those of every
// approved run, and of the newest of each kind the ones that are held or that
// nobody has approved. A run that is neither says nothing: another has taken its place.
func seasonLetters(runs []register.Run, postings []*post.Posting) ([]Letter, error) {
	var all []Letter
	approved := map[string]bool{}
	for _, p := range postings {
		approved[p.Run.Name] = true
		waits := map[string]string{}
		for _, w := range p.Waiting() {
			waits[w.Envelope.Reference] = w.Why
		}
		for _, e := range p.Mailing.Envelopes {
			now := p.Standings[e.Reference].Now()
			why, person := waits[e.Reference]
			if newer := p.Superseded[e.Reference]; newer != "" && why == "" {
				why = newer + " has other figures"
			}
			all = append(all, Letter{Kind: p.Run.Kind, Run: p.Run, Practice: e.Practice, Scheme: e.Scheme, Reference: e.Reference,
				State: letterStateOf[now], Why: why, ForPerson: person, Sending: now})
		}
	}
	for i, run := range runs {
		if newest := i+1 == len(runs) || runs[i+1].Kind.Name != run.Kind.Name; !newest || run.Kind.OnPages {
			continue
		}
		entries, err := run.Entries()
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			l := Letter{Kind: run.Kind, Run: run, Practice: string(e.Practice), Scheme: e.Scheme}
			switch {
			case e.Held():
				l.State, l.Why, l.ForPerson = LetterHeld, e.Reason, true
			case (e.State == letters.New || e.State == letters.Changed) && !approved[run.Name]:
				l.State, l.Reference = ToApprove, e.Stands.Reference
			default:
				continue
			}
			all = append(all, l)
		}
	}
	return all, nil
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

// postingsOf are the approved runs whose letters are e-mailed, as they are sent.
func postingsOf(p Project, runs []register.Run) ([]*post.Posting, error) {
	var all []*post.Posting
	for _, run := range runs {
		approved, err := run.Approved()
		if err != nil {
			return nil, err
		}
		if !approved || run.Kind.Email == "" {
			continue
		}
		posting, err := post.OpenPosting(run, runs, p.means(), post.Known{}, post.Asked{})
		if err != nil {
			return nil, err
		}
		all = append(all, posting)
	}
	return all, nil
}

// eachLetter counts every letter of the season, and finds what to do about those
// that wait for a person.
func (s *Status) eachLetter(p Project, runs []register.Run) error {
	postings, err := postingsOf(p, runs)
	if err != nil {
		return err
	}
	all, err := seasonLetters(runs, postings)
	if err != nil {
		return err
	}
	s.Letters, s.Each = countLetters(all), all
	s.Outdated, s.Readdressed, err = unapproved(runs, postings)
	return err
}

// unapproved looks at the newest run of each kind, where it is not approved: which
// cannot be, since another was approved after it was made; and how many letters
// that wait for a person would go to another mailbox by it.
func unapproved(runs []register.Run, postings []*post.Posting) (outdated map[string]string, readdressed map[string]int, err error) {
	outdated, readdressed = map[string]string{}, map[string]int{}
	for i, run := range runs {
		if i+1 < len(runs) && runs[i+1].Kind.Name == run.Kind.Name || run.Kind.OnPages {
			continue
		}
		if approved, err := run.Approved(); err != nil || approved {
			continue // what cannot be read has been reported
		}
		last, any, err := register.LastApproved(runs, run.Kind)
		if err != nil {
			return nil, nil, err
		}
		if earlier := run.Record.Earlier; any && (earlier == nil || *earlier != register.Earlier{Run: last.Name, Digest: last.Digest}) {
			outdated[run.Name] = last.Name
			continue
		}
		envelopes, err := run.Envelopes()
		if err != nil {
			return nil, nil, err
		}
		to := map[register.PositionKey]string{}
		for _, e := range envelopes {
			to[e.Key()] = e.To
		}
		for _, p := range postings {
			for _, w := range p.Waiting() {
				if now := to[w.Envelope.Key()]; p.Run.Kind.Name == run.Kind.Name && now != "" && register.Inbox(now) != register.Inbox(w.Envelope.To) {
					readdressed[run.Name]++
				}
			}
		}
	}
	return outdated, readdressed, nil
}
