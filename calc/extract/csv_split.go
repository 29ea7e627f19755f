package extract

import (
	"strings"

	"yearend/calc"
)

// split cuts a line into t.cells, which stay the same slice. It reports false
// where quotes leave any doubt about where a cell ends.
func (t *csvTable) split(line string) bool {
	continued := t.broken
	t.broken = false
	t.cells = t.cells[:0]
	if strings.IndexByte(line, '\r') >= 0 {
		remedy := "a line break of another kind stands inside the line: save the file again as CSV UTF-8"
		if t.line == 1 {
			remedy = macLines
			t.block.cut = false // where the lines end is another question
		}
		t.report(calc.Problem{Code: "E-line-break", Row: t.line, Remedy: remedy})
		return false
	}
	if !t.block.quoted || strings.IndexByte(line, '"') < 0 {
		t.splitPlain(line)
		return true
	}
	code, found := t.splitQuoted(line)
	if code == "" {
		return true
	}
	t.broken = code == "E-line-break" && !continued
	if continued && strings.Count(line, `"`)%2 == 1 {
		return false // the other half of a cell that was reported with the line before
	}
	t.report(calc.Problem{Code: code, Row: t.line, Found: found, Remedy: quoteRemedies[code]})
	return false
}

var quoteRemedies = map[string]string{
	"E-quote": "a quotation mark stands where none can, so that it is not certain where the cell ends: " +
		"take it out, or put the cell in quotation marks and double those inside it",
	"E-line-break": "a quotation mark opens a cell that does not end on its line: take the line break out of the cell, or the mark",
}

func (t *csvTable) splitPlain(line string) {
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

func (t *csvTable) add(s string) {
	t.cells = append(t.cells, cell{text: tidy(s)})
}

// splitQuoted gives the code of what is wrong, and where.
func (t *csvTable) splitQuoted(line string) (code, found string) {
	for {
		value, rest, code := t.quotedCell(line)
		if code != "" {
			return code, line
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
func (t *csvTable) quotedCell(line string) (value, rest, code string) {
	if !strings.HasPrefix(line, `"`) {
		end := strings.IndexByte(line, t.comma)
		if end < 0 {
			end = len(line)
		}
		if strings.IndexByte(line[:end], '"') >= 0 {
			return "", "", "E-quote"
		}
		return line[:end], line[end:], ""
	}
	for at := 1; ; {
		i := strings.IndexByte(line[at:], '"')
		if i < 0 {
			return "", "", "E-line-break"
		}
		at += i + 1
		switch {
		case at == len(line) || line[at] == t.comma:
			return strings.ReplaceAll(line[1:at-1], `""`, `"`), line[at:], ""
		case line[at] != '"':
			return "", "", "E-quote"
		}
		at++
	}
}
