package edit

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"yearend/cmd/yearend/season"
)

// Saved are what the settings of a project are now: the words of each by the name of
// its field on a page. A setting of rows has a field for each word of each row.
type Saved map[string]string

// ReadSaved reads what stands in the project file, as it is written there.
func ReadSaved(p season.Project, groups []Group) (Saved, error) {
	d, err := readDoc(p.Text())
	if err != nil {
		return nil, err
	}
	now := Saved{}
	for _, g := range groups {
		for _, s := range g.Settings {
			n, steps := d.find(s.at)
			if steps < len(s.at) {
				n = nil
			}
			now.read(s, n)
		}
	}
	return now, nil
}

// read takes a setting's words out of its node, which may be missing.
func (now Saved) read(s Setting, n *yaml.Node) {
	if s.Shape == Rows {
		rows := rowsOf(s, n)
		now[s.Count()] = strconv.Itoa(len(rows))
		for i, row := range rows {
			for key, word := range row {
				now[s.Field(i, key)] = word
			}
		}
		return
	}
	if s.Shape == Secret {
		now.readSecret(s, n)
		return
	}
	separator := "\n"
	if s.Shape == Commas {
		separator = ", "
	}
	now[s.Key] = wordsOf(n, separator)
	if s.Shape == YesNo {
		now[s.Key] = yesNo(now[s.Key], s.Key == "mail.figures")
	}
	if s.Shape == OneOf && now[s.Key] != "" {
		now[s.Key] = strings.ToLower(now[s.Key])
	}
}

// The ways by which a password comes, as a page names them, and the field of each.
const (
	asked       = "" // when letters are sent
	fromEnv     = "env"
	fromFile    = "file"
	fromCommand = "command"
)

func (now Saved) readSecret(s Setting, n *yaml.Node) {
	now[s.Key] = asked
	for _, from := range []string{fromEnv, fromFile, fromCommand} {
		if n == nil || child(n, from) == nil {
			continue
		}
		now[s.Key] = from
		if from != fromCommand { // whose arguments are not shown
			now[s.Key+"."+from] = wordsOf(child(n, from), " ")
		}
	}
}

// yesNo is a yes or no as a page has it.
func yesNo(word string, unsaid bool) string {
	yes, err := strconv.ParseBool(word)
	if err != nil {
		yes = unsaid
	}
	return map[bool]string{true: "yes", false: "no"}[yes]
}

// wordsOf are the words of a node: of a list, of its entries.
func wordsOf(n *yaml.Node, separator string) string {
	switch {
	case n == nil || n.Tag == "!!null":
		return ""
	case n.Kind == yaml.SequenceNode:
		var all []string
		for _, one := range n.Content {
			all = append(all, wordsOf(one, ", "))
		}
		return strings.Join(all, separator)
	}
	return n.Value
}

// rowsOf are the entries of a list by their words. One that is a single word is short
// for its first column.
func rowsOf(s Setting, n *yaml.Node) []map[string]string {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	var rows []map[string]string
	for _, entry := range n.Content {
		row := map[string]string{}
		if entry.Kind == yaml.ScalarNode {
			row[s.Columns[0].Key] = entry.Value
		}
		for _, c := range s.Columns {
			if word := child(entry, c.Key); word != nil {
				row[c.Key] = wordsOf(word, ", ")
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// Field is the name of the field of a word in a row, and Count that of how many rows
// the page has.
func (s Setting) Field(row int, column string) string {
	return s.Key + "[" + strconv.Itoa(row+1) + "]." + column
}

// Count is the name of the field in which a page says how many rows it has.
func (s Setting) Count() string { return s.Key + "[]" }

// FaultsAt gives each line of a fault to the setting that it begins with, by key; those of
// none are left out.
func FaultsAt(groups []Group, lines []string) map[string][]string {
	at := map[string][]string{}
	for _, line := range lines {
		words := strings.TrimPrefix(strings.TrimSpace(line), "read ")
		if key := KeyOf(groups, words); key != "" {
			at[key] = append(at[key], words)
		}
	}
	return at
}

// KeyOf is the key of the setting that words begin with, the longest; empty where they
// begin with none.
func KeyOf(groups []Group, words string) string {
	best := ""
	for _, g := range groups {
		for _, s := range g.Settings {
			starts := []string{s.Key}
			if in, last, is := strings.Cut(s.Key, "."); is && in == "mitigation_forms" {
				starts = append(starts, in+": "+last, in+": there is no address for "+last)
			}
			for _, start := range starts {
				rest, is := strings.CutPrefix(words, start)
				if is && (rest == "" || strings.ContainsAny(rest[:1], ".:[ ")) && len(s.Key) > len(best) {
					best = s.Key
				}
			}
		}
	}
	return best
}
