package rows

import (
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// styles says what the number formats of a workbook make of a number: a
// percentage, a date, or a number. It reads no formatted text: that would turn
// 0.79949 into "80%".
type styles struct {
	book *excelize.File
	seen map[int]Kind
}

func newStyles(book *excelize.File) *styles { return &styles{book, map[int]Kind{}} }

func (s *styles) kind(style int) Kind {
	if k, ok := s.seen[style]; ok {
		return k
	}
	k := s.look(style)
	s.seen[style] = k
	return k
}

func (s *styles) look(style int) Kind {
	sheet := s.book.Styles
	if sheet == nil || sheet.CellXfs == nil || style >= len(sheet.CellXfs.Xf) || sheet.CellXfs.Xf[style].NumFmtID == nil {
		return Number
	}
	id := *sheet.CellXfs.Xf[style].NumFmtID
	if sheet.NumFmts != nil {
		for _, f := range sheet.NumFmts.NumFmt {
			if f != nil && f.NumFmtID == id {
				return kindOfFormat(f.FormatCode)
			}
		}
	}
	switch {
	case id == 9 || id == 10:
		return Percent
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return Date
	}
	return Number
}

// literal is what a number format writes as it stands: "text", \x, and
// conditions or colours as [Red].
var literal = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

func kindOfFormat(code string) Kind {
	code = strings.ToLower(literal.ReplaceAllString(code, ""))
	switch {
	case strings.Contains(code, "%"):
		return Percent
	case code != "general" && strings.ContainsAny(code, "ymdhs"):
		return Date
	}
	return Number
}
