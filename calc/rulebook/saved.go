package rulebook

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"gopkg.in/yaml.v3"
)

// What an editor on Windows does to a file: it saves it as ANSI, and a path is copied
// into double quotation marks, where YAML takes \ for the beginning of a sign.

// misread says in which line a file cannot be read for one of these, and what to do;
// nil where it is for another reason.
func misread(file string, data []byte) error {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil // UTF-16, which is read
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if at := invalid(line); at >= 0 {
			return fmt.Errorf("%s:%d: the character %q is saved as ANSI (Windows-1252), and the file must be UTF-8: in Notepad choose File, Save as, Encoding UTF-8",
				file, i+1, charmap.Windows1252.DecodeByte(line[at]))
		}
		if path := escaped.FindSubmatch(line); path != nil {
			return fmt.Errorf(`%s:%d: \%s: %s`, file, i+1, path[1], remedyForPaths)
		}
	}
	return nil
}

// invalid is where a line is no UTF-8; -1 where it is.
func invalid(line []byte) int {
	for at := 0; at < len(line); {
		r, size := utf8.DecodeRune(line[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

const remedyForPaths = `between double quotation marks \ begins a sign of its own: write the path with / in place of \, or without quotation marks`

// escaped finds a text in double quotation marks that has \ before what makes no sign
// with it; x, u and U make one only with digits behind.
var escaped = regexp.MustCompile(`^[^#'"]*"(?:[^"\\]|\\[0abt\tnvfre "/\\N_LP]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*\\([^0abt\tnvfre "/\\N_LP])`)

// becameSign reports whether a path in double quotation marks was read, and is another
// one: C:\temp has a tab in it then, and inputs\new.csv a line's end.
func becameSign(n *yaml.Node) bool {
	if n.Style&yaml.DoubleQuotedStyle == 0 {
		return false
	}
	path := drive.MatchString(n.Value) || ending.MatchString(n.Value)
	return strings.ContainsFunc(n.Value, func(r rune) bool {
		switch r {
		case '\n', '\u00a0':
			return path
		case '\u0085', '\u2028', '\u2029':
			return true
		}
		return unicode.IsControl(r)
	})
}

var (
	drive  = regexp.MustCompile(`^[A-Za-z]:`)
	ending = regexp.MustCompile(`(?i)\.(csv|xlsx|yaml|md|png|jpe?g|txt)$`)
)
