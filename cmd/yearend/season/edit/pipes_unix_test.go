//go:build unix

package edit

import (
	"bytes"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A pipe that has the name of a picture is not waited for.
func TestAPipeInThePlaceOfAPicture(t *testing.T) {
	p := starter(t)
	pipe := p.Path("pictures/logo.png")
	if err := os.MkdirAll(p.Path("pictures"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	free := time.AfterFunc(20*time.Second, func() { // else a program that waits would take the whole time of the tests
		if file, err := os.OpenFile(pipe, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
			t.Error("the pipe was waited for")
			file.Close()
		}
	})
	defer free.Stop()
	if _, err := TakePicture(p, "logo", "logo.png", bytes.NewReader(pictureOf(t))); err == nil || !strings.Contains(err.Error(), "is no plain file, but a pipe") {
		t.Errorf("got %v", err)
	}
}
