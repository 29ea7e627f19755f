package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
)

// isTerminal reports whether a person sees what is written.
func isTerminal(w io.Writer) bool {
	file, is := w.(*os.File)
	return is && term.IsTerminal(int(file.Fd()))
}

// barWidth is how many characters a bar has between its ends.
const barWidth = 30

// bar draws so much of a whole.
func bar(done, total int) string {
	full := min(barWidth*done/max(total, 1), barWidth)
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + "]"
}

// lettersBar is a bar on a terminal while letters are written. It moves with
// the letters and knows no clock.
type lettersBar struct {
	to    io.Writer
	total int

	mu   sync.Mutex
	done int
}

// sayLetters counts the letters that put keeps, of so many. The second result
// takes the bar away again. Where stderr is no terminal nothing is said.
func sayLetters(stderr io.Writer, total int, keep put) (put, func()) {
	if !isTerminal(stderr) {
		return keep, func() {}
	}
	b := &lettersBar{to: stderr, total: max(total, 1)}
	b.draw()
	counting := func(name string, data []byte) (string, error) {
		digest, err := keep(name, data)
		if err == nil && strings.HasSuffix(name, ".pdf") {
			b.step()
		}
		return digest, err
	}
	return counting, b.clear
}

func (b *lettersBar) step() {
	b.mu.Lock()
	defer b.mu.Unlock()
	before := b.percent()
	b.done++
	if b.percent() != before {
		b.draw()
	}
}

func (b *lettersBar) percent() int { return b.done * 100 / b.total }

func (b *lettersBar) draw() {
	fmt.Fprintf(b.to, "\rletters %s %3d%%", bar(b.done, b.total), b.percent())
}

func (b *lettersBar) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	fmt.Fprint(b.to, "\r"+strings.Repeat(" ", barWidth+len("letters [] 100%"))+"\r")
}
