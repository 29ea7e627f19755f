package season

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/panel"
	"yearend/letters/register"
)

// PackStatus is a pack for the panel, and how far it is decided.
type PackStatus struct {
	Pack     string   `json:"pack"`
	AsOf     string   `json:"as_of"`
	Run      string   `json:"rests_on"`
	Requests int      `json:"requests"`
	Decided  int      `json:"decided"`
	Open     []string `json:"open"`
	Stale    string   `json:"stale,omitempty"` // the run that was approved after the one it rests on
	// Later is the pack that was made after it: what is open is decided in that one.
	Later string `json:"later,omitempty"`
}

// Packs are all packs of the project, the oldest first.
func (p Project) Packs() ([]PackStatus, error) {
	packs, err := p.packs()
	if err != nil || len(packs) == 0 {
		return nil, err
	}
	recorded, err := panel.ReadDecisions(p.folder().Root)
	if err != nil {
		return nil, err
	}
	runs, err := p.folder().Runs()
	if err != nil {
		return nil, err
	}
	last, approved, err := register.LastApproved(runs, letters.YearEnd())
	if err != nil {
		return nil, err
	}
	holding := panel.Holding(recorded.Entries)
	var all []PackStatus
	for i, pack := range packs {
		s := PackStatus{Pack: pack.Name, AsOf: pack.Record.AsOf, Run: pack.Record.RestsOn.Run, Requests: len(pack.Record.Pack.Requests), Open: []string{}}
		for name := range pack.Record.Pack.Requests {
			if _, decided := holding[name]; decided {
				s.Decided++
			} else {
				s.Open = append(s.Open, name)
			}
		}
		slices.SortFunc(s.Open, panel.CompareNames)
		if approved && last.Is() != *pack.Record.RestsOn {
			s.Stale = last.Name
		}
		if i < len(packs)-1 {
			s.Later = packs[len(packs)-1].Name
		}
		all = append(all, s)
	}
	return all, nil
}

// Lack is something that is still to come before outcome letters, and whom to ask for it.
type Lack struct{ What, Ask string }

func (l Lack) String() string { return l.What + " (ask " + l.Ask + ")" }

// LacksFor is what is still to come before outcome letters of a day.
func LacksFor(p Project, on calc.Date) ([]Lack, error) {
	s, err := StatusOn(p, on)
	return s.Lacks, err
}

// beforeOutcome is what is still to come before the letters after the panel: those that
// they answer for have gone, nobody can ask any more, and the panel has decided.
func (s Status) beforeOutcome(p Project, schemes []*calc.Scheme, approved bool) []Lack {
	var lacks []Lack
	add := func(ask, format string, args ...any) { lacks = append(lacks, Lack{fmt.Sprintf(format, args...), ask}) }
	if !approved {
		add("whoever approves the year-end letters", "no year-end run is approved, so that there is no position which could become final")
	}
	waits := 0
	for _, of := range s.Letters {
		if of.Kind == letters.YearEnd().Name {
			waits += of.In[ToApprove] + of.In[ToSend]
		}
	}
	if waits > 0 {
		add("Primary Care, who send them", "%s %s not gone", letters.Many(waits, "year-end letter"), calc.Agree(waits, "has", "have"))
	}
	closes := schemes[0].Dates.FormCloses
	for _, scheme := range schemes {
		closes = max(closes, scheme.Dates.FormCloses)
	}
	switch left := s.On.DaysTo(closes); {
	case left >= 0:
		add("Primary Care, who keep the forms", "practices can ask for mitigation until %s, in %s", letters.LongDate(closes), letters.Many(left, "day"))
	case len(p.Inputs.Requests) == 0:
		add("Primary Care, who keep the forms", "the project names no export of the forms, so that nobody knows what practices have asked for")
	}
	open := 0
	if s.Requests != nil {
		for state, n := range s.Requests.States {
			if state.Open() {
				open += n
			}
		}
	}
	if open > 0 {
		add("the panel", "%s %s not decided", letters.Many(open, "request"), calc.Agree(open, "is", "are"))
	}
	return lacks
}

// IsPack reports whether a name is that of a pack, and of no run.
func IsPack(name string) bool {
	return strings.HasPrefix(filepath.Base(filepath.FromSlash(name)), panel.Kind().Folder)
}

// VerifyPack compares every file of a pack with its digest in run.json, but for the
// sheet that is filled in.
func VerifyPack(p Project, name string) (register.Run, error) {
	pack, err := p.packFolder().Find(name)
	if err != nil {
		return pack, Usage{err}
	}
	differences, err := pack.Check()
	if err == nil && len(differences) > 0 {
		err = withHint(fmt.Errorf("%s is not what was written:\n%s", pack.Name, differenceLines(differences)), "restore its files from a copy, or make a new pack with yearend panel")
	}
	return pack, err
}
