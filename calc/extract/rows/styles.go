package rows

import (
	"io"
	"regexp"
	"strings"
)

// readStyles reads what the number formats of a workbook make of a number: for
// each style that a cell may have, a percentage, a date, or a number. No formatted
// text is read: that would turn 0.79949 into "80%".
func readStyles(in io.Reader) ([]Kind, error) {
	var ids []int // of the styles' formats
	named := map[int]Kind{}
	err := document(in, "styleSheet", func(t *tags) error {
		switch string(t.name()) {
		case "numFmts":
			return t.children(func() error { return t.numberFormat(named) })
		case "cellXfs":
			return t.children(func() error {
				id := 0
				if ids = append(ids, 0); string(t.name()) != "xf" || !t.whole("numFmtId", &id) {
					return errShape
				}
				if ids[len(ids)-1] = id; len(ids) > maxFormats {
					return errTags
				}
				return t.skip()
			})
		}
		return t.skip()
	})
	styles := make([]Kind, len(ids))
	for i, id := range ids {
		kind, is := named[id]
		if !is {
			kind = kindOfID(id)
		}
		styles[i] = kind
	}
	return styles, err
}

// kindOf is what a style makes of a number. A cell that names none has the first one,
// as a spreadsheet shows it; the style of its row or column, whatever that is, is for
// cells that are not there yet (ECMA-376, part 1, 18.3.1.4, 18.3.1.13, 18.3.1.73). A
// workbook may have no styles at all.
func (p *parts) kindOf(style int32) Kind {
	if int(style) >= len(p.styles) {
		return Number
	}
	return p.styles[style]
}

// numberFormat notes what a workbook's own format makes of a number.
func (t *tags) numberFormat(named map[int]Kind) error {
	id, code := -1, none
	if string(t.name()) != "numFmt" || !t.whole("numFmtId", &id) || !t.value("formatCode", &code) || id < 0 || code == none {
		return errShape
	}
	if len(named) == maxFormats {
		return errTags
	}
	kind := kindOfFormat(code)
	if other, twice := named[id]; twice && other != kind {
		return errShape
	}
	named[id] = kind
	return t.skip()
}

// kindOfID knows the formats that have numbers below 164 and stand in no workbook.
func kindOfID(id int) Kind {
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
