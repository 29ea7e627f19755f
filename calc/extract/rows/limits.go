package rows

// What a file may be at most. A national extract stays well below; what is
// above is a mistake or an attack, and is refused before it costs time.
const (
	maxCSV      = 4 << 30   // bytes of a CSV file
	maxLine     = 64 << 10  // bytes of one line of it
	maxWorkbook = 256 << 20 // bytes of a workbook
	maxUnzipped = 2 << 30   // bytes of all its parts, unpacked
	maxPart     = 128 << 20 // bytes of a part that is neither sheet nor texts
	maxIndex    = 16 << 20  // bytes of a part that says where the others are
	maxRatio    = 200       // how much smaller packing may have made a large part
	large       = 16 << 20  // bytes of one
	maxParts    = 5000
	maxSheets   = 255
	MaxRows     = 1 << 20 // of a sheet, as Excel has it
	MaxOldRows  = 1 << 16 // as Excel had it until 2007, and the .xls files still have
	maxColumns  = 1 << 14
	MaxWidth    = 1000      // columns with values
	maxHead     = 4 << 20   // bytes of a sheet before its first row; as many columns as Excel has take less than half
	maxFormats  = 500_000   // elements of the styles; Excel has 64,000 formats at most
	maxCell     = 256 << 10 // bytes of a cell's text; Excel has 32,767 characters, of which each may be written with seven
	maxTexts    = 2_000_000
	maxShared   = 256 << 20 // bytes of the texts that cells share
	maxRow      = 1 << 20   // bytes of a row
	maxTag      = 256 << 10 // bytes of a tag with the text before it; a cell holds at most 32,767 characters
	maxDepth    = 64        // elements within one another
	maxDeclared = 1000      // bytes of the first line of a part, in which it says what it is
	maxBeside   = 300_000   // elements of a sheet beside its rows: merged cells, conditional formats
)
