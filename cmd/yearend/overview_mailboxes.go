package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"yearend/letters/register"
)

// sayMailboxes says how many letters go to no mailbox, and names the practices
// whose letters go to another than by the run approved before: whoever approves
// the run approves that too.
func sayMailboxes(b *strings.Builder, run register.Run) error {
	envelopes, err := run.Envelopes()
	if err != nil {
		return err
	}
	sayNoMailbox(b, envelopes)
	if run.Record.Earlier == nil {
		return nil
	}
	earlier, err := register.Find(filepath.Dir(run.Dir), run.Record.Earlier.Run)
	if err != nil {
		return err
	}
	old, err := earlier.Envelopes()
	if err != nil {
		return err
	}
	before, now := mailboxesOf(old), mailboxesOf(envelopes)
	var lines []string
	for _, practice := range sortedKeys(now) {
		if was, known := before[practice]; known && was != now[practice] {
			lines = append(lines, fmt.Sprintf("  %s: %s, before %s", practice, orElse(now[practice], "none"), orElse(was, "none")))
		}
	}
	if len(lines) > 0 {
		fmt.Fprintf(b, "\nMailboxes changed since %s: %d\n%s\n", earlier.Name, len(lines), strings.Join(lines, "\n"))
	}
	return nil
}

// sayNoMailbox says how many letters could be sent to nobody.
func sayNoMailbox(b *strings.Builder, envelopes []register.Envelope) {
	none := 0
	for _, e := range envelopes {
		if e.To == "" {
			none++
		}
	}
	if none > 0 {
		fmt.Fprintf(b, "\nLetters that go to no mailbox: %d of %d; envelopes.csv says why\n", none, len(envelopes))
	}
}

// mailboxesOf is where each practice's letters go.
func mailboxesOf(envelopes []register.Envelope) map[string]string {
	mailboxes := map[string]string{}
	for _, e := range envelopes {
		mailboxes[e.Practice] = e.To
	}
	return mailboxes
}
