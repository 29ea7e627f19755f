package readback

import (
	"bytes"
	"fmt"
	"strconv"
)

// Pages reads a file of joined letters: the words of each page, in their order.
// A page without any is a blank one. Such a file has no elements.
func (r *Reader) Pages(file []byte) (words []string, err error) {
	defer func() { // a broken file may end anywhere
		if caught := recover(); caught != nil {
			words, err = nil, fmt.Errorf("%w: %v", errStrange, caught)
		}
	}()
	r.begin(file)
	catalog, err := r.openFile()
	if err != nil {
		return nil, err
	}
	return r.pagesBelow(nil, reference(catalog, "Pages"), mostDepth)
}

// mostDepth is deeper than the pages of any file of ours lie.
const mostDepth = 8

// pagesBelow reads the pages below a node, which may have nodes below it.
func (r *Reader) pagesBelow(words []string, node, depth int) ([]string, error) {
	dict, err := r.object(node)
	if err != nil {
		return nil, err
	}
	kids := entry(dict, "Kids")
	if kids == nil {
		word, err := r.pageWords(node, dict)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", len(words)+1, err)
		}
		return append(words, word), nil
	}
	if depth == 0 {
		return nil, fmt.Errorf("%w: its pages lie too deep", errStrange)
	}
	l := lexer{data: kids}
	l.next()
	for l.next() == number {
		if words, err = r.pagesBelow(words, int(l.num), depth-1); err != nil {
			return nil, err
		}
		l.next()
		l.next()
	}
	return words, nil
}

// pageWords reads one page, by the fonts of its own.
func (r *Reader) pageWords(object int, dict []byte) (string, error) {
	r.fonts, r.pages, r.doc = map[string]*font{}, r.pages[:0], Document{}
	if reference(dict, "Resources") > 0 { // a blank page has none
		if err := r.readFonts(dict); err != nil {
			return "", err
		}
	}
	if err := r.readPage(object, reference(dict, "Contents")); err != nil {
		return "", err
	}
	return r.pages[0].words, nil
}

// openTable reads where the objects are from a table in plain text, and returns
// the catalog: stretches of numbers, each with its lines of twenty bytes.
func (r *Reader) openTable(table []byte) ([]byte, error) {
	r.spots, r.classic = r.spots[:0], true
	for {
		line, rest, found := bytes.Cut(table, []byte("\n"))
		if !found {
			return nil, errStrange
		}
		if string(line) == "trailer" {
			return r.object(reference(rest, "Root"))
		}
		first, count, _ := bytes.Cut(line, []byte(" "))
		from, err := strconv.Atoi(string(first))
		many, err2 := strconv.Atoi(string(count))
		if err != nil || err2 != nil || from < 0 || many < 0 || from+many > len(r.file) || 20*many > len(rest) {
			return nil, fmt.Errorf("%w: a list of objects that begins %q", errStrange, line)
		}
		for len(r.spots) < from+many {
			r.spots = append(r.spots, nowhere)
		}
		for i := range many {
			at, err := strconv.Atoi(string(rest[20*i : 20*i+10]))
			if err != nil || at >= len(r.file) {
				return nil, fmt.Errorf("%w: object %d stands nowhere", errStrange, from+i)
			}
			r.spots[from+i] = spot{at: at}
		}
		table = rest[20*many:]
	}
}

// between is what stands between two words.
func between(text []byte, from, to string) ([]byte, error) {
	_, rest, begun := bytes.Cut(text, []byte(from))
	inner, _, ended := bytes.Cut(rest, []byte(to))
	if !begun || !ended {
		return nil, fmt.Errorf("%w: an object is not begun or not ended", errStrange)
	}
	return inner, nil
}
