package post

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"yearend/letters/register"
)

// Whatever on a letter is not its practice's own, the letter stays, by mail, as a copy and on
// paper; the others go.
func TestAMismatchStopsTheLetter(t *testing.T) {
	approve := func(b *Mailing, files map[string][]byte, name string, data []byte) {
		files[name], b.Digests[name] = data, register.Digest(data)
	}
	for what, c := range map[string]struct {
		spoil func(b *Mailing, e *register.Envelope, files map[string][]byte)
		why   string
	}{
		"no mailbox": {func(_ *Mailing, e *register.Envelope, _ map[string][]byte) {
			e.To, e.Reason = "", "the practice has none"
		}, "the practice has none"},
		"two mailboxes":     {func(_ *Mailing, e *register.Envelope, _ map[string][]byte) { e.To += ",b@example.org" }, "not one e-mail address"},
		"a line break":      {func(_ *Mailing, e *register.Envelope, _ map[string][]byte) { e.To += "\r\nBcc: b@example.org" }, "not one e-mail address"},
		"another domain":    {func(_ *Mailing, e *register.Envelope, _ map[string][]byte) { e.To = "a@example.org.evil.com" }, "lies outside example.org"},
		"a look-alike":      {func(_ *Mailing, e *register.Envelope, _ map[string][]byte) { e.To = "a@notexample.org" }, "lies outside example.org"},
		"shared":            {func(b *Mailing, e *register.Envelope, _ map[string][]byte) { e.To = strings.ToUpper(b.Envelopes[1].To) }, "also that of P80002"},
		"shared by a tag":   {func(b *Mailing, e *register.Envelope, _ map[string][]byte) { e.To = "Surgery.P80002+ltc@example.org" }, "also that of P80002"},
		"not in register":   {func(b *Mailing, e *register.Envelope, _ map[string][]byte) { delete(b.Names, e.Practice) }, "not in the register"},
		"another name":      {func(b *Mailing, e *register.Envelope, _ map[string][]byte) { b.Names[e.Practice] = "Another" }, "the register calls P80001"},
		"another reference": {func(b *Mailing, e *register.Envelope, _ map[string][]byte) { e.Reference = b.Envelopes[1].Reference }, "is not of P80001"},
		"another issue":     {func(_ *Mailing, e *register.Envelope, _ map[string][]byte) { e.Issue = 2 }, "issue 2"},
		"another file":      {func(b *Mailing, e *register.Envelope, _ map[string][]byte) { e.Letter = b.Envelopes[1].Letter }, "not named after P80001"},
		"another scheme":    {func(_ *Mailing, e *register.Envelope, _ map[string][]byte) { e.Scheme = "capitated" }, "not named after"},
		"changed since":     {func(_ *Mailing, e *register.Envelope, files map[string][]byte) { files[e.Letter][20] ^= 1 }, "changed since it was approved"},
		"not approved":      {func(b *Mailing, e *register.Envelope, _ map[string][]byte) { delete(b.Digests, e.Letter) }, "no file of the run"},
		"missing":           {func(_ *Mailing, e *register.Envelope, files map[string][]byte) { delete(files, e.Letter) }, "is not there"},
		"swapped letters": {func(b *Mailing, e *register.Envelope, files map[string][]byte) {
			approve(b, files, e.Letter, files[b.Envelopes[1].Letter])
		}, "its digest is"},
		"swapped before approval": {func(b *Mailing, e *register.Envelope, files map[string][]byte) {
			approve(b, files, e.Letter, files[b.Envelopes[1].Letter])
			e.SHA256 = b.Digests[e.Letter]
		}, "does not name P80001"},
		"names two": {func(b *Mailing, e *register.Envelope, files map[string][]byte) {
			approve(b, files, e.Letter, []byte("P80001 P80001/LTC/2025-26/1 P80002\n"))
			e.SHA256 = b.Digests[e.Letter]
		}, "names another practice, P80002"},
		"swapped bodies": {func(b *Mailing, e *register.Envelope, files map[string][]byte) {
			approve(b, files, "emails/ltc-les-2025-26/P80001.html", files["emails/ltc-les-2025-26/P80002.html"])
		}, "the message to P80001 names another practice, P80002"},
		"swapped plain words": {func(b *Mailing, e *register.Envelope, files map[string][]byte) {
			approve(b, files, "emails/ltc-les-2025-26/P80001.txt", files["emails/ltc-les-2025-26/P80002.txt"])
		}, "the message to P80001 names another practice, P80002"},
		"another in its metadata": {func(b *Mailing, e *register.Envelope, _ map[string][]byte) {
			b.Look = func([]byte) (Paper, error) {
				return Paper{Metadata: "P80002 P80002/LTC/2025-26/1", Words: e.Practice + " " + e.Reference}, nil
			}
		}, "in its metadata"},
		"another on its pages": {func(b *Mailing, e *register.Envelope, _ map[string][]byte) {
			b.Look = func([]byte) (Paper, error) {
				return Paper{Metadata: e.Practice + " " + e.Reference, Words: "P80002 P80002/LTC/2025-26/1"}, nil
			}
		}, "on its pages"},
		"another subject": {func(_ *Mailing, e *register.Envelope, _ map[string][]byte) { e.Subject = "Surgery (P80002)" }, "names another practice, P80002"},
		"unreadable": {func(b *Mailing, e *register.Envelope, _ map[string][]byte) {
			b.Look = func([]byte) (Paper, error) { return Paper{}, errors.New("no PDF") }
		}, "cannot be read back: no PDF"},
	} {
		t.Run(what, func(t *testing.T) {
			mailing, files := mailingOf(2, 100)
			c.spoil(mailing, &mailing.Envelopes[0], files)
			_, err := mailing.Message(mailing.Envelopes[0], moment)
			var stopped Mismatch
			if !errors.As(err, &stopped) || !strings.Contains(stopped.Why, c.why) {
				t.Fatalf("got %v, want %q", err, c.why)
			}
			copied := mailing.Envelopes[0]
			copied.CopyTo = "archive@example.org"
			if _, err := mailing.Message(copied, moment); !slices.Contains(ofTheMailbox, what) && !errors.As(err, &stopped) {
				t.Errorf("a copy goes: %v", err)
			}
			if _, err := mailing.Letter(mailing.Envelopes[0]); !slices.Contains(slices.Concat(ofTheMailbox, ofTheMessage), what) && !errors.As(err, &stopped) {
				t.Errorf("it is printed: %v", err)
			}
			d, s := deliveryOf(t, mailing, usual(nil))
			d.deliver(t, mailing.Envelopes[:1])
			if stored := s.Stored(); len(stored) != 0 {
				t.Errorf("%d messages went", len(stored))
			}
			for _, event := range d.Journal.Events() {
				if event.Kind != Stopped && event.Kind != Ended {
					t.Errorf("noted %s", event.Kind)
				}
			}
		})
	}
}

