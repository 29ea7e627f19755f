package calc_test

import (
	"testing"

	"yearend/calc"
)

// A mailbox is one however it is written, and a practice that names it twice uses it once.
func TestWhoUsesAMailbox(t *testing.T) {
	users := calc.MailboxUsers{}
	users.Add("P81900", "moorside@example.org", "Moorside@Example.org", "moorside+letters@example.org", "kiln@example.org")
	users.Add("P81901", "moorside+reception@example.org")
	for address, want := range map[string]string{
		"MOORSIDE@example.org": "P81900 and P81901", "moorside+any@example.org": "P81900 and P81901", "kiln@example.org": "P81900", "moorside@other.example.org": "",
	} {
		if got := calc.And(users.Of(address)); got != want {
			t.Errorf("%s is used by %q, not %q", address, got, want)
		}
	}
}
