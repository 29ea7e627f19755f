package post

import (
	"bytes"
	"mime"
	"strings"
	"testing"
	"time"
)

func TestAMessageIsWhatItsReceiverReads(t *testing.T) {
	mailing, files := mailingOf(1, 60_000)
	e := mailing.Envelopes[0]
	m, err := mailing.Message(e, moment)
	if err != nil {
		t.Fatal(err)
	}
	got := receive(t, m.Bytes)
	subject, err := new(mime.WordDecoder).DecodeHeader(got.header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	for what, pair := range map[string][2]string{
		"subject":    {subject, e.Subject},
		"to":         {got.header.Get("To"), "<" + e.To + ">"},
		"reply-to":   {got.header.Get("Reply-To"), "<replies@example.org>"},
		"date":       {got.header.Get("Date"), "Mon, 20 Apr 2026 09:30:00 +0000"},
		"reference":  {got.header.Get(ReferenceHeader), "P80001/LTC/2025-26/1"},
		"message id": {got.header.Get("Message-Id"), "<" + m.ID + ">"},
		"attachment": {got.name, "P80001-LTC-2025-26-issue-1.pdf"},
		"text":       {strings.ReplaceAll(got.text, "\r\n", "\n"), string(files["emails/ltc-les-2025-26/P80001.txt"])},
		"html":       {strings.ReplaceAll(got.html, "\r\n", "\n"), string(files["emails/ltc-les-2025-26/P80001.html"])},
		"pdf":        {string(got.pdf), string(files[e.Letter])},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: got %.200q, want %.200q", what, pair[0], pair[1])
		}
	}
	if from, err := got.header.AddressList("From"); err != nil || len(from) != 1 || from[0].Name != mailing.Sender.Name || from[0].Address != "team@example.org" {
		t.Errorf("from %s: %v", got.header.Get("From"), err)
	}
	for _, unwanted := range []string{"User-Agent", "X-Mailer", "Disposition-Notification-To", "Return-Receipt-To", "Cc", "Bcc"} {
		if got.header.Get(unwanted) != "" {
			t.Errorf("the message has %s", unwanted)
		}
	}
}

// The same letter at the same moment makes the same bytes; a second later the
// Message-ID is still the same, and to another mailbox it is another.
func TestAMessageRepeats(t *testing.T) {
	mailing, _ := mailingOf(1, 1000)
	first, err := mailing.Message(mailing.Envelopes[0], moment)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := mailing.Message(mailing.Envelopes[0], moment)
	if !bytes.Equal(first.Bytes, again.Bytes) {
		t.Error("the bytes differ")
	}
	later, _ := mailing.Message(mailing.Envelopes[0], moment.Add(time.Hour))
	if later.ID != first.ID || bytes.Equal(later.Bytes, first.Bytes) {
		t.Errorf("an hour later: %s, then %s", first.ID, later.ID)
	}
	mailing.Redirect = "test@example.org"
	test, err := mailing.Message(mailing.Envelopes[0], moment)
	if err != nil {
		t.Fatal(err)
	}
	if test.ID == first.ID || test.To != "test@example.org" || !strings.HasPrefix(test.Subject, "[TEST, meant for P80001] LTC") {
		t.Errorf("redirected: %s to %s, %q", test.ID, test.To, test.Subject)
	}
}

// Over a whole ICB, message n holds only practice n: in its headers, its bodies
// and its attachment no other practice is named.
func TestMessageNHoldsOnlyPracticeN(t *testing.T) {
	mailing, files := mailingOf(390, 3000)
	d, s := deliveryOf(t, mailing, usual(nil))
	d.deliver(t, mailing.Envelopes)
	stored := s.Stored()
	if len(stored) != len(mailing.Envelopes) {
		t.Fatalf("%d messages of %d", len(stored), len(mailing.Envelopes))
	}
	for n, m := range stored {
		e := mailing.Envelopes[n]
		if m.To != e.To {
			t.Errorf("message %d went to %s, not %s", n, m.To, e.To)
		}
		got := receive(t, m.Data)
		if !bytes.Equal(got.pdf, files[e.Letter]) {
			t.Errorf("message %d carries another letter than %s", n, e.Letter)
		}
		all := string(m.Data) + got.text + got.html + string(got.pdf) + got.name
		if other := mailing.otherPractice(all, e.Practice); other != "" {
			t.Errorf("message %d to %s names %s", n, e.Practice, other)
		}
		if !strings.Contains(got.text, e.Reference) || !strings.Contains(got.html, e.Reference) {
			t.Errorf("message %d does not say %s", n, e.Reference)
		}
	}
}

func TestAttachmentName(t *testing.T) {
	mailing, _ := mailingOf(1, 10)
	e := mailing.Envelopes[0]
	e.Issue, e.Reference = 12, "P80001/CAP/2025-26/12"
	if got := AttachmentName(e); got != "P80001-CAP-2025-26-issue-12.pdf" {
		t.Error(got)
	}
}
