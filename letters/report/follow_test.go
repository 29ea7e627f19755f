package report

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"yearend/letters/report/xlsx"
)

var (
	jumps = regexp.MustCompile(`^HYPERLINK\((".*),"see"\)$`)
	place = regexp.MustCompile(`^#'(.+)'!A(\d+)$`)
)

// Finance with only the workbook clicks from a payment or a recoupment to its
// position, to the position's lines, to a line's averages, and from there to
// the months and their working days. Every link must lead to the first row of
// what it stands beside.
func TestLinksLeadFromTheBalanceToTheMonths(t *testing.T) {
	book := atHand(secondRun(t))
	links := bareLinks(book)
	got := recalculate(t, book)
	for from, to := range map[string]string{
		"Payments": "Positions", "Recoupments": "Positions", "Near a boundary": "Positions", "Changes": "Positions",
		"Positions": "Services", "Services": "Methods", "Methods": "Monthly activity",
	} {
		followed := 0
		for _, l := range links {
			if l.tab != from || l.head == "days worked" {
				continue
			}
			followed++
			tab, row := target(t, got[l.tab][l.row][l.column])
			own, key, above := l.key, got[tab][row][0], got[tab][row-1][0]
			if tab != to || !belongs(key, own) || belongs(above, own) {
				t.Errorf("%s, %s leads to %s, %s", from, own, tab, key)
			}
		}
		if followed == 0 {
			t.Errorf("no link leads from %s", from)
		}
	}
	for _, l := range links {
		if l.head == "days worked" {
			tab, row := target(t, got[l.tab][l.row][l.column])
			if scheme := got[l.tab][l.row][2]; tab != "Terms" || got[tab][row][0] != scheme {
				t.Errorf("%s leads to the terms of %s", l.key, got[tab][row][0])
			}
		}
	}
}

// belongs reports whether a row's key is that, or one of its lines.
func belongs(key, own string) bool { return key == own || strings.HasPrefix(key, own+"/") }

type linkAt struct {
	tab, head, key string
	row, column    int
}

// bareLinks lets every cell that leads elsewhere show where it leads.
func bareLinks(b xlsx.Book) []linkAt {
	var found []linkAt
	for _, s := range b.Sheets {
		for i, row := range s.Rows {
			for j := range row {
				if m := jumps.FindStringSubmatch(row[j].Formula); m != nil {
					row[j].Formula = m[1]
					found = append(found, linkAt{s.Name, s.Rows[headerRow-1][j].Value, row[0].Value, i, j})
				}
			}
		}
	}
	return found
}

// target is the sheet that a link leads to, and the row in it from 0.
func target(t *testing.T, link string) (tab string, row int) {
	t.Helper()
	m := place.FindStringSubmatch(link)
	if m == nil {
		t.Fatalf("a link leads to %q", link)
	}
	n, err := strconv.Atoi(m[2])
	if err != nil {
		t.Fatal(err)
	}
	return m[1], n - 1
}
