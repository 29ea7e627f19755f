package rows

import (
	"bytes"
	"io"
	"strings"
)

// block is a run of whole lines of a CSV, as UTF-8.
type block struct {
	text   string
	quoted bool   // a quote stands somewhere in it
	clear  bool   // all of it is of ordinary characters
	cut    bool   // its last line has no end
	fault  *Fault // why the line after the text cannot be read
	err    error  // the disk's, not the file's
}

const blockSize = 1 << 20

// blocks reads a file ahead of whoever splits its lines, on a core of its own.
type blocks struct {
	out  chan block
	quit chan struct{}
	over bool // all of the file was read; known once out is closed
}

// readBlocks starts reading a file of so many bytes.
func readBlocks(from io.Reader, d *decoder, size int64) *blocks {
	b := &blocks{out: make(chan block, 4), quit: make(chan struct{})}
	go b.run(from, d, min(blockSize, 3*size/2+16)) // in UTF-8 a letter of UTF-16 can take half as much again
	return b
}

// run cuts at the last line end of what it has, and carries the rest over.
func (b *blocks) run(from io.Reader, d *decoder, size int64) {
	defer close(b.out)
	buf, carried := make([]byte, size), 0
	for {
		n, err := io.ReadFull(from, buf[carried:])
		have := buf[:carried+n]
		atEnd := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !atEnd {
			b.send(block{err: err})
			return
		}
		whole := bytes.LastIndexByte(have, '\n') + 1
		if atEnd {
			b.over = true
			b.finish(have, whole, d)
			return
		}
		if len(have)-whole > maxLine || whole == 0 {
			b.overlong(have, whole, d)
			return
		}
		if !b.send(d.block(have[:whole])) {
			return
		}
		carried = copy(buf, have[whole:])
	}
}

const (
	longLine = "a line is longer than 64 kB, which no row is: look for a quotation mark or a line end that is missing, and save the file again as CSV"
	macLines = "the lines of the file end as on a Macintosh of old, all in one: save it again as CSV UTF-8 (not as CSV Macintosh)"
)

// overlong sends the lines before one that has no end.
func (b *blocks) overlong(have []byte, whole int, d *decoder) {
	if whole > 0 && !b.send(d.block(have[:whole])) {
		return
	}
	fault := overlong(string(have[whole:]))
	b.send(block{fault: &fault})
}

// overlong says what a line without end is: of text, most likely a whole file
// whose lines end in another way.
func overlong(line string) Fault {
	if strings.Count(line, "\r") > 1 && strings.IndexByte(line, 0) < 0 {
		return Fault{Kind: LineBreak, Remedy: macLines}
	}
	return Fault{Kind: TooLarge, Remedy: longLine}
}

// finish sends the last lines; what follows the last line end is one more
// line, which may have been cut off.
func (b *blocks) finish(have []byte, whole int, d *decoder) {
	if whole > 0 && !b.send(d.block(have[:whole])) {
		return
	}
	if whole < len(have) {
		last := d.block(have[whole:])
		last.cut = true
		b.send(last)
	}
}

// send reports whether anybody still listens.
func (b *blocks) send(next block) bool {
	select {
	case b.out <- next:
		return next.fault == nil && next.err == nil
	case <-b.quit:
		return false
	}
}

// stop ends the reading, wherever it is, and waits for it.
func (b *blocks) stop() {
	close(b.quit)
	for range b.out {
		continue // what was on its way
	}
}
