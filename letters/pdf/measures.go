package pdf

// The page in millimetres, and type in points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 18.0, 18.0
	top, bottom           = 16.0, 19.0
	width                 = pageWidth - left - right
	floor                 = pageHeight - bottom // nothing but the footer stands below

	// The address stands where the window of a DL envelope shows it.
	addressLeft, addressTop = 22.0, 50.0
	addressWidth            = 92.0
	addressFloor            = 88.0
	senderLeft              = 122.0 // the issuer's address, the date and the reference

	footerTop   = pageHeight - 14.0
	markingLine = 10.0 // where the protective marking stands above the page

	// The issuer's logo stands at the right of the letterhead, no larger than this.
	logoWidth, logoHeight = 60.0, 14.0
	logoTop               = top - 4.0

	pointsMM = 25.4 / 72
)

// style is a size of type and its line.
type style struct {
	size float64 // points
	line float64 // millimetres from one line to the next
}

var (
	sender  = style{10, 4.5}
	annex   = style{9, 3.7} // no smaller, for it is to be read as well
	furnish = style{9, 4}
)

// mostPages is how many pages a letter may have at most, its annex apart: two or
// three, a revised one with its table of changes one more, and with a change of every
// figure of every service another. mostAnnex is how many its annex may have.
const mostPages, mostAnnex = 5, 4

// colour is red, green and blue.
type colour [3]int

// Contrast on white: blue 6.6 to 1, ink 15 to 1, grey 4.9 to 1; white on blue 6.6 to 1.
var (
	blue  = colour{0x00, 0x5e, 0xb8} // NHS Blue
	ink   = colour{0x21, 0x2b, 0x32} // NHS Black
	grey  = colour{0x4c, 0x62, 0x72} // NHS Dark Grey
	pale  = colour{0xe8, 0xed, 0xee} // NHS Pale Grey
	white = colour{0xff, 0xff, 0xff}
)
