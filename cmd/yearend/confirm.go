package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// confirmed asks a person to give back a number that they have just been shown,
// so that nobody agrees to what they have not read. Where nobody sits at a
// terminal, a flag gives it; given is negative where it does not.
func confirmed(stdin io.Reader, stdout io.Writer, question string, want, given int, flag string) error {
	if given < 0 {
		if !terminal(stdin) {
			return usageError(fmt.Errorf("nobody can be asked here: give back the number shown with %s", flag))
		}
		fmt.Fprintf(stdout, "%s: ", question)
		answer, _ := bufio.NewReader(stdin).ReadString('\n')
		answer = strings.ReplaceAll(strings.TrimSpace(answer), ",", "") // as it is shown: 1,380
		var err error
		if given, err = strconv.Atoi(answer); err != nil {
			return usageError(withHint(fmt.Errorf("no number was given, but %q: nothing was done", answer), "where nobody can answer, give back the number with "+flag))
		}
	}
	if given != want {
		return usageError(fmt.Errorf("the number is %d, and %d was given: nothing was done", want, given))
	}
	return nil
}

// terminal reports whether a person can answer.
func terminal(stdin io.Reader) bool {
	file, ok := stdin.(*os.File)
	if !ok {
		return false
	}
	facts, err := file.Stat()
	return err == nil && facts.Mode()&os.ModeCharDevice != 0
}
