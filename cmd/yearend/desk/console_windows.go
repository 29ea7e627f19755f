package desk

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// OwnConsole reports whether the window was opened for this program alone, as it is by
// a double-click: in a Command Prompt there is the prompt as well, and a script that
// hides its window has none.
func OwnConsole() bool {
	var processes [2]uint32
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	return n == 1
}
