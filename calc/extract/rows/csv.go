package rows

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"strings"
)

// CSV is a text file. Each physical line is one row: a line break inside a
// cell is refused, so that no stray quote can ever swallow the rows after it.
type CSV struct {
	report  func(Fault)
	file    *os.File
	digest  hash.Hash
	blocks  *blocks
	block   block
	rest    string // of the block, not yet split
	comma   byte
	line    int
	givenUp bool // a line that is none was met, and reported
	broken  bool // the line before ended inside a quoted cell
	cells   []Cell
	err     error
}

// OpenCSV begins to read a text file, and reports what is wrong while it is read.
// The delimiter is found out by the names of columns that are known.
func OpenCSV(file *os.File, known func(name string) bool, report func(Fault)) (*CSV, *Fault) {
	facts, err := file.Stat()
	if err != nil || facts.Size() > maxCSV {
		file.Close()
		return nil, tooLarge("the file is larger than 4 GB: split it, and name its parts in the project file")
	}
	t := &CSV{report: report, file: file, digest: sha256.New()}
	decode, text := newDecoder(io.TeeReader(file, t.digest))
	t.blocks = readBlocks(text, decode, facts.Size())
	t.more()
	t.comma = delimiter(t.block.text, known)
	return t, nil
}

// Even is true: a comma too many moves the cells after it.
func (t *CSV) Even() bool { return true }

// Epoch is that of nearly all workbooks; a text file has no numbers of dates.
func (t *CSV) Epoch() Epoch { return From1900 }

// Beside is nothing: a CSV is all there is to see.
func (t *CSV) Beside() Beside { return Beside{} }

// Next splits one line. A line that cannot be split for certain is reported,
// and the next is taken.
func (t *CSV) Next() (Row, bool) {
	for {
		line, ok := t.nextLine()
		if !ok {
			return Row{}, false
		}
		if t.split(line) {
			return Row{Number: t.line, Cells: t.cells, Clear: t.block.clear}, true
		}
	}
}

// Line is a line of a CSV, whatever is in it. One that cannot be split for certain
// was reported and is torn: it stands whole in its only cell.
type Line struct {
	Row
	Torn bool
	Size int // in bytes
}

// Line gives the next line. Whoever asks for lines loses none.
func (t *CSV) Line() (Line, bool) {
	line, ok := t.nextLine()
	if !ok {
		return Line{}, false
	}
	torn := !t.split(line)
	if torn {
		t.cells = append(t.cells[:0], Cell{Text: Tidy(line)})
	}
	return Line{Row{Number: t.line, Cells: t.cells}, torn, len(line)}, true
}

// nextLine gives one physical line without its end.
func (t *CSV) nextLine() (string, bool) {
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
		fault := overlong(t.rest[:end])
		fault.Row = t.line
		t.report(fault)
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
func (t *CSV) more() bool {
	next, ok := <-t.blocks.out
	t.block, t.rest = next, next.text
	return ok
}

// endBlock reports what ended a block too early.
func (t *CSV) endBlock() bool {
	switch b := t.block; {
	case b.err != nil:
		t.err = b.err
		return false
	case b.fault != nil:
		t.block.fault, t.block.cut = nil, false // it is said once
		b.fault.Row = t.line + 1
		t.report(*b.fault)
		return false
	case b.cut:
		t.block.cut = false // it is said once
		t.report(Fault{Kind: CutOff, Row: t.line, Remedy: "the last line has no end, so the file may have been cut off: " +
			"ask for it again, or if this is its true end, add a line break there"})
		return false
	}
	return true
}

// Done reads what is left, so that the digest is of the whole file. One that was
// given up is not worth the time: gigabytes of it may be left.
func (t *CSV) Done() (string, error) {
	t.blocks.stop()
	defer t.file.Close()
	if t.err != nil || !t.blocks.over {
		return "", t.err
	}
	_, err := io.Copy(t.digest, t.file)
	return hex.EncodeToString(t.digest.Sum(nil)), err
}

// Whole reports, of a table that is done, whether all its lines were given.
func (t *CSV) Whole() bool { return t.blocks.over && !t.givenUp }

// delimiter finds out what stands between the cells: of comma, semicolon and
// tab the one by which most column names are found in the first lines, and
// where there are none, the most frequent in the first line.
func delimiter(text string, known func(string) bool) byte {
	var best byte = ','
	most := 0
	lines := strings.SplitN(text, "\n", HeaderWithin+1)
	if hint, ok := strings.CutPrefix(strings.TrimRight(lines[0], "\r"), "sep="); ok && len(hint) == 1 {
		return hint[0]
	}
	for _, candidate := range []byte(",;\t") {
		score := strings.Count(lines[0], string(candidate))
		for _, line := range lines[:min(len(lines), HeaderWithin)] {
			found := 0
			for _, name := range strings.Split(line, string(candidate)) {
				if known(name) {
					found++
				}
			}
			score = max(score, found*1000)
		}
		if score > most {
			best, most = candidate, score
		}
	}
	return best
}
