package letters

import "yearend/calc"

// State says what an issue does to what was issued before.
type State string

const (
	New       State = "new"       // never issued before
	Unchanged State = "unchanged" // the same figures: the earlier letter stands
	Changed   State = "changed"   // other figures: this one replaces the earlier
	Held      State = "held"      // no letter
	Withdrawn State = "withdrawn" // issued before, and no contract now
	Aside     State = "aside"     // issued before, and the run is not about its scheme
	Unasked   State = "unasked"   // after the panel: nothing was asked for, and the year-end letter stands (A19)
)

// ownLetter is, for each state, whether a run makes a letter of its own in it.
var ownLetter = map[State]bool{New: true, Changed: true, Unchanged: false, Held: false, Withdrawn: false, Aside: false, Unasked: false}

// HasLetter reports whether a run makes a letter in that state.
func (s State) HasLetter() bool { return ownLetter[s] }

// Issue is one letter's place among the letters on the same practice and scheme.
type Issue struct {
	Number     int    // from 1; 0 where there never was a letter
	Reference  string // how the letter is quoted, by its number; empty where there is none
	State      State
	Replaces   string          // the reference of the letter that this one replaces
	ReplacesOn calc.Date       // its date
	Was        *calc.Statement // its figures; nil where there is none
	Stands     string          // the run whose letter still stands; empty where this run's does, or none
	StandsAt   string          // that letter's path within that run's folder
	Letter     string          // the PDF's path within the run folder, with forward slashes
	Outcome    *OutcomeLetter  // the final position that was told on other figures; nil where there is none
	SHA256     string          // of the PDF, in hexadecimal
}

// OutcomeLetter is the letter by which a practice was told what the panel decided.
type OutcomeLetter struct {
	Reference string    `json:"reference"`
	On        calc.Date `json:"on"`
}

// Makes reports whether a letter is made: a first one, or one that replaces another.
func (i Issue) Makes() bool { return i.State.HasLetter() }

// Link is where the letter lies, from the run's folder: in it, or in that of the
// run whose letter stands. It is empty where there is none.
func (i Issue) Link() string {
	if i.Letter != "" || i.Stands == "" {
		return i.Letter
	}
	return "../" + i.Stands + "/" + i.StandsAt
}
