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
