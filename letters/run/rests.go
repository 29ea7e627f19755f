package run

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// Rests is what an outcome run rests on: one approved year-end run, and what was asked
// and decided since. It reads no extract.
type Rests struct {
	Run  register.Run
	Logs []File        // the logs of the folder of runs, as they were read
	Read []calc.Source // the files beside them: forms, corrections, plans
}

// keptRests is where an outcome run keeps the run that it rests on.
func keptRests(name string) string { return "inputs/" + name }

// KeptLogs is where an outcome run keeps the logs.
const KeptLogs = "inputs/logs"

// copies keeps all of it, and gives the files of the team's own among it.
func (r Rests) copies(put Put, open func(string) (io.ReadCloser, error)) (*register.Earlier, []register.Input, error) {
	kept, err := r.Run.Kept()
	if err != nil {
		return nil, nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		if _, err := put.bytes(keptRests(r.Run.Name)+"/"+name, kept[name]); err != nil {
			return nil, nil, err
		}
	}
	inputs, err := copyInputs(put, r.Read, open)
	if err != nil {
		return nil, nil, err
	}
	for _, log := range r.Logs {
		copied, err := keepCopy(put, log.Name, KeptLogs+"/"+path.Base(log.Name), log.Text)
		if err != nil {
			return nil, nil, err
		}
		if path.Ext(log.Name) == ".jsonl" {
			inputs = append(inputs, register.Input{Source: calc.Source{File: copied.File, Kind: "log", SHA256: copied.SHA256}, Copy: copied.Copy})
		}
	}
	is := r.Run.Is()
	return &is, inputs, nil
}

// KeptRests opens the year-end run that an outcome run keeps.
func KeptRests(of register.Run) (register.Run, error) {
	if of.Record.RestsOn == nil {
		return register.Run{}, fmt.Errorf("%s does not say on which year-end run it rests", of.Name)
	}
	return of.Inner(keptRests(of.Record.RestsOn.Run), *of.Record.RestsOn, letters.YearEnd())
}
