package post

import (
	"fmt"
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
		switch more := len(j.events) - last.Entry; {
		case how != "" && real(record):
			say("the %s of %s %s, by %s beside the project file: it was lost, altered, or an older copy was put in its place", JournalFile, run.Name, how, SendingsFile)
		case more > 1: // of one a crash may have been quicker
			say("the %s of %s has %d entries that %s beside the project file knows nothing of: that was cut, or is an older copy", JournalFile, run.Name, more, SendingsFile)
		}
	} else if messages := intents(j.events); messages > 0 {
		say("the %s of %s tells of %d messages, and %s beside the project file knows nothing of that run: the run or the project was copied or moved here, or %s was lost",
			JournalFile, run.Name, messages, SendingsFile, SendingsFile)
	}
	if len(profile) == 0 {
		return append(words, k.forgotten(run, record)...)
	}
	if !real(profile) {
		return words
	}
	last := profile[len(profile)-1]
	if how := at(j, last); how != "" {
		say("the %s of %s %s, by your profile on this computer (sent from %s): it was lost, is an older copy, or the letters went from another folder", JournalFile, run.Name, how, last.Folder)
	}
	if last.Origin.same(k.keep.Origin) && k.record.headAt(last.Lines) != last.Record {
		say("your profile on this computer knows %d lines of %s beside the project file, and they do not stand in it: it was lost, was cut, or is an older copy", last.Lines, SendingsFile)
	}
	return words
}

// forgotten says that a profile has lost what it knew of a run: its letters went from
// this folder, computer and account. Should an older copy of the folder have been put
// back as well, nothing in it shows what went since.
func (k Known) forgotten(run register.Run, record []Sending) []string {
	if !real(record) {
		return nil
	}
	last := record[len(record)-1]
	if !last.Origin.same(k.keep.Origin) || last.Account != k.keep.Account {
		return nil
	}
	return []string{fmt.Sprintf("letters of %s went from here, by %s the last on %s, and your profile on this computer knows nothing of it: it was lost. If this folder was put back from a copy too, nothing here shows what went after the copy was made: compare %s with the sent messages of the mailbox, or with that of mail.archive",
		run.Name, SendingsFile, last.At.Local().Format("2 January 2006 at 15:04"), SentFile)}
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

// Elsewhere says what was sent of a run from elsewhere, and which runs are not in the
// folder any more of which letters went from here. Its files may be as they were all
// the same.
func (k Known) Elsewhere(run register.Run, runs []register.Run) []string {
	words := k.missing(runs)
	if moved := k.moved(run); moved != "" {
		words = append([]string{moved}, words...)
	}
	return words
}

// moved says that the letters of a run went from elsewhere; empty where they did not.
func (k Known) moved(run register.Run) string {
	lines := k.all(run.Digest)
	if !real(lines) {
		return ""
	}
	last := lines[len(lines)-1]
	if last.Origin.same(k.keep.Origin) {
		if last.Runs == "" || last.Runs == k.keep.Runs {
			return ""
		}
		return fmt.Sprintf("letters of %s went from the folder of runs %s, the last on %s, and now it is %s: it was renamed or moved, or this is a copy; see that nobody sends from the other one",
			run.Name, last.Runs, last.At.Local().Format("2 January 2006 at 15:04"), k.keep.Runs)
	}
	words := fmt.Sprintf("letters of %s went from %s, the last on %s, and this is %s", run.Name, last.Origin, last.At.Local().Format("2 January 2006 at 15:04"), k.keep.Origin)
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
		p.Doubts = append(p.Doubts, Doubt{run, strings.TrimSpace(w)})
	}
}

// Doubtless refuses a run about which anything is at odds.
func (p *Posting) Doubtless() error { return refusal(p.Doubts) }
