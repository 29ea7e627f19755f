package post

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	netmail "net/mail"
	"regexp"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"yearend/letters/register"
)

// Sender is who writes every message.
type Sender struct {
	Name    string // the issuer's
	From    string
	ReplyTo string // empty: the same as From
}

// Message is one message as it goes over the wire.
type Message struct {
	Envelope   register.Envelope
	To         string // the mailbox; another than the envelope's where everything is redirected
	ID         string // Message-ID, without its brackets
	Subject    string
	Attachment string // the first file's name in the message
	Bytes      []byte
}

// Redirected reports whether the message goes to a test address.
func (m Message) Redirected() bool { return m.To != m.Envelope.To && m.To != m.Envelope.CopyTo }

// CopyHeader is the header of a copy, and names the mailbox that the message itself went to.
const CopyHeader = "X-Letter-Copy-Of"

// ReferenceHeader is the header that names the letter which a message carries.
const ReferenceHeader = "X-Letter-Reference"

// contents are the parts of a message, read fresh from the run and checked.
type contents struct{ pdf, text, html []byte }

// file is a letter as it is attached.
type file struct {
	name string
	pdf  []byte
}

// writeParcel builds the message of a parcel: of one letter, or of several of a
// practice. Nothing in it comes from elsewhere but the moment: the same letters at
// the same moment make the same bytes.
func (s Sender) writeParcel(parcel []register.Envelope, to string, c contents, files []file, at time.Time) (Message, error) {
	e := parcel[0]
	m := Message{Envelope: e, To: to, Attachment: files[0].name}
	var subjects []string
	for _, e := range parcel {
		subjects = append(subjects, e.Subject)
	}
	m.Subject = strings.Join(subjects, " / ")
	if m.Redirected() {
		m.Subject = fmt.Sprintf("[TEST, meant for %s] %s", e.Practice, m.Subject)
	}
	m.ID = messageID(parcel, to, s.From)
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := s.address(msg, to); err != nil {
		return m, err
	}
	msg.Subject(m.Subject)
	msg.SetMessageIDWithValue(m.ID)
	msg.SetDateWithValue(at)
	msg.SetGenHeader(ReferenceHeader, references(parcel))
	if e.CopyTo != "" {
		msg.SetGenHeader(CopyHeader, e.To)
	}
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // asks for no out-of-office reply
	msg.SetBodyString(mail.TypeTextPlain, string(c.text))
	msg.AddAlternativeString(mail.TypeTextHTML, string(c.html))
	size := (len(c.text) + len(c.html)) * 2
	for _, f := range files {
		msg.AttachReadSeeker(f.name, bytes.NewReader(f.pdf), mail.WithFileContentType("application/pdf"))
		size += len(f.pdf) * 3 / 2
	}
	var out bytes.Buffer
	out.Grow(size)
	if _, err := msg.WriteTo(&out); err != nil {
		return m, fmt.Errorf("write the message: %w", err)
	}
	m.Bytes = ownBoundaries(out.Bytes(), m.ID)
	return m, nil
}

func (s Sender) address(msg *mail.Msg, to string) error {
	if err := msg.From(s.From); err != nil {
		return fmt.Errorf("the sender: %w", err)
	}
	msg.FromMailAddress(&netmail.Address{Name: s.Name, Address: s.From}) // whatever signs stand in the name
	if s.ReplyTo != "" {
		if err := msg.ReplyTo(s.ReplyTo); err != nil {
			return fmt.Errorf("the address for replies: %w", err)
		}
	}
	if err := msg.To(to); err != nil {
		return fmt.Errorf("the mailbox: %w", err)
	}
	return nil
}

// AttachmentName says practice, scheme and issue: P81999-LTC-2025-26-issue-1.pdf.
func AttachmentName(e register.Envelope) string {
	at := strings.LastIndex(e.Reference, "/")
	return strings.ReplaceAll(e.Reference[:max(at, 0)], "/", "-") + fmt.Sprintf("-issue-%d.pdf", e.Issue)
}

// messageID is the same whenever the same letters go to the same mailbox, so
// that a receiving system can spot a repeat.
func messageID(parcel []register.Envelope, to, from string) string {
	words := ""
	for _, e := range parcel {
		words += e.SHA256 + "\n" + e.Reference + "\n"
	}
	sum := sha256.Sum256([]byte(words + strings.ToLower(to)))
	_, domain, _ := strings.Cut(from, "@")
	return hex.EncodeToString(sum[:16]) + "@" + domain
}

var boundary = regexp.MustCompile(`boundary=([0-9a-f]{60})`)

// ownBoundaries puts marks made from the message's ID in the place of the
// random ones between its parts; go-mail takes one for all levels, and a message
// whose levels share a mark falls apart.
func ownBoundaries(message []byte, id string) []byte {
	for level, found := range boundary.FindAllSubmatch(message, -1) {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", id, level))
		mark := hex.EncodeToString(sum[:])[:len(found[1])]
		message = bytes.ReplaceAll(message, bytes.Clone(found[1]), []byte(mark))
	}
	return message
}
