package edit

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/cmd/yearend/season"
)

// Choice is what a person says that a file is: an input, with the header that each
// column is read from. Other names for columns that the input has are kept where they
// still hold.
type Choice struct {
	Input
	Headers map[string]string // by column; empty for one that the file has not
}

// Choose writes into the project file what a person says that a file is. A choice of a
// new input is added to its list; one that moves to another kind is taken out of the
// old list. The project is given as it then is.
func Choose(p season.Project, schemes []*calc.Scheme, from Input, c Choice, seen string) (season.Project, error) {
	if err := unchanged(path.Base(p.File()), p.Text(), seen); err != nil {
		return p, err
	}
	if err := c.check(p, from); err != nil {
		return p, err
	}
	if err := c.columns(p, schemes, from); err != nil {
		return p, err
	}
	now, err := c.write(p.Text(), from)
	if err != nil {
		return p, byHand(p, err, c.entry().yaml())
	}
	changed, err := judged(p, now)
	if err != nil {
		return p, err
	}
	return changed, write(file{p.File(), p.Text(), now})
}

// byHand says of a change that cannot be made here which line to write.
func byHand(p season.Project, err error, line string) error {
	return wayOut("in an editor, write this as the file's entry: "+line, "%s: %w", path.Base(p.File()), err)
}

// TakeOut takes a file out of the project file. The file stays where it is.
func TakeOut(p season.Project, e Input, seen string) (season.Project, error) {
	if err := unchanged(path.Base(p.File()), p.Text(), seen); err != nil {
		return p, err
	}
	now, err := remove(p.Text(), trailOf(e))
	if err != nil {
		return p, fmt.Errorf("%s: %w", path.Base(p.File()), err)
	}
	changed, err := judged(p, now)
	if err != nil {
		return p, err
	}
	return changed, write(file{p.File(), p.Text(), now})
}

// trailOf is where an input stands in the project file.
func trailOf(e Input) trail { return trail{"inputs", e.Kind, e.Index} }

// check refuses what the project file would not take, or could not mean.
func (c Choice) check(p season.Project, from Input) error {
	if !slices.Contains(extract.InputKinds(), c.Kind) {
		return errors.New("choose what the file is")
	}
	if c.File.Layout == layoutODS && c.File.ICB == "" {
		return errors.New("the ODS file holds all of England: enter the code of your ICB in it, as QZZ")
	}
	if c.Kind == "requests" && (c.File.Times == "" || c.File.Scheme == "") {
		return errors.New("a form's export does not say of which scheme it is, nor by which clock it was written: choose both")
	}
	if !slices.Contains([]string{"", ",", "."}, c.File.Decimal) || !slices.Contains([]string{"", extract.YearToDate}, c.File.Months) {
		return errors.New("a decimal mark is a comma or a point, and months are single months or running totals: choose one of the two")
	}
	for _, e := range Inputs(p) {
		if e.File.Path == c.File.Path && e.File.Sheet == c.File.Sheet && e.Kind == c.Kind && (from.Index == New || e.Kind != from.Kind || e.Index != from.Index) {
			return fmt.Errorf("the project file names %s as %s already", c.File.Path, c.Kind)
		}
	}
	headers := map[string]string{}
	for _, column := range slices.Sorted(maps.Keys(c.Headers)) {
		header := c.Headers[column]
		if other := headers[header]; header != "" && other != "" {
			return fmt.Errorf("%q cannot be both %s and %s: choose another column for one of them", header, other, column)
		}
		headers[header] = column
	}
	return nil
}

// layoutODS is the layout that has no header.
const layoutODS = "epraccur"

// columns works out which other names the input must have so that each column is read
// from the header that was chosen, and tries whether it is.
func (c *Choice) columns(p season.Project, schemes []*calc.Scheme, from Input) error {
	if c.File.Layout == layoutODS {
		c.File.Columns = nil
		return nil
	}
	bare := c.Input
	bare.File.Columns = nil
	named := maps.Clone(from.File.Columns)
	if named == nil || from.Kind != c.Kind {
		named = map[string][]string{}
	}
	for _, taken := range Look(p, schemes, bare).Fit.Columns {
		want, said := c.Headers[taken.Column]
		switch {
		case !said:
		case want == taken.Header:
			delete(named, taken.Column)
		case taken.Header != "" && want == "":
			return fmt.Errorf("%q is read as %s by its name, and cannot be left out: give the column another name in the file", taken.Header, taken.Column)
		case taken.Header != "":
			return fmt.Errorf("%q is read as %s by its name, so that %q cannot be: give one of the two another name in the file", taken.Header, taken.Column, want)
		case want == "":
			delete(named, taken.Column)
		case !slices.ContainsFunc(named[taken.Column], func(n string) bool { return extract.Key(n) == extract.Key(want) }):
			named[taken.Column] = []string{want}
		}
	}
	c.File.Columns = named
	return c.try(p, schemes)
}

