package capture

import (
	"bufio"
	"crypto/tls"
	"net"
	"net/textproto"
	"strings"
	"time"
)

// session is one connection.
type session struct {
	server   *Server
	conn     net.Conn
	reader   *bufio.Reader
	number   int
	message  int
	secured  bool
	signedIn bool
	from, to string
}

// serve speaks until the client goes, or a fault drops it.
func (s *session) serve() {
	if s.server.options.Security == "tls" && !s.secure(StartTLS) {
		return
	}
	s.reader = bufio.NewReaderSize(s.conn, 32<<10)
	if !s.at(Connect, "220 capture ESMTP") {
		return
	}
	for {
		line, err := s.reader.ReadString('\n')
		if err != nil || !s.command(strings.TrimRight(line, "\r\n")) {
			return
		}
	}
}

// command acts on one line, and reports whether the connection goes on.
func (s *session) command(line string) bool {
	verb, rest, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "EHLO":
		return s.at(Hello, s.greeting())
	case "HELO":
		return s.at(Hello, "250 capture")
	case "STARTTLS":
		return s.at(StartTLS, "220 go ahead") && s.secure("")
	case "AUTH":
		return s.auth(rest)
	case "MAIL":
		return s.mail(rest)
	case "RCPT":
		return s.rcpt(rest)
	case "DATA":
		return s.data()
	case "RSET":
		s.from, s.to = "", ""
		return s.at(Reset, "250 2.0.0 forgotten")
	case "NOOP":
		return s.say("250 2.0.0 here")
	case "QUIT":
		s.say("221 2.0.0 good-bye")
		return false
	}
	return s.say("500 5.5.1 not understood")
}

func (s *session) greeting() string {
	lines := []string{"capture", "8BITMIME", "ENHANCEDSTATUSCODES"}
	if s.server.options.Security == "starttls" && !s.secured {
		lines = append(lines, "STARTTLS")
	} else if o := s.server.options; o.Auth != "none" && o.Auth != "" {
		lines = append(lines, "AUTH "+strings.ToUpper(o.Auth))
	}
	return "250-" + strings.Join(lines[:len(lines)-1], "\r\n250-") + "\r\n250 " + lines[len(lines)-1]
}

// at answers at a point: with what is right, or as the script says. It reports
// whether the connection goes on as if all were well.
func (s *session) at(p Point, right string) bool {
	_, on := s.judged(p, right)
	return on
}

// judged is the same, and says too whether what was right was said.
func (s *session) judged(p Point, right string) (well, on bool) {
	fault := s.fault(p)
	if fault == nil || fault.Right {
		return true, s.say(right)
	}
	if fault.Say == "" {
		return false, false
	}
	return false, s.say(fault.Say) && !strings.HasPrefix(fault.Say, "421")
}

// fault is what the script has for this point, waited for.
func (s *session) fault(p Point) *Fault {
	f := s.server.fault(Turn{Point: p, Connection: s.number, Message: s.message, To: s.to})
	if f != nil && f.Wait > 0 {
		time.Sleep(f.Wait)
	}
	return f
}

func (s *session) say(answer string) bool {
	_, err := s.conn.Write([]byte(answer + "\r\n"))
	return err == nil
}

// secure takes the connection into TLS. A point is given where no command came before.
func (s *session) secure(p Point) bool {
	if p != "" {
		if f := s.fault(p); f != nil && !f.Right {
			return false
		}
	}
	secured := tls.Server(s.conn, s.server.tls)
	if secured.Handshake() != nil {
		return false
	}
	s.conn, s.secured, s.reader = secured, true, bufio.NewReaderSize(secured, 32<<10)
	return true
}

// address is what stands between the brackets of MAIL and RCPT.
func address(rest string) string {
	_, rest, _ = strings.Cut(rest, "<")
	inner, _, _ := strings.Cut(rest, ">")
	return inner
}

func (s *session) dotted() *textproto.Reader { return textproto.NewReader(s.reader) }
