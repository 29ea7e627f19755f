package season

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/run"
)

// Since is what has happened to what the letters of a run rest on, after it was made.
type Since struct {
	Run     string     // since when: the run, or a newer one that says which of its letters stand
	Changed []string   // files that are no longer what that run was made from
	Kept    []KeptBack // letters that go in another way than the run says, or in none, by what was decided since
	Moved   []KeptBack // letters that would go to another mailbox, or by post to another address, than the run says, or to none, by what the register says since: they do not go
	Notes   []KeptBack // letters that lack a paragraph which was given since; they go all the same
	Unread  error      // why nobody can know what was decided by hand, or where letters go: nothing goes, nor is printed, until it is mended
}

// Any reports whether there is anything to say.
func (s Since) Any() bool {
	return len(s.Changed) > 0 || len(s.Kept) > 0 || len(s.Moved) > 0 || len(s.Notes) > 0 || s.Unread != nil
}

// KeptBack is a letter with what was decided on it since its run was made.
type KeptBack struct {
	Letter register.Envelope
	Why    string
}

// since says what has happened after a run was made, of those of its letters that are
// given: it, or a newer one by which they go, is what the files are held against.
func (p Project) since(goesBy register.Run, letters []register.Envelope, hand *byHand) (s Since, err error) {
	s.Run, s.Unread = goesBy.Name, cmp.Or(hand.err, hand.lost)
	if s.Changed, err = changedSince(p, goesBy); err != nil { // a person who looks is told, and not kept from looking
		s.Changed, err = append(s.Changed, "the rules or the words, which cannot be read now ("+err.Error()+")"), nil
	}
	if hand.err != nil {
		return s, nil
	}
	known, err := looksOf(goesBy)
	if err != nil {
		return s, err
	}
	for _, e := range letters {
		now := hand.on(e)
		moved := now.Elsewhere
		if e.To == "" || now.ByPost != "" {
			moved = now.OnPaper
		}
		if moved != "" && hand.lost == nil {
			s.Moved = append(s.Moved, KeptBack{e, moved})
		}
		switch {
		case now.Stays != "":
			s.Kept = append(s.Kept, KeptBack{e, now.Stays})
		case now.ByPost != "" && e.To != "":
			s.Kept = append(s.Kept, KeptBack{e, now.ByPost})
		default:
			for _, note := range hand.newNotes(e, known) {
				s.Notes = append(s.Notes, KeptBack{e, noteWords(note)})
			}
		}
	}
	return s, nil
}

// newestHeeded is the run by which the letters of another go: itself, or the newest of its
// kind that is approved, or that nobody has approved and nobody has taken back.
func newestHeeded(of register.Run, runs []register.Run) (register.Run, error) {
	by := of
	for _, r := range register.OfKind(runs, of.Kind) {
		if r.Number <= by.Number {
			continue
		}
		approval, err := r.Approval()
		if err != nil {
			return by, err
		}
		if r.Enough(approval) || len(approval.Revoked) == 0 {
			by = r
		}
	}
	return by, nil
}

// byHand is what the team decides by hand, and where letters go, as its files
// have it at the moment: they are looked at again before each letter goes, since a hold may
// be written down, or a mailbox corrected, while others are being sent.
type byHand struct {
	project    Project
	stamp      string // of the files, as they were read
	given      calc.Instructions
	err        error                                 // why what was decided cannot be known
	goes       map[calc.PracticeCode]run.Addressed   // by practice
	paper      map[calc.PracticeCode]calc.Practice   // by code: with their addresses
	contracted map[string]map[calc.PracticeCode]bool // by scheme: who has a contract by now
	held       []calc.Problem                        // for which a new run would hold a practice's letters
	lost       error                                 // why that cannot be known
	unsaid     bool                                  // it is said once, and not of every letter
}

// decidedByHand reads what the team has decided by hand by now.
func (p Project) decidedByHand() *byHand {
	h := &byHand{project: p}
	h.look()
	return h
}

// look reads the files anew where they are others than at the last look.
func (h *byHand) look() {
	if now := h.project.stampOf(); now != h.stamp {
		again, err := ReadProject(h.project.file)
		if err != nil {
			h.err = fmt.Errorf("what was decided by hand cannot be read: %w", err)
			return
		}
		h.project = again.At(h.project.here)
		h.read()
		h.stamp = h.project.stampOf()
	}
}

