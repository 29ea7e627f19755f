package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"strings"

	"yearend/calc"
)

// csvTable is a CSV file. Each physical line is one row: a line break inside a
// cell is refused, so that no stray quote can ever swallow the rows after it.
type csvTable struct {
	*page
	file    *os.File
	digest  hash.Hash
	blocks  *blocks
	block   block
	rest    string // of the block, not yet split
	comma   byte
	line    int
	givenUp bool // a line that is none was met, and reported
	broken  bool // the line before ended inside a quoted cell
	cells   []cell
	torn    []int // lines that could not be split, where it is asked for
	err     error
}

func openCSV(r *reading, file *os.File, p *page) table {
	facts, err := file.Stat()
	if err != nil || facts.Size() > maxCSV {
		file.Close()
		p.report(calc.Problem{Code: "E-size", Remedy: "the file is larger than 4 GB: split it, and name its parts in the project file"})
		return nil
	}
	t := &csvTable{page: p, file: file, digest: sha256.New()}
	decode, text := newDecoder(io.TeeReader(file, t.digest))
	t.blocks = readBlocks(text, decode, facts.Size())
	t.more()
	t.comma = delimiter(t.block.text, r.names)
	return t
}

func (t *csvTable) even() bool      { return true }
func (t *csvTable) epoch() epoch    { return from1900 }
func (t *csvTable) lookOver(*sheet) {} // a CSV is all there is to see

// next splits one line. A line that cannot be split for certain is reported,
// and the next is taken.
func (t *csvTable) next() (row, bool) {
	for {
		line, ok := t.nextLine()
		if !ok {
			return row{}, false
		}
		if t.split(line) {
			return row{t.line, t.cells}, true
		}
	}
}

// nextLine gives one physical line without its end.
func (t *csvTable) nextLine() (string, bool) {
	for t.rest == "" && !t.givenUp {
		if !t.endBlock() || !t.more() {
			return "", false
		}
	}
	if t.givenUp {
		return "", false
	}
	t.line++
	end := strings.IndexByte(t.rest, '\n')
	if end < 0 {
		end = len(t.rest)
	}
	if end > maxLine {
		code, remedy := overlong(t.rest[:end])
		t.report(calc.Problem{Code: code, Row: t.line, Remedy: remedy})
		t.givenUp = true
		return "", false
	}
	line := t.rest[:end]
	t.rest = t.rest[min(end+1, len(t.rest)):]
	if t.line == 1 && strings.HasPrefix(line, "sep=") {
		return "", true // a hint for Excel, of the delimiter
	}
	return strings.TrimSuffix(line, "\r"), true
}

// more takes the next block.
func (t *csvTable) more() bool {
	next, ok := <-t.blocks.out
	t.block, t.rest = next, next.text
	return ok
}

// endBlock reports what ended a block too early.
func (t *csvTable) endBlock() bool {
	switch b := t.block; {
	case b.err != nil:
		t.err = b.err
		return false
	case b.fault != "":
		t.block.fault, t.block.cut = "", false // it is said once
		t.report(calc.Problem{Code: b.code, Row: t.line + 1, Found: b.found, Remedy: b.fault})
		return false
	case b.cut:
		t.block.cut = false // it is said once
		t.report(calc.Problem{Code: "E-cut", Row: t.line, Remedy: "the last line has no end, so the file may have been cut off: " +
			"ask for it again, or if this is its true end, add a line break there"})
		return false
	}
	return true
}

// done reads what is left, so that the digest is of the whole file. One that was
// given up is not worth the time: gigabytes of it may be left.
func (t *csvTable) done() (string, error) {
	t.blocks.stop()
	defer t.file.Close()
	if !t.blocks.over && t.stopped() {
		return "", t.err
	}
	_, err := io.Copy(t.digest, t.file)
	if t.err != nil {
		err = t.err
	}
	return hex.EncodeToString(t.digest.Sum(nil)), err
}
