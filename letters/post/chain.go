package post

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"yearend/letters/register"
)

// chain is a file of lines that is only ever added to, and of which each line
// names the digest of all that stands before it: a line that was taken out, put
// in, moved or rewritten breaks it. Its head is the digest of the whole.
type chain struct {
	path  string
	heads []string // after none, one, two … lines; the first is what the chain hangs from
	last  []byte   // the last line with its end, or the mark of a torn one
	size  int64
	file  *os.File // nil where it was only read
}

// head is the digest of all lines.
func (c *chain) head() string { return c.heads[len(c.heads)-1] }

// headAt is the head after so many lines; empty where there are not so many.
func (c *chain) headAt(lines int) string {
	if lines < 0 || lines >= len(c.heads) {
		return ""
	}
	return c.heads[lines]
}

func (c *chain) lines() int { return len(c.heads) - 1 }

// tornMark ends a line that a crash cut off. No whole line ends so; and a mark
// that is cut off itself is no harm: the line has no end, and is marked again.
const tornMark = " #torn\n"

// takeLine judges the text of a line, which is the n-th, and gives the digest of
// what stands before it, as the line names it.
type takeLine func(n int, text []byte) (after string, err error)

// parse takes all lines, and reports whether the last one has no end. Any other
// that cannot be read, and is not marked as torn, means that the file was altered.
func (c *chain) parse(data []byte, take takeLine) (torn bool, err error) {
	number, chained := 0, false
	for text := range bytes.Lines(data) {
		number++
		c.last = text
		if !bytes.HasSuffix(text, []byte("\n")) {
			return true, nil
		}
		if bytes.HasSuffix(text, []byte(tornMark)) {
			continue
		}
		after, err := take(len(c.heads), text)
		if err != nil {
			return false, c.altered(number, err.Error())
		}
		chained = chained || after != "" // an older version of the program wrote none
		if chained && after != c.head() {
			return false, c.altered(number, "does not follow from the lines before it")
		}
		c.heads = append(c.heads, nextHead(c.head(), text))
	}
	return false, nil
}

func nextHead(head string, text []byte) string {
	sum := sha256.New()
	io.WriteString(sum, head+"\n")
	sum.Write(text)
	return hex.EncodeToString(sum.Sum(nil))
}

func (c *chain) altered(line int, how string) error {
	return fmt.Errorf("line %d of %s %s: it has been altered, so that nobody can say what was sent; ask whoever can restore it",
		line, register.Shown(c.path), how)
}

// decodeLine reads a line strictly.
func decodeLine(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if decoder.Decode(into) != nil {
		return errors.New("cannot be read")
	}
	return nil
}

// encodeLine writes a line, with its end.
func encodeLine(value any) ([]byte, error) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return line.Bytes(), err
}

// readChain reads a chained file without touching it. One that is not there is
// an empty one. A last line that a crash cut off says nothing.
func readChain(path, from string, take takeLine) (*chain, error) {
	c := &chain{path: path, heads: []string{from}}
	data, err := register.ReadPlain(path, register.MostRecord)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	_, err = c.parse(data, take)
	return c, err
}

// openChain opens a chained file to add to it, makes it if need be, and keeps it
// to this program for as long as it is open. A last line that a crash cut off is
// ended and marked as torn.
func openChain(path, from string, mode os.FileMode, take takeLine) (*chain, error) {
	_, err := os.Stat(path)
	made := errors.Is(err, fs.ErrNotExist)
	if _, err := register.ReadPlain(path, register.MostRecord); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE, mode)
	if err != nil {
		return nil, err
	}
	if made {
		os.Chmod(path, mode) // whatever the mask: a folder that was opened to colleagues is meant so
	}
	c := &chain{path: path, heads: []string{from}, file: file}
	if err := c.begin(made, take); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return c, nil
}

// begin locks the file, and then reads it: what another has added before is seen.
func (c *chain) begin(made bool, take takeLine) error {
	if err := c.lock(); err != nil {
		return err
	}
	if made {
		if err := syncFolder(filepath.Dir(c.path)); err != nil {
			return err
		}
	}
	data, err := io.ReadAll(c.file)
	if err != nil {
		return err
	}
	torn, err := c.parse(data, take)
	if err != nil {
		return err
	}
	c.size = int64(len(data))
	if torn {
		return c.write([]byte(tornMark), true)
	}
	return nil
}

// add writes a line, and returns when it is on the disk, if it must be.
func (c *chain) add(line []byte, through bool) error {
	if err := c.write(line, through); err != nil {
		return err
	}
	c.heads = append(c.heads, nextHead(c.head(), line))
	return nil
}

func (c *chain) write(text []byte, through bool) error {
	if c.file == nil {
		return fmt.Errorf("%s is open for reading only", c.path)
	}
	if _, err := c.file.Write(text); err != nil {
		return err
	}
	c.size, c.last = c.size+int64(len(text)), text
	if through {
		return c.file.Sync()
	}
	return nil
}

func (c *chain) close() error {
	if c.file == nil {
		return nil
	}
	return c.file.Close()
}

// Intruded says that a file was not left to the program that had it open: another
// sends at the same time, or a person or a syncing program has changed it.
type Intruded struct{ Path, How string }

func (i Intruded) Error() string {
	return fmt.Sprintf("%s %s while letters were being sent: another computer or another program is at work on it, and nothing more goes",
		register.Shown(i.Path), i.How)
}

// alone sees that the file is as this program has left it, still stands under its
// name, and is still locked by it.
func (c *chain) alone() error {
	open, err := c.file.Stat()
	if err != nil {
		return err
	}
	named, err := os.Stat(c.path)
	if errors.Is(err, fs.ErrNotExist) {
		return Intruded{c.path, "was taken away"}
	}
	if err != nil {
		return err
	}
	if !os.SameFile(open, named) {
		return Intruded{c.path, "was replaced by another file"}
	}
	if named.Size() != c.size || open.Size() != c.size {
		return Intruded{c.path, "was written to by another"}
	}
	end := make([]byte, len(c.last))
	if _, err := c.file.ReadAt(end, c.size-int64(len(end))); err != nil {
		return err
	}
	if !bytes.Equal(end, c.last) {
		return Intruded{c.path, "was altered"}
	}
	return c.stillLocked()
}

// lock takes the lock beyond the file's end: there it keeps no reader out.
func (c *chain) lock() error {
	for range tries {
		held, err := lockBeyond(c.file)
		if err != nil {
			return fmt.Errorf("lock %s: %w: where a folder gives no locks, nobody can keep two computers from sending the same letters; move the project to a disk of this computer",
				register.Shown(c.path), err)
		}
		if held {
			return nil
		}
		time.Sleep(between)
	}
	return fmt.Errorf("%s is kept by another yearend, which is sending: wait until it has ended", register.Shown(c.path))
}

// stillLocked asks for the lock a second time: that it can be had means that the
// first is gone, as when a share was away for a moment.
func (c *chain) stillLocked() error {
	second, err := os.OpenFile(c.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer second.Close()
	held, err := lockBeyond(second)
	if err != nil {
		return fmt.Errorf("lock %s: %w", register.Shown(c.path), err)
	}
	if held {
		return Intruded{c.path, "lost its lock"}
	}
	return nil
}

// Whoever only tests the lock holds it for a moment too.
const (
	tries   = 5
	between = 20 * time.Millisecond
)

// beyond is where the lock stands: far behind the end of any journal, and within
// what every kind of share can count.
const beyond = 1 << 40

// syncFolder brings a new file's name to the disk, where the system can.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	folder.Sync() // Windows cannot, and need not
	return folder.Close()
}
