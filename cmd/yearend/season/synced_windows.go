package season

import "golang.org/x/sys/windows"

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
