package edit

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// splice puts words in the place of a piece of the text.
func (d *doc) splice(from, to int, words string) []byte {
	return slices.Concat(d.text[:from], []byte(words), d.text[to:])
}

// set gives the key or place at the end of a path a value.
func (d *doc) set(p trail, v value) ([]byte, error) {
	n, steps := d.find(p)
	if steps == len(p) {
		return d.replace(p, n, v)
	}
	for i := len(p) - 1; i > steps; i-- { // keys above it that are not there either
		key, ok := p[i].(string)
		if !ok {
			return nil, errInPlace
		}
		v = pairs{{key, v}}
	}
	key, ok := p[steps].(string)
	switch {
	case !ok:
		return nil, errInPlace
	case n.Tag == "!!null" && steps > 0:
		return d.replace(p[:steps], n, pairs{{key, v}})
	case n.Kind != yaml.MappingNode:
		return nil, errInPlace
	}
	return d.addKey(n, text(key).yaml()+": "+v.yaml())
}

// replace puts a value in the place of another.
func (d *doc) replace(p trail, old *yaml.Node, v value) ([]byte, error) {
	if old.Tag == "!!null" && old.Value == "" { // nothing stands there: after its key
		parent, _ := d.find(p[:len(p)-1])
		key, ok := p[len(p)-1].(string)
		if !ok {
			return nil, errInPlace
		}
		name := parent.Content[keyAt(parent, key)]
		from, ok := d.end(name)
		if !ok || from >= len(d.text) || d.text[from] != ':' {
			return nil, errInPlace
		}
		return d.splice(from+1, from+1, " "+v.yaml()), nil
	}
	from := d.at(old)
	to, ok := d.end(old)
	if !ok || comments(d.text[from:to]) {
		return nil, errInPlace
	}
	return d.splice(from, to, v.yaml()), nil
}

// addKey puts a key with its value behind the others of a mapping.
func (d *doc) addKey(n *yaml.Node, words string) ([]byte, error) {
	if n.Style&yaml.FlowStyle != 0 {
		if len(n.Content) == 0 {
			return d.splice(d.at(n)+1, d.at(n)+1, words), nil
		}
		to, ok := d.end(n.Content[len(n.Content)-1])
		if !ok {
			return nil, errInPlace
		}
		return d.splice(to, to, ", "+words), nil
	}
	first := n.Content[0]
	return d.addLine(d.blockEnd(n.Content[len(n.Content)-2]), d.indentOf(first)+words), nil
}

// append puts a value behind the others of a list.
func (d *doc) append(n *yaml.Node, v value) ([]byte, error) {
	if n.Style&yaml.FlowStyle != 0 {
		if len(n.Content) == 0 {
			return d.splice(d.at(n)+1, d.at(n)+1, v.yaml()), nil
		}
		to, ok := d.end(n.Content[len(n.Content)-1])
		if !ok {
			return nil, errInPlace
		}
		return d.splice(to, to, ", "+v.yaml()), nil
	}
	last := n.Content[len(n.Content)-1]
	dash := d.dashOf(last)
	if dash < 0 {
		return nil, errInPlace
	}
	line := d.lineOf(dash)
	return d.addLine(d.extent(line, dash-line, false), strings.Repeat(" ", dash-line)+"- "+v.yaml()), nil
}

// addLine puts a line at a place where a line begins, or at the end of the file.
func (d *doc) addLine(at int, words string) []byte {
	if at > 0 && at == len(d.text) && d.text[at-1] != '\n' {
		return d.splice(at, at, d.newline()+words)
	}
	return d.splice(at, at, words+d.newline())
}

// remove takes out what a path leads to.
func (d *doc) remove(p trail) ([]byte, error) {
	parent, steps := d.find(p[:len(p)-1])
	if steps < len(p)-1 {
		return nil, errInPlace
	}
	i := -1
	switch step := p[len(p)-1].(type) {
	case string:
		i = keyAt(parent, step)
	case int:
		if parent.Kind == yaml.SequenceNode && step < len(parent.Content) {
			i = step
		}
	}
	if i < 0 {
		return nil, errInPlace
	}
	if parent.Style&yaml.FlowStyle != 0 {
		return d.removeInline(parent, i)
	}
	return d.removeLines(p, parent, i)
}

// removeInline takes an entry out of what stands in brackets, with one comma.
func (d *doc) removeInline(parent *yaml.Node, i int) ([]byte, error) {
	each := 1
	if parent.Kind == yaml.MappingNode {
		each = 2
	}
	from := d.at(parent.Content[i])
	to, ok := d.end(parent.Content[i+each-1])
	switch {
	case !ok:
		return nil, errInPlace
	case i+each < len(parent.Content): // up to the next one
		to = d.at(parent.Content[i+each])
	case i > 0: // from the one before it
		if from, ok = d.end(parent.Content[i-1]); !ok {
			return nil, errInPlace
		}
	}
	if comments(d.text[from:to]) {
		return nil, errInPlace
	}
	return d.splice(from, to, ""), nil
}

