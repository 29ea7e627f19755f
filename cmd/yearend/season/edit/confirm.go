package edit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/calc/rulebook"
	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// schemesFolder is where a shipped scheme file is copied to, so that something can be
// written into it.
const schemesFolder = "schemes"

// Confirmed is what came of a word on an assumption.
type Confirmed struct {
	File   string // the scheme file in which it stands now
	Copied bool   // the shipped one, of which a copy was made for it
}

// Confirm writes into the scheme file that somebody has confirmed an assumption, by
// its key. A scheme that ships with the program is copied into the project first, and
// the project file names the copy from then on.
func Confirm(p season.Project, scheme, key, by, on string, seen string) (Confirmed, error) {
	by = strings.Join(strings.Fields(by), " ")
	switch day, err := calc.ParseDate(on); {
	case by == "":
		return Confirmed{}, errors.New("say who has confirmed it: a name, or a role that one person has")
	case extract.HoldsNumber(by):
		return Confirmed{}, errors.New("this holds what may be an NHS number, which is not shown: say who has confirmed it without the number")
	case err != nil:
		return Confirmed{}, fmt.Errorf("on which day was it confirmed? %w", err)
	default:
		on = day.String()
	}
	return inScheme(p, scheme, key, seen, func(was []byte, at trail) ([]byte, error) {
		return set(was, append(at, "confirmed"), pairs{{"by", text(by)}, {"on", bare(on)}})
	})
}

// Unconfirm takes the word on an assumption back.
func Unconfirm(p season.Project, scheme, key, seen string) (Confirmed, error) {
	return inScheme(p, scheme, key, seen, func(was []byte, at trail) ([]byte, error) {
		return remove(was, append(at, "confirmed"))
	})
}

// SchemeText is a scheme file of the project, by the scheme's code; shipped where it is
// the program's own.
func SchemeText(p season.Project, code string) (name string, text []byte, shipped bool, err error) {
	for _, name := range p.Schemes {
		text, shipped := rulebook.Shipped(name)
		if !shipped {
			if text, err = register.ReadPlain(p.Path(name), register.MostText); err != nil {
				return name, nil, false, fmt.Errorf("read the scheme %q: %w", name, err)
			}
		}
		if s, err := rulebook.Read(path.Base(name), text); err == nil && s.Code == code {
			return name, text, shipped, nil
		}
	}
	return "", nil, false, fmt.Errorf("the project has no scheme %q", code)
}

func inScheme(p season.Project, code, key, seen string, edit func([]byte, trail) ([]byte, error)) (done Confirmed, err error) {
	name, was, shipped, err := SchemeText(p, code)
	if err != nil {
		return done, err
	}
	if err := unchanged(name, was, seen); err != nil {
		return done, err
	}
	if !assumed(was, key) {
		return done, fmt.Errorf("%s has no assumption %q", name, key)
	}
	now, err := edit(was, append(trailOfKey(key), "assumption"))
	if err != nil {
		return done, fmt.Errorf("%s: %w", name, err)
	}
	if _, err := rulebook.Read(path.Base(name), now); err != nil {
		return done, err
	}
	done.File = name
	if !shipped {
		return done, write(file{p.Path(name), was, now})
	}
	done.File, done.Copied = path.Join(schemesFolder, code+".yaml"), true
	project, err := set(p.Text(), trail{"schemes", slices.Index(p.Schemes, name)}, text(done.File))
	if err != nil {
		return done, wayOut("in an editor, write "+done.File+" under schemes: in the place of "+name, "%s: %w", path.Base(p.File()), err)
	}
	if _, err := os.Lstat(p.Path(done.File)); !errors.Is(err, fs.ErrNotExist) {
		return done, wayOut("name it under schemes: in the project file, or move it away", "%s is there already, and the project does not name it: nothing is written over", done.File)
	}
	if err := write(file{p.Path(done.File), nil, now}, file{p.File(), p.Text(), project}); err != nil {
		return done, err
	}
	after, err := season.ReadProject(p.File())
	if err == nil {
		_, err = after.ReadSchemes()
	}
	if err != nil { // as it was
		return done, errors.Join(err, file{p.File(), p.Text(), project}.undo(), os.Remove(p.Path(done.File)))
	}
	return done, nil
}

// assumed reports whether a scheme file has an assumption under a key.
func assumed(text []byte, key string) bool {
	d, err := readDoc(text)
	if err != nil {
		return false
	}
	at := append(trailOfKey(key), "assumption")
	_, steps := d.find(at)
	return steps == len(at)
}

// trailOfKey is the way to a rule, as messages name it: schedule[1], statements[2].
func trailOfKey(key string) trail {
	var at trail
	for _, word := range strings.Split(key, ".") {
		name, rest, _ := strings.Cut(word, "[")
		at = append(at, name)
		if n, err := strconv.Atoi(strings.TrimSuffix(rest, "]")); err == nil {
			at = append(at, n-1)
		}
	}
	return at
}
