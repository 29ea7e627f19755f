package post

import (
	"crypto/tls"
	"errors"
	"fmt"
)

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
	var settled permanent
	return !errors.As(e.Err, &untrusted) && !errors.As(e.Err, &garbled) && !errors.As(e.Err, &settled)
}

// permanent is a refusal of our own: no other try would go better.
type permanent struct{ error }

func refuse(format string, args ...any) error { return permanent{fmt.Errorf(format, args...)} }
