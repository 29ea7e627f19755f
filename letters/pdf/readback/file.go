package readback

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

// A spot is where an object stands: in the file at an offset; or in an object
// stream, as which one of its objects.
type spot struct {
	stream int // the object stream's number; 0 in the file
	at     int
}

// nowhere is the spot of an object that the file does not have.
var nowhere = spot{stream: -1}

// openFile reads where the objects are, and returns the catalog.
func (r *Reader) openFile() ([]byte, error) {
	tail := r.file[max(len(r.file)-64, 0):]
	_, tail, found := bytes.Cut(tail, []byte("startxref\n"))
	start, err := strconv.Atoi(string(bytes.TrimSpace(bytes.TrimSuffix(tail, []byte("%%EOF\n")))))
	if !found || err != nil || start < 0 || start >= len(r.file) {
		return nil, errStrange
	}
	if rest, classic := bytes.CutPrefix(r.file[start:], []byte("xref\n")); classic {
		return r.openTable(rest)
	}
	dict, table, err := streamAt(r.file[start:])
	if err != nil {
		return nil, fmt.Errorf("list of objects: %w", err)
	}
	r.spots = r.spots[:0]
	for row := range slices.Chunk(table, 6) {
		where, which := int(row[1])<<16|int(row[2])<<8|int(row[3]), int(row[4])<<8|int(row[5])
		if row[0] == 2 {
			r.spots = append(r.spots, spot{where, which})
			continue
		}
		r.spots = append(r.spots, spot{0, where})
	}
	catalog := reference(dict, "Root")
	if catalog <= 0 || catalog >= len(r.spots) {
		return nil, errStrange
	}
	r.alikeStream = r.spots[catalog].stream
	return r.object(catalog)
}

// object is one that is no stream.
func (r *Reader) object(n int) ([]byte, error) {
	if n > 0 && n < len(r.spots) && r.spots[n].stream == 0 && r.classic {
		return between(r.file[r.spots[n].at:], " 0 obj\n", "\nendobj")
	}
	in, at, err := r.holding(n)
	if err != nil {
		return nil, err
	}
	from, to := in.offsets[at], in.offsets[at+1]
	return in.text[from:to:to], nil // which others may read as well
}

// streamOf is the dictionary and the data, as they stand, of a stream.
func (r *Reader) streamOf(n int) (dict, data []byte, err error) {
	if n <= 0 || n >= len(r.spots) || r.spots[n].stream != 0 {
		return nil, nil, fmt.Errorf("%w: stream %d is lacking", errStrange, n)
	}
	return streamAt(r.file[r.spots[n].at:])
}

func streamAt(file []byte) (dict, data []byte, err error) {
	dict, data, found := bytes.Cut(file, []byte(">>\nstream\n"))
	_, dict, begun := bytes.Cut(dict, []byte(" 0 obj\n<<"))
	length := whole(dict, "Length")
	if !found || !begun || length < 0 || length > len(data) {
		return nil, nil, fmt.Errorf("%w: a stream has no end", errStrange)
	}
	return dict, data[:length], nil
}

// entry is what stands behind a key of a dictionary, from there to the end.
func entry(dict []byte, key string) []byte {
	for rest := dict; ; {
		at := bytes.Index(rest, []byte("/"+key))
		if at < 0 {
			return nil
		}
		rest = rest[at+1+len(key):]
		if len(rest) > 0 && (isSpace(rest[0]) || bytes.IndexByte([]byte("/[(<-0123456789"), rest[0]) >= 0) {
			return rest
		}
	}
}

// whole is the whole number behind a key, -1 if there is none.
func whole(dict []byte, key string) int {
	l := lexer{data: entry(dict, key)}
	if l.next() != number {
		return -1
	}
	return int(l.num)
}

// reference is the object that a key refers to, -1 if there is none.
func reference(dict []byte, key string) int { return whole(dict, key) }
