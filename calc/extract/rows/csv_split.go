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
	if t.unlike(line, found) {
		return false
	}
	t.broken = kind == LineBreak && !continued
	if continued && strings.Count(line, `"`)%2 == 1 {
		return false // the other half of a cell that was reported with the line before
	}
	t.report(Fault{Kind: kind, Row: t.line, Found: found, Remedy: quoteRemedies[kind]})
	return false
}

// unlike reports a line in which quotation marks are in doubt for a reason that
// is the whole file's, and ends the reading there.
func (t *CSV) unlike(line, found string) bool {
	fault := Fault{Kind: Quote, Row: t.line, Found: found, Remedy: asFormulas}
	switch {
	case strings.HasPrefix(line, mark) && t.line == 1:
		fault.Kind, fault.Found = Encoding, ""
		fault.Remedy = "the file begins with the mark of UTF-8 twice, as where a program put one before a file that had it: save it again as CSV UTF-8"
	case strings.HasPrefix(line, mark):
		fault.Kind, fault.Found = Encoding, ""
		fault.Remedy = "the mark of UTF-8, which begins a file, stands before this line, as where files were put one behind the other: name each for itself in the project file, or save this one again as CSV UTF-8"
	case !strings.HasPrefix(found, `="`):
		return false
	}
	t.report(fault)
	t.givenUp = true
	return true
}

// mark is what programs put at the beginning of a file in UTF-8.
const mark = "\ufeff"

const asFormulas = `the cells of this file are written as formulas, ="…", which keeps Excel from changing them: ask for the file without that, or open it in Excel and save it as .xlsx`

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

// splitQuoted gives the kind of what is wrong, and the rest of the line from there.
func (t *CSV) splitQuoted(line string) (kind FaultKind, found string) {
	for {
		value, rest, kind := t.quotedCell(line)
		if kind != "" {
			return kind, line
		}
		if strings.HasPrefix(value, `="`) {
			return Quote, value
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
