package register

import "os"

// Whoever made the folder of runs reads and writes it, and nobody else: letters
// and mailboxes are not for every account of a computer. A folder that a group may
// write in was opened on purpose, and what is made in it is open to the same.

// shared are the rights that a folder gives to others than its owner, where it was
// opened to them on purpose.
func shared(dir string) os.FileMode {
	facts, err := os.Stat(dir)
	if err != nil || facts.Mode().Perm()&0o020 == 0 {
		return 0
	}
	return facts.Mode() & (0o077 | os.ModeSetgid) // the group's, and that what is made in it is the group's too
}

// FileMode is how a file is made in a folder.
func FileMode(dir string) os.FileMode { return 0o600 | shared(dir)&0o066 }

// FolderMode is how a folder is made in a folder.
func FolderMode(dir string) os.FileMode { return 0o700 | shared(dir) }
