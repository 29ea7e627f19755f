package post

import (
	"bytes"
	"mime"
	netmail "net/mail"
	"strings"
	"testing"
)

// However long a subject is, and whatever signs its protective marking has, each line of
// the headers is as short as mail allows, and the subject arrives as it was written.
func TestHeadersAreFolded(t *testing.T) {
	for _, marking := range []string{
		"",
		"OFFICIAL",
		"OFFICIAL-SENSITIVE – COMMERCIAL, NHS ONLY",
		strings.Repeat("M", 40),
		strings.Repeat("ŵ", 40),
		"SWYDDOGOL SENSITIF – MASNACHOL, GIG YN Ŵ",
		"a = b? =?utf-8?q?no?= _ under_score, \"x\"",
	} {
		mailing, _ := mailingOf(2, 100)
		for i := range mailing.Envelopes {
			mailing.Envelopes[i].Subject = "Revised: indicative £1,234,567.89 to be recouped, replaces P80001/LTC/2025-26/PROJ/12"
			if marking != "" {
				mailing.Envelopes[i].Subject = "[" + marking + "] " + mailing.Envelopes[i].Subject
			}
		}
		for _, to := range []string{"", "somebody.with.a.long.name@test.example.org"} {
			mailing.Redirect = to
			m, err := mailing.Message(mailing.Envelopes[0], moment)
			if err != nil {
				t.Fatal(err)
			}
			head, _, _ := bytes.Cut(m.Bytes, []byte("\r\n\r\n"))
			for _, line := range strings.Split(string(head), "\r\n") {
				if len(line) > 78 || strings.ContainsFunc(line, func(r rune) bool { return r > '~' }) {
					t.Errorf("%q: %d signs: %s", marking, len(line), line)
				}
			}
			read, err := netmail.ReadMessage(bytes.NewReader(m.Bytes))
			if err != nil {
				t.Fatal(err)
			}
			got, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
			if err != nil || got != m.Subject {
				t.Errorf("%q: %v\n%q\n%q", marking, err, got, m.Subject)
			}
		}
	}
}
