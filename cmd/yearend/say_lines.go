package main

import (
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// narrowest and usual are how many characters a line has at least, and where it is
// not known how wide the window is.
const (
	narrowest = 40
	usual     = 80
)

// widthOf is how many characters a line of it has: what COLUMNS says, or the
// window's width, or 80 where nothing is known.
func widthOf(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return max(n, narrowest)
	}
	if file, is := w.(*os.File); is {
		if n, _, err := term.GetSize(int(file.Fd())); err == nil && n > 0 {
			return max(n, narrowest)
		}
	}
	return usual
}

// lines breaks what is written to it between words, so that no line is wider than
// the window. What is drawn over itself, as a bar is, goes through as it stands.
type lines struct {
	to    io.Writer
	width int
	begun []byte // of a line whose end has not come yet
}

// linesTo breaks lines for whoever reads w.
func linesTo(w io.Writer) *lines { return &lines{to: w, width: widthOf(w)} }

func (l *lines) Write(some []byte) (int, error) {
	l.begun = append(l.begun, some...)
	for {
		line, rest, ended := strings.Cut(string(l.begun), "\n")
		if !ended {
			break
		}
		if _, err := io.WriteString(l.to, broken(line, l.width)+"\n"); err != nil {
			return 0, err
		}
		l.begun = []byte(rest)
	}
	if strings.HasPrefix(string(l.begun), "\r") {
		return len(some), l.flush()
	}
	return len(some), nil
}

// flush writes a line that has not ended, as a question before its answer has not.
func (l *lines) flush() error {
	rest := l.begun
	l.begun = nil
	if len(rest) == 0 {
		return nil
	}
	_, err := io.WriteString(l.to, broken(string(rest), l.width))
	return err
}

// ask shows a question, whose line ends with the answer.
func ask(w io.Writer, question string) {
	io.WriteString(w, question)
	if l, are := w.(*lines); are {
		l.flush()
	}
}

// shownOn is where lines end up: a terminal, a file or a pipe.
func shownOn(w io.Writer) io.Writer {
	if l, are := w.(*lines); are {
		return l.to
	}
	return w
}

// broken breaks one line into lines of so many characters. What follows the first
// is indented: under the last cell of a row of a table, else by two more than the line.
func broken(line string, width int) string {
	if utf8.RuneCountInString(line) <= width {
		return line
	}
	indent := strings.Repeat(" ", hanging(line, width))
	var b strings.Builder
	margin := len(line) - len(strings.TrimLeft(line, " "))
	b.WriteString(line[:margin])
	at, first := margin, true
	for _, word := range unbroken(line[margin:], width-len(indent)) {
		gap := len(word) - len(strings.TrimLeft(word, " "))
		long := utf8.RuneCountInString(word)
		if !first && at+long > width && at > len(indent) {
			b.WriteString("\n" + indent)
			word, at, long = word[gap:], len(indent), long-gap
		}
		b.WriteString(word)
		at, first = at+long, false
	}
	return b.String()
}

// hanging is by how much the lines after the first are indented.
func hanging(line string, width int) int {
	words := strings.TrimLeft(line, " ")
	margin := len(line) - len(words)
	cell := strings.LastIndex(words, "  ")
	if cell < 0 {
		return margin + 2
	}
	if under := margin + utf8.RuneCountInString(words[:cell]) + 2; under <= width/2 {
		return under
	}
	return margin + 2
}

// unbroken parts a line into words, each with the spaces before it. A command
// between backticks is one word where it fits in a line, so that it can be copied.
func unbroken(line string, room int) []string {
	var words []string
	for line != "" {
		text := strings.TrimLeft(line, " ")
		gap := len(line) - len(text)
		end := strings.IndexByte(text, ' ')
		if begin := strings.IndexByte(text, '`'); begin >= 0 && (end < 0 || begin < end) {
			if command := strings.IndexByte(text[begin+1:], '`'); command >= 0 {
				after := begin + 1 + command + 1
				if next := strings.IndexByte(text[after:], ' '); next >= 0 {
					after += next
				} else {
					after = len(text)
				}
				if utf8.RuneCountInString(text[:after]) <= room {
					end = after
				}
			}
		}
		if end < 0 || end == len(text) {
			return append(words, line)
		}
		words = append(words, line[:gap+end])
		line = line[gap+end:]
	}
	return words
}
