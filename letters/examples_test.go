package letters_test

import (
	"slices"
	"testing"

	"yearend/letters"
)

// What is kept for examples is known wherever it stands, and nothing else is.
func TestExamplesAreKnown(t *testing.T) {
	for words, want := range map[string][]string{
		"Ask at https://forms.example.org/cap?x=1, soon.":             {"https://forms.example.org"},
		"primary.care@example.nhs.uk or 01632\n   960001.":            {"01632 960001", "primary.care@example.nhs.uk"},
		"Primary Care, 01632\u00a0960\u00a0001":                       {"01632 960 001"}, // which no line parts
		"servicedesk.Example.org":                                     {"servicedesk.Example.org"},
		"+44 1632 960 123, +44 (0)20 7946 0018, 07700-900123":         {"+44 (0)20 7946 0018", "+44 1632 960 123", "07700-900123"},
		"a@team.test and b@x.invalid":                                 {"a@team.test", "b@x.invalid"},
		"https://forms.office.com/e/abc, 0300 555 0212, pc@nhs.net":   nil,
		"For example. One example: 01632 123456 of 01 April 2026":     nil,
		"notexample.org, examples.nhs.uk, test.nhs.uk, latest, 2.5.1": nil,
		"£1,632,960.00 and P81999/LTC/2025-26/1":                      nil,
	} {
		if got := letters.ExamplesIn(words); !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", words, got, want)
		}
	}
}
