package season

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/windows"

	"yearend/letters/register"
)

// A password file is read where its owner, whoever is at work, SYSTEM and Administrators
// alone may read it; all others are named, in a command of both shells.
func TestOnlyTheOwnerReadsASecret(t *testing.T) {
	const owner, other = "S-1-5-21-1-2-3-1001", "S-1-5-21-1-2-3-1002"
	user, err := windows.StringToSid("S-1-5-21-1-2-3-1000")
	if err != nil {
		t.Fatal(err)
	}
	mine := "O:" + owner + "D:P(A;;FA;;;" + user.String() + ")(A;;FA;;;" + owner + ")"
	for list, want := range map[string][]string{
		mine + "(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;OW)": nil,
		mine + "(A;;FR;;;BU)":                         {"S-1-5-32-545"},
		mine + "(A;;FR;;;WD)(A;;GR;;;AU)(A;;GA;;;BA)": {"S-1-1-0", "S-1-5-11"},
		mine + "(A;;FR;;;" + other + ")":              {other},
		mine + "(A;;0x100000;;;BU)":                   nil, // may wait for it, and not read it
		mine + "(A;IO;FA;;;BU)":                       nil, // of what is made in a folder, and not of this
		mine + "(D;;FA;;;BU)":                         nil, // is kept out
	} {
		security, err := windows.SecurityDescriptorFromString(list)
		if err != nil {
			t.Fatal(list, err)
		}
		others, err := othersIn(security, user)
		var got []string
		for _, who := range others {
			got = append(got, who.String())
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v %v, want %v", list, got, err, want)
		}
		if len(want) == 0 {
			continue
		}
		var hinted register.Hinted
		if err := othersRead(`pass word.txt`, user, others); !errors.As(err, &hinted) || strings.ContainsAny(hinted.Hint, "%$'`") ||
			!strings.Contains(hinted.Hint, `pass word.txt" /inheritance:r /remove:g "*`+want[0]+`"`) || !strings.HasSuffix(hinted.Hint, ` /grant:r "*`+user.String()+`:R"`) {
			t.Errorf("%s: %v %s", list, err, hinted.Hint)
		}
	}
	open, err := windows.NewSecurityDescriptor()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(open.SetOwner(user, false), open.SetDACL(nil, true, false)); err != nil {
		t.Fatal(err)
	}
	if others, err := othersIn(open, user); err != nil || len(others) != 1 || others[0].String() != "S-1-1-0" {
		t.Errorf("no list: %v %v", others, err)
	}
}
