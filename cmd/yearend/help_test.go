package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// What a command's help says is broken by hand where a window of 80 columns would
// break it: a line that is longer leaves a single word on the next.
func TestHelpFitsTheWindow(t *testing.T) {
	commands := []*cobra.Command{rootCommand(&options{})}
	for len(commands) > 0 {
		c := commands[0]
		commands = append(commands[1:], c.Commands()...)
		for _, line := range strings.Split(c.Long, "\n") {
			if n := utf8.RuneCountInString(line); n > 80 && !strings.HasPrefix(line, " ") { // an example goes on below its own words
				t.Errorf("%s: %d columns: %s", c.Name(), n, line)
			}
		}
	}
}
