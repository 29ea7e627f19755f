package tagged

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// A Blank is a file that fpdf made, taken apart into its objects, to be drawn on
// any number of times. It is only read, so many may read it.
type Blank struct {
	objects  []object // by number; 0 is none
	info     int
	catalog  int
	pages    []int // the page objects, in order
	contents []int // what is drawn on them
}

// An object is one of the file's. Only a stream has data.
type object struct {
	dict []byte
	data []byte
}

// NewBlank takes apart what fpdf's Output wrote, and keeps it. It knows fpdf's
// way of writing, not PDF at large, and refuses what is written otherwise.
func NewBlank(file []byte) (*Blank, error) {
	b, err := parse(file)
	if err != nil {
		return nil, fmt.Errorf("read the drawn file: %w", err)
	}
	return b, nil
}

func parse(file []byte) (*Blank, error) {
	table, trailer, err := crossReference(file)
	if err != nil {
		return nil, err
	}
	if bytes.Contains(trailer, []byte("/Encrypt")) {
		return nil, fmt.Errorf("it is encrypted")
	}
	b := &Blank{objects: make([]object, len(table)+1)}
	for i, p := range table {
		if b.objects[p.number], err = readObject(file[p.start:p.end]); err != nil {
			return nil, fmt.Errorf("object %d: %w", table[i].number, err)
		}
	}
	b.info, b.catalog = reference(trailer, "/Info "), reference(trailer, "/Root ")
	b.pages = references(between(b.at(1).dict, "/Kids [", "]"))
	for _, n := range append([]int{b.info, b.catalog}, b.pages...) {
		if b.at(n).dict == nil {
			return nil, fmt.Errorf("object %d is lacking", n)
		}
	}
	for _, page := range b.pages {
		b.contents = append(b.contents, reference(b.at(page).dict, "/Contents "))
	}
	return b, nil
}

// at is an object by its number, an empty one if there is none.
func (b *Blank) at(number int) object {
	if number < 1 || number >= len(b.objects) {
		return object{}
	}
	return b.objects[number]
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
