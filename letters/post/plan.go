package post

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"yearend/letters/register"
)

// Plan is what a round of sending would do.
type Plan struct {
	Owed    []register.Envelope   // in the order in which they go
	Stay    []Staying             // letters that do not go, with why
	Sent    int                   // letters that have gone before
	Later   int                   // letters that are owed too, beyond the limit
	Mailbox map[string][]string   // mailbox → references of what it gets
	Parcels [][]register.Envelope // those of Owed that go as one message each
	Copies  []register.Envelope   // messages of their own, after the letters
	Late    []register.Envelope   // those of Copies whose letters have gone before
	NoCopy  []Staying             // copies that cannot go, with why
	Begins  time.Time
	Ends    time.Time // of the last message, when nothing goes wrong
}

// Staying is a letter that does not go.
type Staying struct {
	Envelope register.Envelope
	Standing Standing
	Why      string
}

// Choice is which letters of a run a person asks for; nothing named is all.
type Choice struct {
	Practices []string
	Schemes   []string
	Limit     int // at most so many letters; 0 for all
}

func (c Choice) wants(e register.Envelope) bool {
	return (len(c.Practices) == 0 || slices.Contains(c.Practices, e.Practice)) &&
		(len(c.Schemes) == 0 || slices.Contains(c.Schemes, e.Scheme))
}

// MakePlan works out what is to go: every letter asked for that is owed, and of
// which every check is passed. Stopped letters may come right, so they are
// judged anew each time.
func MakePlan(mailing *Mailing, standings map[string]Standing, copies Copies, choice Choice, pace Pace, begins time.Time) Plan {
	plan := Plan{Mailbox: map[string][]string{}, Begins: begins}
	var gone []register.Envelope
	for _, e := range mailing.Envelopes {
		if !choice.wants(e) {
			continue
		}
		now := standings[e.Reference]
		switch now.State {
		case IsSent, IsPosted:
			plan.Sent++
			if now.ID != "" && now.State == IsSent {
				gone = append(gone, e)
			}
		case IsOwed:
			if _, err := mailing.Message(e, begins); err != nil {
				plan.Stay = append(plan.Stay, Staying{e, now, err.Error()})
				continue
			}
			plan.Owed = append(plan.Owed, e)
		case IsRefused, IsUnknown, IsNowhere, IsBounced, IsReplaced, IsStopped:
			fallthrough
		default:
			plan.Stay = append(plan.Stay, Staying{e, now, now.Words})
		}
	}
	if fit := mailing.within(choice.Limit, plan.Owed); choice.Limit > 0 {
		plan.Later = len(plan.Owed) - len(fit)
		plan.Owed = fit
	}
	for _, e := range plan.Owed {
		plan.Mailbox[e.To] = append(plan.Mailbox[e.To], e.Reference)
	}
	plan.Parcels = mailing.parcels(plan.Owed)
	plan.planCopies(mailing, gone, copies, begins)
	plan.Ends = begins.Add(pace.Lasts(plan.Messages()))
	return plan
}

// within are the first letters, at most so many. What goes as one message is not
// parted: where already the first holds more, it goes whole.
func (m *Mailing) within(limit int, owed []register.Envelope) []register.Envelope {
	n, goes := 0, map[string]bool{}
	for _, parcel := range m.parcels(owed) {
		if n += len(parcel); n > limit && len(goes) > 0 {
			break
		}
		for _, e := range parcel {
			goes[e.Reference] = true
		}
	}
	var fit []register.Envelope
	for _, e := range owed {
		if goes[e.Reference] {
			fit = append(fit, e)
		}
	}
	return fit
}

// NeedsPerson reports whether any letter that stays does so for a person to decide.
func (p Plan) NeedsPerson() bool {
	return slices.ContainsFunc(p.Stay, func(s Staying) bool { return s.Standing.State != IsReplaced })
}

// PlanCSV is a row a letter: when it would go and to whom, or why it stays.
func PlanCSV(mailing *Mailing, plan Plan, pace Pace) ([]byte, error) {
	var rows [][]string
	row := func(e register.Envelope, when, to, why string) {
		rows = append(rows, []string{e.Practice, e.Name, e.Scheme, strconv.Itoa(e.Issue), e.Reference, when, to, e.Subject, AttachmentName(e), why})
	}
	for i, parcel := range plan.Parcels {
		for _, e := range parcel {
			row(e, plan.Begins.Add(pace.Lasts(i+1)).Format("2006-01-02 15:04:05"), mailing.address(e), "")
		}
	}
	for i, c := range plan.Copies {
		rows = append(rows, []string{c.Practice, c.Name, c.Scheme, strconv.Itoa(c.Issue), c.Reference + " (copy)",
			plan.Begins.Add(pace.Lasts(len(plan.Parcels) + i + 1)).Format("2006-01-02 15:04:05"), c.CopyTo, c.Subject, AttachmentName(c), ""})
	}
	for _, s := range plan.NoCopy {
		rows = append(rows, []string{s.Envelope.Practice, s.Envelope.Name, s.Envelope.Scheme, strconv.Itoa(s.Envelope.Issue),
			s.Envelope.Reference + " (copy)", "", s.Envelope.CopyTo, s.Envelope.Subject, AttachmentName(s.Envelope), s.Why})
	}
	for _, s := range plan.Stay {
		row(s.Envelope, "", s.Envelope.To, s.Why)
	}
	return register.CSV([]string{"practice_code", "practice_name", "scheme", "issue", "reference", "when", "to", "subject", "attachment", "stays_because"}, rows)
}

// Outbox writes each message as a file, exactly as it would go, into a folder
// that is not there yet: <scheme>/<CODE>.eml, by the first of its letters.
func (m *Mailing) Outbox(dir string, envelopes []register.Envelope, at time.Time) error {
	for _, parcel := range m.parcels(envelopes) {
		e := parcel[0]
		message, err := m.messageOf(parcel, at)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Reference, err)
		}
		name := filepath.Join(dir, filepath.FromSlash(e.Scheme), e.Practice+".eml")
		if err := os.MkdirAll(filepath.Dir(name), register.FolderMode(dir)); err != nil {
			return fmt.Errorf("write the messages: %w", err)
		}
		if err := os.WriteFile(name, message.Bytes, register.FileMode(dir)); err != nil {
			return fmt.Errorf("write the messages: %w", err)
		}
	}
	return nil
}
