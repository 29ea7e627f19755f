package post

import (
	"bytes"
	"fmt"
	"net/mail"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"yearend/letters/register"
)

// Paper is what a letter's PDF is found to say.
type Paper struct {
	Metadata string // what the file says of itself
	Words    string // what stands on its pages
}

// Bag is the letters of one run, with everything by which a letter is known to
// be the one that was approved, and its practice's own.
type Bag struct {
	Envelopes []register.Envelope
	Names     map[string]string // the register: practice code → name
	Digests   map[string]string // of every file of the run, as approved
	Read      func(name string) ([]byte, error)
	Look      func(pdf []byte) (Paper, error)
	Domains   []string // in which mailboxes may lie
	Sender    Sender
	Redirect  string            // a test address that gets everything; empty for the practices' own
	Stays     map[string]string // references of letters that may not go, with why
}

// Mismatch is why one letter stays: something on it is not its practice's own.
type Mismatch struct{ Why string }

func (m Mismatch) Error() string { return m.Why }

func mismatch(format string, args ...any) error { return Mismatch{fmt.Sprintf(format, args...)} }

// Message builds the message of an envelope fresh from the run's files. Any
// doubt whose it is is a Mismatch.
func (b *Bag) Message(e register.Envelope, at time.Time) (Message, error) {
	if err := b.checkEnvelope(e); err != nil {
		return Message{}, err
	}
	var c contents
	body := register.EmailPath(e.Scheme, e.Practice)
	for name, into := range map[string]*[]byte{e.Letter: &c.pdf, body + ".txt": &c.text, body + ".html": &c.html} {
		var err error
		if *into, err = b.approved(name); err != nil {
			return Message{}, err
		}
	}
	if digest := register.Digest(c.pdf); digest != e.SHA256 {
		return Message{}, mismatch("%s is not the letter that the envelope names: its digest is %.12s…, not %.12s…", e.Letter, digest, e.SHA256)
	}
	if err := b.checkPaper(e, c.pdf); err != nil {
		return Message{}, err
	}
	if err := b.checkBody(e, string(c.text), string(c.html)); err != nil {
		return Message{}, err
	}
	m, err := b.Sender.write(e, b.address(e), c, at)
	if err != nil {
		return m, mismatch("%v", err)
	}
	return m, m.check()
}

// address is where an envelope goes: to its mailbox, or in a test to one address.
func (b *Bag) address(e register.Envelope) string {
	if b.Redirect != "" {
		return b.Redirect
	}
	return e.To
}

// approved reads a file of the run, as it was approved.
func (b *Bag) approved(name string) ([]byte, error) {
	data, err := b.Read(name)
	if err != nil {
		return nil, mismatch("%v", err)
	}
	want, known := b.Digests[name]
	if !known {
		return nil, mismatch("%s is no file of the run that was approved", name)
	}
	if register.Digest(data) != want {
		return nil, mismatch("%s has been changed since it was approved", name)
	}
	return data, nil
}

// checkEnvelope sees that practice, name, reference, file and mailbox belong together.
func (b *Bag) checkEnvelope(e register.Envelope) error {
	name, known := b.Names[e.Practice]
	switch {
	case b.Stays[e.Reference] != "":
		return mismatch("%s", b.Stays[e.Reference])
	case e.To == "":
		return mismatch("nothing can be sent: %s", e.Reason)
	case !known:
		return mismatch("the practice %s is not in the register", e.Practice)
	case name != e.Name:
		return mismatch("the register calls %s %q, and the envelope %q", e.Practice, name, e.Name)
	case !strings.HasPrefix(e.Reference, e.Practice+"/") || !strings.HasSuffix(e.Reference, fmt.Sprintf("/%d", e.Issue)):
		return mismatch("the reference %s is not of %s, issue %d", e.Reference, e.Practice, e.Issue)
	case path.Base(e.Letter) != e.Practice+".pdf" || path.Base(path.Dir(e.Letter)) != e.Scheme:
		return mismatch("the file %s is not named after %s and %s", e.Letter, e.Practice, e.Scheme)
	}
	return b.checkMailbox(e)
}

