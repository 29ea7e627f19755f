package report

import "testing"

func TestLines(t *testing.T) {
	for text, want := range map[string]int{
		"":                        1,
		"one two":                 1,
		"one two three":           2,
		"one two three four five": 3,
		"onetwothreefourfive":     2,
		"a onetwothreefourfive":   3,
		"Łódźżółw Łódźżółw":       2,
	} {
		if got := lines(text, 10); got != want {
			t.Errorf("lines(%q, 10) = %d, want %d", text, got, want)
		}
	}
}

func TestColumnName(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := columnName(i); got != want {
			t.Errorf("columnName(%d) = %s, want %s", i, got, want)
		}
	}
}
