package season

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// private refuses a file that others can read: one whose access list lets in
// everyone, every account, or every user of this computer.
func private(file string) error {
	security, err := windows.GetNamedSecurityInfo(file, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return err
	}
	list, _, err := security.DACL()
	if err != nil {
		return err
	}
	if list == nil {
		return othersRead(file)
	}
	const reads = windows.FILE_READ_DATA | windows.GENERIC_READ | windows.GENERIC_ALL
	for i := range uint32(list.AceCount) {
		var ace *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(list, i, &ace); err != nil {
			return err
		}
		if ace.Header.AceType != windows.ACCESS_ALLOWED_ACE_TYPE || uint32(ace.Mask)&reads == 0 {
			continue
		}
		who := (*windows.SID)(unsafe.Pointer(&ace.SidStart))
		for _, others := range []windows.WELL_KNOWN_SID_TYPE{windows.WinWorldSid, windows.WinAuthenticatedUserSid, windows.WinBuiltinUsersSid} {
			if who.IsWellKnown(others) {
				return othersRead(file)
			}
		}
	}
	return nil
}

func othersRead(file string) error {
	return withHint(fmt.Errorf("%s can be read by others", file),
		fmt.Sprintf(`icacls "%s" /inheritance:r /grant:r "%%USERNAME%%:R"`, file))
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
