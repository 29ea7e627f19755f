package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"

	"github.com/rogpeppe/go-internal/testscript"
)

// With YEAREND_EXE the scripts run the program that was built for Windows, under Wine:
// .ci/wine does so. It is these tests, built for Windows, which are the program by that
// name, so that a script can say who is at work.

// wineIn gives a script what Wine needs.
func wineIn(env *testscript.Env) {
	if os.Getenv("YEAREND_EXE") == "" {
		return
	}
	for _, name := range []string{"YEAREND_EXE", "WINEPREFIX", "WINEDEBUG", "WINEDLLOVERRIDES"} {
		env.Setenv(name, os.Getenv(name))
	}
}

// backslash is one that stands in a path, and not before a quotation mark in a quoted value.
var backslash = regexp.MustCompile(`\\([^"]|$)`)

// slashed is a path of the folder of runs that is not written as Windows writes it.
var slashed = regexp.MustCompile(`(?:^|[\s"(])output/(?:run|projection|monthly|outcome|panel)-\d+`)

// underWine runs the program with the script's own profile, since Wine says itself where
// AppData is, and writes what it says as the scripts expect it: paths
// with /.
func underWine(exe string, args []string) int {
	var out, warned bytes.Buffer
	c := exec.Command("wine", append([]string{exe}, args...)...)
	c.Env = append(os.Environ(), "SCRIPT_PROFILE="+os.Getenv("AppData"))
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, &out, &warned
	err := c.Run()
	for _, said := range []struct {
		text *bytes.Buffer
		to   *os.File
	}{{&out, os.Stdout}, {&warned, os.Stderr}} {
		text := said.text.String()
		if !slices.Contains(args, "--json") { // where \ is no path
			if at := slashed.FindString(text); at != "" {
				fmt.Fprintf(os.Stderr, "%q is not how Windows writes a path\n", at)
				return 125
			}
			text = backslash.ReplaceAllString(text, "/$1")
		}
		fmt.Fprint(said.to, text)
	}
	if c.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 125
	}
	return c.ProcessState.ExitCode()
}
