package letters

import (
	"fmt"

	"yearend/calc"
)

// Kind is what the letters of a run are for. A letter is known by its practice,
// its scheme and its kind: issues are counted, and a later letter replaces an
// earlier one, within a kind.
type Kind struct {
	Name   string // as run.json has it
	Folder string // begins the name of a run's folder, before its number
	Infix  string // in the reference, before the issue's number; empty for none
	Path   string // the folder of its letters within a run
	Letter string // the template of its letters, in a scheme's folder of words
	Email  string // the template of the e-mail that carries one; empty where none is e-mailed
	// AfterYear reports whether such a letter is dated after the contract year only.
	AfterYear bool
	// Early: it is made before the year has ended, of the months that are complete.
	Early bool
	// OnPages: a page a practice over its schemes, and no letters: there is nothing to
	// approve and nothing to send.
	OnPages bool
	// Final: it is made of a year-end run and what the panel decided, and of no inputs.
	Final bool
	Pages int // how many a letter may have at most; 0 for as many as any letter may
	// DueBy is the day by which its first letters are due; nil where the guidance sets none.
	DueBy func(calc.Dates) calc.Date
	// Keys are what such a letter must be found to say when it is read back.
	Keys func(calc.Position, Issue, Occasion) []Key
	// Musts are what its words must say, whoever writes them, and EmailMusts those of
	// the e-mail that carries it.
	Musts, EmailMusts []Must
	Called            Called // how it is spoken of
}

// Called is how a kind is spoken of where a person meets it.
type Called struct {
	One   string // a letter of it: "year-end letter"
	Held  string // what a run of it holds, said beside the run's name: "letters"
	Looks string // heads the choice of what to look at before a run; empty where it is on pages
	Title string // heads the choice of what to make
	Says  string // what that is
}

// Kinds are all that is known of each kind. A new one is a row here, its
// templates and its facts.
func Kinds() []Kind {
	return []Kind{
		{Name: "year-end", Folder: "run-", Path: "letters", Letter: "letter.md", Email: "email.md", AfterYear: true, Keys: yearEndKeys, DueBy: func(d calc.Dates) calc.Date { return d.LettersBy },
			Musts: yearEndMusts(), EmailMusts: yearEndEmailMusts(),
			Called: Called{"year-end letter", "letters", "year-end letters", "Year-end letters", "A letter a practice and scheme on the year that has ended."}},
		{Name: "projection", Folder: "projection-", Infix: "PROJ", Path: "letters", Letter: "projection.md", Email: "projection-email.md", Early: true, Pages: 2, Keys: projectionKeys,
			Musts: projectionMusts(), EmailMusts: projectionEmailMusts(),
			Called: Called{"projection", "projections", "projections, before the year has ended", "Projection letters", "Before the year has ended: letters on where it is heading."}},
		{Name: "monthly", Folder: "monthly-", Path: "pages", Letter: "monthly.md", Early: true, OnPages: true, Pages: 3, Keys: monthlyKeys,
			Called: Called{One: "monthly report", Held: "reports", Title: "Monthly reports", Says: "Before the year has ended: a page a practice for the intranet, without money."}},
		{Name: "outcome", Folder: "outcome-", Infix: "OUT", Path: "letters", Letter: "outcome.md", Email: "outcome-email.md", Final: true, Keys: outcomeKeys, DueBy: func(d calc.Dates) calc.Date { return d.OutcomeBy },
			Musts: outcomeMusts(), EmailMusts: outcomeEmailMusts(),
			Called: Called{"outcome letter", "outcome letters", "outcome letters, after the panel", "Outcome letters", "After the panel: letters on what it decided, and every final position with its payment."}},
	}
}

// Projection is the kind of a year that has not ended.
func Projection() Kind { return Kinds()[1] }

// Monthly is the kind of the reports for the intranet.
func Monthly() Kind { return Kinds()[2] }

// Outcome is the kind of the letters after the panel.
func Outcome() Kind { return Kinds()[3] }

// YearEnd is the kind that a run is of where nothing else is asked for.
func YearEnd() Kind { return Kinds()[0] }

// Reference is how a letter is quoted: P81999/LTC/2025-26/1.
func (k Kind) Reference(p calc.Position, number int) string {
	infix := k.Infix
	if infix != "" {
		infix += "/"
	}
	return fmt.Sprintf("%s/%s/%s/%s%d", p.Practice.Code, p.Scheme.Short, yearDashed(p.Scheme.Year), infix, number)
}

// LetterPath is where a run keeps a letter, without its ending: .pdf, .html, .txt.
func (k Kind) LetterPath(scheme string, practice calc.PracticeCode) string {
	return k.Path + "/" + scheme + "/" + string(practice)
}

// EmailPath is where a run keeps the body of the message that carries it,
// without its ending: .txt for plain words, .html for the page.
func EmailPath(scheme, practice string) string { return "emails/" + scheme + "/" + practice }

// Templates are the files of a kind's words in a scheme's folder.
func (k Kind) Templates() []string {
	if k.Email == "" {
		return []string{k.Letter}
	}
	return []string{k.Letter, k.Email}
}
