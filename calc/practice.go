package calc

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// PracticeCode is the code of a GP practice in the Organisation Data Service:
// one capital letter and five digits. It alone identifies a practice; names
// are not unique.
type PracticeCode string

// ParsePracticeCode trims every kind of space and upper-cases before it judges.
func ParsePracticeCode(s string) (PracticeCode, error) {
	code := strings.ToUpper(strings.TrimFunc(s, unicode.IsSpace))
	if len(code) != 6 || code[0] < 'A' || code[0] > 'Z' || strings.Trim(code[1:], "0123456789") != "" {
		return "", fmt.Errorf("%q is not a practice code (a letter and five digits, as P81999)", s)
	}
	return PracticeCode(code), nil
}

// Practice is one row of the list of practices: whom a letter is for.
type Practice struct {
	Code      PracticeCode
	Name      string
	Address   []string // without blank lines, without the postcode
	Postcode  string
	Emails    []string
	Named     []string // every address that any file names for it, also those that Emails leaves out
	Doubt     string   // why it is not certain which mailbox is the practice's; else empty
	Closed    bool
	Addressee string // "Practice Manager" unless the list of practices says otherwise
}

// Inbox is what an address is compared by: however its letters are written, and
// whatever tag stands behind a plus, the same person opens it.
func Inbox(address string) string {
	local, domain, _ := strings.Cut(strings.ToLower(strings.TrimSpace(address)), "@")
	name, _, _ := strings.Cut(local, "+")
	return name + "@" + domain
}

// MailboxUsers are the codes of the practices that use each mailbox, by its inbox.
type MailboxUsers map[string][]string

// Add enters the mailboxes of a practice.
func (m MailboxUsers) Add(code PracticeCode, addresses ...string) {
	for _, address := range addresses {
		if inbox := Inbox(address); !slices.Contains(m[inbox], string(code)) {
			m[inbox] = append(m[inbox], string(code))
		}
	}
}

// Of are those that use a mailbox. Where there are several it is shared, and one
// would get the other's letter.
func (m MailboxUsers) Of(address string) []string { return m[Inbox(address)] }

// Contract is one line that a practice has signed up to: a service of a
// scheme, with its target for the year and its money.
type Contract struct {
	Practice PracticeCode
	Scheme   string
	Service  string
	Target   int64
	Value    Money
	Advance  Money
	// Derived says that no advance was given, and that it was worked out
	// from the scheme's share as rounded instalments.
	Derived bool
}
