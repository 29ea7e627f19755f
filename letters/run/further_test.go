package run

import (
	"testing"

	"yearend/calc"
)

// Whose a further address is the register says: in either order of codes, of a
// practice that is closed or gets no letter, and of an address that is not used.
func TestFurtherAddressesOfOthers(t *testing.T) {
	of := func(code calc.PracticeCode, emails ...string) calc.Practice {
		return calc.Practice{Code: code, Emails: emails, Named: emails}
	}
	held := of("P81907", "gp-p81907@example.org")
	closed := of("P81903", "gp-p81903@example.org")
	closed.Closed = true
	silent := of("P81999", "gp-p81999@example.org")
	silent.Named = append(silent.Named, "old-p81999@example.org")
	answered := of("P81901", "gp-p81901@example.org")
	for _, try := range []struct{ address, successor, want string }{
		{"second@example.org", "", ""},
		{"GP-p81907+tag@example.org", "", " (also an address of P81907)"},
		{"gp-p81903@example.org", "", " (also an address of P81903)"},
		{"gp-p81999@example.org", "", " (also an address of P81999)"},
		{"old-p81999@example.org", "", " (also an address of P81999)"},
		{"gp-p81901@example.org", "", " (also an address of P81901)"},
		{"gp-p81901@example.org", "P81907", " (also an address of P81901)"},
		{"gp-p81901@example.org", "own", ""}, // it answers for that one, and is sent its letters
	} {
		for _, code := range []calc.PracticeCode{"P81900", "P81902", "P82000"} {
			own := of(code, "own@example.org", try.address)
			var settled calc.Settlement
			settled.Extract = &calc.Extract{Practices: []calc.Practice{answered, closed, held, silent, own}}
			at := calc.Position{Practice: answered}
			switch try.successor {
			case "own":
				at.Successor = &own
			case "P81907":
				at.Successor = &held
			}
			settled.Positions = []calc.Position{at, {Practice: held}, {Practice: closed}, {Practice: own}}
			if got := addressesOf(settled).further(own); got != try.address+try.want {
				t.Errorf("%s, with %s answering for P81901: %q", code, try.successor, got)
			}
		}
	}
}
