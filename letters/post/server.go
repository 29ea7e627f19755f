package post

import (
	"context"
	"crypto/tls"
	"crypto/x509"
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
	l.user, l.secret = s.User, secret
	l.await(l.patience)
	var auth smtp.Auth
	switch s.Auth {
	case Login:
		auth = smtp.LoginAuth(s.User, secret, s.Host, s.Security == Plain)
	case PlainIn:
		auth = smtp.PlainAuth("", s.User, secret, s.Host, s.Security == Plain)
	case XOAuth2:
		auth = smtp.XOAuth2Auth(s.User, secret)
	case NoAuth: // returned above
	}
	if err := l.client.Auth(auth); err != nil {
		return err
	}
	tell(StepSignIn, "as "+s.User)
	return nil
}

// Probe goes as far as the sender with the server, sends nothing, and tells each
// step that went well.
func (s Server) Probe(ctx context.Context, from string, tell func(step Step, found string)) error {
	l, err := s.dial(ctx, tell)
	if err != nil {
		return err
	}
	defer l.hangUp()
	l.await(l.patience)
	if err := l.client.Mail("<" + from + ">"); err != nil {
		return DialError{StepSender, l.redacted(err)}
	}
	tell(StepSender, from)
	l.await(l.patience)
	if err := l.client.Reset(); err != nil {
		return DialError{StepSender, l.redacted(err)}
	}
	l.leave()
	return nil
}
