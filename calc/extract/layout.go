package extract

// layout is one way in which a kind of file is laid out.
type layout struct {
	name    string
	columns []column
	months  bool // it has a column for each month as well
	judge   func(*sheet) judge
}

// column is what a layout looks for in a header.
type column struct {
	name     string
	optional bool
}

func need(names ...string) []column {
	var columns []column
	for _, name := range names {
		columns = append(columns, column{name: name})
	}
	return columns
}

func maybe(names ...string) []column {
	var columns []column
	for _, name := range names {
		columns = append(columns, column{name: name, optional: true})
	}
	return columns
}

// judge reads the rows of one sheet.
type judge interface {
	row(row) (records int) // how many records it stood for
	end()                  // after the last row
}

// match is how a layout fits a row that may be a header.
type match struct {
	layout  layout
	at      []int // the place of each column in the row, or -1
	found   int
	missing []string
	twice   []string // columns that two headers claim
	months  []int    // the places of headers that name a month
}

func (n names) match(l layout, cells []cell, e epoch) match {
	m := match{layout: l}
	taken := map[int]bool{}
	for _, c := range l.columns {
		at := -1
		for i, head := range cells {
			switch {
			case !n.means(head.text, c.name):
			case at >= 0:
				m.twice = append(m.twice, c.name)
			default:
				at = i
			}
		}
		m.at = append(m.at, at)
		if at >= 0 {
			m.found++
			taken[at] = true
		} else if !c.optional {
			m.missing = append(m.missing, c.name)
		}
	}
	if l.months {
		m.takeMonths(cells, e, taken)
	}
	return m
}

// monthColumns stands in for the columns of months that a wide layout lacks.
const monthColumns = "a column for each month"

// takeMonths looks for the columns of months; two at least make a wide layout.
func (m *match) takeMonths(cells []cell, e epoch, taken map[int]bool) {
	for i, head := range cells {
		if m.found == 0 {
			break // months alone are a row of dates
		}
		if _, is := headerMonth(head, e); is && !taken[i] {
			m.months = append(m.months, i)
		}
	}
	m.found += len(m.months)
	if len(m.months) < 2 {
		m.missing = append(m.missing, monthColumns)
	}
}
