package season

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"time"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters"
	"yearend/letters/panel"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/run"
)

// askedDecided is what was asked and decided, with the files that say so.
type askedDecided struct {
	calc.Decided
	logs     []run.File
	read     []calc.Source
	problems []calc.Problem
}

// logFiles are those of the folder of runs that an outcome run keeps.
var logFiles = []string{panel.RequestsFile, panel.DecisionsFile, panel.HeadsFile}

// priorFile is where an outcome run keeps what else requests were judged beside.
const priorFile = "before.json"

// prior is what is known of requests from the other runs of the folder.
type prior struct {
	Letters []letterDate `json:"letters"` // when each practice was first written to
	panel.Before
}

type letterDate struct {
	Practice calc.PracticeCode `json:"practice"`
	Scheme   string            `json:"scheme"`
	On       calc.Date         `json:"on"`
}

// noteRequests adds to the log what the forms' exports have and it lacks, so that
// nothing that was asked for is overlooked.
func noteRequests(p Project, ask Request) (err error) {
	if asks, err := p.AsksAnything(); err != nil || !asks {
		return err
	}
	lock, err := lockRuns(p, "produce", ask.Now, ask.Watch)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	asked, err := p.Requests(ask.AsOf, ask.Now())
	if err != nil || asked.Stops() { // said when the positions are made final
		return err
	}
	return asked.Record()
}

// askedAndDecided reads what was asked and decided.
func (p Project) askedAndDecided(ask Request, rests register.Run, settled calc.Settlement) (after askedDecided, err error) {
	if asks, err := p.AsksAnything(); err != nil || !asks {
		return after, err
	}
	var known prior
	first, err := p.firstLetters()
	if err != nil {
		return after, err
	}
	for _, position := range settled.Positions {
		if on := first[register.PositionKey{Practice: position.Practice.Code, Scheme: position.Scheme.Code}]; on != 0 {
			known.Letters = append(known.Letters, letterDate{position.Practice.Code, position.Scheme.Code, on})
		}
	}
	if known.Before, err = p.before(); err != nil {
		return after, err
	}
	text, err := json.MarshalIndent(known, "", "  ")
	if err != nil {
		return after, err
	}
	root := p.folder().Root
	for _, name := range logFiles {
		log, err := register.ReadPlain(filepath.Join(root, name), register.MostRecord)
		if err == nil {
			after.logs = append(after.logs, run.File{Name: path.Join(filepath.ToSlash(p.Output), name), Text: log})
		}
	}
	after.logs = append(after.logs, run.File{Name: priorFile, Text: text})
	return p.judged(after, known, p.asking(ask.AsOf, nil), root, settled)
}

// keptAskedAndDecided is the same from what an outcome run keeps.
func (p Project) keptAskedAndDecided(ask Request, of register.Run, settled calc.Settlement) (after askedDecided, err error) {
	kept := run.KeptLogs + "/" + priorFile
	if _, asked := of.Record.Outputs[kept]; !asked {
		return after, nil
	}
	text, err := of.Read(kept)
	if err != nil {
		return after, err
	}
	var known prior
	if err := json.Unmarshal(text, &known); err != nil {
		return after, fmt.Errorf("read %s: %w", kept, err)
	}
	for _, name := range logFiles {
		if _, has := of.Record.Outputs[run.KeptLogs+"/"+name]; !has {
			continue
		}
		log, err := of.Read(run.KeptLogs + "/" + name)
		if err != nil {
			return after, err
		}
		after.logs = append(after.logs, run.File{Name: path.Join(filepath.ToSlash(p.Output), name), Text: log})
	}
	after.logs = append(after.logs, run.File{Name: priorFile, Text: text})
	return p.judged(after, known, p.asking(ask.AsOf, copiesOf(of)), of.Path(run.KeptLogs), settled)
}

// judged reads the files of requests and the logs of a folder, and gives each request
// with what was decided on it.
func (p Project) judged(after askedDecided, known prior, in extract.Asking, root string, settled calc.Settlement) (askedDecided, error) {
	log, err := panel.ReadLog[panel.Seen](root, panel.RequestsFile)
	if err != nil {
		return after, err
	}
	decisions, err := panel.ReadDecisions(root)
	if err != nil {
		return after, err
	}
	files, err := extract.ReadAsked(in, settled.Schemes)
	if err != nil {
		return after, fmt.Errorf("read the requests: %w", err)
	}
	after.read, after.problems, after.Plans = files.Sources, files.Problems, files.Plans
	if files.Stops() {
		return after, nil
	}
	facts := panel.Facts{Schemes: settled.Schemes, Positions: settled.Positions, Practices: settled.Extract.Practices, Corrections: files.Corrections,
		Letters: map[register.PositionKey]calc.Date{}, Before: known.Before}
	for _, l := range known.Letters {
		facts.Letters[register.PositionKey{Practice: l.Practice, Scheme: l.Scheme}] = l.On
	}
	histories, fresh := panel.Look(log.Entries, files.Rows, calc.MomentOf(time.Time{}))
	if len(fresh) > 0 {
		return after, withHint(fmt.Errorf("the forms' exports have changed while they were read: %s", calc.Many(len(fresh), "row")), "run the command again")
	}
	requests := panel.Judge(histories, facts, extract.RequestsOf)
	if err := requests.Account(); err != nil {
		return after, err
	}
	after.problems = append(append(after.problems, requests.Problems...), requests.Held()...)
	answers, changed := panel.Answers(requests.All, panel.Holding(decisions.Entries))
	after.Answers, after.problems = answers, append(after.problems, changed...)
	return after, nil
}

// told are the requests whose practices have had their outcome letter.
func told(runs []register.Run) (map[string]bool, error) {
	all := map[string]bool{}
	for _, r := range register.OfKind(runs, letters.Outcome()) {
		approved, err := r.Approved()
		if err != nil {
			return nil, err
		}
		if !approved {
			continue
		}
		went, err := post.WentFrom(r)
		if err != nil {
			return nil, err
		}
		entries, err := r.Entries()
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.Stands == nil || e.Stands.Run != r.Name || !went.Had(e.Stands.Reference) {
				continue
			}
			for _, d := range e.Stands.Statement.Decisions {
				if d.Verdict != "" { // what was withdrawn or replaced stays so
					all[d.Request] = true
				}
			}
		}
	}
	return all, nil
}