// removeLines takes an entry out that has lines of its own. Of a list or mapping of
// which it was the last, empty brackets are left.
func (d *doc) removeLines(p trail, parent *yaml.Node, i int) ([]byte, error) {
	entry := parent.Content[i]
	at := d.at(entry)
	if parent.Kind == yaml.SequenceNode {
		at = d.dashOf(entry)
	}
	if at < 0 || strings.TrimSpace(string(d.text[d.lineOf(at):at])) != "" {
		return nil, errInPlace // it begins in the line of another
	}
	line := d.lineOf(at)
	end := d.extent(line, at-line, parent.Kind == yaml.MappingNode)
	alone := len(parent.Content) == 1 || parent.Kind == yaml.MappingNode && len(parent.Content) == 2
	if !alone {
		return d.splice(line, end, ""), nil
	}
	if len(p) < 2 {
		return nil, errInPlace
	}
	above, _ := d.find(p[:len(p)-2])
	key, ok := p[len(p)-2].(string)
	if !ok {
		return nil, errInPlace
	}
	name := above.Content[keyAt(above, key)]
	colon, ok := d.end(name)
	if !ok || colon >= line || d.text[colon] != ':' {
		return nil, errInPlace
	}
	empty := " []"
	if parent.Kind == yaml.MappingNode {
		empty = " {}"
	}
	return slices.Concat(d.text[:colon+1], []byte(empty), d.text[colon+1:line], d.text[end:]), nil
}

// lineOf is where the line of a place begins.
func (d *doc) lineOf(at int) int {
	i, found := slices.BinarySearch(d.ends, at)
	if found {
		return d.ends[i]
	}
	return d.ends[i-1]
}

// indentOf is what stands before a key in its line: spaces, also for a dash, below
// which the keys that follow it stand.
func (d *doc) indentOf(key *yaml.Node) string {
	at := d.at(key)
	return strings.Repeat(" ", len([]rune(string(d.text[d.lineOf(at):at]))))
}

// dashOf is the place of the dash before an entry of a list; -1 where it is not in
// its line.
func (d *doc) dashOf(entry *yaml.Node) int {
	at := d.at(entry)
	line := d.lineOf(at)
	before := strings.TrimRight(string(d.text[line:at]), " ")
	if !strings.HasSuffix(before, "-") {
		return -1
	}
	return line + len(before) - 1
}

// blockEnd is where the lines of a key end.
func (d *doc) blockEnd(key *yaml.Node) int {
	at := d.at(key)
	line := d.lineOf(at)
	return d.extent(line, len([]rune(string(d.text[line:at]))), true)
}

// extent is where the lines end of what begins in a line at an indent: before the next
// line that is not indented further, and before the comments and blank lines above that.
// The entries of a key's list may stand as far left as the key.
func (d *doc) extent(line, indent int, key bool) int {
	i, _ := slices.BinarySearch(d.ends, line)
	last := i
	for j := i + 1; j < len(d.ends); j++ {
		words := d.words(j)
		trimmed := strings.TrimLeft(words, " ")
		deeper := len(words)-len(trimmed) > indent || key && len(words)-len(trimmed) == indent && strings.HasPrefix(trimmed+" ", "- ")
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#"):
			continue
		case deeper:
			last = j
			continue
		}
		break
	}
	if last+1 < len(d.ends) {
		return d.ends[last+1]
	}
	return len(d.text)
}

// words are a line without its end.
func (d *doc) words(i int) string {
	end := len(d.text)
	if i+1 < len(d.ends) {
		end = d.ends[i+1]
	}
	return strings.TrimRight(string(d.text[d.ends[i]:end]), "\r\n")
}

// end is where a node ends that can be told to end: one in brackets or quotation
// marks, or a plain one on one line.
func (d *doc) end(n *yaml.Node) (int, bool) {
	at := d.at(n)
	if at >= len(d.text) {
		return at, false
	}
	switch {
	case n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return at, false
	case n.Kind == yaml.ScalarNode && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		return quoted(d.text, at)
	case n.Kind == yaml.ScalarNode:
		to := at + len(n.Value)
		return to, bytes.HasPrefix(d.text[at:], []byte(n.Value))
	case n.Style&yaml.FlowStyle != 0:
		return brackets(d.text, at)
	}
	return at, false
}

// quoted is where what begins with a quotation mark ends.
func quoted(text []byte, at int) (int, bool) {
	mark := text[at]
	for i := at + 1; i < len(text); i++ {
		switch {
		case mark == '"' && text[i] == '\\':
			i++
		case text[i] == mark && mark == '\'' && i+1 < len(text) && text[i+1] == mark:
			i++
		case text[i] == mark:
			return i + 1, true
		}
	}
	return at, false
}

// brackets is where what begins with a bracket ends.
func brackets(text []byte, at int) (int, bool) {
	depth := 0
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1, true
			}
		case '"', '\'':
			if !opens(text, i) {
				continue // an apostrophe within a word
			}
			end, ok := quoted(text, i)
			if !ok {
				return at, false
			}
			i = end - 1
		case '#':
			if i > 0 && (text[i-1] == ' ' || text[i-1] == '\t' || text[i-1] == '\n') {
				for i+1 < len(text) && text[i+1] != '\n' {
					i++
				}
			}
		}
	}
	return at, false
}

// opens reports a quotation mark that begins a value.
func opens(text []byte, at int) bool {
	before := bytes.TrimRight(text[:at], " \t\r\n")
	return len(before) == 0 || strings.ContainsRune("[{,:", rune(before[len(before)-1]))
}

var comment = regexp.MustCompile(`(^|\s)#`)

// comments reports whether a piece of the text may hold a comment.
func comments(piece []byte) bool { return comment.Match(piece) }
