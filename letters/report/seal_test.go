package report

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/fixtures/long"
	"yearend/letters/report/xlsx"
)

// alterations is how many cells are altered, each in a workbook of its own that
// LibreOffice works out anew, half a second each; `make long` alters more.
const alterations = 15

// alterable is a cell of a workbook: its sheet, row and column, all from 0.
type alterable struct{ sheet, row, column int }

// Whichever figure, key, name, state, reference or tally somebody overwrites, the
// workbook's own check is red: in the row, and on Summary.
func TestEachAlteredCellTurnsTheCheckRed(t *testing.T) {
	random := rand.New(rand.NewPCG(2026, 4))
	r := sampleRun(t)
	cells := alterables(atHand(r))
	random.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	books, told := map[string]xlsx.Book{}, map[string]string{}
	for n, at := range cells[:long.Times(alterations)] {
		name, book := fmt.Sprintf("altered%03d", n), atHand(r)
		cell := &book.Sheets[at.sheet].Rows[at.row][at.column]
		was := cell.Value
		alter(random, cell)
		books[name], told[name] = book, fmt.Sprintf("%s %s%d, %q made %q", book.Sheets[at.sheet].Name, columnName(at.column), at.row+1, was, cell.Value)
	}
	for name, got := range recalculateAll(t, books) {
		if verdict := got["Summary"][3][0]; !strings.Contains(verdict, "differ") {
			t.Errorf("%s: the verdict is %q", told[name], verdict)
		}
	}
}

// No column is left out, of figures as of words: what no formula works out is in the seal
// of its row, and the program's own figure in the row's check. Months that an average takes
// or does not are no figures by themselves: they count in the row's sum, which is checked.
func TestEveryColumnIsSealed(t *testing.T) {
	book, columns := atHand(sampleRun(t)), map[string]bool{}
	for _, at := range alterables(book) {
		s := book.Sheets[at.sheet]
		if s.Table == nil {
			continue
		}
		heads, row := s.Rows[s.Table.HeaderRow-1], s.Rows[at.row]
		head := heads[at.column].Value
		held := "seal"
		if own := strings.HasPrefix(head, program("")); own || head == "check" {
			held = "check"
		}
		by := row[slices.IndexFunc(heads, func(c xlsx.Cell) bool { return c.Value == held })].Formula
		if columns[s.Name+" "+head] = true; head != "check" && row[at.column].Formula == "" && row[at.column].Style.Role != xlsx.Here && !strings.Contains(by, "[#This Row],["+head+"]") {
			t.Errorf("%s %s%d: %s is not in its row's %s", s.Name, columnName(at.column), at.row+1, head, held)
		}
	}
	if len(columns) < 100 {
		t.Errorf("%d columns were looked at", len(columns))
	}
}

// alterables are the cells of the tables that have a check, but for those that a
// person fills in, that lead elsewhere, or that only help others; and the tallies.
func alterables(b xlsx.Book) []alterable {
	var all []alterable
	for i, s := range b.Sheets {
		first, check := 0, -1
		if s.Table != nil {
			first = s.Table.HeaderRow
			check = slices.IndexFunc(s.Rows[first-1], func(c xlsx.Cell) bool { return c.Value == "check" })
			if check < 0 {
				continue
			}
		}
		for n, row := range s.Rows[first:] {
			for j, c := range row {
				twin := s.Table != nil && slices.ContainsFunc(s.Rows[first-1], func(h xlsx.Cell) bool { return h.Value == program(s.Rows[first-1][j].Value) })
				tally := s.Table == nil && c.Style.Role == xlsx.Program && c.Value != "violet" // which says what the colour means
				figure := s.Table != nil && c.Style.Role != xlsx.Box && c.Style.Format != xlsx.Link && (c.Formula == "" || twin || j == check && c.Value == agree)
				if c.Kind != xlsx.Empty && (tally || figure) {
					all = append(all, alterable{i, first + n, j})
				}
			}
		}
	}
	return all
}

// alter overwrites a cell with another value of its kind. A spreadsheet's = knows no
// case: a state that is written "Held" is held, and so no other value.
func alter(r *rand.Rand, c *xlsx.Cell) {
	c.Formula = ""
	if c.Kind == xlsx.Number {
		value, _ := new(big.Rat).SetString(c.Value)
		by := []int64{1, -1, 10, 100}[r.IntN(4)]
		c.Value = strings.TrimSuffix(strings.TrimRight(value.Add(value, big.NewRat(by, 1)).FloatString(6), "0"), ".")
		return
	}
	letters := []rune(c.Value)
	at := r.IntN(len(letters))
	switch r.IntN(3) {
	case 0:
		letters[at] = 'A' + (letters[at]+7)%26
		if strings.EqualFold(string(letters), c.Value) {
			letters[at]++
		}
	case 1:
		letters = append(letters, 'x')
	default:
		letters = slices.Insert(letters, at, '0')
	}
	c.Value = string(letters)
}

// Every table of the workbook has a check, and each row of it is sealed to its last
// character, however many words a reason has.
func TestEveryTableIsSealed(t *testing.T) {
	r := sampleRun(t)
	r.Problems = append(r.Problems, calc.Problem{Code: "W-columns", Severity: calc.Look, Found: "a", Remedy: strings.Repeat("look whether this is right ", 40)})
	for _, s := range control(r).Sheets[1:] {
		heads := s.Rows[s.Table.HeaderRow-1]
		if !slices.ContainsFunc(heads, func(c xlsx.Cell) bool { return c.Value == "check" }) || heads[len(heads)-1].Value != program(seal) {
			t.Errorf("%s is not sealed", s.Name)
		}
	}
	seals := func(r Run) (all []string) {
		problemsSheet(r).sealed().build().More.Each(func(row []xlsx.Cell, _ int) { all = append(all, row[len(row)-1].Value) })
		return all
	}
	was := seals(r)
	last := &r.Problems[len(r.Problems)-1]
	last.Remedy = strings.TrimSuffix(last.Remedy, "t ") + "x "
	if now := seals(r); now[len(now)-1] == was[len(was)-1] || !slices.Equal(now[:len(now)-1], was[:len(was)-1]) {
		t.Errorf("the last letter of a long reason changes no seal: %s", was)
	}
}
