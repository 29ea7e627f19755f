package post

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"yearend/letters/register"
)

// Paper is what a letter's PDF is found to say.
type Paper struct {
	Metadata string // what the file says of itself
	Words    string // what stands on its pages
}

// Mailing is the letters of one run, with everything by which a letter is known to
// be the one that was approved, and its practice's own.
type Mailing struct {
	Means
	Envelopes []register.Envelope
	Names     map[string]string // the register: practice code → name
	Digests   map[string]string // of every file of the run, as approved
	Read      func(name string) ([]byte, error)
	Redirect  string            // a test address that gets everything; empty for the practices' own
	Withheld  map[string]string // references of letters that may not go, with why
	Barred    map[string]string // of those that may not go to the mailbox, or where they go by post to the address, that they bear, with why
}

// Means are what the letters of every run of a project are sent by.
type Means struct {
	Sender  Sender
	Domains []string // in which mailboxes may lie
	// Together: a practice's several letters go in one message.
	Together bool
	Archive  string                          // an address of the team's that gets a copy of every message; empty for none
	Look     func(pdf []byte) (Paper, error) // reads a letter back, by code that shares nothing with what drew it
	// Decided is what the files of the team say of a letter by now. It is asked again
	// before each message goes; nil where nothing more is known than the run.
	Decided func(e register.Envelope) Decided
}

// Decided is what the files of the team say of a letter since its run was made, which
// the run does not know; empty for nothing.
type Decided struct {
	Stays     string // why it goes in no way
	ByPost    string // why it goes by post, though the run has a mailbox for it
	Elsewhere string // why it may not go to the mailbox that the run has for it, or its copy to that address
	OnPaper   string // why it may not go by post to the address that stands on it
}

func (m Means) decided(e register.Envelope) Decided {
	if m.Decided == nil {
		return Decided{}
	}
	return m.Decided(e)
}

// Mismatch is why one letter stays: something on it is not its practice's own.
type Mismatch struct{ Why string }

func (m Mismatch) Error() string { return m.Why }

func mismatch(format string, args ...any) error { return Mismatch{fmt.Sprintf(format, args...)} }

// Message builds the message of an envelope fresh from the run's files. Any
// doubt whose it is is a Mismatch.
func (m *Mailing) Message(e register.Envelope, at time.Time) (Message, error) {
	c, err := m.contentsOf(e)
	if err != nil {
		return Message{}, err
	}
	message, err := m.Sender.writeParcel([]register.Envelope{e}, m.address(e), c, []file{{AttachmentName(e), c.pdf}}, at)
	if err != nil {
		return message, mismatch("%v", err)
	}
	return message, message.check([]register.Envelope{e})
}

// contentsOf reads the parts of an envelope's message fresh from the run's files,
// and checks them.
func (m *Mailing) contentsOf(e register.Envelope) (c contents, err error) {
	if err := m.checkEnvelope(e); err != nil {
		return c, err
	}
	body := register.EmailPath(e)
	for name, into := range map[string]*[]byte{e.Letter: &c.pdf, body + ".txt": &c.text, body + ".html": &c.html} {
		var err error
		if *into, err = m.approved(name); err != nil {
			return c, err
		}
	}
	if err := m.checkLetter(e, c.pdf); err != nil {
		return c, err
	}
	return c, m.checkBody(e, string(c.text), string(c.html))
}

// address is where an envelope goes: to its mailbox, or in a test to one address.
func (m *Mailing) address(e register.Envelope) string {
	switch {
	case m.Redirect != "":
		return m.Redirect
	case e.CopyTo != "":
		return e.CopyTo
	}
	return e.To
}

// approved reads a file of the run, as it was approved.
func (m *Mailing) approved(name string) ([]byte, error) {
	data, err := m.Read(name)
	if err != nil {
		return nil, mismatch("%v", err)
	}
	want, known := m.Digests[name]
	if !known {
		return nil, mismatch("%s is no file of the run that was approved", name)
	}
	if register.Digest(data) != want {
		return nil, mismatch("%s has been changed since it was approved", name)
	}
	return data, nil
}

