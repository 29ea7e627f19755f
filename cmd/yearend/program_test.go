package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// program is yearend as a person has it, which the tests run that need one of its
// own: to kill it, to limit it, to look at what it made. It is built without the
// race detector, which would make of their seconds minutes; that watches the
// commands which run in the process of a test.
var program struct {
	once sync.Once
	dir  string
	err  error
}

// builtProgram builds the program once for all tests.
func builtProgram(t *testing.T) string {
	t.Helper()
	program.once.Do(func() { program.dir, program.err = buildProgram() })
	if program.err != nil {
		t.Fatal(program.err)
	}
	return filepath.Join(program.dir, programName())
}

// child runs the program to its end, and gives what it said.
func child(t *testing.T, args ...string) (code int, said string) {
	t.Helper()
	c := exec.Command(builtProgram(t), args...)
	c.Env = profileAt(hereOf(t).Profile)
	out, err := c.CombinedOutput()
	if c.ProcessState == nil {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), string(out)
}

// made runs the program where a test looks at what it makes.
func made(t *testing.T, want int, args ...string) {
	t.Helper()
	if code, said := child(t, args...); code != want {
		t.Fatalf("%v: exit %d, want %d\n%s", args, code, want, said)
	}
}

func programName() string {
	if runtime.GOOS == "windows" {
		return "yearend.exe"
	}
	return "yearend"
}

func buildProgram() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "yearend-program-"); err != nil {
		return "", err
	}
	if out, err := exec.Command("go", "build", "-o", filepath.Join(dir, programName()), ".").CombinedOutput(); err != nil {
		return dir, fmt.Errorf("%w\n%s", err, out)
	}
	return dir, nil
}
