package run

import (
	"strings"
	"testing"

	"yearend/calc"
)

// The mailbox of a practice that gets a letter itself in any scheme is its own, though another
// answers for it in others: one that is named for two practices is nobody's. That of one for
// which others answer everywhere may have become the successor's.
func TestWhoseAMailboxIs(t *testing.T) {
	first := calc.Practice{Code: "P81901", Emails: []string{"gp@example.org"}}
	other := calc.Practice{Code: "P81902", Emails: []string{"gp@example.org"}}
	answers := calc.Position{Practice: first, Successor: &other}
	own := calc.Position{Practice: first}
	for what, c := range map[string]struct {
		positions []calc.Position
		why       string // the successor's letter does not go; empty where it goes
	}{
		"answered for everywhere":      {[]calc.Position{answers, answers}, ""},
		"first answered for, then not": {[]calc.Position{answers, own}, "is the mailbox of P81901 and P81902"},
		"first not answered for":       {[]calc.Position{own, answers}, "is the mailbox of P81901 and P81902"},
		"answered for nowhere":         {[]calc.Position{own}, "is the mailbox of P81901 and P81902"},
		"without a letter":             {nil, "is the mailbox of P81901 and P81902"},
	} {
		settled := calc.Settlement{Extract: &calc.Extract{Practices: []calc.Practice{first, other}}, Positions: c.positions}
		_, why := mailbox(other, mailboxUsers(settled), []string{"example.org"})
		if (why == "") != (c.why == "") || !strings.Contains(why, c.why) {
			t.Errorf("%s: %q, want %q", what, why, c.why)
		}
	}
}

// A letter goes to the first mailbox of its practice, or of the one that answers for it,
// and nowhere where that is in doubt, another's as well, or outside the domains.
func TestWhereALetterGoes(t *testing.T) {
	other := calc.Practice{Code: "P81902", Emails: []string{"gp-p81902@example.org"}}
	for what, c := range map[string]struct {
		alter   func(*calc.Position)
		domains string
		to, why string
	}{
		"its own":             {func(*calc.Position) {}, "example.org", "gp-p81901@example.org", ""},
		"of who answers":      {func(p *calc.Position) { p.Successor = &other }, "example.org", "gp-p81902@example.org", ""},
		"in doubt":            {func(p *calc.Position) { p.Practice.Doubt = "two mailboxes are named" }, "example.org", "", "two mailboxes are named"},
		"another's as well":   {func(p *calc.Position) { p.Practice.Emails[0] = "GP-p81902+x@example.org" }, "example.org", "", "is the mailbox of P81901 and P81902"},
		"none":                {func(p *calc.Position) { p.Practice.Emails = nil }, "example.org", "", "names no mailbox"},
		"outside":             {func(*calc.Position) {}, "example.net", "", "lies outside example.net"},
		"no domain":           {func(*calc.Position) {}, "", "", "mail.allow names no domain"},
		"by post, it is said": {func(p *calc.Position) { p.Given = calc.Instructions{{Kind: calc.ToPost, By: "Sam Sample"}} }, "example.org", "", "it goes by post"},
	} {
		p := calc.Position{Practice: calc.Practice{Code: "P81901", Emails: []string{"gp-p81901@example.org", "second@example.org"}}}
		c.alter(&p)
		settled := calc.Settlement{Extract: &calc.Extract{Practices: []calc.Practice{p.Practice, other}}, Positions: []calc.Position{p}}
		to, why := address(p, mailboxUsers(settled), strings.Fields(c.domains))
		if to != c.to || (why == "") != (c.why == "") || !strings.Contains(why, c.why) {
			t.Errorf("%s: to %q (%s), want %q (%s)", what, to, why, c.to, c.why)
		}
	}
}
