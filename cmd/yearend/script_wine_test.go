package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// With YEAREND_EXE the scripts run the program that was built for Windows, under Wine:
// .ci/wine does so. It is these tests, built for Windows, which are the program by that
// name, so that a script can say who is at work.

// wineIn gives a script what Wine needs, and the program under it a profile of the
// script's own: Wine says itself where AppData is.
func wineIn(env *testscript.Env) {
	if os.Getenv("YEAREND_EXE") == "" {
		return
	}
	for _, name := range []string{"YEAREND_EXE", "WINEPREFIX", "WINEDEBUG", "WINEDLLOVERRIDES"} {
		env.Setenv(name, os.Getenv(name))
	}
	env.Setenv("SCRIPT_PROFILE", filepath.Join(env.WorkDir, ".profile"))
}

// underWine runs the program, and writes what it says as the scripts expect it: paths
// with /.
func underWine(exe string, args []string) int {
	var out, warned bytes.Buffer
	c := exec.Command("wine", append([]string{exe}, args...)...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, &out, &warned
	err := c.Run()
	for _, said := range []struct {
		text *bytes.Buffer
		to   *os.File
	}{{&out, os.Stdout}, {&warned, os.Stderr}} {
		text := said.text.String()
		if !slices.Contains(args, "--json") { // where \ is no path
			text = strings.ReplaceAll(text, `\`, "/")
		}
		fmt.Fprint(said.to, text)
	}
	if c.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 125
	}
	return c.ProcessState.ExitCode()
}
