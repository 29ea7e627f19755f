//go:build unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"yearend/letters/post"
	"yearend/letters/post/capture"
)

// A pipe, a device or a file that is far too large in the place of a file is refused
// at once: to read it would wait for ever, or fill the memory.
func TestWhatIsNoPlainFileIsRefused(t *testing.T) {
	project := sample(t, 1)
	dir := filepath.Dir(project)
	text := string(read(t, project))
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	large := filepath.Join(dir, "words", "ltc-les-2025-26", "letter.md")
	if err := os.MkdirAll(filepath.Dir(large), 0o700); err != nil {
		t.Fatal(err)
	}
	journal := filepath.Join(dir, "output", "run-001", post.JournalFile)
	for what, try := range map[string]struct {
		prepare func() error
		args    []string
		says    string
	}{
		"a pipe as the project":   {func() error { return nil }, []string{"check", "--project", pipe}, "pipe is no plain file"},
		"a device as the project": {func() error { return nil }, []string{"check", "--project", "/dev/zero"}, "/dev/zero is no plain file"},
		"a template of a gigabyte": {func() error {
			os.Remove(large)
			file, err := os.Create(large)
			if err == nil {
				err = file.Truncate(1 << 30)
				file.Close()
			}
			return err
		}, []string{"check", "--as-of", "2026-04-17"}, "letter.md has 1024 MB, and at most 4 MB are read"},
		"a pipe as a template": {func() error { os.Remove(large); return syscall.Mkfifo(large, 0o600) }, []string{"check", "--as-of", "2026-04-17"}, "letter.md is no plain file"},
		"a pipe as the journal": {func() error { os.Remove(journal); return syscall.Mkfifo(journal, 0o600) },
			[]string{"send", "run-001", "--live", "--accept-assumptions", "--messages", "3"}, "journal.jsonl is no plain file"},
		"a pipe as the practices to resolve": {func() error { return os.RemoveAll(journal) },
			[]string{"send", "run-001", "--resolve", "@pipe=bounced", "--by", "A. Manager"}, "pipe is no plain file"},
	} {
		t.Run(what, func(t *testing.T) {
			if err := try.prepare(); err != nil {
				t.Fatal(err)
			}
			with := text
			if strings.Contains(what, "template") {
				with = strings.Replace(with, "templates: \"\"", "templates: words", 1)
			}
			if err := os.WriteFile(project, []byte(with), 0o600); err != nil {
				t.Fatal(err)
			}
			args := try.args
			if !strings.Contains(strings.Join(args, " "), "--project") {
				args = append(args, "--project", project)
			}
			began := time.Now()
			mustContain(t, yearend(t, exitFailed, args...), try.says)
			if took := time.Since(began); took > time.Minute { // a second alone; the machine may have much else to do
				t.Errorf("it took %v", took)
			}
		})
	}
	os.Remove(journal)
}

// A pipe among the files of a profile is not waited for.
func TestAPipeInTheProfileIsNotWaitedFor(t *testing.T) {
	project := sample(t, 1)
	pipe := filepath.Join(hereOf(t).Profile, "sendings", "0123.jsonl")
	if err := errors.Join(os.MkdirAll(filepath.Dir(pipe), 0o700), syscall.Mkfifo(pipe, 0o600)); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(pipe)
	free := time.AfterFunc(20*time.Second, func() { // else a program that waits would take the whole time of the tests
		if file, err := os.OpenFile(pipe, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
			t.Error("the pipe was waited for")
			file.Close()
		}
	})
	defer free.Stop()
	yearend(t, exitDone, "send", "run-001", "--project", project)
}

// A pipe or a device in the place of the password file is refused at once, and not
// waited for: nobody else could read the pipe, so that its rights alone say nothing.
func TestAPasswordFileIsAPlainFile(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	zeros := filepath.Join(dir, "zeros")
	if err := os.Symlink("/dev/zero", zeros); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	trySecret(t, "login", "open sesame", "{file: "+pipe+"}", exitFailed, "the file of mail.secret: "+pipe+" is no plain file, but a pipe or a device")
	trySecret(t, "login", "open sesame", "{file: "+zeros+"}", exitFailed, "the file of mail.secret: "+zeros+" can be read by others")
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it took %v", took)
	}
}

// SIGTERM ends a program that waits for somebody, or for nothing.
func TestSIGTERMEndsIt(t *testing.T) {
	project := sample(t, 1)
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-18")
	c := exec.Command(builtProgram(t), "approve", "run-002", "--by", "A. Manager", "--project", project)
	c.Env = profileAt(t.TempDir())
	answers, _ := os.OpenFile("/dev/ptmx", os.O_RDWR, 0) // a terminal at which nobody sits
	if answers == nil {
		t.Fatal("no terminal is to be had")
	}
	defer answers.Close()
	c.Stdin = answers
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second)
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case err := <-ended:
		if err == nil {
			t.Error("it ended as if nothing had happened")
		}
	case <-time.After(grace + time.Minute):
		c.Process.Kill()
		t.Error("it did not end")
	}
}

// Runs, journals and what is known of them are their owner's alone; where the folder
// of runs is open to a group on purpose, the group's too.
func TestRunsAreTheirOwners(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	yearend(t, exitDone, "send", "run-001", "--project", project)
	yearend(t, exitDone, "print", "run-001", "--all", "--project", project)
	yearend(t, exitDone, "send", "run-001", "--live", "--accept-assumptions", "--limit", "50", "--messages", "22", "--project", project)
	output := filepath.Join(filepath.Dir(project), "output")
	for _, made := range []string{"outbox/plan.csv", "outbox/ltc-les-2025-26/P81999.eml", "print/letters.pdf"} {
		if _, err := os.Stat(filepath.Join(output, "run-001", made)); err != nil {
			t.Error(err)
		}
	}
	for _, root := range []string{output, hereOf(t).Profile} {
		ownersAlone(t, root)
	}
	for name, want := range map[string]os.FileMode{"": 0o700, "run-001": 0o700, "run-001/run.json": 0o600, "run-001/letters/ltc-les-2025-26": 0o700, "run-001/approval.json": 0o600, "run-001/" + post.JournalFile: 0o600} {
		facts, err := os.Stat(filepath.Join(output, name))
		if err != nil || facts.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, facts.Mode(), err)
		}
	}
	if err := os.Chmod(output, 0o770|os.ModeSetgid); err != nil {
		t.Fatal(err)
	}
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-18")
	if facts, err := os.Stat(filepath.Join(output, "run-002")); err != nil || facts.Mode() != os.ModeDir|os.ModeSetgid|0o770 { // what is made in it is the group's too
		t.Errorf("%v, %v", facts.Mode(), err)
	}
}

// ownersAlone fails at whatever below a folder, and at the folder itself, others than its owner may use.
func ownersAlone(t *testing.T, root string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		facts, err := entry.Info()
		if err == nil && facts.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v", path, facts.Mode())
		}
		files++
		return err
	})
	if err != nil || files < 3 {
		t.Errorf("%s: %d files and folders (%v)", root, files, err)
	}
}