// try looks whether the file is read as was chosen.
func (c Choice) try(p season.Project, schemes []*calc.Scheme) error {
	seen := Look(p, schemes, c.Input)
	if len(seen.Sheets) == 0 && len(seen.Problems) > 0 {
		return fmt.Errorf("%s: %s", c.File.Path, seen.Problems[0].Remedy)
	}
	if c.File.Sheet != "" && seen.Sheet.Name != c.File.Sheet {
		return fmt.Errorf("%s has no sheet %q", c.File.Path, c.File.Sheet)
	}
	switch fit := seen.Fit; {
	case fit.Kind == "":
		return fmt.Errorf("%s has no row that names its columns: put one above the data", c.File.Path)
	case len(fit.Missing) > 0:
		return fmt.Errorf("as %s, %s needs %s: choose which of its columns that is, or add it to the file", c.Kind, c.File.Path, calc.And(fit.Missing))
	case len(fit.Twice) > 0:
		return fmt.Errorf("in %s two columns would be read as %s: give one of them another name in the file", c.File.Path, calc.And(fit.Twice))
	default:
		for _, taken := range fit.Columns {
			if want, said := c.Headers[taken.Column]; said && want != taken.Header {
				return fmt.Errorf("%s would be read from %q and not from %q: give one of the two another name in the file", taken.Column, taken.Header, want)
			}
		}
	}
	return nil
}

// entryKeys are those of an input, in the order in which they are written.
var entryKeys = strings.Fields("file sheet layout icb scheme service decimal months times proof columns")

// keysOf are what an input says, by its keys; what it does not say is not there.
func keysOf(f extract.File) map[string]value {
	said := map[string]value{}
	for key, word := range map[string]string{"file": f.Path, "sheet": f.Sheet, "layout": f.Layout, "icb": f.ICB, "scheme": f.Scheme,
		"service": f.Service, "decimal": f.Decimal, "months": f.Months, "times": f.Times} {
		if word != "" {
			said[key] = text(word)
		}
	}
	if f.Proof.ID != 0 {
		said["proof"] = pairs{{"id", bare(strconv.Itoa(f.Proof.ID))}, {"at", text(f.Proof.At)}}
	}
	if len(f.Columns) > 0 {
		said["columns"] = columnsOf(f.Columns)
	}
	return said
}

func columnsOf(columns map[string][]string) pairs {
	var all pairs
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		var names list
		for _, name := range columns[column] {
			names = append(names, text(name))
		}
		all = append(all, pair{column, names})
	}
	return all
}

// entry is what stands in the list: the path alone, where nothing more is to be said.
func (c Choice) entry() value {
	said := keysOf(c.File)
	if len(said) == 1 {
		return said["file"]
	}
	var all pairs
	for _, key := range entryKeys {
		if said[key] != nil {
			all = append(all, pair{key, said[key]})
		}
	}
	return all
}

// write makes the choice in the text of the project file.
func (c Choice) write(was []byte, from Input) ([]byte, error) {
	lists := trail{"inputs", c.Kind}
	switch {
	case from.Index == New:
		return add(was, lists, c.entry())
	case from.Kind != c.Kind:
		now, err := add(was, lists, c.entry())
		if err != nil {
			return nil, err
		}
		return remove(now, trailOf(from))
	}
	d, err := readDoc(was)
	if err != nil {
		return nil, err
	}
	if n, steps := d.find(append(trailOf(from), "file")); steps < 4 && n != nil {
		return set(was, trailOf(from), c.entry()) // a path alone
	}
	return c.rewrite(was, from)
}

// rewrite changes the keys of an input that says something else than they did, one by
// one, so that the others stay as they are written.
func (c Choice) rewrite(text []byte, from Input) (_ []byte, err error) {
	old, now := keysOf(from.File), keysOf(c.File)
	for _, key := range entryKeys {
		at := append(trailOf(from), key)
		switch {
		case now[key] == nil && old[key] == nil:
		case now[key] == nil:
			text, err = remove(text, at)
		case old[key] == nil:
			text, err = set(text, at, now[key])
		case key == "columns":
			text, err = c.rewriteColumns(text, from, at)
		case !same(old[key].plain(), now[key].plain()):
			text, err = set(text, at, now[key])
		}
		if err != nil {
			return nil, err
		}
	}
	return text, nil
}

func (c Choice) rewriteColumns(text []byte, from Input, at trail) (_ []byte, err error) {
	for _, column := range columnsOf(c.File.Columns) {
		if old := from.File.Columns[column.key]; !slices.Equal(old, c.File.Columns[column.key]) {
			if text, err = set(text, append(at[:len(at):len(at)], column.key), column.value); err != nil {
				return nil, err
			}
		}
	}
	for _, column := range columnsOf(from.File.Columns) {
		if c.File.Columns[column.key] == nil {
			if text, err = remove(text, append(at[:len(at):len(at)], column.key)); err != nil {
				return nil, err
			}
		}
	}
	return text, nil
}
