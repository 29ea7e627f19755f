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
		{And([]string{"a", "b"}), "a and b"},
		{Count(0) + " " + Count(999) + " " + Count(1000) + " " + Count(int64(1048576)), "0 999 1,000 1,048,576"},
		{Count(-5) + " " + Count(-1234), "−5 −1,234"},
		{Commas("8317.43") + " " + Commas("317.43") + " " + Commas("1048576.00"), "8,317.43 317.43 1,048,576.00"},
		{Sterling(Pence(-217)) + " " + Sterling(Pence(0)) + " " + Sterling(Pence(831743)), "−£2.17 £0.00 £8,317.43"},
		{NumberWord(0) + " " + NumberWord(12) + " " + NumberWord(13) + " " + NumberWord(1234), "no twelve 13 1,234"},
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
	finest, _ := ParseShare("82.1255%")
	for _, c := range []struct{ got, want string }{
		{day.Long(), "30 April 2026"}, {day.LongMonth(), "April 2026"}, {day.YearMonth(), "2026-04"},
		{Period{From: 20250401, To: 20260331}.MonthTitle(11), "March 2026"},
		{RulePercent(whole), "80%"}, {RulePercent(tenth), "82.5%"}, {RulePercent(mustRatio(1)), "100%"}, {RulePercent(finest), "82.1255%"}, {RulePercent(Share{}), "0%"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// A word is as many slips from another as letters must be left out, put in or changed.
func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"abc", "", 3}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"bacd", "acd", 1}, {"acd", "acdb", 1}, {"practice", "practise", 1}, {"ab", "ba", 2}, {"target", "target", 0},
	} {
		if got := Slips(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
