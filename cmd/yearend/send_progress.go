package main

import (
	"fmt"
	"io"
	"strings"

	"yearend/letters/post"
)

// progress shows a round of sending: a bar on a terminal, else a line a letter.
type progress struct {
	out   io.Writer
	total int
	bar   bool
	drawn bool
}

func (s send) progress(total int) *progress {
	return &progress{out: s.stderr, total: total, bar: isTerminal(s.stderr)}
}

// tell shows an event. What is not as it should be gets a line that stays.
func (p *progress) tell(now post.Progress) {
	line := eventLine(now.Event)
	if now.Pause > 0 {
		line = fmt.Sprintf("everything waits %s: %s", now.Pause, now.Event.Words)
	}
	if !p.bar {
		fmt.Fprintf(p.out, "%d of %d: %s\n", p.total-now.Left, p.total, line)
		return
	}
	if now.Event.Kind != post.Sent {
		p.clear()
		fmt.Fprintln(p.out, line)
	}
	p.draw(now)
}

func (p *progress) draw(now post.Progress) {
	fmt.Fprintf(p.out, "\r%s %d sent, %d left, ends at %s ", bar(p.total-now.Left, p.total),
		now.Count[post.Sent], now.Left, now.Ends.Local().Format("15:04"))
	p.drawn = true
}

func (p *progress) clear() {
	if p.drawn {
		fmt.Fprintf(p.out, "\r%s\r", strings.Repeat(" ", 79))
	}
}

func (p *progress) end() {
	if p.drawn {
		fmt.Fprintln(p.out)
	}
}
