//go:build !windows

package season

// cloudFolder reports whether the system itself says that a folder is kept in a
// cloud; only Windows does.
func cloudFolder(string) bool { return false }
