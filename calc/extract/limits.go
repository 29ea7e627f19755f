package extract

// What a file may be at most. A national extract stays well below; what is
// above is a mistake or an attack, and is refused before it costs time.
const (
	maxBlank    = 100_000  // blank rows of a file
	maxAccounts = 20_000   // practice codes of the activity; England has some 6,500 practices
	maxRepeats  = 100_000  // record ids that come twice
	maxFaults   = 20_000   // problems of a file
	maxMarked   = 24 << 20 // bytes of a workbook that is marked, unpacked
	maxMarkable = 8 << 20  // bytes of a CSV that is
	maxCount    = 100_000  // what one record can mean
	maxMonth    = 1_000_000
	maxTarget   = 10_000_000
)

// Limit is one of them in words.
type Limit struct{ What, AtMost string }

// Limits lists what a file may be at most, for the help text.
func Limits() []Limit {
	return []Limit{
		{"a CSV file", "4 GB, 64 kB a line"},
		{"a workbook", "256 MB; 2 GB unpacked; 5,000 parts; no part packed more than 200 to 1; 2,000,000 different texts, 256 MB of them"},
		{"a sheet", "1,048,576 rows of 1 MB, and values in 1,000 columns; 255 sheets"},
		{"blank rows", "100,000 a file"},
		{"practices", "20,000 codes in the activity"},
		{"faults", "20,000 a file; after that the rest of it is not judged"},
		{"a count", "100,000 a record, 1,000,000 a month"},
	}
}
