//go:build !windows

package season

import (
	"fmt"
	"os"
)

// private refuses a file that others can read.
func private(file string) error {
	facts, err := os.Stat(file)
	if err != nil {
		return err
	}
	if mode := facts.Mode().Perm(); mode&0o077 != 0 {
		return withHint(fmt.Errorf("%s can be read by others (its mode is %o)", file, mode), "chmod 600 "+file)
	}
	return nil
}

// cloudFolder reports whether the system itself says that a folder is kept in a
// cloud; only Windows does.
func cloudFolder(string) bool { return false }
