package edit

import (
	"errors"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
)

// Answers are what a person wrote into the fields of a page; has is false for a field
// that the page has not.
type Answers func(field string) (words string, has bool)

// Set changes the settings of a group as a person wants them, and no others: the
// comments and all else in the project file stay as they are. What comes of it is read
// as every command reads it before it stands. The project is given as it then is, with
// the settings that were changed.
func Set(p season.Project, schemes []*calc.Scheme, group string, given Answers, seen string) (season.Project, []Setting, error) {
	if err := unchanged(path.Base(p.File()), p.Text(), seen); err != nil {
		return p, nil, err
	}
	groups := Groups(schemes)
	i := slices.IndexFunc(groups, func(g Group) bool { return g.Name == group })
	if i < 0 {
		return p, nil, fmt.Errorf("there are no settings %q", group)
	}
	now, changed := p.Text(), []Setting{}
	for _, s := range groups[i].Settings {
		next, err := s.write(p, now, given)
		if err != nil {
			return p, nil, fmt.Errorf("%s: %w", s.Key, err)
		}
		if string(next) != string(now) {
			changed = append(changed, s)
		}
		now = next
	}
	if len(changed) == 0 {
		return p, nil, nil
	}
	after, err := asSet(p, now)
	if err != nil {
		return p, nil, err
	}
	return after, changed, write(file{p.File(), p.Text(), now})
}

// asSet reads a project file with changed settings before it stands, and refuses also what
// would show only when letters are sent, unless it stood there before.
func asSet(p season.Project, text []byte) (season.Project, error) {
	after, err := judged(p, text)
	if err != nil {
		return p, err
	}
	before := p.MailFaults()
	faults := slices.DeleteFunc(after.MailFaults(), func(f string) bool { return slices.Contains(before, f) })
	if len(faults) > 0 {
		return p, fmt.Errorf("%s:\n  %s", p.File(), strings.Join(faults, "\n  "))
	}
	return after, nil
}

// write changes a setting in the text of the project file where a person wants another.
func (s Setting) write(p season.Project, text []byte, given Answers) ([]byte, error) {
	d, err := readDoc(text)
	if err != nil {
		return nil, err
	}
	n, steps := d.find(s.at)
	if steps < len(s.at) {
		n = nil
	}
	was := Saved{}
	was.read(s, n)
	switch s.Shape {
	case Rows:
		return s.writeRows(text, rowsOf(s, n), given)
	case Secret:
		return s.writeSecret(p, text, was, given)
	}
	words, has := given(s.Key)
	words = s.tidy(words)
	switch {
	case !has || words == was[s.Key]:
		return text, nil
	case s.Once && len(Runs(p)) > 0:
		return nil, wayOut("begin a project of its own for another", "it cannot be changed any more: runs were made with it, and by it the program knows what was sent")
	}
	v, err := s.value(words)
	switch {
	case err != nil:
		return nil, err
	case v == nil && n == nil:
		return text, nil
	case v == nil && comments([]byte(d.words(n.Line-1))): // what is said of it stays
		text, err = set(text, s.at, bare("null"))
	case v == nil:
		text, err = remove(text, s.at)
	default:
		text, err = s.put(text, n != nil, v)
	}
	if err != nil && v != nil {
		return nil, wayOut("in an editor, write "+s.Key+": "+v.yaml(), "%w", err)
	}
	return text, err
}

// tidy is what a person wrote as it would be read again.
func (s Setting) tidy(words string) string {
	switch s.Shape {
	case Lines:
		return strings.Join(Parted(words, "\n"), "\n")
	case Commas:
		return strings.Join(Parted(words, ","), ", ")
	}
	return strings.Join(strings.Fields(words), " ")
}

// Parted are the words between separators, without those that say nothing.
func Parted(words, separator string) []string {
	var all []string
	for _, one := range strings.Split(words, separator) {
		if one = strings.Join(strings.Fields(one), " "); one != "" {
			all = append(all, one)
		}
	}
	return all
}

// value is what words come to; nil where nothing is to stand there.
func (s Setting) value(words string) (value, error) {
	switch s.Shape {
	case Lines:
		return texts(Parted(words, "\n")), nil
	case Commas:
		return texts(Parted(words, ",")), nil
	case YesNo:
		return bare(map[bool]string{true: "true", false: "false"}[words == "yes"]), nil
	case Whole:
		if words == "" {
			return nil, nil
		}
		n, err := strconv.Atoi(strings.ReplaceAll(words, ",", ""))
		if err != nil || n < 0 {
			return nil, fmt.Errorf("%q is no whole number", words)
		}
		return bare(strconv.Itoa(n)), nil
	}
	return text(words), nil
}

func texts(words []string) list {
	all := list{}
	for _, w := range words {
		all = append(all, text(w))
	}
	return all
}

