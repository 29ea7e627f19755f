package run

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"

	"yearend/letters/register"
)

// Again is what came out when a run was made again from what it keeps.
type Again struct {
	Same   int
	Differ []string // names, each with how, in order
}

// comparison compares what is made with a run.
type comparison struct {
	Again
	mu   sync.Mutex
	run  register.Run
	made map[string]bool
}

// MakeAgain makes a run again, in memory, and compares each file with the run's.
func MakeAgain(ctx context.Context, run register.Run, o Order, c Compared) (Again, error) {
	a := &comparison{run: run, made: map[string]bool{}}
	made, err := Make(ctx, o, c, a.compare, nil)
	if err != nil {
		return a.Again, err
	}
	if err := a.compareRecord(made.Record); err != nil {
		return a.Again, err
	}
	for name := range run.Record.Outputs {
		if !a.made[name] {
			a.Differ = append(a.Differ, name+": it would not be made")
		}
	}
	slices.Sort(a.Differ)
	return a.Again, nil
}

// compare stands in for a run folder in the making: it keeps nothing.
func (a *comparison) compare(name string, write func(io.Writer) error) (string, error) {
	digest, err := register.DigestOf(io.Discard, write)
	if err != nil {
		return "", fmt.Errorf("write %s: %w", name, err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.made[name] = true
	switch want, known := a.run.Record.Outputs[name]; {
	case !known:
		a.Differ = append(a.Differ, name+": it is not in the run")
	case want != digest:
		a.Differ = append(a.Differ, name+": other bytes")
	default:
		a.Same++
	}
	return digest, nil
}

// compareRecord compares run.json itself; the digests in it have been compared
// file by file. A run that names no kind was made before there was more than one.
func (a *comparison) compareRecord(again register.Record) error {
	again.Outputs = a.run.Record.Outputs
	if a.run.Record.Kind == "" {
		again.Kind = ""
	}
	was, err := json.Marshal(a.run.Record)
	if err != nil {
		return err
	}
	now, err := json.Marshal(again)
	if err != nil {
		return err
	}
	if string(was) == string(now) {
		a.Same++
	} else {
		a.Differ = append(a.Differ, "run.json: other tallies, totals or sources")
	}
	return nil
}