// What is at fault in those is where the letter would go, or what its e-mail says, and not the letter.
var (
	ofTheMailbox = []string{"two mailboxes", "a line break", "another domain", "a look-alike", "shared", "shared by a tag"}
	ofTheMessage = []string{"no mailbox", "swapped bodies", "swapped plain words", "another subject"}
)

func TestCheckAddress(t *testing.T) {
	for _, good := range []string{"a@example.org", "p81999.gp@sub.example.org", "A@EXAMPLE.ORG"} {
		if err := register.CheckAddress(good, []string{"nhs.net", "@example.org"}); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"", "a", "a@x", "a@example.org ", "A <a@example.org>", "a@example.org;b@example.org", "a b@example.org", "a@example.com",
		"a%example.com@example.org", "example.com!a@example.org", "\u0430@example.org", "a\u200b@example.org", "a@examp\u217ee.org", "a@example.org.",
		`"a@example.org"@example.com`, "a@example.org@example.com", "a@example.org(b)", "a@b@example.org", "a@notexample.org", "a@example.org\x00",
		"a@example.org\r\nBcc: b@example.org", "a@example.org\nBcc: b@example.org", "a@example.org\r", `"a"@example.org`, "\na@example.org", "\"a\r\nb\"@example.org"} {
		if register.CheckAddress(bad, []string{"example.org"}) == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
