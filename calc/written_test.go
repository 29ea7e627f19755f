package calc

import (
	"strings"
	"testing"
)

// Every way to write out a sum, a share or a day is found, with and without digits.
func TestWrittenOut(t *testing.T) {
	for words, want := range map[string]string{
		"it is £2.17 each":             "£2.17",
		"some GBP 40 each":             "GBP 40",
		"at 40 pence each":             "40 pence",
		"at Forty-two Pounds each":     "Forty-two Pounds",
		"at a hundred pence each":      "a hundred pence",
		"at 12.5% each":                "12.5%",
		"at eighty per cent, or more":  "eighty per cent",
		"at One Hundred Percent":       "One Hundred Percent",
		"one half of it":               "one half",
		"two halves":                   "two halves",
		"two-thirds of it":             "two-thirds",
		"three quarters of it":         "three quarters",
		"one fifth":                    "one fifth",
		"five sixths":                  "five sixths",
		"one seventh":                  "one seventh",
		"seven eighths":                "seven eighths",
		"two ninths":                   "two ninths",
		"nine tenths":                  "nine tenths",
		"Eleven Twelfths":              "Eleven Twelfths",
		"by 2026-04-17":                "2026-04-17",
		"by 17/4/2026":                 "17/4/2026",
		"by 17th of April":             "17th of April",
		"by April 17, 2026":            "April 17, 2026",
		"in March 2026":                "March 2026",
		"two practices and half a day": "",
		"a pound of recent pence":      "",
		"in April, for A5":             "",
		"by 10/10/2020":                "10/10/2020",
		"see chapter 17.":              "",
		"of version 1.5":               "",
	} {
		got := ""
		for _, at := range WrittenOut(words) {
			got += words[at[0]:at[1]]
		}
		if got != want {
			t.Errorf("%q: found %q, want %q", words, got, want)
		}
	}
}

// What is looked for first is in all that is found then, however it is written: each number
// and each part of one, in small letters, in capitals and with a long s.
func TestNothingWrittenOutIsPassedOver(t *testing.T) {
	each := func(alternatives string) []string {
		return strings.Split(strings.Trim(strings.ReplaceAll(alternatives, "s?", ""), "(?:)"), "|")
	}
	said := []string{"a hundred pounds", "one thousand pence", "an hundred pounds", "a thousand pence", "£ 1", "£1", "GBP1", "1GBP", "1 pence", "1 pound", "1%", "1.5 %", "1 percent", "1 per cent",
		"0001-01-01", "1/1/01", "1.1.0001"}
	for _, month := range each(monthNames) {
		said = append(said, "1st "+month, month+" 1st", month+" 2026", "1st of "+month+", 2026", month+" 1, 2026")
	}
	for _, number := range append(each(smallNumber), each(tens)...) {
		said = append(said, number+" pounds", number+" pence", number+" per cent", number+" percent", number+" hundred pounds")
	}
	for _, number := range each(smallNumber) {
		for _, part := range each(partsOfOne) {
			said = append(said, number+" "+part)
		}
	}
	for _, small := range said {
		for _, words := range []string{small, strings.ToUpper(small), strings.ReplaceAll(small, "us", "uſ")} {
			if !writtenOut.MatchString(words) || len(WrittenOut(words)) != 1 {
				t.Errorf("%q is passed over", words)
			}
		}
	}
}

// A day is looked for where a mark stands between two digits, whichever they are.
func TestMarksBetweenDigits(t *testing.T) {
	for words, want := range map[string]bool{
		"17/4": true, "0/0": true, "9.9": true, "1-0": true, "by 0001-": false, "17.": false, ".5": false, "/": false, "a-b": false, "1/x": false, "x/1": false, "1 / 2": false, "12": false, "": false,
	} {
		if got := daysInDigits(words); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}
