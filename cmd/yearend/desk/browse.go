package desk

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"runtime"
)

// Browse opens an address in the person's browser. Other users of a Unix computer can
// read what a program was started with, and the address is good for whoever has it first:
// so the browser is handed a file that only the person can read, which leads there. On
// Windows what a program was started with is that person's own. Shut takes the file away,
// and may be called twice.
func Browse(address string) (shut func(), err error) {
	shut = func() {}
	open, command := address, []string{"xdg-open"}
	switch runtime.GOOS {
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler"}
	case "darwin":
		command = []string{"open"}
	}
	if runtime.GOOS != "windows" {
		if open, err = doorway(address); err != nil {
			return shut, err
		}
		shut = func() { os.Remove(open) }
	}
	c := exec.Command(command[0], append(command[1:], open)...)
	if err := c.Start(); err != nil {
		shut()
		return func() {}, err
	}
	go c.Wait()
	return shut, nil
}

// doorway writes a page that leads to an address, for its owner alone. It stands in the
// person's home: a browser that is kept apart from the rest of the computer, as a snap is,
// sees neither the temporary folder nor a hidden one.
func doorway(address string) (file string, err error) {
	home, err := os.UserHomeDir()
	if err != nil {
		home = os.TempDir()
	}
	f, err := os.CreateTemp(home, "yearend-opens-*.html") // 0600
	if err != nil {
		return "", fmt.Errorf("write the page that opens the desk: %w", err)
	}
	at := html.EscapeString(address)
	_, err = fmt.Fprintf(f, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer">`+
		`<meta http-equiv="refresh" content="0; url=%s"><title>yearend</title><p><a href="%s">Open the desk</a></p></html>`+"\n", at, at)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(f.Name())
		return "", fmt.Errorf("write the page that opens the desk: %w", err)
	}
	return f.Name(), nil
}
