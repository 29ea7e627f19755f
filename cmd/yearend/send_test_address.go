package main

import (
	"fmt"
	"strings"

	"yearend/letters/register"
)

// testAddress refuses a practice's mailbox as the test address: it would get the
// letters of all the others. The mailboxes are those of every run, so that one
// that was corrected since, or that a practice without a letter now had, counts.
func (p *posting) testAddress(to string) error {
	inbox := register.Inbox(to)
	for _, run := range p.runs {
		envelopes, err := run.Envelopes()
		if err != nil {
			return err
		}
		for _, e := range envelopes {
			shared, _, _ := strings.Cut(e.Reason, " ") // a mailbox that is withheld is named first
			if inbox == register.Inbox(e.To) || inbox == register.Inbox(shared) {
				return usageError(withHint(fmt.Errorf("%s is the mailbox of the practice %s, and would get the letters of all the others", to, e.Practice),
					"--to is for an address of your own"))
			}
		}
	}
	return nil
}