// put writes a value. A list that has lines of its own is changed entry by entry.
func (s Setting) put(was []byte, there bool, v value) ([]byte, error) {
	now, err := set(was, s.at, v)
	entries, isList := v.(list)
	if err == nil || !isList || !there || !errors.Is(err, errInPlace) {
		return now, err
	}
	d, err := readDoc(was)
	if err != nil {
		return nil, err
	}
	n, _ := d.find(s.at)
	old := len(n.Content)
	now = was
	for i, entry := range entries {
		if i < old {
			now, err = set(now, append(s.at[:len(s.at):len(s.at)], i), entry)
		} else {
			now, err = add(now, s.at, entry)
		}
		if err != nil {
			return nil, err
		}
	}
	for i := old - 1; i >= len(entries); i-- {
		if now, err = remove(now, append(s.at[:len(s.at):len(s.at)], i)); err != nil {
			return nil, err
		}
	}
	return now, nil
}

// writeRows changes the entries of a list word by word, takes out those of which nothing
// is left, and adds new ones.
func (s Setting) writeRows(text []byte, was []map[string]string, given Answers) (_ []byte, err error) {
	n := 0
	if words, has := given(s.Count()); !has {
		return text, nil
	} else if n, err = strconv.Atoi(words); err != nil || n < len(was) {
		return nil, errors.New("the page has not all rows: look again")
	}
	var out []int
	for i := range n {
		row := map[string]string{}
		for _, c := range s.Columns {
			words, _ := given(s.Field(i, c.Key))
			if c.Many {
				words = strings.Join(Parted(words, ","), ", ")
			}
			if words = strings.Join(strings.Fields(words), " "); words != "" {
				row[c.Key] = words
			}
		}
		switch {
		case i < len(was) && len(row) == 0:
			out = append(out, i)
		case i < len(was):
			text, err = s.writeRow(text, i, was[i], row)
		case len(row) > 0:
			text, err = add(text, s.at, s.row(row))
		}
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	for _, i := range slices.Backward(out) {
		if text, err = remove(text, append(s.at[:len(s.at):len(s.at)], i)); err != nil {
			return nil, err
		}
	}
	return text, nil
}

func (s Setting) writeRow(text []byte, i int, was, row map[string]string) (_ []byte, err error) {
	at := append(s.at[:len(s.at):len(s.at)], i)
	d, err := readDoc(text)
	if err != nil {
		return nil, err
	}
	if n, _ := d.find(at); len(n.Content) == 0 { // a single word
		if len(row) == len(was) && row[s.Columns[0].Key] == was[s.Columns[0].Key] {
			return text, nil
		}
		return set(text, at, s.row(row))
	}
	for _, c := range s.Columns {
		switch {
		case row[c.Key] == was[c.Key]:
		case row[c.Key] == "":
			text, err = remove(text, under(at, c.Key))
		default:
			text, err = set(text, under(at, c.Key), c.value(row[c.Key]))
		}
		if err != nil {
			return nil, err
		}
	}
	return text, nil
}

// row is an entry as it is written: a single word where only its first column says
// anything and may stand alone.
func (s Setting) row(words map[string]string) value {
	var all pairs
	for _, c := range s.Columns {
		if words[c.Key] != "" {
			all = append(all, pair{c.Key, c.value(words[c.Key])})
		}
	}
	if len(all) == 1 && s.Columns[0].Key == "column" && all[0].key == "column" {
		return all[0].value
	}
	return all
}

func (c Column) value(words string) value {
	if c.Many {
		return texts(Parted(words, ","))
	}
	return text(words)
}

var environmentName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// writeSecret says where the password comes from. What a person wrote must be the name of
// something that is there: else it may be the password itself, which is neither kept nor
// said again.
func (s Setting) writeSecret(p season.Project, was []byte, saved Saved, given Answers) ([]byte, error) {
	from, has := given(s.Key)
	name, _ := given(s.Key + "." + from)
	name = strings.TrimSpace(name)
	switch {
	case !has || from == saved[s.Key] && (from == asked || from == fromCommand || name == saved[s.Key+"."+from]):
		return was, nil
	case from == asked:
		return remove(was, s.at)
	case from == fromEnv:
		if _, set := os.LookupEnv(name); !environmentName.MatchString(name) || !set {
			return nil, wayOut("have it set for your account, and start the desk again", "this computer has no environment variable of the name that was given; the password itself is never written here")
		}
	case from == fromFile:
		if facts, err := os.Stat(p.Path(name)); name == "" || err != nil || !facts.Mode().IsRegular() {
			return nil, wayOut("put a file with nothing but the password beside the project file, readable by you alone, and give its name", "there is no file of the name that was given; the password itself is never written here")
		}
		if err := season.CheckSecretFile(p.Path(name)); err != nil {
			return nil, err
		}
	default:
		return nil, wayOut("in an editor, write secret: {command: [PROGRAM]} under mail", "a program that prints a token is not chosen on the page")
	}
	return set(was, s.at, pairs{{from, text(name)}})
}

// Runs are the names of a project's runs.
func Runs(p season.Project) []string {
	return slices.DeleteFunc(p.RunNames(), func(name string) bool { return name == "latest" })
}
