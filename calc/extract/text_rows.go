package extract

import "fmt"

// TextRows gives the cells of a text file line by line, as they were read: the
// first row is the file's first line, and a line that cannot be split is empty.
func TextRows(root, file string) ([][]string, error) {
	r := newReading(Inputs{Root: root}, nil)
	p := newPage(File{Path: file})
	t := r.open(File{Path: file}, nil, p)
	if t == nil {
		return nil, fmt.Errorf("%s cannot be read", file)
	}
	var rows [][]string
	for {
		next, ok := t.next()
		if !ok {
			break
		}
		for len(rows) < next.number {
			rows = append(rows, nil)
		}
		for _, c := range next.cells {
			rows[next.number-1] = append(rows[next.number-1], c.text)
		}
	}
	_, err := t.done()
	return rows, err
}
