package register

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is written is read again as it was, also what a spreadsheet would run.
func TestEnvelopesAreReadAsWritten(t *testing.T) {
	want := []Envelope{
		{Practice: "P81999", Name: "=Surgery, \"The\"", Scheme: "ltc", Issue: 2, Reference: "P81999/LTC/2025-26/2",
			Replaces: "P81999/LTC/2025-26/1", To: "p81999@example.org", Subject: "-LTC", Letter: "letters/ltc/P81999.pdf", SHA256: "ab"},
		{Practice: "P81001", Name: "'=quoted", Scheme: "ltc", Issue: 1, Reference: "P81001/LTC/2025-26/1", Subject: "'s", Run: "run-001", Reason: "no mailbox"},
	}
	for _, copies := range []bool{false, true} {
		if copies {
			want[0].Copies = WriteFurther([]Further{{Address: "second@example.org"}, {"third@example.org", "P81001 and P81002"}})
		}
		var data bytes.Buffer
		if err := WriteEnvelopes(&data, slices.Values(want), copies); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(data.String(), "'=Surgery") {
			t.Errorf("a name was left to be run:\n%s", &data)
		}
		got, err := ReadEnvelopes(data.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// A further address that is another practice's too is read so, and is no address as it stands.
func TestFurtherAddressesAreReadAsWritten(t *testing.T) {
	want := []Further{{Address: "second@example.org"}, {"third@example.org", "P81001 and P81002"}}
	cell := WriteFurther(want)
	if diff := cmp.Diff(want, FurtherIn(cell)); diff != "" || FurtherIn("") != nil {
		t.Error(cell, diff)
	}
	_, last, _ := strings.Cut(cell, "; ")
	if err := CheckAddress(last, []string{"example.org"}); err == nil {
		t.Errorf("%q would be written to", last)
	}
}

func TestEnvelopesOfAnotherKindAreRefused(t *testing.T) {
	for _, text := range []string{"", "a,b\n", strings.Join(envelopeColumns, ",") + "\nP,n,s,x,r,,,,,,,\n", strings.Join(envelopeColumns, ",") + "\nP\n"} {
		if _, err := ReadEnvelopes([]byte(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}
