package post

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

// Every way to sign in, and every way to be safe, sends the letters over one connection.
func TestEveryWayIn(t *testing.T) {
	for _, security := range []string{"starttls", "tls", "plain"} {
		for _, auth := range []string{"login", "plain", "xoauth2", "none"} {
			t.Run(security+"/"+auth, func(t *testing.T) {
				mailing, _ := mailingOf(3, 1000)
				o := usual(nil)
				o.Security, o.Auth = security, auth
				d, s := deliveryOf(t, mailing, o)
				if report := d.deliver(t, mailing.Envelopes); report.Why != "" || report.Count[Sent] != 3 || report.Left != 0 {
					t.Fatalf("%+v", report)
				}
				if s.Connections() != 1 || len(s.Stored()) != 3 {
					t.Errorf("%d connections, %d messages", s.Connections(), len(s.Stored()))
				}
			})
		}
	}
}

// A wrong password is tried once, not once a letter, and stands in no word of it.
func TestAWrongPasswordStopsAtOnce(t *testing.T) {
	for _, auth := range []string{"login", "plain", "xoauth2"} {
		mailing, _ := mailingOf(20, 100)
		o := usual(nil)
		o.Auth = auth
		d, s := deliveryOf(t, mailing, o)
		d.Server.Secret = func(context.Context) (string, error) { return "hunter2hunter2", nil }
		report := d.deliver(t, mailing.Envelopes)
		if !strings.Contains(report.Why, "sign-in: 535") || report.Left != 20 || s.Connections() != 1 {
			t.Errorf("%s: %+v over %d connections", auth, report, s.Connections())
		}
		if count := d.counts(); count[Intent] != 0 || strings.Contains(journalText(d), "hunter2") {
			t.Errorf("%s: %s", auth, journalText(d))
		}
	}
}

// One that is not right any more when the line is opened again, in the middle of a round, is
// tried once too.
func TestAPasswordThatHasExpiredStopsAtOnce(t *testing.T) {
	mailing, _ := mailingOf(5, 100)
	d, s := deliveryOf(t, mailing, usual(nil))
	d.Pace = DefaultPace(1) // slower than a line is trusted to stand
	right, asked := d.Server.Secret, 0
	d.Server.Secret = func(ctx context.Context) (string, error) {
		if asked++; asked > 1 {
			return "hunter2hunter2", nil
		}
		return right(ctx)
	}
	if report := d.deliver(t, mailing.Envelopes); !strings.Contains(report.Why, "sign-in: 535") || report.Left != 4 || s.Connections() != 2 || asked != 2 {
		t.Errorf("%+v over %d connections; the password was asked for %d times", report, s.Connections(), asked)
	}
}

// A server that repeats a password gets it hidden.
func TestAPasswordIsHidden(t *testing.T) {
	mailing, _ := mailingOf(1, 100)
	d, _ := deliveryOf(t, mailing, usual(always(capture.SignIn, capture.Say("535 5.7.8 the password open sesame is wrong"))))
	if report := d.deliver(t, mailing.Envelopes); report.Why != "sign-in: 535 5.7.8 the password [hidden] is wrong" {
		t.Error(report.Why)
	}
}

// Nor does one that repeats the whole command give it away, in whatever form it
// went over the wire, and however long its words are.
func TestAPasswordIsHiddenInEveryForm(t *testing.T) {
	wire := map[string]string{
		"login":   "b3BlbiBzZXNhbWU=",
		"plain":   base64.StdEncoding.EncodeToString([]byte("\x00team@example.org\x00open sesame")),
		"xoauth2": base64.StdEncoding.EncodeToString([]byte("user=team@example.org\x01auth=Bearer open sesame\x01\x01")),
	}
	for auth, sent := range wire {
		for _, said := range []string{sent, strings.Repeat("x", 280) + " " + sent, strings.Repeat("x", 295) + " open sesame"} {
			mailing, _ := mailingOf(1, 100)
			o := usual(always(capture.SignIn, capture.Say("500 5.5.2 no such command: "+said)))
			o.Auth = auth
			d, _ := deliveryOf(t, mailing, o)
			report := d.deliver(t, mailing.Envelopes)
			if !strings.HasPrefix(report.Why, "sign-in: 500 5.5.2 no such command") || strings.Contains(report.Why, sent[:8]) || strings.Contains(report.Why, "ope") {
				t.Errorf("%s: %s", auth, report.Why)
			}
		}
		mailing, _ := mailingOf(1, 100)
		o := usual(always(capture.SignIn, capture.Say(sent+" is no answer of a mail server")))
		o.Auth = auth
		d, _ := deliveryOf(t, mailing, o)
		if report := d.deliver(t, mailing.Envelopes); !strings.Contains(report.Why, "[hidden] is no answer") || strings.Contains(report.Why, sent[:8]) {
			t.Errorf("%s: %s", auth, report.Why)
		}
	}
}

// The password is hidden before the words are cut to a line: half of one is not left at the cut.
func TestAPasswordIsHiddenAtTheCut(t *testing.T) {
	l := &line{user: "team@example.org", secret: "open sesame"}
	for n := 280; n <= 300; n++ {
		said := strings.Repeat("x", n) + " open sesame"
		for _, err := range []error{textproto.ProtocolError(said), &textproto.Error{Code: 550, Msg: said}} {
			if a := before(StepTo, l.redacted(err)); strings.Contains(a.Words, "open") {
				t.Errorf("%T: %s", err, a.Words)
			}
		}
	}
	if err := l.redacted(io.EOF); !errors.Is(err, io.EOF) {
		t.Errorf("an answer without it is another now: %v", err)
	}
}

