package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"yearend/letters/post"
	"yearend/letters/register"
)

// patience is how long the server may take over each answer.
const patience = time.Minute

// usualPace is below the 30 messages a minute that Exchange Online takes.
const usualPace = 25

// mailFaults are what would keep letters from being sent.
func (m mail) mailFaults() []string {
	var faults []string
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf("mail."+format, args...)) }
	if m.Host == "" {
		add("host is missing: the name of the mail server")
	}
	if m.Port < 0 || m.Port > 65535 {
		add("port: %d is no port", m.Port)
	}
	switch post.Security(m.security()) {
	case post.StartTLS, post.TLS, post.Plain:
	default:
		add("security: %q is not starttls, tls or plain", m.Security)
	}
	switch auth := post.Auth(m.auth()); auth {
	case post.Login, post.PlainIn, post.XOAuth2:
		if m.User == "" {
			add("user is missing: the account that signs in")
		}
	case post.NoAuth:
	default:
		add("auth: %q is not login, plain, xoauth2 or none", m.Auth)
	}
	if err := register.CheckAddress(m.From, []string{domainOf(m.From)}); err != nil || domainOf(m.From) == "" {
		add("from: %q is not one e-mail address", m.From)
	}
	if m.User != "" && m.auth() != string(post.NoAuth) && strings.Contains(m.User, "@") && !strings.EqualFold(m.User, m.From) {
		add("from: %s is not the account that signs in, %s, and the server would refuse the letters", m.From, m.User)
	}
	if m.ReplyTo != "" && register.CheckAddress(m.ReplyTo, []string{domainOf(m.ReplyTo)}) != nil {
		add("reply_to: %q is not one e-mail address", m.ReplyTo)
	}
	if m.PerMinute < 0 {
		add("per_minute: %d is no pace", m.PerMinute)
	}
	if len(m.Allow) == 0 {
		add("allow names no domain to which letters may go, such as nhs.net")
	}
	return append(faults, m.Secret.faults(m.auth())...)
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return domain
}

func (m mail) security() string { return strings.ToLower(orElse(m.Security, string(post.StartTLS))) }

func (m mail) auth() string {
	usual := string(post.NoAuth)
	if m.User != "" {
		usual = string(post.Login)
	}
	return strings.ToLower(orElse(m.Auth, usual))
}

func (m mail) port() int {
	if m.Port != 0 {
		return m.Port
	}
	return map[string]int{string(post.StartTLS): 587, string(post.TLS): 465, string(post.Plain): 25}[m.security()]
}

func (m mail) pace() post.Pace {
	if m.PerMinute == 0 {
		return post.DefaultPace(usualPace)
	}
	return post.DefaultPace(m.PerMinute)
}

func orElse(words, usual string) string {
	if words == "" {
		return usual
	}
	return words
}

// server is the mail server of the project, or everything that is wrong with
// what the project says of it.
func (s send) server(p project) (post.Server, error) {
	m := p.Mail
	if err := joinFaults(p.file, m.mailFaults()); err != nil {
		return post.Server{}, err
	}
	return post.Server{
		Host: m.Host, Port: m.port(), Security: post.Security(m.security()), Auth: post.Auth(m.auth()), User: m.User,
		Secret: s.secret(p), Hello: helloName(), Patience: patience, Now: s.now,
	}, nil
}

// helloName is what this computer calls itself to the server, where its name can
// stand there.
func helloName() string {
	name := computer()
	if name == "" || strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" {
		return "localhost"
	}
	return name
}

// probeServer tries the server, and says each step.
func (s send) probeServer(ctx context.Context, p project) error {
	server, err := s.server(p)
	if err != nil {
		return err
	}
	tell := func(step post.Step, found string) { fmt.Fprintf(s.stdout, "ok   %s: %s\n", step, found) }
	if err := server.Probe(ctx, p.Mail.From, tell); err != nil {
		return withHint(fmt.Errorf("%s:%d: %w", server.Host, server.Port, err), probeHint(server, err.Error()))
	}
	fmt.Fprintf(s.stdout, "%s:%d would take letters from %s; nothing was sent\n", server.Host, server.Port, p.Mail.From)
	return nil
}
