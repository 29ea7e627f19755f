package season

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
)

// Sending is a finished run as it is sent, with the folder of runs kept to this
// command: what is owed must not change meanwhile.
type Sending struct {
	*post.Posting
	Project Project
	Schemes []*calc.Scheme // the run's own, from its copies
	Owing   []Owing        // what other approved runs still owe
	Since   Since          // what has happened after the run was made
	Behind  error          // why sent.csv could not be written, and waits for the next command; nil where it was

	over  string // the approved year-end run, after which no projection is sent
	asked post.Asked
	known post.Known
	lock  *register.Lock
	now   func() time.Time
}

// Owing is how many letters of a run are still to be sent.
type Owing struct {
	Run     string
	Letters int
}

// OpenSending opens a run to be sent. With an address to redirect to, every letter
// goes there, as a test. Whoever is done with it closes it.
func OpenSending(p Project, name string, asked post.Asked, now func() time.Time, watch Watch) (*Sending, error) {
	lock, err := lockRuns(p, "send", now, watch)
	if err != nil {
		return nil, err
	}
	s := &Sending{Project: p, lock: lock, now: now, asked: asked}
	if err := s.open(name, asked); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Close gives the folder of runs back.
func (s *Sending) Close() error { return s.lock.Release() }

func (s *Sending) open(name string, asked post.Asked) error {
	run, err := s.Project.folder().Find(name)
	if err != nil {
		return Usage{err}
	}
	if err := withLetters(run, "send"); err != nil {
		return err
	}
	if run.Kind.Email == "" {
		return Usage{fmt.Errorf("%s is a %s run, and its letters are not e-mailed", run.Name, run.Kind.Name)}
	}
	runs, err := s.Project.folder().Runs()
	if err != nil {
		return err
	}
	if s.known, err = s.Project.keep().Read(runs); err != nil {
		return err
	}
	hand := s.Project.decidedByHand()
	means := s.Project.meansBy(hand)
	if s.Posting, err = post.OpenPosting(run, runs, means, s.known, asked); err != nil {
		return err
	}
	if err := s.after(runs, hand); err != nil {
		return err
	}
	if s.Schemes, err = schemesOf(run); err != nil {
		return err
	}
	if err := s.spite(asked.Although); err != nil {
		return err
	}
	if err := s.ownAddresses(); err != nil {
		return err
	}
	if s.over, err = overBy(runs); err != nil {
		return err
	}
	for _, other := range runs {
		if approved, err := other.Approved(); err != nil || !approved || other.Name == run.Name {
			continue
		}
		posting, err := post.OpenPosting(other, runs, means, post.Known{}, post.Asked{})
		if err != nil {
			return err
		}
		if n := posting.Count(nil).Owed; n > 0 && !(other.Kind.Early && s.over != "") {
			s.Owing = append(s.Owing, Owing{other.Name, n})
		}
	}
	return nil
}

// overBy is the approved year-end run, after which no projection is sent; empty before there is one.
func overBy(runs []register.Run) (string, error) {
	last, _, err := register.LastApproved(runs, letters.YearEnd())
	return last.Name, err
}

// pastWords is why a letter of a run does not go any more, where the year's own letters
// are approved and it is a projection; empty where it may go.
func pastWords(of register.Run, over string) string {
	if over == "" || !of.Kind.Early {
		return ""
	}
	return over + " is approved, and a projection says nothing any more"
}

// leaveProjections says of projections that never went that they do not go any more,
// where the year's own letters are approved.
func leaveProjections(of *post.Posting, over string) {
	if why := pastWords(of.Run, over); why != "" {
		of.LeaveBehind(why)
	}
}

// after says what has happened since the run was made, of the letters that have not gone.
func (s *Sending) after(runs []register.Run, hand *byHand) error {
	goesBy, err := newestHeeded(s.Run, runs)
	if err != nil {
		return err
	}
	envelopes, err := s.notGone(hand)
	if err != nil {
		return err
	}
	s.Since, err = s.Project.since(goesBy, envelopes, hand)
	return err
}

// spite refuses a run in spite of which letters are to go, where it keeps none back.
func (s *Sending) spite(newer string) error {
	if newer == "" {
		return nil
	}
	for _, by := range s.Superseded {
		if by == newer {
			return nil
		}
	}
	return Usage{fmt.Errorf("--although %s: no letter of %s stays behind for a run of that name", newer, s.Run.Name)}
}

// Choice is which letters a person asks for; nothing named is all.
type Choice struct {
	Practices []string // their codes, in whatever capitals
	Schemes   []string // by code or short name
	Limit     int      // at most so many; 0 for all
}

// Plan is what would go now.
func (s *Sending) Plan(c Choice) (post.Plan, error) {
	if err := s.late(); err != nil {
		return post.Plan{}, err
	}
	if err := joinFaults(s.Project.file, s.Project.Mail.faults()); err != nil {
		return post.Plan{}, err
	}
	choice, err := s.choice(c)
	if err != nil {
		return post.Plan{}, err
	}
	return post.MakePlan(s.Mailing, s.Standings, s.Copies, choice, post.DefaultPace(s.Project.Mail.PerMinute), s.now()), nil
}

// choice is what a person asks for, in the codes of the run.
func (s *Sending) choice(c Choice) (post.Choice, error) {
	schemes, err := s.schemeCodes(c.Schemes)
	if err != nil {
		return post.Choice{}, err
	}
	practices, err := s.practiceCodes(c.Practices)
	return post.Choice{Practices: practices, Schemes: schemes, Limit: c.Limit}, err
}

// late refuses to send a projection when the year's own letters are approved, and
// names what stays behind. A test address may still get them.
func (s *Sending) late() error {
	if s.over == "" || !s.Run.Kind.Early || s.Mailing.Redirect != "" {
		return nil
	}
	var stays []string
	for _, e := range s.Mailing.Envelopes {
		if s.Standings[e.Reference].State == post.IsOwed { // one that was stopped would be tried again
			stays = append(stays, e.Reference)
		}
	}
	if len(stays) == 0 {
		return nil
	}
	return withHint(fmt.Errorf("the year has ended: a projection says nothing any more, and %s is approved; not sent: %s", s.over, strings.Join(stays, ", ")),
		"send the year-end letters: yearend send "+s.over)
}

// schemeCodes are the schemes asked for, by code or short name.
func (s *Sending) schemeCodes(names []string) ([]string, error) {
	var codes, known []string
	for _, scheme := range s.Schemes {
		known = append(known, scheme.Code)
	}
	for _, name := range names {
		i := slices.IndexFunc(s.Schemes, func(scheme *calc.Scheme) bool {
			return strings.EqualFold(scheme.Code, name) || strings.EqualFold(scheme.Short, name)
		})
		if i < 0 {
			return nil, Usage{fmt.Errorf("%s has no scheme %q: it has %s", s.Run.Name, name, calc.And(known))}
		}
		codes = append(codes, s.Schemes[i].Code)
	}
	return codes, nil
}

// practiceCodes are the practices asked for; one of which the run has no letter
// is refused.
func (s *Sending) practiceCodes(names []string) ([]string, error) {
	var codes []string
	for _, name := range names {
		code := strings.ToUpper(strings.TrimSpace(name))
		if len(s.LettersTo(code, "")) == 0 {
			return nil, Usage{fmt.Errorf("%s has no letter to %q", s.Run.Name, name)}
		}
		codes = append(codes, code)
	}
	return codes, nil
}

// outboxDir is where a run's messages are written as files.
const outboxDir = "outbox"

// WriteOutbox writes the messages of a plan as files, exactly as they would go,
// with the plan as a table, and gives their folder. They are written beside the
// outbox, and then put in its place, so that no message of an earlier plan is left.
func (s *Sending) WriteOutbox(plan post.Plan) (dir string, err error) {
	dir = s.Run.Path(outboxDir)
	part := filepath.Join(s.Project.folder().Root, ".unfinished-outbox") // whoever comes after a crash clears it away
	if err := register.RemoveAll(part); err != nil {
		return dir, fmt.Errorf("write the messages: %w", err)
	}
	if err := os.MkdirAll(part, register.FolderMode(s.Project.folder().Root)); err != nil {
		return dir, fmt.Errorf("write the messages: %w", err)
	}
	if err := s.Mailing.Outbox(part, plan.Owed, plan.Begins); err != nil {
		return dir, err
	}
	table, err := post.PlanCSV(s.Mailing, plan, post.DefaultPace(s.Project.Mail.PerMinute))
	if err == nil {
		err = os.WriteFile(filepath.Join(part, "plan.csv"), table, register.FileMode(part))
	}
	if err != nil {
		return dir, fmt.Errorf("write the plan: %w", err)
	}
	if err := register.RemoveAll(dir); err != nil {
		return dir, fmt.Errorf("clear the outbox: %w", err)
	}
	if err := register.Rename(part, dir); err != nil || !s.SentEver {
		return dir, err
	}
	s.follow()
	return dir, nil
}

// follow has sent.csv follow the journal. Somebody may look at it in Excel: what was
// noted is noted all the same, and the next command writes it.
func (s *Sending) follow() { s.Behind = s.WriteSent() }

// books are a run's journal with what keeps account of it outside the run, open to
// be written and kept to this program.
type books struct {
	*post.Journal
	outside *post.Books
}

func (b books) Close() error { return errors.Join(b.Journal.Close(), b.outside.Close()) }

// openBooks opens them, and sees that nothing has happened since they were read.
func (s *Sending) openBooks() (b books, err error) {
	if s.Project.here.Profile == "" {
		return b, errors.New("you have no profile on this computer, in which it is kept what was sent: give your account a home folder")
	}
	if b.Journal, err = post.OpenJournal(s.Run.Path(post.JournalFile), s.Run.Digest); err != nil {
		return b, err
	}
	if b.outside, err = s.Project.keep().Open(s.Run); err != nil {
		return b, errors.Join(err, b.Journal.Close())
	}
	if b.Journal.Head() != s.Head {
		return b, errors.Join(fmt.Errorf("the %s of %s has grown since it was read: somebody else is sending; begin again", post.JournalFile, s.Run.Name), b.Close())
	}
	if err := b.Journal.KeptBy(b.outside); err != nil {
		return b, errors.Join(err, b.Close())
	}
	return b, nil
}
