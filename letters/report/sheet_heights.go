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

// height is that of a row that the usual height is not enough for, else 0: a
// program that opens the file does not fit rows to wrapped text by itself.
func (s sheet) height(row []xlsx.Cell) int {
	most := 1
	for i, c := range s.columns {
		if c.format == xlsx.Wrapped {
			most = max(most, wrappedLines(row[i].Value, c.room()))
		}
	}
	if most == 1 {
		return 0
	}
	return heightOf(most)
}

// heightOf is that of a row of so many lines.
func heightOf(lines int) int { return lines*lineHeight + rowMargin }

// wrappedLines is how many lines words take in a column of that width: a letter is
// narrower than the digit that widths are counted in.
func wrappedLines(words string, width int) int { return lines(words, width*11/10) }

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
