package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
)

// isTerminal reports whether a person sees what is written.
func isTerminal(w io.Writer) bool {
	file, is := shownOn(w).(*os.File)
	return is && term.IsTerminal(int(file.Fd()))
}

// barWidth is how many characters a bar has between its ends.
const barWidth = 30

// bar draws so much of a whole.
func bar(done, total int) string {
	full := min(barWidth*done/max(total, 1), barWidth)
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + "]"
}

// watchOn says on stderr what a command is about: what an earlier one has left, and
// on a terminal how far the letters are.
func (o options) watchOn(stderr io.Writer) season.Watch {
	w := season.Watch{
		Left: func(by register.Holder) { sayWarning(stderr, "an earlier command did not finish: %s", by) },
		Cleared: func() {
			sayWarning(stderr, "the unfinished run it left is cleared away; every finished run is as it was")
		},
	}
	if isTerminal(stderr) {
		w.Letters = (&lettersBar{to: stderr}).tell
	}
	if o.told.Letters != nil {
		w.Letters = o.told.Letters
	}
	w.Made = o.told.Made
	return w
}

// lettersBar is a bar on a terminal while letters are rendered. It moves with the
// letters and knows no clock, and is taken away when they are done.
type lettersBar struct {
	to    io.Writer
	drawn bool
	shown int // percent
}

func (b *lettersBar) tell(now season.Progress) {
	if now.Over {
		fmt.Fprint(b.to, "\r"+strings.Repeat(" ", barWidth+len("letters [] 100%"))+"\r")
		return
	}
	total := max(now.Total, 1)
	if percent := now.Done * 100 / total; !b.drawn || percent != b.shown {
		b.drawn, b.shown = true, percent
		fmt.Fprintf(b.to, "\rletters %s %3d%%", bar(now.Done, total), percent)
	}
}

// progress shows a round of sending: a bar on a terminal, else a line a letter.
type progress struct {
	out   io.Writer
	total int
	bar   bool
	drawn bool
}

// progressOn shows a round of so many letters.
func progressOn(stderr io.Writer, total int) *progress {
	return &progress{out: stderr, total: total, bar: isTerminal(stderr)}
}

// tell shows an event. What is not as it should be gets a line that stays.
func (p *progress) tell(now post.Progress) {
	line := eventLine(now.Event)
	if now.Pause > 0 {
		line = fmt.Sprintf("everything waits %s: %s", now.Pause, now.Event.Words)
	}
	if !p.bar {
		fmt.Fprintf(p.out, "%s of %s: %s\n", letters.Count(p.total-now.Left), letters.Count(p.total), line)
		return
	}
	if now.Event.Kind != post.Sent {
		p.clear()
		fmt.Fprintln(p.out, line)
	}
	p.draw(now)
}

func (p *progress) draw(now post.Progress) {
	fmt.Fprintf(p.out, "\r%s %s sent, %s left, ends at %s ", bar(p.total-now.Left, p.total),
		letters.Count(now.Count[post.Sent]), letters.Count(now.Left), now.Ends.Local().Format("15:04"))
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
