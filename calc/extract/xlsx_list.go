package extract

import (
	"slices"
	"strings"
)

// What shows the list that a fix list has in front of its other sheets.
const listName = "To mend"

var listHead = []string{"Sheet", "Row", "Column", "Found", "Code", "What to do"}

// leaveListOut forgets the list of a workbook that comes back, if other sheets
// are there: it names practices, and is none of the data.
func (t *sheetTable) leaveListOut() {
	rest := slices.DeleteFunc(slices.Clone(t.parts.sheets), func(s part) bool {
		return strings.EqualFold(s.name, listName) && t.isList(s)
	})
	if len(rest) > 0 {
		t.parts.sheets = rest
	}
}

func (t *sheetTable) isList(s part) bool {
	first, _ := t.peek(s)
	return len(first) > 0 && slices.Equal(textOf(first[0].cells), listHead)
}
