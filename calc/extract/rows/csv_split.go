package rows

import "strings"

// split cuts a line into t.cells, which stay the same slice. It reports false
// where quotes leave any doubt about where a cell ends.
func (t *CSV) split(line string) bool {
	continued := t.broken
	t.broken = false
	t.cells = t.cells[:0]
	if strings.IndexByte(line, '\r') >= 0 {
		remedy := "a line break of another kind stands inside the line: save the file again as CSV UTF-8"
		if t.line == 1 {
			remedy = macLines
			t.block.cut = false // where the lines end is another question
		}
		t.report(Fault{Kind: LineBreak, Row: t.line, Remedy: remedy})
		return false
	}
	if !t.block.quoted || strings.IndexByte(line, '"') < 0 {
		t.splitPlain(line)
		return true
	}
	kind, found := t.splitQuoted(line)
	if kind == "" {
		return true
	}
	t.broken = kind == LineBreak && !continued
	if continued && strings.Count(line, `"`)%2 == 1 {
		return false // the other half of a cell that was reported with the line before
	}
	t.report(Fault{Kind: kind, Row: t.line, Found: found, Remedy: quoteRemedies[kind]})
	return false
}

var quoteRemedies = map[FaultKind]string{
	Quote: "a quotation mark stands where none can, so that it is not certain where the cell ends: " +
		"take it out, or put the cell in quotation marks and double those inside it",
	LineBreak: "a quotation mark opens a cell that does not end on its line: take the line break out of the cell, or the mark",
}

func (t *CSV) splitPlain(line string) {
	for {
		end := strings.IndexByte(line, t.comma)
		if end < 0 {
			t.add(line)
			return
		}
		t.add(line[:end])
		line = line[end+1:]
	}
}

func (t *CSV) add(s string) {
	t.cells = append(t.cells, Cell{Text: Tidy(s)})
}

// splitQuoted gives the kind of what is wrong, and where.
func (t *CSV) splitQuoted(line string) (kind FaultKind, found string) {
	for {
		value, rest, kind := t.quotedCell(line)
		if kind != "" {
			return kind, line
		}
		t.add(value)
		if rest == "" {
			return "", ""
		}
		line = rest[1:]
	}
}

// quotedCell takes one cell off a line. The rest begins with the delimiter, or
// is empty at the end of the line.
func (t *CSV) quotedCell(line string) (value, rest string, kind FaultKind) {
	if !strings.HasPrefix(line, `"`) {
		end := strings.IndexByte(line, t.comma)
		if end < 0 {
			end = len(line)
		}
		if strings.IndexByte(line[:end], '"') >= 0 {
			return "", "", Quote
		}
		return line[:end], line[end:], ""
	}
	for at := 1; ; {
		i := strings.IndexByte(line[at:], '"')
		if i < 0 {
			return "", "", LineBreak
		}
		at += i + 1
		switch {
		case at == len(line) || line[at] == t.comma:
			return strings.ReplaceAll(line[1:at-1], `""`, `"`), line[at:], ""
		case line[at] != '"':
			return "", "", Quote
		}
		at++
	}
}
