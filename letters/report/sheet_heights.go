package report

import (
	"strings"
	"unicode/utf8"

	"yearend/letters/report/xlsx"
)

// A row is as high as its lines of text, in points.
const (
	lineHeight = 13
	rowMargin  = 3
)

// heights are those of the sheet's rows that the usual height is not enough
// for: a program that opens the file does not fit rows to wrapped text by itself.
func (s sheet) heights() map[int]int {
	heights := map[int]int{1: 26, headerRow: 32}
	for i, row := range s.rows {
		most := 1
		for j, c := range s.columns {
			if c.format == xlsx.Wrapped { // a letter is narrower than the digit that widths are counted in
				most = max(most, lines(row[j].Value, c.room()*11/10))
			}
		}
		if most > 1 {
			heights[headerRow+1+i] = most*lineHeight + rowMargin
		}
	}
	return heights
}

// lines is how many lines the text takes at so many characters a line.
func lines(text string, width int) int {
	count, used := 1, 0
	for word := range strings.FieldsSeq(text) {
		length := utf8.RuneCountInString(word)
		if used > 0 && used+1+length > width {
			count, used = count+1, 0
		}
		if used > 0 {
			used++
		}
		used += length
		for ; used > width; used -= width { // a word longer than a line is broken
			count++
		}
	}
	return count
}
