package main

import (
	"errors"
	"io"
	"os"
	"os/user"

	"yearend/letters/register"
)

// lock takes the folder of runs for this command, and clears away what a killed
// one has left, saying so.
func (y *yearEnd) lock(doing string, stderr io.Writer) (*register.Lock, error) {
	return lockRuns(y.runs(), doing, y.clock, stderr)
}

func lockRuns(root, doing string, now clock, stderr io.Writer) (*register.Lock, error) {
	lock, err := register.Take(root, register.Holder{Who: account(), Host: computer(), PID: os.Getpid(), Doing: doing, Since: now()})
	if busy := (register.Busy{}); errors.As(err, &busy) {
		return nil, withHint(err, "wait until that is finished, and run the command again")
	}
	if err != nil {
		return nil, err
	}
	if lock.Left != nil {
		sayWarning(stderr, "an earlier command did not finish: %s", lock.Left)
	}
	swept, err := register.Sweep(root)
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	if swept > 0 {
		sayWarning(stderr, "the unfinished run it left is cleared away; every finished run is as it was")
	}
	return lock, nil
}

func account() string {
	u, err := user.Current()
	if err != nil {
		return "somebody"
	}
	return u.Username
}

func computer() string {
	name, err := os.Hostname()
	if err != nil {
		return "a computer without a name"
	}
	return name
}
