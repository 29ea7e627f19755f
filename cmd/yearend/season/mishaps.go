package season

import (
	"bytes"
	netmail "net/mail"
	"strings"
	"sync"
	"time"

	"yearend/letters/post"
	"yearend/letters/post/capture"
)

// mishap is one thing that goes wrong in a rehearsal.
type mishap struct {
	point capture.Point
	fault *capture.Fault
	every bool // at every try, not only at the first
}

// mishapsByLetter are what a rehearsal goes through, each with one letter. The
// first ones matter most: a small run has no letters for the last.
var mishapsByLetter = []mishap{
	{capture.To, capture.Say("452 4.2.2 mailbox full"), true},
	{capture.To, capture.Say("550 5.1.1 no such mailbox"), true},
	{capture.End, capture.KeepAndDrop(), false},
	{capture.Content, capture.Drop(), false},
	{capture.End, capture.Say("451 4.7.0 looking into the attachment"), false},
	{capture.End, capture.Drop(), false},
	{capture.Data, capture.Drop(), false},
	{capture.End, capture.Say("552 5.3.4 message too large"), true},
	{capture.Data, capture.Say("451 4.3.0 not now"), false},
	{capture.To, capture.Say("450 4.7.1 try again soon"), false},
	{capture.End, capture.Slow(time.Second), false},
	{capture.Data, capture.Say("554 5.6.0 not this one"), true},
	{capture.To, capture.Say("421 4.3.2 closing, come back"), false},
}

// mishapsByTurn come at a connection or a message of that number, whosever it is.
var mishapsByTurn = map[capture.Turn]*capture.Fault{
	{Point: capture.Hello, Connection: 2}:    capture.Say("421 4.3.2 busy"),
	{Point: capture.StartTLS, Connection: 3}: capture.Say("454 4.7.0 TLS not available just now"),
	{Point: capture.SignIn, Connection: 4}:   capture.Say("454 4.7.0 try the sign-in again"),
	{Point: capture.From, Message: 8}:        capture.Say("432 4.3.2 sending limit exceeded"),
	{Point: capture.From, Message: 14}:       capture.Drop(),
}

// mishaps spreads them over the letters of a plan, with at least one between two
// that goes well.
func mishaps(plan post.Plan) func(capture.Turn) *capture.Fault {
	meets := map[string]mishap{} // mailbox → what its letters meet
	apart := max(2, len(plan.Owed)/len(mishapsByLetter))
	for i, m := range mishapsByLetter {
		if at := i * apart; at < len(plan.Owed) {
			meets[strings.ToLower(plan.Owed[at].To)] = m
		}
	}
	var mu sync.Mutex
	met := map[string]bool{}
	return func(turn capture.Turn) *capture.Fault {
		mu.Lock()
		defer mu.Unlock()
		for _, at := range []capture.Turn{{Point: turn.Point, Connection: turn.Connection}, {Point: turn.Point, Message: turn.Message}} {
			if fault := mishapsByTurn[at]; fault != nil {
				return fault
			}
		}
		m, there := meets[strings.ToLower(turn.To)]
		if !there || m.point != turn.Point || met[turn.To] && !m.every {
			return nil
		}
		met[turn.To] = true
		return m.fault
	}
}

// messageID is the Message-ID of a message, without its brackets.
func messageID(message []byte) string {
	m, err := netmail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		return ""
	}
	return strings.Trim(m.Header.Get("Message-Id"), "<>")
}
