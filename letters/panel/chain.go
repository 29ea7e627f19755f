package panel

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"yearend/calc"
	"yearend/letters/register"
)

// Log is a file in the folder of runs that is only ever added to, a line an entry,
// each with the digest of the line before it: a line that was taken out, put in,
// moved or rewritten shows. That the last ones were taken out shows beside it, in
// HeadsFile.
type Log[T any] struct {
	Entries []T
	Heads   []string // the digest of each line, without its end
	Torn    bool     // it ended in half a line, of something that was never recorded

	root, name string
	text       []byte // the whole lines
}

// HeadsFile says of each log how many lines it had when it was last added to, and
// the digest of the last of them.
const HeadsFile = "logs.json"

// head is what HeadsFile says of a log.
type head struct {
	Lines  int    `json:"lines"`
	Digest string `json:"digest"`
}

// chained is a line.
type chained[T any] struct {
	After string `json:"after"` // the digest of the line before; empty in the first
	Entry T      `json:"entry"`
}

// ReadLog reads a log of the folder of runs. One that is not there is empty. Half a
// line at its end was being written when the program was ended, and says nothing;
// anything else that is not as it was written is an error, and nothing runs until
// it is restored.
func ReadLog[T any](root, name string) (Log[T], error) {
	l := Log[T]{root: root, name: name}
	text, err := register.ReadPlain(l.path(), register.MostRecord)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return l, fmt.Errorf("read %s: %w", name, err)
	}
	for line := range bytes.Lines(text) {
		whole, ended := bytes.CutSuffix(line, []byte("\n"))
		if !ended {
			l.Torn = true
			break
		}
		if err := l.take(whole); err != nil {
			return l, l.altered(fmt.Sprintf("line %d %v", len(l.Heads)+1, err))
		}
		l.text = append(l.text, line...)
	}
	heads, there, err := readHeads(root)
	if err != nil {
		return l, err
	}
	switch known, named := heads[name]; {
	case !there && len(l.Heads) > 0:
		return l, l.altered("it has " + calc.Many(len(l.Heads), "line") + ", and " + HeadsFile + " beside it, which says how many it had, is missing")
	case !named && len(l.Heads) > 0:
		return l, l.altered("it has " + calc.Many(len(l.Heads), "line") + ", and " + HeadsFile + " beside it says nothing of it")
	case known.Lines > len(l.Heads):
		return l, l.altered(fmt.Sprintf("it has %d lines, and had %d", len(l.Heads), known.Lines))
	case known.Lines > 0 && l.Heads[known.Lines-1] != known.Digest:
		return l, l.altered(fmt.Sprintf("line %d is not the one that was written", known.Lines))
	}
	return l, nil
}

// take reads a line, and sees that it follows from the one before.
func (l *Log[T]) take(line []byte) error {
	var is chained[T]
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&is); err != nil || decoder.More() {
		return errors.New("cannot be read")
	}
	if is.After != l.Head() {
		return errors.New("does not follow from the line before it")
	}
	l.Entries, l.Heads = append(l.Entries, is.Entry), append(l.Heads, register.Digest(line))
	return nil
}

// Head is the digest of the last line; empty where there is none.
func (l Log[T]) Head() string {
	if len(l.Heads) == 0 {
		return ""
	}
	return l.Heads[len(l.Heads)-1]
}

// Append adds entries, all of them or none, whenever the program is ended. Whoever
// calls it holds the lock of the folder since before the log was read.
func (l Log[T]) Append(entries ...T) (Log[T], error) {
	if len(entries) == 0 {
		return l, nil
	}
	longer := Log[T]{root: l.root, name: l.name, text: bytes.Clone(l.text),
		Entries: append([]T(nil), l.Entries...), Heads: append([]string(nil), l.Heads...)}
	for _, entry := range entries {
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(chained[T]{longer.Head(), entry}); err != nil {
			return l, fmt.Errorf("write %s: %w", l.name, err)
		}
		longer.text = append(longer.text, line.Bytes()...)
		longer.Entries = append(longer.Entries, entry)
		longer.Heads = append(longer.Heads, register.Digest(bytes.TrimSuffix(line.Bytes(), []byte("\n"))))
	}
	if err := l.beginHeads(); err != nil {
		return l, fmt.Errorf("write %s: %w", HeadsFile, err)
	}
	if err := register.Replace(longer.path(), longer.text); err != nil {
		return l, fmt.Errorf("write %s: %w", l.name, err)
	}
	return longer, longer.noteHead()
}

// beginHeads sees that HeadsFile knows of the log before its first line is there: a log
// without it, or of which it says nothing, was robbed of it.
func (l Log[T]) beginHeads() error {
	heads, _, err := readHeads(l.root)
	if _, named := heads[l.name]; named || err != nil {
		return err
	}
	return l.writeHead(heads, head{})
}

// noteHead says in HeadsFile how far the log goes. It may lag behind the log, never
// run ahead of it: what is added is in the log first.
func (l Log[T]) noteHead() error {
	heads, _, err := readHeads(l.root)
	if err != nil {
		return err
	}
	return l.writeHead(heads, head{Lines: len(l.Heads), Digest: l.Head()})
}

// writeHead writes HeadsFile with another head of this log.
func (l Log[T]) writeHead(heads map[string]head, now head) error {
	heads[l.name] = now
	text, err := json.MarshalIndent(heads, "", "  ")
	if err != nil {
		return err
	}
	return register.Replace(filepath.Join(l.root, HeadsFile), append(text, '\n'))
}

// readHeads reads HeadsFile, and says whether it is there.
func readHeads(root string) (heads map[string]head, there bool, err error) {
	heads = map[string]head{}
	path := filepath.Join(root, HeadsFile)
	text, err := register.ReadPlain(path, register.MostText)
	if errors.Is(err, fs.ErrNotExist) {
		return heads, false, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &heads)
	}
	if err == nil && heads == nil { // null, which is no table
		err = errors.New("it holds nothing")
	}
	if err != nil {
		return nil, true, fmt.Errorf("read %s: it says how far the logs go, and cannot be read: restore it from a copy: %w", register.Shown(path), err)
	}
	return heads, true, nil
}

func (l Log[T]) path() string { return filepath.Join(l.root, l.name) }

func (l Log[T]) altered(how string) error {
	return register.WithHint(fmt.Errorf("%s was altered: %s; nothing runs until it is as it was", register.Shown(l.path()), how),
		"restore it, and "+HeadsFile+" beside it, from a copy of the folder of runs")
}
