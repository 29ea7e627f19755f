package main

import (
	"fmt"
	"io"
	"path/filepath"

	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// sayPrinted says what is ready for the printer, and what to do when it has gone.
func sayPrinted(w io.Writer, done season.Printed) {
	sayChangedFiles(w, done.Since)
	for _, stay := range done.Stay {
		fmt.Fprintf(w, "not printed: %s: %s\n", stay.Envelope.Reference, stay.Why)
	}
	if done.Dir == "" && len(done.Stay) > 0 {
		fmt.Fprintln(w, "Nothing to print.")
		return
	}
	if done.Dir == "" {
		fmt.Fprintf(w, "Nothing to print: no letter of %s goes by post. --only CODES or --all prints others.\n", done.Run)
		return
	}
	for _, f := range done.Files {
		fmt.Fprintf(w, "%s: %s on %s, printed on both sides\n", register.Shown(filepath.Join(done.Dir, f.Name)),
			manyLetters(f.Letters), letters.Many(int64(f.Pages/2), "sheet"))
	}
	fmt.Fprintf(w, "%s says whom each goes to\n", register.Shown(filepath.Join(done.Dir, "posting.csv")))
	for _, had := range done.Had {
		fmt.Fprintf(w, "printed all the same, and the practice would have it twice: %s: %s\n", had.Envelope.Reference, had.Why)
	}
	if len(done.Had) < printedIn(done.Files) {
		fmt.Fprintf(w, "When they have gone: yearend send %s --resolve CODE=posted --on DATE --by NAME\n", done.Run)
	}
	if done.Owed > 0 {
		fmt.Fprintf(w, "%s of them may still go by e-mail: they do, unless that is said first\n", letters.Count(done.Owed))
	}
}

func printedIn(files []season.PrintFile) int {
	n := 0
	for _, f := range files {
		n += f.Letters
	}
	return n
}

// printReport is what `print --json` prints.
type printReport struct {
	Run     string      `json:"run"`
	Dir     string      `json:"folder,omitempty"`
	Files   []printFile `json:"files"`
	Stay    []letterRow `json:"not_printed"`
	Had     []letterRow `json:"gone_before"` // printed, though the practice has them, or may have
	Owed    int         `json:"owed_by_email"`
	Changed []string    `json:"changed,omitempty"` // files that are no longer what the letters were made from
}

type printFile struct {
	Name    string `json:"name"`
	Letters int    `json:"letters"`
	Pages   int    `json:"pages"`
	Sheets  int    `json:"sheets"`
}

func printJSON(done season.Printed) printReport {
	r := printReport{Run: done.Run, Dir: filepath.ToSlash(done.Dir), Files: []printFile{}, Stay: []letterRow{}, Had: []letterRow{}, Owed: done.Owed, Changed: done.Since.Changed}
	for _, f := range done.Files {
		r.Files = append(r.Files, printFile{f.Name, f.Letters, f.Pages, f.Pages / 2})
	}
	for _, stay := range done.Stay {
		row := rowOf(stay.Envelope, stay.Standing.Now())
		row.Words = stay.Why
		r.Stay = append(r.Stay, row)
	}
	for _, had := range done.Had {
		row := rowOf(had.Envelope, had.Standing.Now())
		row.Words = had.Why
		r.Had = append(r.Had, row)
	}
	return r
}
