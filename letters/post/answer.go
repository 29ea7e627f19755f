package post

import (
	"cmp"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"
	"syscall"
)

// Answer is what came of one message.
type Answer struct {
	Kind  EventKind // Sent, Refused, Deferred or Unknown
	Step  Step
	Code  int    // the server's; 0 where it gave none
	Words string // the server's, or the network's
	Lost  bool   // the connection is gone, or must not be used again
}

// own reports whether the answer concerns this letter's mailbox alone, so that
// the next letter may fare better.
func (a Answer) own() bool { return a.Step == StepTo && a.Code != 0 && a.Code != 421 }

// before judges a failure at a step before the message's last line was sent: the
// server cannot have taken it.
func before(step Step, err error) Answer {
	a := Answer{Kind: Deferred, Step: step, Lost: true}
	a.Code, a.Words = reply(err)
	if a.Code/100 == 5 && !a.account() {
		a.Kind = Refused
	}
	return a
}

// after judges the answer to the message's last line. Without a clear one the
// message may have been taken.
func after(receipt string, err error) Answer {
	if err == nil {
		return Answer{Kind: Sent, Step: StepReceipt, Code: 250, Words: flat(receipt)}
	}
	a := Answer{Kind: Unknown, Step: StepReceipt, Lost: true}
	a.Code, a.Words = reply(err)
	switch a.Code / 100 {
	case 2:
		a.Kind, a.Lost = Sent, false
	case 4:
		a.Kind = Deferred
	case 5:
		if a.Kind = Refused; a.account() {
			a.Kind = Deferred
		}
	}
	return a
}

// saying is the server's code and words as they were, or the network's words.
func saying(err error) string {
	code, words := reply(err)
	if code == 0 {
		return words
	}
	return fmt.Sprintf("%d %s", code, words)
}

// reply is the server's code and words, or 0 and the network's words.
func reply(err error) (int, string) {
	var said *textproto.Error
	if errors.As(err, &said) {
		return said.Code, flat(said.Msg)
	}
	return 0, plain(err)
}

// plain says in words for everybody how a connection failed.
func plain(err error) string { return flat(cmp.Or(broken(err), err.Error())) }

// broken is how a connection broke off; empty where it did not.
func broken(err error) string {
	var network net.Error
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the server closed the connection"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the connection broke"
	case errors.As(err, &network) && network.Timeout():
		return "the server did not answer in time"
	}
	return ""
}

// flat puts words of several lines into one, and not more than a line's worth.
func flat(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	if runes := []rune(words); len(runes) > 300 {
		return string(runes[:300]) + "…"
	}
	return words
}

// redacted takes the password out of an error, should a server repeat it, as it
// is or in any form in which it went over the wire; before the words are cut.
func (l *line) redacted(err error) error {
	if err == nil {
		return nil
	}
	code, words := 0, cmp.Or(broken(err), err.Error())
	var said *textproto.Error
	if errors.As(err, &said) {
		code, words = said.Code, said.Msg
	}
	clean := l.hide(words)
	switch {
	case clean == words:
		return err
	case code != 0:
		return &textproto.Error{Code: code, Msg: clean}
	}
	return errors.New(clean)
}

// hide takes the password out of what a server says.
func (l *line) hide(words string) string {
	for _, secret := range l.secrets() {
		words = strings.ReplaceAll(words, secret, "[hidden]")
	}
	return words
}

// secrets are the forms of the password that must never be repeated, the longest
// first.
func (l *line) secrets() []string {
	if l.secret == "" {
		return nil
	}
	var all []string
	for _, wire := range []string{"user=" + l.user + "\x01auth=Bearer " + l.secret + "\x01\x01", "\x00" + l.user + "\x00" + l.secret, l.secret} {
		all = append(all, base64.StdEncoding.EncodeToString([]byte(wire)))
	}
	return append(all, l.secret)
}

// Step is where in the conversation something happened.
type Step string

const (
	StepName    Step = "look up the server's name"
	StepConnect Step = "connect"
	StepGreet   Step = "greeting"
	StepTLS     Step = "TLS"
	StepSignIn  Step = "sign-in"
	StepSender  Step = "sender"
	StepTo      Step = "mailbox"
	StepData    Step = "begin of the message"
	StepContent Step = "message"
	StepReceipt Step = "receipt"
)

// DialError is a connection that did not come about.
type DialError struct {
	Step Step
	Err  error
}

func (e DialError) Error() string { return fmt.Sprintf("%s: %s", e.Step, saying(e.Err)) }
func (e DialError) Unwrap() error { return e.Err }

// Temporary reports whether another try may go better: the server put it off,
// or the network failed.
func (e DialError) Temporary() bool {
	if code, _ := reply(e.Err); code != 0 {
		return code/100 == 4
	}
	var untrusted *tls.CertificateVerificationError
	var garbled tls.RecordHeaderError
	var refused permanent
	return !errors.As(e.Err, &untrusted) && !errors.As(e.Err, &garbled) && !errors.As(e.Err, &refused)
}

// permanent is a refusal of our own: no other try would go better.
type permanent struct{ error }

func (p permanent) Unwrap() error { return p.error }

func refuse(format string, args ...any) error { return permanent{fmt.Errorf(format, args...)} }
