package season

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"yearend/letters/pdf/readback"
	"yearend/letters/register"
)

// Origin is where a letter was made, and whether it is the one that stands.
type Origin struct {
	Asked    string // the file, or the check code
	ByCode   bool   // it was asked for by its check code
	Run      register.Run
	Entry    register.Entry
	Approved bool             // else the letter was never issued
	Last     register.Run     // the last approved run of the kind
	Replaced *register.Issued // the letter that has taken its place; nil for none
	Gone     bool             // it was the last letter, and there is no contract any more
}

// Stands reports whether the letter is the one that stands.
func (o Origin) Stands() bool { return o.Approved && o.Replaced == nil && !o.Gone }

// FindLetter says of a file which letter it is, by its bytes, or of a check code
// which letter carries it; and refuses what is no letter of these runs.
func FindLetter(p Project, asked string) (Origin, error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return Origin{}, err
	}
	if code := strings.ToLower(strings.TrimSpace(asked)); checkCode.MatchString("Check code: " + code) {
		return printed(runs, code)
	}
	data, err := register.ReadPlain(register.Typed(asked), register.MostPicture)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Origin{}, Usage{withHint(fmt.Errorf("%q is neither a file nor a check code", asked), "a check code stands below a letter's reference: "+codeLike)}
	case err != nil:
		return Origin{}, Usage{fmt.Errorf("read the letter: %w", err)}
	}
	made, err := origins(runs, func(i register.Issued) bool { return i.SHA256 == register.Digest(data) })
	if err != nil {
		return Origin{}, err
	}
	file := register.Shown(register.Slashed(asked))
	if len(made) == 0 {
		return Origin{}, claimed(runs, file, data)
	}
	o, err := newest(runs, made)
	o.Asked = file
	return o, err
}

// printed says which letter carries a check code, for one that is on paper.
func printed(runs []register.Run, code string) (Origin, error) {
	made, err := origins(runs, func(i register.Issued) bool { return i.Check == code })
	if err != nil {
		return Origin{}, err
	}
	if len(made) == 0 {
		return Origin{}, withHint(fmt.Errorf("no letter of these runs has the check code %s", code), "look at it again: "+codeLike)
	}
	o, err := newest(runs, made)
	o.Asked, o.ByCode = code, true
	return o, err
}

// origins are the runs that made a letter, the oldest first.
func origins(runs []register.Run, is func(register.Issued) bool) ([]Origin, error) {
	var found []Origin
	for _, run := range runs {
		entries, err := run.Entries()
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.Stands != nil && e.Stands.Run == run.Name && is(*e.Stands) {
				found = append(found, Origin{Run: run, Entry: e})
			}
		}
	}
	return found, nil
}

// newest is the newest approved run that made a letter, or else the newest that
// did, with whether the letter stands.
func newest(runs []register.Run, made []Origin) (Origin, error) {
	o := made[len(made)-1]
	for _, m := range made {
		approved, err := m.Run.Approved()
		if err != nil {
			return o, err
		}
		if approved {
			o = m
			o.Approved = true
		}
	}
	if !o.Approved {
		return o, nil
	}
	var err error
	if o.Last, _, err = register.LastApproved(runs, o.Run.Kind); err != nil {
		return o, err
	}
	entries, err := o.Last.Entries()
	if err != nil {
		return o, err
	}
	i := slices.IndexFunc(entries, func(e register.Entry) bool { return e.Key() == o.Entry.Key() && e.Stands != nil })
	switch {
	case i < 0:
		return o, fmt.Errorf("%s, the last approved run, does not know the letter any more", o.Last.Name)
	case o.Entry.Stands.Statement.Onward(entries[i].Stands.Statement): // a later projection, which replaces none
	case entries[i].Stands.SHA256 != o.Entry.Stands.SHA256:
		o.Replaced = entries[i].Stands
	default:
		o.Gone = entries[i].Withdrawn()
	}
	return o, nil
}

// codeLike says what a check code looks like.
const codeLike = "three groups of four digits or letters from a to f, as 4f2a-91c7-03de"

var checkCode = regexp.MustCompile(`Check code: ([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})(?: \(|$)`)

// claimed judges a PDF that no run made, by the check code in its words.
func claimed(runs []register.Run, file string, data []byte) error {
	doc, err := new(readback.Reader).Read(data)
	if err != nil {
		return withHint(fmt.Errorf("%s is no letter of these runs, byte for byte: it was saved again by another program, or made by one", file),
			"give the check code below its reference instead: yearend verify --letter 4f2a-91c7-03de")
	}
	var code []string
	for _, part := range doc.Parts {
		for _, row := range part.Rows {
			if code == nil {
				code = checkCode.FindStringSubmatch(strings.Join(row, " "))
			}
		}
	}
	if code == nil {
		return fmt.Errorf("%s is no letter of these runs: it carries no check code", file)
	}
	made, err := origins(runs, func(i register.Issued) bool { return i.Check == code[1] })
	if err != nil {
		return err
	}
	if len(made) == 0 {
		return fmt.Errorf("%s is no letter of these runs: none has the check code %s", file, code[1])
	}
	o := made[len(made)-1]
	return withHint(errors.New(file+" is not the file that was made: it carries the check code of "+o.Entry.Stands.Reference+" of "+o.Run.Name+", and its bytes are others"),
		"it was saved again or altered: compare it with "+register.Shown(o.Run.Path(o.Entry.Stands.Letter)))
}
