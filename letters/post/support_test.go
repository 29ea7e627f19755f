package post

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"path/filepath"
	"testing"
	"time"

	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// moment is when every test takes place.
var moment = time.Date(2026, 4, 20, 9, 30, 0, 0, time.UTC)

// paperOf is a stand-in for a letter: it says whose it is, and Look reads it back.
func paperOf(practice, reference string, size int) []byte {
	return append(fmt.Appendf(nil, "%%PDF for %s, %s\n", practice, reference), bytes.Repeat([]byte{0, 1, 2, 0xfe, '\n', '.', '\r'}, size/7)...)
}

func look(pdf []byte) (Paper, error) {
	first, _, _ := bytes.Cut(pdf, []byte("\n"))
	return Paper{Metadata: string(first), Words: string(first)}, nil
}

// mailingOf is the mailing of a run of so many letters, a practice each, of about size bytes.
func mailingOf(letters, size int) (*Mailing, map[string][]byte) {
	files := map[string][]byte{}
	b := &Mailing{
		Names: map[string]string{}, Digests: map[string]string{},
		Means: Means{Look: look, Domains: []string{"example.org"},
			Sender: Sender{Name: `NHS Example – "Integrated" Care Board, North`, From: "team@example.org", ReplyTo: "replies@example.org"}},
		Read: func(name string) ([]byte, error) {
			data, there := files[name]
			if !there {
				return nil, fmt.Errorf("%s is not there", name)
			}
			return data, nil
		},
	}
	for i := range letters {
		code := fmt.Sprintf("P%05d", 80001+i)
		e := register.Envelope{Practice: code, Name: "Surgery " + code, Scheme: "ltc-les-2025-26", Issue: 1, Reference: code + "/LTC/2025-26/1",
			To: "surgery." + code + "@example.org", Subject: "LTC LES 2025/26: performance letter – Surgery (" + code + ")"}
		e.Letter = "letters/" + e.Scheme + "/" + code + ".pdf"
		files[e.Letter] = paperOf(code, e.Reference, size)
		body := register.EmailPath(e)
		files[body+".txt"] = []byte("Dear Practice Manager\n\nAttached is the letter " + e.Reference + ".\n.\nTo be paid: £12.00\n")
		files[body+".html"] = []byte("<!DOCTYPE html><p>Attached is the letter " + e.Reference + ".</p><p>To be paid: £12.00</p>\n")
		e.SHA256 = register.Digest(files[e.Letter])
		b.Names[code] = e.Name
		b.Envelopes = append(b.Envelopes, e)
	}
	for name, data := range files {
		b.Digests[name] = register.Digest(data)
	}
	return b, files
}

func start(t testing.TB, o capture.Options) *capture.Server {
	t.Helper()
	s, err := capture.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// usual is how most tests sign in.
func usual(script func(capture.Turn) *capture.Fault) capture.Options {
	return capture.Options{Security: "starttls", Auth: "login", User: "team@example.org", Secret: "open sesame", Script: script}
}

// serverOf is how to reach a capture server.
func serverOf(s *capture.Server, o capture.Options) Server {
	return Server{
		Host: "127.0.0.1", Port: s.Port, Security: Security(o.Security), Auth: Auth(o.Auth), User: o.User,
		Secret: func(context.Context) (string, error) { return o.Secret, nil },
		Hello:  "client.example.org", Patience: 30 * time.Second, Roots: s.Roots, Now: time.Now,
	}
}

func journalOf(t testing.TB, path string) *Journal {
	t.Helper()
	j, err := OpenJournal(path, "run")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

// deliveryOf is a round against a capture server, on a clock that leaps over waits.
func deliveryOf(t testing.TB, mailing *Mailing, o capture.Options) (*Delivery, *capture.Server) {
	t.Helper()
	s := start(t, o)
	return &Delivery{
		Mailing: mailing, Server: serverOf(s, o), Pace: DefaultPace(25), Clock: LeapingClock(func() time.Time { return moment }),
		Journal: journalOf(t, filepath.Join(t.TempDir(), JournalFile)),
	}, s
}

func (d *Delivery) deliver(t testing.TB, owed []register.Envelope) Report {
	t.Helper()
	report, err := d.Deliver(context.Background(), owed)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func (d *Delivery) standings() map[string]Standing {
	return Standings(d.Mailing.Envelopes, d.Journal.Events())
}

// received is a message as its receiver reads it.
type received struct {
	header     mail.Header
	text, html string
	name       string // the attachment's
	pdf        []byte
}

func receive(t testing.TB, data []byte) received {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	r := received{header: m.Header}
	r.parts(t, m.Header.Get("Content-Type"), m.Body)
	return r
}

func (r *received) parts(t testing.TB, kind string, body io.Reader) {
	t.Helper()
	_, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	reader := multipart.NewReader(body, params["boundary"])
	for {
		part, err := reader.NextPart() // takes quoted-printable apart by itself
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); kind {
		case "multipart/alternative":
			r.parts(t, part.Header.Get("Content-Type"), part)
		case "application/pdf":
			r.name = part.FileName()
			if r.pdf, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, part)); err != nil {
				t.Fatal(err)
			}
		case "text/plain":
			r.text = readAll(t, part)
		case "text/html":
			r.html = readAll(t, part)
		default:
			t.Errorf("a part of kind %s", kind)
		}
	}
}

func readAll(t testing.TB, r io.Reader) string {
	t.Helper()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
