package extract

import "slices"

// lookout looks for patients' data in all rows of a file, also in those that no
// judge came to, because the header was not found or the row was refused.
type lookout struct {
	seen  int // rows that are not blank
	named bool
	watch *patientWatch
}

// row looks at a row. What the columns are called, if anything, one of the first
// rows says.
func (l *lookout) row(r row) {
	if r.blank() {
		return
	}
	under := func() *patientWatch {
		return newPatientWatch(&sheet{page: &page{}, header: &header{row: r.number, cells: slices.Clone(r.cells)}})
	}
	if l.seen++; l.seen <= headerWithin {
		names := under()
		names.end()
		l.named = l.named || len(names.problems) > 0
	}
	if l.watch == nil {
		l.watch = under()
	}
	l.watch.row(r)
}

func (l *lookout) found() bool {
	if l.watch != nil {
		l.watch.end()
	}
	return l.named || l.watch != nil && len(l.watch.problems) > 0
}
