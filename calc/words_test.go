package calc

import "testing"

func TestWordsGoWithTheirCount(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Many(0, "record"), "0 records"},
		{Many(1, "record"), "1 record"},
		{Many(1234, "record"), "1,234 records"},
		{Many(2, "working day"), "2 working days"},
		{Many(2, "copy"), "2 copies"},
		{Many(1, "mailbox"), "1 mailbox"},
		{Many(3, "mailbox"), "3 mailboxes"},
		{Agree(1, "is", "are"), "is"},
		{Agree(0, "is", "are"), "are"},
		{Agree(int64(2), "has", "have"), "have"},
		{Or([]string{"a", "b", "c"}), "a, b or c"},
		{And([]string{"a"}), "a"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestDaysAndSharesInWords(t *testing.T) {
	day := Date(20260430)
	tenth, _ := Ratio(825, 1000)
	whole, _ := Ratio(4, 5)
	for _, c := range []struct{ got, want string }{
		{day.Long(), "30 April 2026"}, {day.LongMonth(), "April 2026"}, {day.YearMonth(), "2026-04"},
		{Period{From: 20250401, To: 20260331}.MonthTitle(11), "March 2026"},
		{RulePercent(whole), "80%"}, {RulePercent(tenth), "82.5%"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
