package extract

import (
	"slices"
	"testing"
)

// How near a header comes, worked out by hand: a slip or two are the name itself; else a
// word of the name counts for two of another system's, in hundredths of the longer one.
func TestNearness(t *testing.T) {
	for _, c := range []struct {
		header, column string
		want           int
	}{
		{"Practice code", colPractice, 200},
		{"Practise cod", colPractice, 200}, // two slips
		{"Practise co", colPractice, 0},    // three, and no word of it
		{"Dute", "Date", 0},                // of so short a name one letter is another word
		{"Coumt", colCount, 200},           // of five it is a slip
		{"Coded late", colLate, 75},        // 2 + 1 of 4 words
		{"Practice code of the surgery that sends this list every month", colPractice, 0}, // a sentence
		{"Number", colActivity, 100},
		{"Number of contacts", colActivity, 100}, // 1 + 1 of 2 words: of says nothing
		{"Number of patients", colActivity, 50},
		{"Activity total, patients seen", colActivity, 75}, // 2 + 1 of 4
		{"Practice name", colPractice, 100},                // 2 of 2
		{"Code", colPractice, 100},                         // 2 of the two words of the name
		{"", colPractice, 0},
		{"123", colPractice, 0},
		{"Weather", colPractice, 0},
	} {
		if got := nearness(c.header, c.column); got != c.want {
			t.Errorf("%q comes %d near to %q, want %d", c.header, got, c.column, c.want)
		}
	}
}

// Words end where no letter stands, and where capitals follow small letters.
func TestWordsOfAHeader(t *testing.T) {
	for header, want := range map[string][]string{
		"PracticeCode":      {"practice", "code"},
		"practice_code":     {"practice", "code"},
		"ODS code":          {"ods", "code"},
		"ODSCode":           {"odscode"}, // capitals that follow capitals are one word
		"No. of contacts":   {"number", "contacts"},
		"Nos, in the month": {"number", "month"},
		"2025":              nil,
		"":                  nil,
	} {
		if got := wordsOf(header); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", header, got, want)
		}
	}
}
