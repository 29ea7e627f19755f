package main

import (
	"fmt"
	"io"
	"path/filepath"

	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

func sayVerified(w io.Writer, of register.Run) {
	fmt.Fprintf(w, "%s: all %s files are as they were written (digest %.12s)\n", of.Name, letters.Count(len(of.Record.Outputs)+1), of.Digest)
}

// sayElsewhere says what is at odds about where the letters were sent from.
func sayElsewhere(w io.Writer, words []string) {
	for _, said := range words {
		fmt.Fprintf(w, "at odds, and nothing goes from here until a person says which is true: %s\n", filepath.ToSlash(said))
	}
}

// sayDerived says what came out when a run was made again.
func sayDerived(w io.Writer, of register.Run, again season.Again) error {
	if len(again.Differ) == 0 {
		fmt.Fprintf(w, "%s: derived again from its own inputs, rules and words: the same bytes, %s\n", of.Name, letters.Many(again.Same, "file"))
		return nil
	}
	fmt.Fprintf(w, "%s: derived again, %s files are the same and %s are not:\n", of.Name, letters.Count(again.Same), letters.Count(len(again.Differ)))
	for _, name := range again.Differ {
		fmt.Fprintln(w, "  "+name)
	}
	err := fmt.Errorf("%s cannot be derived again to the same bytes", of.Name)
	if of.Record.Program != season.Program() {
		err = register.WithHint(err, fmt.Sprintf("it was made by %s, and this is %s: verify it with the version that made it", of.Record.Program, season.Program()))
	}
	return err
}

// sayOrigin says which letter it is, by the newest approved run that made it,
// or else the newest that did.
func sayOrigin(w io.Writer, o season.Origin) {
	is := o.Asked + " is, byte for byte,"
	if o.ByCode {
		is = o.Asked + " is the check code of"
	}
	letter := o.Entry.Stands
	fmt.Fprintf(w, "%s\n  %s of %s\n  for %s %s, issue %d, made by %s\n", is, letter.Reference,
		letters.LongDate(letter.Date), o.Entry.Practice, o.Entry.Name, letter.Number, o.Run.Name)
}

func sayWhetherItStands(w io.Writer, o season.Origin) {
	switch {
	case !o.Approved:
		fmt.Fprintf(w, "  %s is not approved: this letter was never issued\n", o.Run.Name)
	case o.Replaced != nil:
		fmt.Fprintf(w, "  it was replaced by %s of %s, in %s\n", o.Replaced.Reference, letters.LongDate(o.Replaced.Date), o.Replaced.Run)
	case o.Gone:
		fmt.Fprintf(w, "  it was the last letter, and the practice has no contract any more: it is withdrawn in %s\n", o.Last.Name)
	default:
		fmt.Fprintf(w, "  it is the letter that stands\n")
	}
}
