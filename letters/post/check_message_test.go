package post

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"yearend/letters/register"
)

// A message goes only if its receiver finds in it one mailbox and the letters that it
// names, as approved: whatever else comes of what writes messages, it stays.
func TestAMessageThatIsNotWholeStays(t *testing.T) {
	mailing, _ := together(2)
	parcel := mailing.Envelopes[:2]
	good, err := mailing.messageOf(parcel, moment)
	if err != nil {
		t.Fatal(err)
	}
	if err := good.check(parcel); err != nil {
		t.Fatal(err)
	}
	const to = "surgery.P80001@example.org"
	begins, mark := bytes.Index(good.Bytes, []byte("\r\n\r\n")), bytes.LastIndex(good.Bytes, []byte("\r\n--"))
	words := bytes.Index(good.Bytes, []byte("Dear Practice Manager"))
	put := func(old, now string) func(*Message) {
		return func(m *Message) {
			if !bytes.Contains(m.Bytes, []byte(old)) {
				t.Fatalf("there is no %q", old)
			}
			m.Bytes = bytes.Replace(m.Bytes, []byte(old), []byte(now), 1)
		}
	}
	for what, c := range map[string]struct {
		spoil func(*Message)
		why   string
	}{
		"nothing":               {func(m *Message) { m.Bytes = nil }, "cannot be read"},
		"cut in its headers":    {func(m *Message) { m.Bytes = m.Bytes[:begins/2] }, "cannot be read"},
		"cut behind them":       {func(m *Message) { m.Bytes = m.Bytes[:begins+4] }, "not whole"},
		"cut in its words":      {func(m *Message) { m.Bytes = m.Bytes[:words] }, "not whole"},
		"cut in its letter":     {func(m *Message) { m.Bytes = m.Bytes[:mark-200] }, "not whole"},
		"cut before its end":    {func(m *Message) { m.Bytes = m.Bytes[:mark] }, "not whole"},
		"to nobody":             {put("To: <"+to+">\r\n", ""), "not to " + to + " alone"},
		"to another":            {put("To: <"+to+">", "To: <surgery.P80002@example.org>"), "not to " + to + " alone"},
		"to two":                {put("To: <"+to+">", "To: <"+to+">, <surgery.P80002@example.org>"), "not to " + to + " alone"},
		"a copy to another":     {put("To: <"+to, "Cc: <surgery.P80002@example.org>\r\nTo: <"+to), "not to " + to + " alone"},
		"a hidden copy":         {put("To: <"+to, "Bcc: <surgery.P80002@example.org>\r\nTo: <"+to), "not to " + to + " alone"},
		"meant for another":     {func(m *Message) { m.To = "surgery.P80002@example.org" }, "not to surgery.P80002@example.org alone"},
		"another reference":     {put("P80001/LTC", "P80002/LTC"), "carries the reference"},
		"no reference":          {put(ReferenceHeader, "X-Other"), "carries the reference"},
		"a letter altered":      {put("JVBERi", "JVBERj"), "does not carry"},
		"a letter that is none": {put("JVBERi", "JVB*Ri"), "not whole"},
		"another's name":        {put(`filename="P80001-`, `filename="P80002-`), "does not carry"},
		"words alone":           {put("multipart/mixed", "text/plain"), "does not carry"},
	} {
		t.Run(what, func(t *testing.T) {
			spoiled := good
			c.spoil(&spoiled)
			var stays Mismatch
			if err := spoiled.check(parcel); !errors.As(err, &stays) || !strings.Contains(stays.Why, c.why) {
				t.Errorf("got %v, want %q", err, c.why)
			}
		})
	}
	for what, others := range map[string][]register.Envelope{
		"one too many": parcel[:1], "another order": {parcel[1], parcel[0]}, "one too few": mailing.Envelopes[:3], "another practice's": mailing.Envelopes[2:],
	} {
		if good.check(others) == nil {
			t.Errorf("%s: it goes", what)
		}
	}
}

// Each message is looked at so, of one letter or of several: a test address with a name
// before it is not what stands in the message.
func TestEachMessageIsLookedAtWhenItIsWritten(t *testing.T) {
	mailing, _ := together(1)
	mailing.Redirect = "A Team <team@example.org>"
	for _, parcel := range [][]register.Envelope{mailing.Envelopes[:1], mailing.Envelopes} {
		if _, err := mailing.messageOf(parcel, moment); err == nil || !strings.Contains(err.Error(), "not to A Team <team@example.org> alone") {
			t.Errorf("of %d letters: %v", len(parcel), err)
		}
	}
}

// Letters of two practices, or to two mailboxes, go in no message together, whatever has
// put them into one parcel.
func TestNoMessageIsForTwo(t *testing.T) {
	mailing, _ := together(2)
	both := mailing.Envelopes[:2]
	elsewhere := slices.Clone(both)
	elsewhere[1].To = "second@example.org"
	for what, parcel := range map[string][]register.Envelope{"two practices": mailing.Envelopes[1:3], "two mailboxes": elsewhere} {
		if _, err := mailing.messageOf(parcel, moment); err == nil || !strings.Contains(err.Error(), "go in no message together") {
			t.Errorf("%s: %v", what, err)
		}
	}
	mailing.Redirect = "team@example.org"
	if _, err := mailing.messageOf(mailing.Envelopes[1:3], moment); err == nil {
		t.Error("two practices in a test: it goes")
	}
}
