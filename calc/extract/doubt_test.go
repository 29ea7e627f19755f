package extract

import (
	"fmt"
	"slices"
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

// TestCodedDatesThatSayNothing checks at how many records alike a column of coded
// dates is one that says nothing.
func TestCodedDatesThatSayNothing(t *testing.T) {
	for name, c := range map[string]struct {
		days, other int // how many records are coded as those, and how many otherwise
		coded       func(delivered string) string
		want        bool
	}{
		"ten on one day":             {10, 0, func(string) string { return "2026-04-09" }, true},
		"nine on one day":            {9, 0, func(string) string { return "2026-04-09" }, false},
		"nine in ten on one day":     {90, 10, func(string) string { return "2026-04-09" }, true},
		"seven in ten on one day":    {70, 30, func(string) string { return "2026-04-09" }, false},
		"ten as they were delivered": {10, 0, func(delivered string) string { return delivered }, true},
		"all but one as delivered":   {99, 1, func(delivered string) string { return delivered }, false},
	} {
		t.Run(name, func(t *testing.T) {
			rows := "Practice code,Service,Activity date,Coded date,Record id\n"
			for i := range c.days + c.other {
				delivered := fmt.Sprintf("2025-%02d-%02d", 5+i%7, 1+i%28)
				coded := c.coded(delivered)
				if i%(c.days+c.other) < c.other {
					coded = fmt.Sprintf("2026-02-%02d", 1+i%28)
				}
				rows += fmt.Sprintf("P81900,domain-2,%s,%s,R%d\n", delivered, coded, i)
			}
			x := readWith(t, map[string]string{"activity.csv": rows})
			if got := slices.Contains(codes(x), "W-coded-alike"); got != c.want {
				t.Errorf("said %t, want %t:\n%s", got, c.want, messages(x.Problems))
			}
		})
	}
}

// TestNothingRecordedIsNotLate checks that of no activity it is known that none was
// coded late, although the file does not say when any was.
func TestNothingRecordedIsNotLate(t *testing.T) {
	rows := "Practice code,Service,Month,Activity\n"
	for i := range 12 {
		rows += fmt.Sprintf("P81900,domain-2,%d-%02d,0\nP81901,domain-2,%d-%02d,%d\n", 2025+(i+3)/12, (i+3)%12+1, 2025+(i+3)/12, (i+3)%12+1, i)
	}
	x := readWith(t, map[string]string{"activity.csv": rows})
	if activityOf(x, "P81900", "domain-2").LateUnknown || !activityOf(x, "P81901", "domain-2").LateUnknown || !slices.Contains(codes(x), "W-coded-unknown") {
		t.Errorf("%+v:\n%s", x.Activity, messages(x.Problems))
	}
	x = readWith(t, map[string]string{"activity.csv": rows[:strings.Index(rows, "P81901")]})
	if slices.Contains(codes(x), "W-coded-unknown") {
		t.Errorf("of a file without activity:\n%s", messages(x.Problems))
	}
}
