package xlsx

// Kind is what a cell's value is to the program that opens it.
type Kind uint8

const (
	Empty  Kind = iota
	Text        // never run as a formula, whatever it starts with
	Number      // Value holds plain digits: "-2.17"
)

// Cell is one cell of a sheet. With a Formula, Value is what the formula comes
// to, for viewers that do not calculate.
type Cell struct {
	Kind    Kind
	Value   string
	Formula string // without "="
	Style   Style
}

// Words is a cell of text.
func Words(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Value: s}
}

// Digits is a cell with a number, given as plain digits.
func Digits(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Number, Value: s}
}

// By adds the formula that the cell's value is worked out with.
func (c Cell) By(formula string) Cell {
	c.Formula = formula
	return c
}

// In gives the cell its look.
func (c Cell) In(s Style) Cell {
	c.Style = s
	return c
}
