package post

import (
	"net"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// line is an open connection, signed in.
type line struct {
	conn     net.Conn
	client   *smtp.Client
	patience time.Duration
	now      func() time.Time
	user     string // who signs in, and by what: what the server repeats of it is hidden
	secret   string
}

// await gives the server so long for what comes next.
func (l *line) await(patience time.Duration) { l.conn.SetDeadline(l.now().Add(patience)) }

// hangUp closes the connection without a word: a QUIT in the middle of a message
// would end it, and the server might take the half of it.
func (l *line) hangUp() {
	if l != nil {
		l.conn.Close()
	}
}

// leave says good-bye where nothing is under way.
func (l *line) leave() {
	if l == nil {
		return
	}
	l.await(5 * time.Second)
	l.client.Quit()
	l.conn.Close()
}

// receiptPatience is how many times longer a server may take over its receipt
// than over any other answer: it may look into the attachment, and a message
// given up too early is one that nobody knows of.
const receiptPatience = 5

// converse hands over one message. From the moment its last line is sent, only
// the server's clear answer tells what came of it.
func (l *line) converse(from string, m Message) Answer {
	l.await(l.patience)
	if err := l.client.Mail("<" + from + ">"); err != nil {
		return before(StepSender, l.redacted(err))
	}
	l.await(l.patience)
	if err := l.client.Rcpt("<" + m.To + ">"); err != nil {
		return l.refusedMailbox(before(StepTo, l.redacted(err)))
	}
	l.await(l.patience)
	body, err := l.client.Data()
	if err != nil {
		return before(StepData, l.redacted(err))
	}
	for rest := m.Bytes; len(rest) > 0; {
		l.await(l.patience)
		n := min(len(rest), 16<<10)
		if _, err := body.Write(rest[:n]); err != nil {
			return before(StepContent, err) // its last line has not been sent
		}
		rest = rest[n:]
	}
	l.await(l.patience * receiptPatience)
	err = body.Close()
	receipt := ""
	if closer, ok := body.(interface{ ServerResponse() string }); ok {
		receipt = closer.ServerResponse()
	}
	return after(l.hide(receipt), l.redacted(err))
}

// refusedMailbox keeps the connection where only the mailbox was refused and the
// server forgets the message begun.
func (l *line) refusedMailbox(a Answer) Answer {
	if a.own() {
		l.await(l.patience)
		a.Lost = l.client.Reset() != nil
	}
	return a
}
