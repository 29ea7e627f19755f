package capture

import (
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

// auth signs the client in, by one of three ways.
func (s *session) auth(rest string) bool {
	mechanism, initial, _ := strings.Cut(rest, " ")
	o := s.server.options
	var given, want string
	switch strings.ToLower(mechanism) {
	case "plain":
		given, want = s.decode(initial), "\x00"+o.User+"\x00"+o.Secret
	case "xoauth2":
		given, want = s.decode(initial), "user="+o.User+"\x01auth=Bearer "+o.Secret+"\x01\x01"
	case "login":
		given, want = s.ask("Username:")+"\n"+s.ask("Password:"), o.User+"\n"+o.Secret
	default:
		return s.say("504 5.5.4 no such way to sign in")
	}
	if given != want {
		return s.say("535 5.7.3 Authentication unsuccessful")
	}
	well, on := s.judged(SignIn, "235 2.7.0 Authentication successful")
	s.signedIn = well
	return on
}

func (s *session) ask(question string) string {
	s.say("334 " + base64.StdEncoding.EncodeToString([]byte(question)))
	line, _ := s.reader.ReadString('\n')
	return s.decode(line)
}

func (s *session) decode(text string) string {
	plain, _ := base64.StdEncoding.DecodeString(strings.TrimRight(text, "\r\n"))
	return string(plain)
}

func (s *session) mail(rest string) bool {
	o := s.server.options
	if o.Security == "starttls" && !s.secured {
		return s.say("530 5.7.0 STARTTLS first")
	}
	if o.Auth != "none" && o.Auth != "" && !s.signedIn {
		return s.say("530 5.7.57 not authenticated")
	}
	s.server.mu.Lock()
	s.server.messages++
	s.message = s.server.messages
	s.server.mu.Unlock()
	well, on := s.judged(From, "250 2.1.0 sender ok")
	if well {
		s.from = address(rest)
	}
	return on
}

func (s *session) rcpt(rest string) bool {
	if s.from == "" || s.to != "" {
		return s.say("503 5.5.1 one sender, then one mailbox")
	}
	s.to = address(rest)
	well, on := s.judged(To, "250 2.1.5 mailbox ok")
	if !well {
		s.to = ""
	}
	return on
}

func (s *session) data() bool {
	if s.to == "" {
		return s.say("503 5.5.1 no mailbox")
	}
	if well, on := s.judged(Data, "354 go ahead"); !well {
		return on
	}
	if f := s.fault(Content); f != nil && !f.Right {
		io.CopyN(io.Discard, s.reader, 4096) // some of it has come
		return false
	}
	message, err := io.ReadAll(s.dotted().DotReader())
	if err != nil {
		return false // cut off before its last line: nothing is kept
	}
	return s.end(Mail{From: s.from, To: s.to, Data: message})
}

// end keeps the message and gives a receipt, or fails at either.
func (s *session) end(m Mail) bool {
	fault := s.fault(End)
	if fault == nil || fault.Right || fault.Keep {
		s.server.keep(m)
	}
	s.from, s.to = "", ""
	switch {
	case fault == nil || fault.Right:
		return s.say(fmt.Sprintf("250 2.0.0 queued as capture-%d", s.message))
	case fault.Say == "":
		return false
	}
	return s.say(fault.Say) && !strings.HasPrefix(fault.Say, "421")
}
