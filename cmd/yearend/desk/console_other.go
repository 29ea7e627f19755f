//go:build !windows

package desk

// OwnConsole reports whether the window was opened for this program alone. Only Windows
// tells: elsewhere a double-click and a script that runs without a terminal look the
// same, and a script must not begin to serve a page. A starter on a desktop names the
// command: yearend desk FOLDER.
func OwnConsole() bool { return false }
