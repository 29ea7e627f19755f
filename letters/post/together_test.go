package post

import (
	"strings"
	"testing"
	"time"

	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// together is a mailing of so many practices with a letter on each of two schemes.
func together(practices int) (*Mailing, map[string][]byte) {
	mailing, files := mailingOf(practices, 2_000)
	mailing.Together = true
	var all []register.Envelope
	for _, e := range mailing.Envelopes {
		second := e
		second.Scheme, second.Reference = "capitated-les-2025-26", strings.Replace(e.Reference, "LTC", "CAP", 1)
		second.Subject = strings.Replace(e.Subject, "LTC LES", "Capitated LESs", 1)
		second.Letter = "letters/" + second.Scheme + "/" + e.Practice + ".pdf"
		files[second.Letter] = paperOf(e.Practice, second.Reference, 2_000)
		body := register.EmailPath(second)
		files[body+".txt"] = []byte("Dear Practice Manager\n\nAttached is the letter " + second.Reference + ".\n")
		files[body+".html"] = []byte("<!DOCTYPE html>\n<html><body class=\"x\">\n<p>Attached is the letter " + second.Reference + ".</p>\n</body>\n</html>\n")
		second.SHA256 = register.Digest(files[second.Letter])
		all = append(all, second, e)
	}
	mailing.Envelopes = all
	for name, data := range files {
		mailing.Digests[name] = register.Digest(data)
	}
	return mailing, files
}

// Two letters of a practice go in one message, with both files, bodies and subjects,
// and each has lines of its own in the journal.
func TestTogether(t *testing.T) {
	mailing, _ := together(3)
	d, s := deliveryOf(t, mailing, usual(nil))
	plan := d.planOf()
	if len(plan.Owed) != 6 || plan.Messages() != 3 {
		t.Errorf("%d letters in %d messages", len(plan.Owed), plan.Messages())
	}
	report := d.deliver(t, plan.ToDeliver())
	if report.Count[Sent] != 6 || report.Left != 0 || len(s.Stored()) != 3 || d.counts()[Intent] != 6 {
		t.Errorf("%+v, %d messages\n%s", report, len(s.Stored()), journalText(d))
	}
	m := receive(t, s.Stored()[0].Data)
	if got := m.header.Get(ReferenceHeader); got != "P80001/CAP/2025-26/1, P80001/LTC/2025-26/1" {
		t.Error(got)
	}
	for _, where := range []string{m.text, m.html} {
		if strings.Count(where, "P80001/CAP/2025-26/1") != 1 || strings.Count(where, "P80001/LTC/2025-26/1") != 1 {
			t.Error(where)
		}
	}
	if n := strings.Count(string(s.Stored()[0].Data), "Content-Disposition: attachment"); n != 2 {
		t.Errorf("%d files", n)
	}
	first, second := d.standings()["P80001/CAP/2025-26/1"], d.standings()["P80001/LTC/2025-26/1"]
	if first.State != IsSent || second.State != IsSent || first.ID != second.ID || first.Words != second.Words {
		t.Errorf("%+v\n%+v", first, second)
	}
}

// Letters of a practice that go to two mailboxes, since another answers for it in one scheme
// alone, are two messages, each with its own letter.
func TestTwoMailboxesGetTwoMessages(t *testing.T) {
	mailing, _ := together(1)
	mailing.Envelopes[0].To, mailing.Envelopes[0].Successor = "successor@example.org", "P89999"
	d, s := deliveryOf(t, mailing, usual(nil))
	d.deliver(t, d.planOf().ToDeliver())
	got := map[string]string{}
	for _, m := range s.Stored() {
		got[m.To] += reference(m.Data)
	}
	if len(s.Stored()) != 2 || got["successor@example.org"] != "P80001/CAP/2025-26/1" || got["surgery.P80001@example.org"] != "P80001/LTC/2025-26/1" {
		t.Errorf("arrived: %v", got)
	}
}

// A limit never parts the letters of a practice: it is never more than it says, but
// for the first practice's, which go whole.
func TestALimitPartsNoPractice(t *testing.T) {
	mailing, _ := together(3)
	d, _ := deliveryOf(t, mailing, usual(nil))
	for limit, want := range map[int][2]int{0: {6, 3}, 1: {2, 1}, 2: {2, 1}, 3: {2, 1}, 4: {4, 2}, 5: {4, 2}, 6: {6, 3}, 9: {6, 3}} {
		plan := MakePlan(mailing, d.standings(), Copies{}, Choice{Limit: limit}, d.Pace, d.Clock.Now())
		if len(plan.Owed) != want[0] || plan.Messages() != want[1] || plan.Later != 6-want[0] {
			t.Errorf("limit %d: %d letters in %d messages, %d later", limit, len(plan.Owed), plan.Messages(), plan.Later)
		}
	}
	mailing.Together = false
	if plan := MakePlan(mailing, d.standings(), Copies{}, Choice{Limit: 3}, d.Pace, d.Clock.Now()); len(plan.Owed) != 3 || plan.Later != 3 {
		t.Errorf("%d letters", len(plan.Owed))
	}
}

// Each letter of a message has its copies, in the same round, once.
func TestEachLetterOfAMessageHasItsCopies(t *testing.T) {
	mailing, _ := together(2)
	mailing.Archive = "archive@example.org"
	d, s := deliveryOf(t, mailing, usual(nil))
	report := d.deliver(t, d.planOf().ToDeliver())
	if report.Count[Sent] != 4 || report.Copies[Sent] != 4 || report.Left != 0 || len(s.Stored()) != 6 {
		t.Errorf("%+v, %d messages\n%s", report, len(s.Stored()), journalText(d))
	}
	if again := d.planOf(); again.Messages() != 0 {
		t.Errorf("%d messages are still to go", again.Messages())
	}
}

// One of two that is not the approved letter stays, and the other goes alone.
func TestOneOfTwoStays(t *testing.T) {
	mailing, files := together(1)
	d, s := deliveryOf(t, mailing, usual(nil))
	files[mailing.Envelopes[0].Letter] = []byte("another's")
	report := d.deliver(t, mailing.Envelopes)
	if report.Count[Sent] != 1 || report.Count[Stopped] != 1 || report.Left != 0 || len(s.Stored()) != 1 {
		t.Fatalf("%+v\n%s", report, journalText(d))
	}
	m := receive(t, s.Stored()[0].Data)
	if got := m.header.Get(ReferenceHeader); got != "P80001/LTC/2025-26/1" || strings.Contains(m.text, "CAP") {
		t.Error(got, m.text)
	}
}

// Under every fault at every point each letter of a message is accounted for: what
// is sent is at the server once, what is owed or refused is not, nothing is twice.
func TestTogetherTheJournalAgreesWithTheServer(t *testing.T) {
	underEveryFault(t, []capture.Point{capture.From, capture.To, capture.Data, capture.Content, capture.End}, tryTogether)
}

func tryTogether(t *testing.T, what string, point capture.Point, fault *capture.Fault, times int) {
	mailing, _ := together(3)
	o := usual(script(point, fault, times))
	o.Security, o.Auth = "plain", "plain"
	d, s := deliveryOf(t, mailing, o)
	d.Server.Patience = 10 * time.Second
	report := d.deliver(t, mailing.Envelopes)
	s.Close()
	stored := map[string]int{}
	for _, m := range s.Stored() {
		for one := range strings.SplitSeq(reference(m.Data), ", ") {
			stored[one]++
		}
	}
	owed := 0
	for reference, now := range d.standings() {
		n := stored[reference]
		if n > 1 || now.State == IsSent && n != 1 || (now.State == IsOwed || now.State == IsRefused) && n != 0 {
			t.Errorf("%s: %s is %s, and the server has it %d times\n%s", what, reference, now.State, n, journalText(d))
		}
		if now.State == IsOwed {
			owed++
		}
	}
	if report.Left != owed {
		t.Errorf("%s: %d left, and %d are owed", what, report.Left, owed)
	}
}
