package xlsx

import "github.com/xuri/excelize/v2"

// The colours of the roles: dark on light, with contrast above 7 to 1. Colour is
// never alone: the header of a column says what stands in it.
var fills = map[Role]string{
	Input: "FFF8E1", Here: "E8F3EC", Program: "EDEBF5", Heading: "003087", Verdict: "E8F3EC",
}

// dress gives a role its font, fill and edges.
func (r Role) dress(s *excelize.Style) {
	if fill, filled := fills[r]; filled {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	switch r {
	case Heading:
		s.Font.Bold, s.Font.Color = true, "FFFFFF"
		s.Alignment.WrapText, s.Alignment.Vertical = true, "center"
	case Title:
		s.Font.Bold, s.Font.Size, s.Alignment.Indent = true, 16, 0
	case Section:
		s.Font.Bold, s.Font.Size, s.Font.Color, s.Alignment.Indent = true, 12, "003087", 0
	case Verdict:
		s.Font.Bold, s.Font.Size, s.Alignment.Vertical = true, 12, "center"
		s.Border = edges("003087")
	case Note:
		s.Font.Color, s.Alignment.Indent = "425563", 0
	case Box:
		s.Border = edges("425563")
	case Input, Here, Program:
		s.Border = edges("D8DDE0")
	case Plain:
	}
}

func edges(colour string) []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: colour, Style: 1})
	}
	return all
}
