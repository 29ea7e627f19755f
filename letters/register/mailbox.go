package register

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"
)

// Inbox is what an address is compared by: however its letters are written, and
// whatever tag stands behind a plus, the same person opens it.
func Inbox(address string) string {
	local, domain, _ := strings.Cut(strings.ToLower(strings.TrimSpace(address)), "@")
	name, _, _ := strings.Cut(local, "+")
	return name + "@" + domain
}

// CheckAddress refuses what is not one bare address in one of the domains, or below one.
func CheckAddress(address string, domains []string) error {
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || strings.ContainsFunc(address, doubtful) {
		return fmt.Errorf("%q is not one e-mail address", address)
	}
	_, domain, _ := strings.Cut(strings.ToLower(address), "@")
	allowed := func(d string) bool {
		d = strings.ToLower(strings.TrimPrefix(d, "@"))
		return domain == d || strings.HasSuffix(domain, "."+d)
	}
	if !slices.ContainsFunc(domains, allowed) {
		return fmt.Errorf("%s lies outside %s, to which letters may go", address, strings.Join(domains, ", "))
	}
	return nil
}

// doubtful are signs that no mailbox of a practice has: those that part two
// addresses, those by which old servers send on to another domain, and all
// letters that only look like others.
func doubtful(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune("<>,;%!", r)
}