// stampOf tells the project file and the files of instructions from what they were.
func (p Project) stampOf() string {
	var b strings.Builder
	for _, file := range append([]string{p.file}, p.filesBehind()...) {
		stamp, err := fileStamp(file)
		if err != nil {
			stamp = err.Error()
		}
		fmt.Fprintf(&b, "%s: %s\n", file, stamp)
	}
	return b.String()
}

// fileStamp tells a file from what it was without reading it: its size, and when it was changed.
func fileStamp(path string) (string, error) {
	facts, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d %d", facts.Size(), facts.ModTime().UnixNano()), nil
}

// filesBehind are the files in which it stands which letters are held, and where they go.
func (p Project) filesBehind() []string {
	var files []string
	for _, in := range slices.Concat(p.Inputs.Practices, p.Inputs.Mailboxes, p.Inputs.Contracts, p.Inputs.Instructions) {
		files = append(files, p.path(in.File))
	}
	return files
}

// of says what is decided on a letter by now, which the run may not know.
func (h *byHand) of(e register.Envelope) post.Decided {
	h.look()
	if h.err != nil {
		return post.Decided{Stays: h.err.Error()}
	}
	return h.on(e)
}

func (h *byHand) on(e register.Envelope) post.Decided {
	practice := calc.PracticeCode(e.Practice)
	if held := h.given.Of(calc.ToHold, practice, e.Scheme); len(held) > 0 {
		return post.Decided{Stays: "it is on hold: " + givenWords(held[0])}
	}
	given := h.given.Of(calc.ToSucceed, practice, e.Scheme)
	switch {
	case len(given) == 0 && e.Successor != "":
		return post.Decided{Stays: fmt.Sprintf("the run sends it to %s, which answered for the practice when it was made, and the instructions do not say so any more: make a new run", e.Successor)}
	case len(given) > 0 && given[0].Text != e.Successor:
		return post.Decided{Stays: fmt.Sprintf("%s answers for the practice by now (%s), and the run sends it elsewhere: make a new run", given[0].Text, givenBy(given[0]))}
	}
	now := post.Decided{OnPaper: h.readdressed(e)}
	if paper := h.given.Of(calc.ToPost, practice, e.Scheme); len(paper) > 0 {
		now.ByPost = "it is to go by post, and not by e-mail: " + givenWords(paper[0])
	} else {
		now.Elsewhere = h.elsewhere(e)
	}
	return now
}

// givenWords are the words of an instruction, and who gave it.
func givenWords(i calc.Instruction) string { return fmt.Sprintf("%s (%s)", i.Text, givenBy(i)) }

func givenBy(i calc.Instruction) string {
	return fmt.Sprintf("%s; %s row %d", i.Signed(), i.File, i.Row)
}

// newNotes are the paragraphs for a letter that its run did not know.
func (h *byHand) newNotes(e register.Envelope, known []calc.Problem) calc.Instructions {
	return slices.DeleteFunc(h.given.Of(calc.ToNote, calc.PracticeCode(e.Practice), e.Scheme), func(note calc.Instruction) bool {
		return slices.ContainsFunc(known, func(p calc.Problem) bool {
			return p.Code == calc.Noted && p.Practice == note.Practice && p.Found == note.Text
		})
	})
}

func noteWords(note calc.Instruction) string {
	return "a paragraph was given for it since, which it lacks: " + givenWords(note)
}

// changedSince are the files that are no longer what a run was made from: the
// inputs, the project file, the rules and the words.
func changedSince(p Project, of register.Run) ([]string, error) {
	var changed []string
	for _, in := range of.Record.Inputs {
		data, err := register.ReadPlain(p.path(in.File), 1<<40)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			changed = append(changed, in.File+" (now missing)")
		case err != nil || register.Digest(data) != in.SHA256:
			changed = append(changed, in.File)
		}
	}
	rules, err := p.ReadRules(of.Kind)
	if err != nil {
		return changed, err
	}
	now := map[string]string{filepath.Base(p.file): register.Digest(p.text)}
	for _, r := range rules {
		for _, f := range []run.File{{Name: r.File, Text: r.Text}, {Name: r.Letter.File, Text: r.Letter.Text}, {Name: r.Email.File, Text: r.Email.Text}} {
			now[f.Name] = register.Digest(f.Text)
		}
	}
	for _, kept := range slices.Concat([]register.Source{of.Record.Project}, of.Record.Rules, of.Record.Templates) {
		if digest, used := now[kept.File]; used && digest != kept.SHA256 {
			changed = append(changed, kept.File)
		}
	}
	slices.Sort(changed)
	return slices.Compact(changed), nil
}
