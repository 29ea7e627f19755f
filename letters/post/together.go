package post

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"yearend/letters/register"
)

// parcels puts letters into what goes as one message each: every letter by itself,
// or where the project says so a practice's several letters together. A copy is
// always by itself.
func (m *Mailing) parcels(envelopes []register.Envelope) [][]register.Envelope {
	var all [][]register.Envelope
	at := map[string]int{} // practice → its parcel
	for _, e := range envelopes {
		i, begun := at[e.Practice]
		if !m.Together || e.CopyTo != "" || !begun || all[i][0].To != e.To {
			if e.CopyTo == "" {
				at[e.Practice] = len(all)
			}
			all = append(all, []register.Envelope{e})
			continue
		}
		all[i] = append(all[i], e)
	}
	return all
}

// parting stands in plain words between one letter's message and the next.
const parting = "\n\n----------------------------------------------------------------------\n\n"

// with is the contents of two messages in one, each as it was approved.
func (c contents) with(next contents) contents {
	c.text = bytes.Join([][]byte{bytes.TrimRight(c.text, "\n"), bytes.TrimLeft(next.text, "\n")}, []byte(parting))
	end, _, _ := bytes.Cut(c.html, []byte("</body>"))
	_, body, begun := bytes.Cut(next.html, []byte("<body"))
	_, body, inner := bytes.Cut(body, []byte(">"))
	if !begun || !inner {
		body = next.html
	}
	c.html = bytes.Join([][]byte{end, body}, []byte("\n<hr>\n"))
	return c
}

// messageOf builds the message of a parcel. Each of its letters has passed every
// check by itself.
func (m *Mailing) messageOf(parcel []register.Envelope, at time.Time) (Message, error) {
	if len(parcel) == 1 {
		return m.Message(parcel[0], at)
	}
	var c contents
	var files []file
	for i, e := range parcel {
		if first := parcel[0]; e.Practice != first.Practice || m.address(e) != m.address(first) {
			return Message{}, mismatch("%s and %s are not for one practice and one mailbox, and go in no message together", first.Reference, e.Reference)
		}
		one, err := m.contentsOf(e)
		if err != nil {
			return Message{}, err
		}
		files = append(files, file{AttachmentName(e), one.pdf})
		if i == 0 {
			c = one
			continue
		}
		c = c.with(one)
	}
	message, err := m.Sender.writeParcel(parcel, m.address(parcel[0]), c, files, at)
	if err != nil {
		return message, mismatch("%v", err)
	}
	return message, message.check(parcel)
}

// build builds the message of a parcel, and takes out of it the letters that must
// stay; each is noted.
func (r *round) build(d *due) (Message, error) {
	var fit []register.Envelope
	var doubts []error
	for _, e := range d.envelopes {
		if _, err := r.Mailing.Message(e, r.Clock.Now()); err != nil {
			doubts = append(doubts, r.stop(e, err))
			continue
		}
		fit = append(fit, e)
	}
	d.envelopes = fit
	if err := errors.Join(doubts...); err != nil || len(fit) == 0 {
		return Message{}, err
	}
	return r.Mailing.messageOf(fit, r.Clock.Now())
}

// of is the message as one of its letters has it in the journal.
func (m Message) of(e register.Envelope) Message {
	m.Envelope = e
	return m
}

// references are those of a parcel's letters, as the message's header has them.
func references(parcel []register.Envelope) string {
	var all []string
	for _, e := range parcel {
		all = append(all, e.Reference)
	}
	return strings.Join(all, ", ")
}

// left is how many messages of the round are still to go, with the copies that follow.
func (r *round) left() int {
	n := len(r.queue)
	for _, d := range r.queue {
		for _, e := range d.envelopes {
			n += len(r.Mailing.copiesOf(e))
		}
	}
	return n
}
