// Package edit changes the files of a project as a person asks for it on a page: the
// project file, the files that it reads, the words, the rules, the instructions. Each
// change is judged before it stands, is written whole or not at all, keeps what it is
// not about, comments among it, and is refused where the file was changed meanwhile.
//
// Reading order:
//
//	write                  one file in the place of another, whole
//	take                   files that arrive: into inputs/, never over another unasked
//	waiting                those that wait for a word, and those that nobody reads
//	inputs, choose         what the project file says of each, and how that is changed
//	settings               all else that a person sets: settings_read, settings_write; picture
//	confirm                an assumption that somebody has confirmed
//	instruct, instruct_csv what the team decides by hand
//	words                  the templates of letters
//	yaml, value, splice    a YAML file changed as text
package edit

import (
	"fmt"

	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// judged reads a changed project file before it stands.
func judged(p season.Project, text []byte) (season.Project, error) {
	now, err := season.ParseProject(p.File(), text)
	if err != nil {
		return now, err
	}
	_, err = now.ReadSchemes()
	return now, err
}

// Digest is by what a change knows the text that it was meant for: that which the
// person saw.
func Digest(text []byte) string { return register.Digest(text) }

// unchanged refuses a change that was meant for another text.
func unchanged(file string, text []byte, seen string) error {
	if seen == "" || Digest(text) == seen {
		return nil
	}
	return Changed{file}
}

// Changed is the error of a file that is not as the person saw it.
type Changed struct{ File string }

func (c Changed) Error() string {
	return fmt.Sprintf("%s was changed since this page was made, in another window or by another program: nothing was written; look again, and repeat what is still wanted", c.File)
}

// wayOut is an error with what to do about it.
func wayOut(hint, format string, args ...any) error {
	return register.WithHint(fmt.Errorf(format, args...), hint)
}