// checkMailbox sees that the mailbox is one address, in an allowed domain, and
// no other practice's.
func (b *Bag) checkMailbox(e register.Envelope) error {
	if err := CheckAddress(e.To, b.Domains); err != nil {
		return Mismatch{err.Error()}
	}
	inbox := Inbox(e.To)
	for _, other := range b.Envelopes {
		if other.Practice != e.Practice && Inbox(other.To) == inbox {
			return mismatch("the mailbox %s is also that of %s", e.To, other.Practice)
		}
	}
	return nil
}

// Inbox is what an address is compared by: however its letters are written, and
// whatever tag stands behind a plus, the same person opens it.
func Inbox(address string) string {
	local, domain, _ := strings.Cut(strings.ToLower(strings.TrimSpace(address)), "@")
	name, _, _ := strings.Cut(local, "+")
	return name + "@" + domain
}

// CheckAddress refuses what is not one bare address in one of the domains, or below one.
func CheckAddress(address string, domains []string) error {
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || strings.ContainsFunc(address, doubtful) {
		return fmt.Errorf("%q is not one e-mail address", address)
	}
	_, domain, _ := strings.Cut(strings.ToLower(address), "@")
	allowed := func(d string) bool {
		d = strings.ToLower(strings.TrimPrefix(d, "@"))
		return domain == d || strings.HasSuffix(domain, "."+d)
	}
	if !slices.ContainsFunc(domains, allowed) {
		return fmt.Errorf("%s lies outside %s, to which letters may go", address, strings.Join(domains, ", "))
	}
	return nil
}

// doubtful are signs that no mailbox of a practice has: those that part two
// addresses, those by which old servers send on to another domain, and all
// letters that only look like others.
func doubtful(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune("<>,;%!", r)
}

// checkPaper sees that the PDF says, of itself and on its pages, whose it is.
func (b *Bag) checkPaper(e register.Envelope, pdf []byte) error {
	paper, err := b.Look(pdf)
	if err != nil {
		return mismatch("%s cannot be read back: %v", e.Letter, err)
	}
	for where, words := range map[string]string{"in its metadata": paper.Metadata, "on its pages": paper.Words} {
		if !strings.Contains(words, e.Practice) || !strings.Contains(words, e.Reference) {
			return mismatch("%s does not name %s and %s %s", e.Letter, e.Practice, e.Reference, where)
		}
		if other := b.otherPractice(words, e.Practice); other != "" {
			return mismatch("%s names another practice, %s, %s", e.Letter, other, where)
		}
	}
	return nil
}

func (b *Bag) checkBody(e register.Envelope, bodies ...string) error {
	for _, body := range append(bodies, e.Subject) {
		if other := b.otherPractice(body, e.Practice); other != "" {
			return mismatch("the message to %s names another practice, %s", e.Practice, other)
		}
	}
	return nil
}

var practiceCode = regexp.MustCompile(`\b[A-Z][0-9]{5}\b`)

// otherPractice is the first code in some words that is another practice's of
// the register; other words may happen to look like a code.
func (b *Bag) otherPractice(words, practice string) string {
	for _, code := range practiceCode.FindAllString(words, -1) {
		if _, known := b.Names[code]; known && code != practice {
			return code
		}
	}
	return ""
}

// check reads the finished message as its receiver will, and sees that it goes
// to one mailbox and carries the letter it names.
func (m Message) check() error {
	read, err := mail.ReadMessage(bytes.NewReader(m.Bytes))
	if err != nil {
		return mismatch("the message cannot be read: %v", err)
	}
	to, err := read.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Address != m.To || read.Header.Get("Cc") != "" || read.Header.Get("Bcc") != "" {
		return mismatch("the message is not to %s alone", m.To)
	}
	if got := read.Header.Get(ReferenceHeader); got != m.Envelope.Reference {
		return mismatch("the message carries the reference %q, not %s", got, m.Envelope.Reference)
	}
	return nil
}
