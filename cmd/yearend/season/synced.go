package season

import (
	"os"
	"path/filepath"
	"strings"
)

// What copies a folder to other computers by itself, as it is known by the names
// of the folders above it. Each of them may put an older file back, or hand out two
// versions of one: a journal is then no proof of what was sent.
var syncing = []struct{ inName, program string }{
	{"onedrive", "OneDrive"}, {"sharepoint", "SharePoint"}, {"dropbox", "Dropbox"}, {"google drive", "Google Drive"}, {"googledrive", "Google Drive"},
	{"icloud", "iCloud"}, {"com~apple~clouddocs", "iCloud"}, {"nextcloud", "Nextcloud"}, {"owncloud", "ownCloud"}, {"box sync", "Box"},
}

// syncMarks are files that such programs leave in the folders that they keep.
var syncMarks = map[string]string{
	".dropbox.cache": "Dropbox", ".dropbox": "Dropbox", ".owncloudsync.log": "ownCloud", ".nextcloudsync.log": "Nextcloud", ".stfolder": "Syncthing",
}

// Synced names the program that copies the project or its runs to other computers;
// empty where none is known of.
func (p Project) Synced() string {
	for _, dir := range []string{p.keep().Folder, p.folder().Root} {
		if whole, err := filepath.Abs(dir); err == nil {
			dir = whole
		}
		if program := syncedBy(dir); program != "" {
			return program
		}
	}
	return ""
}

func syncedBy(dir string) string {
	if cloudFolder(dir) {
		return "OneDrive"
	}
	for {
		name := strings.ToLower(filepath.Base(dir))
		for _, s := range syncing {
			if strings.Contains(name, s.inName) {
				return s.program
			}
		}
		for mark, program := range syncMarks {
			if _, err := os.Lstat(filepath.Join(dir, mark)); err == nil {
				return program
			}
		}
		for _, root := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} { // where Windows says it
			if at := os.Getenv(root); at != "" && filepath.Clean(at) == dir {
				return "OneDrive"
			}
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}
