package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"yearend/letters"
	"yearend/letters/register"
)

// confirmed asks a person to give back a number that they have just been shown,
// so that nobody agrees to what they have not read. Where nobody sits at a
// terminal, a flag gives it; given is negative where it does not.
func confirmed(stdin io.Reader, stdout io.Writer, question string, want, given int, flag string) error {
	if given < 0 {
		if !terminal(stdin) {
			return usageError(fmt.Errorf("nobody can be asked here: give back the number shown with %s", flag))
		}
		ask(stdout, question+": ")
		answer, _ := bufio.NewReader(stdin).ReadString('\n')
		answer = strings.ReplaceAll(strings.TrimSpace(answer), ",", "") // as it is shown: 1,380
		var err error
		if given, err = strconv.Atoi(answer); err != nil {
			return usageError(register.WithHint(fmt.Errorf("no number was given, but %q: nothing was done", answer), "where nobody can answer, give back the number with "+flag))
		}
	}
	if given != want {
		return usageError(fmt.Errorf("the number is %s, and %s was given: nothing was done", letters.Count(want), letters.Count(given)))
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

// typed has the password typed, unseen.
func (s send) typed(ctx context.Context, user string) (string, error) {
	if s.secret != nil {
		return s.secret(ctx, user)
	}
	terminal, ok := s.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(terminal.Fd())) {
		return "", errors.New("there is nobody to type the password: let mail.secret name an environment variable or a file")
	}
	before, err := term.GetState(int(terminal.Fd()))
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	defer term.Restore(int(terminal.Fd()), before) // also when Ctrl-C ends it
	ask(s.stderr, "password of "+user+": ")
	typed, err := heeding(ctx, "sent", func() (string, error) {
		typed, err := term.ReadPassword(int(terminal.Fd()))
		return string(typed), err
	})
	fmt.Fprintln(s.stderr)
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	return typed, nil
}

// heeding waits for a person's answer, or for Ctrl-C, after which nothing was done.
func heeding(ctx context.Context, done string, ask func() (string, error)) (string, error) {
	type answer struct {
		words string
		err   error
	}
	answered := make(chan answer, 1)
	go func() {
		words, err := ask()
		answered <- answer{words, err}
	}()
	select {
	case <-ctx.Done():
		return "", exitError{exitFailed, errors.New("interrupted: nothing was " + done)}
	case a := <-answered:
		return a.words, a.err
	}
}
