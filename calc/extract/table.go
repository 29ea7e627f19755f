package extract

// table is a file that gives its rows in order. A CSV is one, a sheet of a
// workbook is the other.
type table interface {
	// next gives the next row, blank ones too. It is false at the end, and
	// after a fault that ends the reading, which is on the page.
	next() (row, bool)
	// even reports whether every row must have as many cells as the header.
	even() bool
	// epoch is the day that the numbers of dates count from.
	epoch() epoch
	// lookOver reports what is odd about the table beside its rows, as merged
	// cells, once they are read.
	lookOver(*sheet)
	// done closes the file and gives the SHA-256 of its bytes.
	done() (string, error)
}

// epoch is one of the two days from which workbooks count.
type epoch uint8

const (
	from1900 epoch = iota
	from1904
)
