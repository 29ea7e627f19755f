//go:build unix

package main

import (
	"bytes"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// What a double-click begins opens the browser of whoever is there, on a page that leads to
// the season of the folder in which it was begun. The page is its owner's alone, and is gone
// once it was used.
func TestTheDeskOpensABrowser(t *testing.T) {
	home, folder, tools := t.TempDir(), t.TempDir(), t.TempDir()
	browser := "#!/bin/sh\nprintf %s \"$1\" >'" + tools + "/writing' && mv '" + tools + "/writing' '" + tools + "/opened'\n"
	for _, name := range []string{"xdg-open", "open"} { // by system
		if err := os.WriteFile(filepath.Join(tools, name), []byte(browser), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	c := exec.Command(builtProgram(t), begun(nil, true)...)
	c.Dir, c.Stdout, c.Stderr = folder, &said, &said
	c.Env = append(profileAt(hereOf(t).Profile), "HOME="+home, "PATH="+tools+string(os.PathListSeparator)+os.Getenv("PATH"))
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := false
	defer func() {
		if !ended {
			c.Process.Kill()
			c.Wait()
		}
	}()
	soon := func(what string, so func() bool) {
		t.Helper()
		for range 600 {
			if so() {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatal(what)
	}
	opened := filepath.Join(tools, "opened")
	soon("no browser was opened", func() bool { _, err := os.Stat(opened); return err == nil })
	page := string(read(t, opened))
	if facts, err := os.Stat(page); err != nil || facts.Mode().Perm() != 0o600 || filepath.Dir(page) != home {
		t.Errorf("%s is opened: %v, %v", page, facts, err)
	}
	leads := regexp.MustCompile(`content="0; url=([^"]+)"`).FindStringSubmatch(string(read(t, page)))
	if leads == nil {
		t.Fatalf("it leads nowhere:\n%s", read(t, page))
	}
	mustContain(t, visitDesk(t, html.UnescapeString(leads[1])).get("/"), "There is no project here yet", folder)
	soon("the page is still there", func() bool { _, err := os.Stat(page); return os.IsNotExist(err) })
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := c.Wait()
	if ended = true; err != nil || !strings.Contains(said.String(), "The desk has ended.") {
		t.Errorf("it ends with %v\n%s", err, &said)
	}
}
