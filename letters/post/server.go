package post

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// Security is how the conversation with the server is kept from others.
type Security string

const (
	StartTLS Security = "starttls" // plain at first, and TLS before anything is said
	TLS      Security = "tls"      // TLS from the first byte
	Plain    Security = "plain"    // none: only to a server on this machine
)

// Auth is how one signs in.
type Auth string

const (
	Login   Auth = "login"
	PlainIn Auth = "plain"
	XOAuth2 Auth = "xoauth2" // with a token in place of a password
	NoAuth  Auth = "none"
)

// Server is where messages are handed over.
type Server struct {
	Host     string
	Port     int
	Security Security
	Auth     Auth
	User     string
	Secret   func(context.Context) (string, error) // the password or the token; asked before each sign-in
	Hello    string                                // what this machine calls itself
	Patience time.Duration                         // for each answer of the server
	Roots    *x509.CertPool                        // whose certificates are trusted; nil: the system's
	Now      func() time.Time
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
	var settled permanent
	return !errors.As(e.Err, &untrusted) && !errors.As(e.Err, &garbled) && !errors.As(e.Err, &settled)
}

// permanent is a refusal of our own: no other try would go better.
type permanent struct{ error }

func refuse(format string, args ...any) error { return permanent{fmt.Errorf(format, args...)} }

// line is an open connection, signed in.
type line struct {
	conn     net.Conn
	client   *smtp.Client
	patience time.Duration
	now      func() time.Time
	secret   string
}

// passed is told each step that went well, with what was found; nil for nobody.
type passed func(step Step, found string)

// dial opens a connection and signs in.
func (s Server) dial(ctx context.Context, tell passed) (*line, error) {
	if tell == nil {
		tell = func(Step, string) {}
	}
	address, err := s.lookUp(ctx)
	if err != nil {
		return nil, DialError{StepName, err}
	}
	tell(StepName, address)
	dialer := net.Dialer{Timeout: s.Patience}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(address, strconv.Itoa(s.Port)))
	if err != nil {
		return nil, DialError{StepConnect, err}
	}
	tell(StepConnect, conn.RemoteAddr().String())
	l := &line{conn: conn, patience: s.Patience, now: s.Now}
	if step, err := s.enter(ctx, l, tell); err != nil {
		l.hangUp()
		return nil, DialError{step, l.redacted(err)}
	}
	return l, nil
}

// lookUp finds the server's address. Without TLS it must be this machine's.
func (s Server) lookUp(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Patience)
	defer cancel()
	addresses, err := net.DefaultResolver.LookupIPAddr(ctx, s.Host)
	if err != nil {
		return "", err
	}
	for _, a := range addresses {
		if s.Security == Plain && !a.IP.IsLoopback() {
			return "", refuse("%s is not this machine, and without TLS anybody between could read the letters: use starttls or tls", s.Host)
		}
	}
	return addresses[0].String(), nil
}

// enter goes from a bare connection to a server that takes messages.
func (s Server) enter(ctx context.Context, l *line, tell passed) (Step, error) {
	l.await(l.patience)
	if s.Security == TLS {
		secured := tls.Client(l.conn, s.tls())
		if err := secured.HandshakeContext(ctx); err != nil {
			return StepTLS, err
		}
		l.conn = secured
		tell(StepTLS, version(secured.ConnectionState()))
	}
	var err error
	if l.client, err = smtp.NewClient(l.conn, s.Host); err != nil {
		return StepGreet, err
	}
	l.client.SkipSMTPUTF8(true) // no address of ours has a letter that would need it
	if err := l.client.Hello(s.Hello); err != nil {
		return StepGreet, err
	}
	tell(StepGreet, s.Hello+" is welcome")
	if s.Security == StartTLS {
		if offered, _ := l.client.Extension("STARTTLS"); !offered {
			return StepTLS, refuse("the server offers no STARTTLS, and without TLS nothing is sent")
		}
		if err := l.client.StartTLS(s.tls()); err != nil {
			return StepTLS, err
		}
		state, _ := l.client.TLSConnectionState()
		tell(StepTLS, version(state))
	}
	return StepSignIn, s.signIn(ctx, l, tell)
}

func (s Server) tls() *tls.Config {
	return &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12, RootCAs: s.Roots, Time: s.Now}
}

func version(state tls.ConnectionState) string {
	return fmt.Sprintf("%s, certificate of %s", tls.VersionName(state.Version), state.PeerCertificates[0].Subject.CommonName)
}

func (s Server) signIn(ctx context.Context, l *line, tell passed) error {
	if s.Auth == NoAuth || s.Auth == "" {
		return nil
	}
	offered, mechanisms := l.client.Extension("AUTH")
	if !offered || !strings.Contains(" "+mechanisms+" ", " "+strings.ToUpper(string(s.Auth))+" ") {
		return refuse("the server does not offer to sign in with %s; it offers %q", s.Auth, mechanisms)
	}
	secret, err := s.Secret(ctx)
	if err != nil {
		return permanent{err}
	}
	l.secret = secret
	l.await(l.patience)
	var auth smtp.Auth
	switch s.Auth {
	case Login:
		auth = smtp.LoginAuth(s.User, secret, s.Host, s.Security == Plain)
	case PlainIn:
		auth = smtp.PlainAuth("", s.User, secret, s.Host, s.Security == Plain)
	case XOAuth2:
		auth = smtp.XOAuth2Auth(s.User, secret)
	}
	if err := l.client.Auth(auth); err != nil {
		return err
	}
	tell(StepSignIn, "as "+s.User)
	return nil
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
