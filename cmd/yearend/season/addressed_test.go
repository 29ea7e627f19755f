package season

import (
	"testing"

	"yearend/calc"
	"yearend/letters/register"
	"yearend/letters/run"
)

// A copy goes to an address that the register has for the practice by now, and for no other.
func TestWhereACopyMayGoByNow(t *testing.T) {
	for copies, goes := range map[string]bool{"second@example.org": true, "second@example.org (also an address of P81902)": false, "third@example.org": false, "": false} {
		h := &byHand{goes: map[calc.PracticeCode]run.Addressed{"P81901": {To: "gp@example.org", Copies: copies}}}
		e := register.Envelope{Practice: "P81901", To: "gp@example.org", CopyTo: "second@example.org"}
		if why := h.elsewhere(e); (why == "") != goes {
			t.Errorf("by the register it goes to %q: %q", copies, why)
		}
	}
}