// checkEnvelope sees that practice, name, reference, file and mailbox belong together.
func (m *Mailing) checkEnvelope(e register.Envelope) error {
	if e.To == "" && m.Withheld[e.Reference] == "" {
		return mismatch("nothing can be sent: %s", e.Reason)
	}
	now := m.decided(e)
	if err := m.checkWhose(e, now); err != nil {
		return err
	}
	if e.CopyTo != "" {
		return m.checkCopy(e, now)
	}
	return m.checkMailbox(e, now)
}

// checkWhose sees that practice, name, reference and file belong together.
func (m *Mailing) checkWhose(e register.Envelope, now Decided) error {
	name, known := m.Names[e.Practice]
	switch {
	case now.Stays != "":
		return mismatch("%s", now.Stays)
	case m.Withheld[e.Reference] != "":
		return mismatch("%s", m.Withheld[e.Reference])
	case !known:
		return mismatch("the practice %s is not in the register", e.Practice)
	case name != e.Name:
		return mismatch("the register calls %s %q, and the envelope %q", e.Practice, name, e.Name)
	case !strings.HasPrefix(e.Reference, e.Practice+"/") || !strings.HasSuffix(e.Reference, fmt.Sprintf("/%d", e.Issue)):
		return mismatch("the reference %s is not of %s, issue %d", e.Reference, e.Practice, e.Issue)
	case path.Base(e.Letter) != e.Practice+".pdf" || path.Base(path.Dir(e.Letter)) != e.Scheme:
		return mismatch("the file %s is not named after %s and %s", e.Letter, e.Practice, e.Scheme)
	}
	return nil
}

// checkMailbox sees that the mailbox is one address, in an allowed domain, and
// no other practice's but one that answers for it, or for which it answers.
func (m *Mailing) checkMailbox(e register.Envelope, now Decided) error {
	if why := cmp.Or(m.Barred[e.Reference], now.ByPost, now.Elsewhere); why != "" {
		return mismatch("%s", why)
	}
	if err := register.CheckAddress(e.To, m.Domains); err != nil {
		return Mismatch{err.Error()}
	}
	inbox := register.Inbox(e.To)
	for _, other := range m.Envelopes {
		if other.Reader() != e.Reader() && register.Inbox(other.To) == inbox {
			return mismatch("the mailbox %s is also that of %s", e.To, other.Practice)
		}
	}
	return nil
}

// checkLetter sees that a PDF is the one that the envelope names, and says whose it is.
func (m *Mailing) checkLetter(e register.Envelope, pdf []byte) error {
	if digest := register.Digest(pdf); digest != e.SHA256 {
		return mismatch("%s is not the letter that the envelope names: its digest is %.12s…, not %.12s…", e.Letter, digest, e.SHA256)
	}
	return m.checkPaper(e, pdf)
}

// checkPaper sees that the PDF says, of itself and on its pages, whose it is.
func (m *Mailing) checkPaper(e register.Envelope, pdf []byte) error {
	paper, err := m.Look(pdf)
	if err != nil {
		return mismatch("%s cannot be read back: %v", e.Letter, err)
	}
	for where, words := range map[string]string{"in its metadata": paper.Metadata, "on its pages": paper.Words} {
		if !strings.Contains(words, e.Practice) || !strings.Contains(words, e.Reference) {
			return mismatch("%s does not name %s and %s %s", e.Letter, e.Practice, e.Reference, where)
		}
		if other := m.otherPractice(words, e.Practice); other != "" {
			return mismatch("%s names another practice, %s, %s", e.Letter, other, where)
		}
	}
	return nil
}

func (m *Mailing) checkBody(e register.Envelope, bodies ...string) error {
	for _, body := range append(bodies, e.Subject) {
		if other := m.otherPractice(body, e.Practice); other != "" {
			return mismatch("the message to %s names another practice, %s", e.Practice, other)
		}
	}
	return nil
}

var practiceCode = regexp.MustCompile(`\b[A-Z][0-9]{5}\b`)

// otherPractice is the first code in some words that is another practice's of
// the register; other words may happen to look like a code.
func (m *Mailing) otherPractice(words, practice string) string {
	for _, code := range practiceCode.FindAllString(words, -1) {
		if _, known := m.Names[code]; known && code != practice {
			return code
		}
	}
	return ""
}
