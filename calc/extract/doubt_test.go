package extract

import (
	"strings"
	"testing"
)

// TestMailboxInDoubt names a practice's mailbox in the register and in mailbox
// files: no letter goes where it is not certain which is right.
func TestMailboxInDoubt(t *testing.T) {
	for name, c := range map[string]struct{ register, file, want string }{
		"register alone":  {"a@example.org; b@example.org", "", ""},
		"file alone":      {"", "P81900,a@example.org", ""},
		"the same":        {"a@example.org", "P81900,A@example.org;b@example.org", ""},
		"twice the same":  {"", "P81900,a@example.org\nP81900,a@example.org", ""},
		"none in the row": {"a@example.org", "P81900,", ""},
		"a word":          {"n/a", "P81900,a@example.org", ""},
		"a word, dotted":  {"n.a.", "P81900,a@example.org", ""},
		"without its @":   {"gp p81900", "P81900,a@example.org", "row 2 of practices.csv names gp p81900, which is no e-mail address"},
		"second broken":   {"a@example.org; b@example,org", "", ""},
		"two":             {"a@example.org", "P81900,b@example.org", "row 2 of practices.csv names a@example.org, and row 2 of mailboxes.csv names b@example.org"},
		"other order":     {"a@example.org; b@example.org", "P81900,b@example.org; a@example.org", "two mailboxes are named"},
		"two in the file": {"", "P81900,a@example.org\nP81900,b@example.org", "row 3 of mailboxes.csv names b@example.org"},
		"broken":          {"a@example.org", `P81900,"b@example,org"`, "row 2 of mailboxes.csv names b@example,org, which is no e-mail address"},
		"first broken":    {"a@example,org; b@example.org", "", "row 2 of practices.csv names a@example,org, which is no e-mail address"},
	} {
		root := folder(t, map[string]string{
			"practices.csv": "Practice code,Practice name,Address 1,Postcode,Email\nP81900,Quillbeck Surgery,1 Kiln Lane,ZZ99 1AA,\"" + c.register + "\"\n",
			"mailboxes.csv": "Practice code,Email\n" + c.file + "\n", "contracts.csv": goodContracts, "activity.csv": goodActivity,
		})
		in := Inputs{Root: root, AsOf: asOf, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}}}
		if c.file != "" {
			in.Mailboxes = []File{{Path: "mailboxes.csv"}}
		}
		p, ok := mustRead(t, in).Practice("P81900")
		if !ok || (c.want == "") != (p.Doubt == "") || !strings.Contains(p.Doubt, c.want) {
			t.Errorf("%s: in doubt %q, want %q", name, p.Doubt, c.want)
		}
	}
}
