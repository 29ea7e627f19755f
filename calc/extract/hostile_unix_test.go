//go:build unix

package extract

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A device is endless, and a pipe may have no other end: both are refused as what
// they are, before they are opened.
func TestDevice(t *testing.T) {
	refused(t, "/dev", "zero")
	root := t.TempDir()
	pipe := filepath.Join(root, "pipe.csv")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	free := time.AfterFunc(20*time.Second, func() { // else a reader that waits would take the whole time of the tests
		if file, err := os.OpenFile(pipe, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
			file.Close()
		}
	})
	defer free.Stop()
	for _, in := range []Inputs{{Root: "/dev", Activity: []File{{Path: "zero"}}}, {Root: root, Activity: []File{{Path: "pipe.csv"}}}} {
		in.AsOf = asOf
		if x := mustRead(t, in); len(x.Problems) == 0 || !strings.Contains(x.Problems[0].Remedy, "not a file but a device or a pipe") {
			t.Errorf("%s: %s", in.Activity[0].Path, messages(x.Problems))
		}
	}
}
