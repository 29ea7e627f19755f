package post

import (
	"fmt"
	"path/filepath"
	"strings"

	"yearend/letters/register"
)

// Doubt is one thing that is at odds between a journal, the record of sendings,
// the profile and sent.csv, in words for the person who must say which is true.
type Doubt struct {
	Run   string // of which a person must speak
	Words string
}

// Doubted refuses to send while anything is at odds.
type Doubted struct{ Doubts []Doubt }

func (d Doubted) Error() string {
	words := "nothing goes until a person says which is true:"
	for _, doubt := range d.Doubts {
		words += "\n  " + doubt.Words
	}
	return words
}

// Hint is the way out of it.
func (d Doubted) Hint() string {
	run := d.Doubts[0].Run
	return fmt.Sprintf("put back what is missing; or say `yearend send %s --resolve %s=sent --by NAME --because TEXT`, where all that was ever noted as sent has gone, or --resolve %s=here, where only what stands in this folder is true",
		run, run, run)
}

// refusal is the doubts as an error; nil for none.
func refusal(doubts []Doubt) error {
	if len(doubts) == 0 {
		return nil
	}
	d := Doubted{doubts}
	return register.WithHint(d, d.Hint())
}

// doubtsOf holds the journal of a run against the books.
func (k Known) doubtsOf(run register.Run, j *Journal) []string {
	if k.record == nil {
		return nil
	}
	var words []string
	say := func(format string, args ...any) { words = append(words, fmt.Sprintf(format, args...)) }
	record, profile := k.of(run.Digest), k.profile[run.Digest]
	if len(record) > 0 {
		last := record[len(record)-1]
		how := at(j, last)
		switch more := intents(j.events[min(last.Entry, len(j.events)):]); {
		case how != "" && real(record):
			say("the %s of %s %s, by %s beside the project file: it was lost, altered, or an older copy was put in its place", JournalFile, run.Name, how, SendingsFile)
		case more > 1:
			say("the %s of %s tells of %d messages that %s beside the project file knows nothing of: that is an older copy", JournalFile, run.Name, more, SendingsFile)
		}
	} else if messages := intents(j.events); messages > 0 {
		say("the %s of %s tells of %d messages, and %s beside the project file knows nothing of that run: the run or the project was copied or moved here, or %s was lost",
			JournalFile, run.Name, messages, SendingsFile, SendingsFile)
	}
	if !real(profile) {
		return words
	}
	last := profile[len(profile)-1]
	if how := at(j, last); how != "" {
		say("the %s of %s %s, by your profile on this computer (sent from %s): it was lost, is an older copy, or the letters went from another folder", JournalFile, run.Name, how, last.Folder)
	}
	if kept := lastThrough(profile); kept.Place.same(k.keep.Place) && k.record.headAt(kept.Lines) != kept.Record {
		say("your profile on this computer knows %d lines of %s beside the project file, and they do not stand in it: it was lost, or is an older copy", kept.Lines, SendingsFile)
	}
	return words
}

// at says how a journal is not where a line saw it; empty where it is.
func at(j *Journal, s Sending) string {
	switch {
	case s.Entry > j.chain.lines():
		return fmt.Sprintf("ends with entry %d, and had %d", j.chain.lines(), s.Entry)
	case j.chain.headAt(s.Entry) != s.Head:
		return fmt.Sprintf("is another one than before up to entry %d", s.Entry)
	}
	return ""
}

// intents counts messages that went, or may have gone.
func intents(events []Event) int {
	n := 0
	for _, e := range events {
		if e.Kind == Intent {
			n++
		}
	}
	return n
}

// lastThrough is the last line that was surely on the disk.
func lastThrough(lines []Sending) Sending {
	for i := len(lines) - 1; i > 0; i-- {
		if lines[i].through() {
			return lines[i]
		}
	}
	return lines[0]
}

// Check holds a run's journal against sent.csv and the books; an error says what is
// at odds.
func (k Known) Check(run register.Run) error {
	journal, err := ReadJournal(run.Path(JournalFile), run.Digest)
	if err != nil {
		return err
	}
	var p Posting
	p.doubt(run.Name, behind(run, journal.Events())...)
	p.doubt(run.Name, k.doubtsOf(run, journal)...)
	return p.Doubtless()
}

// moved says that the letters of a run went from elsewhere; empty where they did not.
func (k Known) moved(run register.Run) string {
	lines := k.all(run.Digest)
	if !real(lines) {
		return ""
	}
	last := lines[len(lines)-1]
	if last.Place.same(k.keep.Place) {
		return ""
	}
	words := fmt.Sprintf("letters of %s went from %s, the last on %s, and this is %s", run.Name, last.Place, last.At.Local().Format("2 January 2006 at 15:04"), k.keep.Place)
	if last.Event != Ended && last.Event != Resolved {
		words += "; that sending has not ended"
	}
	return words + ": see that nobody sends there, and that this is the folder that is true"
}

// missing says of which runs letters went from here that are not here any more.
func (k Known) missing(runs []register.Run) []string {
	var words []string
	for _, s := range k.gone(runs) {
		words = append(words, fmt.Sprintf("letters of a %s went from here, the last on %s, and that run (digest %.12s) is not in the folder of runs: it was deleted or made again, or the folder was renamed",
			s.Run, s.At.Local().Format("2 January 2006 at 15:04"), s.Digest))
	}
	return words
}

// doubt notes what is at odds about a run.
func (p *Posting) doubt(run string, words ...string) {
	for _, w := range words {
		p.Doubts = append(p.Doubts, Doubt{run, strings.TrimSpace(filepath.ToSlash(w))})
	}
}

// Doubtless refuses a run about which anything is at odds.
func (p *Posting) Doubtless() error { return refusal(p.Doubts) }
