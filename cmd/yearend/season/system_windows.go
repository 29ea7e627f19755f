package season

import (
	"fmt"
	"path/filepath"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

// private refuses a file that others can read than its owner, whoever is at work, and
// the system itself with its administrators, from whom nothing on the computer is kept.
func private(file string) error {
	security, err := windows.GetNamedSecurityInfo(file, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return err
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return err
	}
	others, err := othersIn(security, user.User.Sid)
	if err == nil && len(others) > 0 {
		err = othersRead(file, user.User.Sid, others)
	}
	return err
}

// othersIn are those whom the access list of a file lets read besides its owner, whoever
// is at work, and the system.
func othersIn(security *windows.SECURITY_DESCRIPTOR, user *windows.SID) (others []*windows.SID, err error) {
	owner, _, err := security.Owner()
	if err != nil {
		return nil, err
	}
	list, _, err := security.DACL()
	if err != nil {
		return nil, err
	}
	if list == nil { // which lets everyone in
		everyone, err := windows.CreateWellKnownSid(windows.WinWorldSid)
		return []*windows.SID{everyone}, err
	}
	readers, err := readersIn(list)
	for _, who := range readers {
		if !who.Equals(owner) && !who.Equals(user) && !ofTheSystem(who) {
			others = append(others, who)
		}
	}
	return others, err
}

// readersIn are the accounts and groups that an access list lets read.
func readersIn(list *windows.ACL) ([]*windows.SID, error) {
	const reads = windows.FILE_READ_DATA | windows.GENERIC_READ | windows.GENERIC_ALL
	const allowedIf = 9 // ACCESS_ALLOWED_CALLBACK_ACE, which begins as the plain one does
	var readers []*windows.SID
	for i := range uint32(list.AceCount) {
		var ace *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(list, i, &ace); err != nil {
			return nil, err
		}
		allows := ace.Header.AceType == windows.ACCESS_ALLOWED_ACE_TYPE || ace.Header.AceType == allowedIf
		if allows && uint32(ace.Mask)&reads != 0 && ace.Header.AceFlags&windows.INHERIT_ONLY_ACE == 0 {
			readers = append(readers, (*windows.SID)(unsafe.Pointer(&ace.SidStart)))
		}
	}
	return readers, nil
}

// ofTheSystem reports whether an account is Windows itself, its administrators, or
// stands for the owner.
func ofTheSystem(who *windows.SID) bool {
	return who.IsWellKnown(windows.WinLocalSystemSid) || who.IsWellKnown(windows.WinBuiltinAdministratorsSid) ||
		who.IsWellKnown(windows.WinCreatorOwnerRightsSid)
}

// othersRead says who can read a file, and the command that ends it. The command names
// accounts and no variable, and so is the same in Command Prompt and PowerShell.
func othersRead(file string, user *windows.SID, others []*windows.SID) error {
	var names, remove []string
	for _, who := range others {
		names = append(names, accountName(who))
		remove = append(remove, `"*`+who.String()+`"`)
	}
	if whole, err := filepath.Abs(file); err == nil {
		file = whole
	}
	return withHint(fmt.Errorf("%s can be read by others (%s)", file, strings.Join(names, ", ")),
		fmt.Sprintf(`icacls "%s" /inheritance:r /remove:g %s /grant:r "*%s:R"`, file, strings.Join(remove, " "), user))
}

// accountName is what a person calls an account or a group; its number where it has no
// name here.
func accountName(who *windows.SID) string {
	name, domain, _, err := who.LookupAccount("")
	switch {
	case err != nil:
		return who.String()
	case domain == "":
		return name
	}
	return domain + `\` + name
}

// cloudFolder reports whether the system itself says that a folder is kept in a
// cloud: a library of SharePoint lies under the name of a team, not of a program.
func cloudFolder(dir string) bool {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return false
	}
	attributes, err := windows.GetFileAttributes(name)
	const pinned, unpinned = 0x80000, 0x100000 // to be kept on this computer, or in the cloud alone
	return err == nil && attributes&(pinned|unpinned|windows.FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS|windows.FILE_ATTRIBUTE_RECALL_ON_OPEN) != 0
}
