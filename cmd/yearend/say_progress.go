package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// progress is a bar on a terminal while letters are written. It moves with the
// letters and knows no clock. Where stderr is no terminal it says nothing.
type progress struct {
	to    io.Writer
	total int

	mu   sync.Mutex
	done int
}

// barWidth is how many characters a full bar has.
const barWidth = 40

// sayProgress counts the letters that put keeps, of so many. The second result
// takes the bar away again.
func sayProgress(stderr io.Writer, total int, keep put) (put, func()) {
	if !isTerminal(stderr) {
		return keep, func() {}
	}
	p := &progress{to: stderr, total: max(total, 1)}
	p.draw()
	counting := func(name string, data []byte) (string, error) {
		digest, err := keep(name, data)
		if err == nil && strings.HasSuffix(name, ".pdf") {
			p.step()
		}
		return digest, err
	}
	return counting, p.clear
}

func (p *progress) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.percent()
	p.done++
	if p.percent() != before {
		p.draw()
	}
}

func (p *progress) percent() int { return p.done * 100 / p.total }

func (p *progress) draw() {
	full := min(barWidth*p.done/p.total, barWidth)
	fmt.Fprintf(p.to, "\rletters [%s%s] %3d%%", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), p.percent())
}

func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprint(p.to, "\r"+strings.Repeat(" ", barWidth+len("letters [] 100%"))+"\r")
}

// isTerminal reports whether a person sees what is written.
func isTerminal(w io.Writer) bool {
	file, is := w.(*os.File)
	if !is {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
