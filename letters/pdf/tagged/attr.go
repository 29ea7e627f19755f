package tagged

// An Attr says more of an element than its role does.
type Attr struct {
	key    key
	text   string
	more   string
	number int
	box    Rect
}

type key uint8

const (
	scopeKey key = iota + 1
	altKey
	actualKey
	languageKey
	boxKey
	numberingKey
	columnSpanKey
	targetKey
	summaryKey
)

// A Rect is a rectangle on the page in the canvas's unit, from the top left.
type Rect struct{ X, Y, W, H float64 }

// A Direction says which cells a TH heads: those below it or those beside it.
type Direction string

// The directions of a heading cell.
const (
	Column Direction = "Column"
	Row    Direction = "Row"
)

// A Numbering says how a list's items are labelled.
type Numbering string

// The numberings of a list. A list whose items have a Lbl must not be Unnumbered.
const (
	Unnumbered Numbering = "None"
	Disc       Numbering = "Disc"
	Decimal    Numbering = "Decimal"
	LowerAlpha Numbering = "LowerAlpha"
)

// Scope gives a TH its direction. Every TH needs one.
func Scope(d Direction) Attr { return Attr{key: scopeKey, text: string(d)} }

// Summary names a Table to a reader who cannot see what stands around it.
func Summary(text string) Attr { return Attr{key: summaryKey, text: text} }

// Alt describes a Figure to a reader who cannot see it. Every Figure needs one.
func Alt(text string) Attr { return Attr{key: altKey, text: text} }

// ActualText is read instead of the element's own text.
func ActualText(text string) Attr { return Attr{key: actualKey, text: text} }

// Language marks words that are not in the document's language, like "cy".
func Language(tag string) Attr { return Attr{key: languageKey, text: tag} }

// Box is where a Figure stands on its page. Every Figure needs one.
func Box(r Rect) Attr { return Attr{key: boxKey, box: r} }

// Numbered says how a list's items are labelled. Every L needs it.
func Numbered(n Numbering) Attr { return Attr{key: numberingKey, text: string(n)} }

// ColumnSpan is the number of columns that a cell covers.
func ColumnSpan(n int) Attr { return Attr{key: columnSpanKey, number: max(n, 1)} }

// To gives a Link its address, and the words a reader hears for it. Every Link
// needs one.
func To(uri, contents string) Attr { return Attr{key: targetKey, text: uri, more: contents} }
