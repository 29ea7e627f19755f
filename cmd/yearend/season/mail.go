package season

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"regexp"
	"slices"
	"strings"
	"time"

	"yearend/letters/pdf/readback"
	"yearend/letters/post"
	"yearend/letters/register"
)

// patience is how long the server may take over each answer.
const patience = time.Minute

// usualPace is below the 30 messages a minute that Exchange Online takes.
const usualPace = 25

// faults are what would keep letters from being sent.
func (m Mail) faults() []string {
	var faults []string
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf("mail."+format, args...)) }
	switch {
	case m.Host == "":
		add("host is missing: the name of the mail server")
	case !hostPattern.MatchString(m.Host) && net.ParseIP(m.Host) == nil:
		add("host: %q is no name of a server: write it alone, such as smtp.office365.com; the port stands in port", m.Host)
	}
	if m.Port < 0 || m.Port > 65535 {
		add("port: %d is no port", m.Port)
	}
	switch post.Security(m.Security) {
	case post.StartTLS, post.TLS, post.Plain:
	default:
		add("security: %q is not starttls, tls or plain", m.Security)
	}
	switch auth := post.Auth(m.Auth); auth {
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
	if m.User != "" && m.Auth != string(post.NoAuth) && strings.Contains(m.User, "@") && !strings.EqualFold(m.User, m.From) {
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
	if m.Archive != "" {
		if err := register.CheckAddress(m.Archive, m.Allow); err != nil {
			add("archive: %v", err)
		}
	}
	return append(append(faults, m.allowFaults()...), m.Secret.faults(m.Auth)...)
}

// MailFaults are what would keep the letters of the project from being sent.
func (p Project) MailFaults() []string { return p.Mail.faults() }

// endings are what many organisations' domains end in: none is one's own.
var endings = []string{"co.uk", "org.uk", "gov.uk", "ac.uk", "me.uk", "ltd.uk", "plc.uk", "net.uk", "sch.uk", "police.uk", "mod.uk"}

var domainPattern = regexp.MustCompile(`^@?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$`)

// hostPattern is the name of a server, without a port.
var hostPattern = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\.?$`)

// allowFaults are entries of mail.allow that are no domain of one organisation, and
// would let letters go to half the world.
func (m Mail) allowFaults() []string {
	var faults []string
	for _, d := range m.Allow {
		d = strings.ToLower(d)
		if !domainPattern.MatchString(d) || slices.Contains(endings, strings.TrimPrefix(d, "@")) {
			faults = append(faults, fmt.Sprintf("mail.allow: %q is no domain of an organisation: write it whole, such as nhs.net", d))
		}
	}
	return faults
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return domain
}

// filled puts in what is usual where the project says nothing: TLS after a plain
// beginning, its port, and a sign-in where an account is named.
func (m Mail) filled() Mail {
	m.Security = strings.ToLower(cmp.Or(m.Security, string(post.StartTLS)))
	usual := string(post.NoAuth)
	if m.User != "" {
		usual = string(post.Login)
	}
	m.Auth = strings.ToLower(cmp.Or(m.Auth, usual))
	ports := map[string]int{string(post.StartTLS): 587, string(post.TLS): 465, string(post.Plain): 25}
	m.Port, m.PerMinute = cmp.Or(m.Port, ports[m.Security]), cmp.Or(m.PerMinute, usualPace)
	return m
}

// Through says which server takes the letters, and how.
func (m Mail) Through() string {
	encrypted, signed := "encrypted, "+m.Security, "signed in with a password, "+m.Auth
	if post.Security(m.Security) == post.Plain {
		encrypted = "not encrypted"
	}
	switch post.Auth(m.Auth) {
	case post.NoAuth:
		signed = "without signing in"
	case post.XOAuth2:
		signed = "signed in with a token"
	case post.Login, post.PlainIn:
	}
	return fmt.Sprintf("%s:%d (%s; %s)", m.Host, m.Port, encrypted, signed)
}

// server is the mail server of the project, or everything that is wrong with
// what the project says of it. typed asks a person for the password.
func (p Project) server(now func() time.Time, typed AskSecret) (post.Server, error) {
	m := p.Mail
	if err := joinFaults(p.file, m.faults()); err != nil {
		return post.Server{}, err
	}
	return post.Server{
		Host: m.Host, Port: m.Port, Security: post.Security(m.Security), Auth: post.Auth(m.Auth), User: m.User,
		Secret: p.secret(typed), Hello: helloName(), Patience: patience, Now: now,
	}, nil
}

// means are what the letters of every run go by.
func (p Project) means() post.Means {
	var reader readback.Reader
	return post.Means{
		Sender:  post.Sender{Name: p.Issuer.Name, From: p.Mail.From, ReplyTo: p.Mail.ReplyTo},
		Domains: p.Mail.Allow,
		Archive: p.Mail.Archive, Together: p.Mail.Together,
		Look: func(pdf []byte) (post.Paper, error) { return paperOf(&reader, pdf) },
	}
}

// meansBy are the same with what the team has decided by hand by now, and where the register
// has letters go. What of it cannot be read refuses who sends, and who only looks is not told
// of every letter.
func (p Project) meansBy(hand *byHand) post.Means {
	means := p.means()
	if hand.err == nil {
		hand.unsaid = hand.lost != nil
		means.Decided = hand.of
	}
	return means
}

// paperOf reads a letter back, by code that shares nothing with what drew it.
func paperOf(reader *readback.Reader, pdf []byte) (post.Paper, error) {
	document, err := reader.Read(pdf)
	if err != nil {
		return post.Paper{}, err
	}
	var words strings.Builder
	for _, box := range document.Words {
		words.WriteString(box.Words + " ")
	}
	return post.Paper{Metadata: document.Metadata, Words: words.String()}, nil
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

// Probe tries the server as far as the sender, sends nothing, and tells each step.
func Probe(ctx context.Context, p Project, now func() time.Time, typed AskSecret, tell func(step post.Step, found string)) error {
	server, err := p.server(now, typed)
	if err != nil {
		return err
	}
	if err := server.Probe(ctx, p.Mail.From, tell); err != nil {
		return Unreached{server, err}
	}
	return nil
}

// Unreached says that the mail server did not take us, and at which step.
type Unreached struct {
	Server post.Server
	Err    error
}

func (u Unreached) Error() string {
	return fmt.Sprintf("%s:%d: %v", u.Server.Host, u.Server.Port, u.Err)
}
func (u Unreached) Unwrap() error { return u.Err }