// Nor is it shown, or noted in the journal, where a server repeats it later: when it refuses a
// letter, puts it off or takes it, or is asked whether it would.
func TestAPasswordIsHiddenInEveryAnswer(t *testing.T) {
	for point, answers := range map[capture.Point][]string{
		capture.From: {"550 5.1.8 %s", "451 4.3.0 %s"}, capture.To: {"550 5.1.1 %s", "450 4.2.0 %s"}, capture.Data: {"554 5.5.0 %s", "451 4.3.0 %s"},
		capture.End: {"554 5.6.0 %s", "451 4.3.0 %s", "250 2.0.0 %s", "%s is no answer"},
	} {
		for _, answer := range answers {
			said := fmt.Sprintf(answer, "of open sesame, b3BlbiBzZXNhbWU=")
			mailing, _ := mailingOf(2, 100)
			o := usual(always(point, capture.Say(said)))
			d, s := deliveryOf(t, mailing, o)
			report := d.deliver(t, mailing.Envelopes)
			if noted := journalText(d) + report.Why; !strings.Contains(noted, "of [hidden], [hidden]") || strings.Contains(noted, "sesame") || strings.Contains(noted, "b3Bl") {
				t.Errorf("%s at %s: %s", said, point, noted)
			}
			if err := serverOf(s, o).Probe(t.Context(), "team@example.org", func(Step, string) {}); err != nil && (strings.Contains(err.Error(), "sesame") || strings.Contains(err.Error(), "b3Bl")) {
				t.Errorf("%s at %s, when asked: %v", said, point, err)
			}
		}
	}
}

// Nothing is said to a server that is not the one, or not safe.
func TestAnUnsafeServerGetsNothing(t *testing.T) {
	for what, c := range map[string]struct {
		server string
		set    func(*Server)
		why    string
	}{
		"no STARTTLS":             {"plain", func(s *Server) { s.Security = StartTLS }, "offers no STARTTLS"},
		"a certificate of others": {"starttls", func(s *Server) { s.Roots = nil }, "TLS: tls: failed to verify certificate"},
		"one of others, with TLS": {"tls", func(s *Server) { s.Roots = nil }, "TLS: tls: failed to verify certificate"},
		"plain text, to the next": {"plain", func(s *Server) { s.Host, s.Security = "10.255.255.1", Plain }, "is not this machine"},
		"plain text, elsewhere":   {"plain", func(s *Server) { s.Host, s.Security = "192.0.2.1", Plain }, "is not this machine"},
		"plain text, unsigned":    {"plain", func(s *Server) { s.Host, s.Security, s.Auth = "192.0.2.1", Plain, NoAuth }, "is not this machine"},
		"TLS to a plain port":     {"plain", func(s *Server) { s.Security = TLS }, "TLS: tls: first record does not look like"},
		"no such way to sign in":  {"starttls", func(s *Server) { s.Auth = XOAuth2 }, "does not offer to sign in with xoauth2"},
	} {
		t.Run(what, func(t *testing.T) {
			mailing, _ := mailingOf(3, 100)
			o := usual(nil)
			o.Security = c.server
			d, _ := deliveryOf(t, mailing, o)
			d.Server.Secret = func(context.Context) (string, error) {
				t.Error("the password was asked for")
				return o.Secret, nil
			}
			c.set(&d.Server)
			if report := d.deliver(t, mailing.Envelopes); !strings.Contains(report.Why, c.why) || report.Left != 3 {
				t.Errorf("%+v", report)
			}
		})
	}
}

// A server is known by its name: a certificate that is trusted, of another one, is none; and
// by a way of encrypting that others can read, nothing is said.
func TestAServerOfAnotherNameGetsNothing(t *testing.T) {
	for _, security := range []string{"starttls", "tls"} {
		o := usual(nil)
		o.Security = security
		s := start(t, o)
		server := serverOf(s, o)
		server.Host = "mail.example.org" // its certificate is of localhost and 127.0.0.1
		server.Secret = func(context.Context) (string, error) {
			t.Error("the password was asked for")
			return o.Secret, nil
		}
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", s.Port))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		l := &line{conn: conn, patience: server.Patience, now: server.Now}
		if step, err := server.enter(t.Context(), l, func(Step, string) {}); step != StepTLS || err == nil || !strings.Contains(err.Error(), "not mail.example.org") {
			t.Errorf("%s: %s: %v", security, step, err)
		}
		if least := server.tls().MinVersion; least < tls.VersionTLS12 {
			t.Errorf("%s: from %s", security, tls.VersionName(least))
		}
	}
}

func TestProbe(t *testing.T) {
	o := usual(nil)
	s := start(t, o)
	var steps []string
	tell := func(step Step, found string) { steps = append(steps, string(step)+" ("+found+")") }
	if err := serverOf(s, o).Probe(t.Context(), "team@example.org", tell); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(steps, "; "); !strings.Contains(got, "TLS (TLS 1.3, certificate of yearend rehearsal)") || !strings.HasSuffix(got, "sender (team@example.org)") {
		t.Error(got)
	}
	if len(s.Stored()) != 0 {
		t.Error("something was sent")
	}
}
