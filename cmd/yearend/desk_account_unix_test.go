//go:build unix

package main

import (
	"bufio"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// nobody is the account that Unix systems keep for whoever has no right to anything.
const nobody = 65534

// Another user of the same computer looks at everything they can while the desk of
// someone else opens and is open: what programs were started with, the file that leads
// the browser there, and the server itself. They get nothing, and can end nothing. Where
// the test runs as root they are a real second user; elsewhere nobody can be one, and it
// is the same account that has no cookie and no token, and the file's rights that are
// looked at.
func TestAnotherUserOfTheComputerGetsNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	yearend(t, exitDone, "init", dir)
	desk, opens := deskOfAnother(t, dir)

	facts, err := os.Stat(opens)
	if err != nil || facts.Mode().Perm() != 0o600 {
		t.Fatalf("the page that opens the desk: %v, %v", facts, err)
	}
	page, err := os.ReadFile(opens)
	found := regexp.MustCompile(`url=(http://127\.0\.0\.1:[0-9]+)/open\?token=([A-Z0-9]+)"`).FindSubmatch(page)
	if err != nil || found == nil {
		t.Fatalf("%v: the page that opens the desk leads nowhere:\n%s", err, page)
	}
	origin, token := string(found[1]), string(found[2])

	started := as(nobody, "ps", "-A", "-ww", "-o", "args=")
	list, err := started.Output()
	if err != nil || !strings.Contains(string(list), filepath.Base(opens)) {
		t.Fatalf("%v: the browser is not among what runs:\n%s", err, list)
	}
	if strings.Contains(string(list), token) {
		t.Error("the token stands among the arguments of a program, where every user reads it")
	}
	if os.Geteuid() == 0 {
		if names, err := as(nobody, "ls", filepath.Dir(opens)).Output(); err != nil || !strings.Contains(string(names), filepath.Base(opens)) {
			t.Fatalf("%v: another user does not even see the file, so that nothing is shown by it:\n%s", err, names)
		}
		if text, err := as(nobody, "cat", opens).Output(); err == nil || len(text) > 0 {
			t.Errorf("another user reads %s:\n%s", opens, text)
		}
	}
	for what, asks := range map[string][]string{
		"the first page": {origin + "/"}, "a guess": {origin + "/open?token=" + strings.Repeat("A", len(token))},
		"a file": {origin + "/runs/run-001/files/run.json"}, "the end": {"-X", "POST", "-H", "Origin: " + origin, "-d", "word=", origin + "/end"},
		"no cookie of theirs": {"-H", "Cookie: yearend-desk=x", origin + "/"},
	} {
		out, err := as(nobody, "curl", append([]string{"-s", "-i", "--noproxy", "*"}, asks...)...).Output()
		if err != nil || !strings.HasPrefix(string(out), "HTTP/1.1 403") || strings.Contains(string(out), "trial") || strings.Contains(string(out), "Set-Cookie") {
			t.Errorf("%s: %v\n%s", what, err, out)
		}
	}

	p := before(t, "file://"+opens) // the owner's browser, with what only they could read
	p.sees("The season")
	p.origin = origin
	p.goes("/letters")
	for range 100 {
		if _, err = os.Stat(opens); errors.Is(err, os.ErrNotExist) {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the page that opens the desk is still there: %v", err)
	}
	if err := desk.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := desk.Wait(); err != nil {
		t.Error(err)
	}
}

// as is a command of another account; where no other can be taken, of one's own.
func as(user uint32, name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Dir = "/"
	if os.Geteuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
	}
	return c
}

// deskOfAnother starts the program as a person does, with a browser that notes what it
// was handed and stays open, and gives the file that it was handed.
func deskOfAnother(t *testing.T, dir string) (desk *exec.Cmd, opens string) {
	t.Helper()
	programs := t.TempDir()
	home, err := os.MkdirTemp("", "yearend-home-") // a folder of the test's own is in one that only its user may enter
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	handed := filepath.Join(programs, "handed")
	browser := "#!/bin/sh\necho \"$1\" > " + handed + ".part && mv " + handed + ".part " + handed + "\nwhile [ -e " + handed + " ]; do sleep 0.1; done\n"
	for _, name := range []string{"xdg-open", "open"} {
		if err := os.WriteFile(filepath.Join(programs, name), []byte(browser), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(home, 0o755); err != nil { // as on a computer where homes are open to all
		t.Fatal(err)
	}
	desk = exec.Command(builtProgram(t), "desk", dir)
	desk.Env = append(profileAt(hereOf(t).Profile), "HOME="+home, "PATH="+programs+string(os.PathListSeparator)+os.Getenv("PATH"))
	said, err := desk.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := desk.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		os.Remove(handed) // the browser closes
		desk.Process.Kill()
	})
	lines := bufio.NewScanner(said)
	for lines.Scan() && !strings.Contains(lines.Text(), "/open?token=") {
	}
	go func() {
		for lines.Scan() {
		}
	}()
	for range 200 {
		if text, err := os.ReadFile(handed); err == nil {
			opens = strings.TrimSpace(string(text))
			if at, err := url.Parse(opens); err == nil && at.Scheme == "file" {
				opens = at.Path
			}
			return desk, opens
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("no browser was opened")
	return nil, ""
}
