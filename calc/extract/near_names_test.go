package extract

import (
	"slices"
	"strings"
	"testing"

	"yearend/calc/extract/rows"
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
		{"Activity total, patients seen", colActivity, 75},            // 2 + 1 of 4
		{"Practice name", colPractice, 100},                           // 2 of 2
		{"Code", colPractice, 100},                                    // 2 of the two words of the name
		{"Practice code, five more words here", colPractice, 66},      // 4 of 6 words
		{"Practice code, five more words right here", colPractice, 0}, // seven are a sentence
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

// For a column that is not there those headers are named that come near it: half of the words at
// least, and more than half as near as the nearest, three of them at most, and no column that is
// read already or shows no words.
func TestHeadersThatComeNear(t *testing.T) {
	r := newReading(Inputs{}, bothSchemes())
	near := func(missing string, below []rows.Row, headers ...string) string {
		h := &header{}
		for i, text := range headers {
			h.cells = append(h.cells, rows.Cell{Text: text, Kind: []rows.Kind{rows.Written, rows.Text}[i%2]})
		}
		return strings.Join(r.findNear(h, match{missing: []string{missing}}, below)[missing], "; ")
	}
	row := func(texts ...string) (r rows.Row) {
		for _, text := range texts {
			r.Cells = append(r.Cells, rows.Cell{Text: text})
		}
		return r
	}
	for _, c := range []struct {
		missing string
		below   []rows.Row
		headers []string
		want    string
	}{
		{colActivity, nil, []string{"Colour", "Number of patients"}, "Number of patients"},                             // 50 of 100, in a cell of text
		{colActivity, nil, []string{"Number of patients", "Number of patients seen"}, "Number of patients"},            // 33 are too few
		{colActivity, nil, []string{"Number of patients", "Number"}, "Number"},                                         // 50 is half of 100, and not more
		{colActivity, nil, []string{"Number of contacts, patients", "Number"}, "Number; Number of contacts, patients"}, // 66 is more
		{colActivity, nil, []string{"Number", "Count", "Volume", "Total"}, "Count; Number; Total"},                     // three, by name
		{colActivity, nil, []string{"Number", "Volume", "Total"}, "Number; Total; Volume"},
		{colPractice, []rows.Row{row("x", "P81900"), row("x", "P81901")}, []string{"Town", "Where"}, "Where"},           // by what stands below it
		{colPractice, []rows.Row{row("x", "P81900"), row("x"), row("x", "P81901")}, []string{"Town", "Where"}, "Where"}, // also where a row ends before it
		{colPractice, []rows.Row{row("x", "P81900"), row("x", "P8190")}, []string{"Town", "Where"}, ""},
	} {
		if got := near(c.missing, c.below, c.headers...); got != c.want {
			t.Errorf("%s of %q: %q, want %q", c.missing, c.headers, got, c.want)
		}
	}
}
