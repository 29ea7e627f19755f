package tagged

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// A drawn is the file that fpdf made, taken apart into its objects.
type drawn struct {
	objects []object // by number; 0 is none
	info    int
	catalog int
	pages   []int // the page objects, in order
}

// An object is one of the file's. Only a stream has data.
type object struct {
	dict []byte
	data []byte
}

// parse takes fpdf's finished file apart. It knows fpdf's way of writing, not
// PDF at large, and refuses what is written otherwise.
func parse(file []byte) (*drawn, error) {
	table, trailer, err := crossReference(file)
	if err != nil {
		return nil, err
	}
	if bytes.Contains(trailer, []byte("/Encrypt")) {
		return nil, fmt.Errorf("it is encrypted")
	}
	d := &drawn{objects: make([]object, len(table)+1)}
	for i, p := range table {
		if d.objects[p.number], err = readObject(file[p.start:p.end]); err != nil {
			return nil, fmt.Errorf("object %d: %w", table[i].number, err)
		}
	}
	d.info, d.catalog = reference(trailer, "/Info "), reference(trailer, "/Root ")
	d.pages = references(between(d.at(1).dict, "/Kids [", "]"))
	for _, n := range append([]int{d.info, d.catalog}, d.pages...) {
		if d.at(n).dict == nil {
			return nil, fmt.Errorf("object %d is lacking", n)
		}
	}
	return d, nil
}

// at is an object by its number, an empty one if there is none.
func (d *drawn) at(number int) object {
	if number < 1 || number >= len(d.objects) {
		return object{}
	}
	return d.objects[number]
}

// A place is where an object stands in the file.
type place struct{ number, start, end int }

// crossReference reads the table of the objects' places, and the trailer.
func crossReference(file []byte) ([]place, []byte, error) {
	at, err := strconv.Atoi(string(bytes.TrimSpace(between(file[max(len(file)-40, 0):], "startxref\n", "%%EOF"))))
	if err != nil || at < 0 || at > len(file) || !bytes.HasPrefix(file[at:], []byte("xref\n0 ")) {
		return nil, nil, fmt.Errorf("no cross-reference table where the end says")
	}
	lines := bytes.Split(between(file[at:], "xref\n", "trailer\n"), []byte("\n"))
	if len(lines) < 4 {
		return nil, nil, fmt.Errorf("an empty cross-reference table")
	}
	var table []place
	for i, line := range lines[2 : len(lines)-1] {
		start, err := strconv.Atoi(string(line[:min(10, len(line))]))
		if err != nil || start > at || start < 0 {
			return nil, nil, fmt.Errorf("object %d stands nowhere", i+1)
		}
		table = append(table, place{number: i + 1, start: start})
	}
	slices.SortStableFunc(table, func(a, b place) int { return cmp.Compare(a.start, b.start) })
	for i := range table {
		table[i].end = at
		if i+1 < len(table) {
			table[i].end = table[i+1].start
		}
	}
	return table, between(file[at:], "trailer\n", "startxref"), nil
}

// readObject reads what stands from one object's beginning to the next's.
func readObject(text []byte) (object, error) {
	_, body, found := bytes.Cut(text, []byte(" obj\n"))
	body, ended := bytes.CutSuffix(body, []byte("\nendobj\n"))
	if !found || !ended {
		return object{}, fmt.Errorf("not begun or not ended")
	}
	body, isStream := bytes.CutSuffix(body, []byte("\nendstream"))
	if !isStream {
		return object{dict: body}, nil
	}
	dict, data, found := bytes.Cut(body, []byte("\nstream\n"))
	if !found || number(dict, "/Length ") != len(data) {
		return object{}, fmt.Errorf("a stream whose length is not what it says")
	}
	return object{dict: dict, data: data}, nil
}

// between is what stands between two words, nothing if either is lacking.
func between(text []byte, from, to string) []byte {
	_, rest, found := bytes.Cut(text, []byte(from))
	inner, _, ended := bytes.Cut(rest, []byte(to))
	if !found || !ended {
		return nil
	}
	return inner
}

// number is the whole number that follows a key, -1 if there is none.
func number(dict []byte, key string) int {
	_, rest, found := bytes.Cut(dict, []byte(key))
	end := 0
	for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(string(rest[:end]))
	if !found || err != nil {
		return -1
	}
	return n
}

// reference is the object that a key refers to, 0 if there is none.
func reference(dict []byte, key string) int { return max(number(dict, key), 0) }

// references reads a list of references.
func references(list []byte) (numbers []int) {
	fields := bytes.Fields(list)
	for i := 0; i+2 < len(fields); i += 3 {
		n, err := strconv.Atoi(string(fields[i]))
		if err != nil {
			return nil
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// word is the name that follows a key, without its slash.
func word(dict []byte, key string) string {
	_, rest, _ := bytes.Cut(dict, []byte(key))
	end := bytes.IndexAny(rest, " \n/<>[]()")
	if end < 0 {
		end = len(rest)
	}
	return string(rest[:end])
}
