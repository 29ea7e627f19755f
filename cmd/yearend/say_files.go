package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// slash stands between the parts of a path as this system writes it.
const slash = string(os.PathSeparator)

// pasted is a word of a command that a person may copy: in quotation marks where a
// shell would else take it apart. Command Prompt, PowerShell and a Unix shell all take
// the double ones. PowerShell takes more apart than the others: a list at its commas,
// and a name that begins with @.
func pasted(word string) string {
	if word != "" && !strings.ContainsAny(word, " ,;@&()'%^{}$`|<>") {
		return word
	}
	return `"` + word + `"`
}

// sayBegun names what was written of a starter project, and what to do with it.
func sayBegun(w io.Writer, dir string, wrote []string, whole bool) {
	for _, file := range wrote {
		fmt.Fprintln(w, "wrote", register.Shown(file))
	}
	if whole {
		fmt.Fprintf(w, "\nThe sample is synthetic. Try it in %s:\n  yearend check\n  yearend produce\n", dir)
		fmt.Fprint(w, "\nBefore your own letters: who writes, whom to ask, the links of the mitigation forms and the mailbox\nin yearend.yaml are examples. `yearend check` names each that is left, once anything is real.\n")
	}
}

// sayWords names the words that were written out beside a project, or were there.
func sayWords(w io.Writer, project string, out season.WordsOut, whole bool) {
	for _, f := range out.Files {
		fmt.Fprintln(w, map[bool]string{true: "kept", false: "wrote"}[f.Kept], register.Shown(f.File))
	}
	if !whole {
		return
	}
	if out.Folder != "" {
		fmt.Fprintf(w, "\nFor the program to use them, write into %s:\n  templates: %s\n", project, out.Folder)
	}
	fmt.Fprintf(w, "\nEdit them, and see a letter with:\n  yearend preview CODE --watch\n")
}

// sayPreview names the letters that were made, and passes on what is wrong.
func sayPreview(w io.Writer) func(season.Previewed, error) error {
	return func(made season.Previewed, err error) error {
		for _, name := range made.Files {
			fmt.Fprintln(w, name+".pdf, .html, .txt, -email.html, -email.txt")
		}
		if err == nil && made.Fails != nil {
			err = exitError{exitPerson, made.Fails}
		}
		return err
	}
}

// heldError says why positions get no letter; nil where there is none.
func heldError(held []calc.Position) error {
	var faults []error
	for _, p := range held {
		for _, problem := range p.Held {
			faults = append(faults, fmt.Errorf("%s is held for %s and gets no letter: %s", p.Practice.Code, p.Scheme.Title, problemLine(problem)))
		}
	}
	return errors.Join(faults...)
}
