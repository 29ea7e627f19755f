package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func TestSerialDays(t *testing.T) {
	for _, c := range []struct {
		e      rows.Epoch
		serial string
		want   calc.Date
	}{
		{rows.From1900, "46112", 20260331}, {rows.From1900, "46112.999988425925", 20260331}, {rows.From1904, "44650", 20260331},
		{rows.From1900, "45747.9999999999", 20250401}, {rows.From1900, "45747.99999422", 20250401}, {rows.From1900, "45747.99999421", 20250331}, {rows.From1904, "44649.9999999999", 20260331},
		{rows.From1900, "36526", 20000101}, {rows.From1900, "36525", 0}, {rows.From1900, "73050", 20991231}, {rows.From1900, "73051", 0},
		{rows.From1900, "45748", 20250401}, {rows.From1900, "60", 0}, {rows.From1900, "20260331", 0}, {rows.From1900, "-1", 0}, {rows.From1900, "", 0},
	} {
		got, ok := excelDay(c.e, c.serial)
		if ok != (c.want != 0) || ok && got != c.want {
			t.Errorf("%q from %d: got %v, %t", c.serial, c.e, got, ok)
		}
	}
}

// TestWrittenDays reads the forms of the guidance, and none that is doubtful.
func TestWrittenDays(t *testing.T) {
	s := newInput(&problems{}, rows.From1900, File{})
	s.header = &header{match: match{at: []int{0}}}
	for text, want := range map[string]calc.Date{
		"2026-03-31": 20260331, "31/03/2026": 20260331, "31-Mar-2026": 20260331, "31 March 2026": 20260331, "1/4/2025": 20250401,
		"31-MAR-2026": 20260331, "2024-02-29": 20240229, "2026-03-31 09:30:00": 20260331, "2026-03-31T00:00:00": 20260331, "31/03/2026 00:00": 20260331,
		"03/04/2026": 20260403, // the day first, always
		"31.03.2026": 20260331, "31-03-2026": 20260331, "20260331": 20260331, "2026/03/31": 20260331, "31-Mar-2026 09:30": 20260331, "31/Mar/2026": 20260331,
		"2026-03-31 00:00:00.000": 20260331, "2026-03-31T00:00:00+01:00": 20260331, "31/03/2026 12:00:00 AM": 20260331, "31 March 2026 09:30:00": 20260331,
		"01APR2025": 20250401, "1apr2025": 20250401, "15SEP2025:00:00:00": 20250915, "15SEP2025:13:45:10.123": 20250915, "15 Sept. 2025": 20250915, "15.Sep.2025": 20250915, "15 September, 2025": 20250915,
		"1st April 2025": 20250401, "22nd-Apr-2025": 20250422, "2025-Apr-01": 20250401, "31/03/2026, 09:30:15": 20260331, "31/03/2026 9:30 pm": 20260331, "2026-03-31 23:59:59.997": 20260331,
		"2025-03-31T23:00:00Z": 0, "2025-12-31T23:00:00Z": 20251231, "2025-06-30 23:30:00+0000": 0, "2025-07-01 00:30:00 +0100": 20250701, "2025-07-01T00:00:00+02:00": 0, "2025-06-30 23:00 UTC": 0, "2025-07-01 00:00 BST": 20250701,
		"15 9 2025": 0, "15/09/2025.": 0, "15/ 09/2025": 0, "15SEP25": 0, "15SEP25:00:00:00": 0, "15SEP2025:24:00:00": 0, "15th": 0, "15xx April 2025": 0, "01APR2025x": 0, "31 March 2026 -": 0,
		"2025-02-29": 0, "31/04/2026": 0, "03/31/2026": 0, "03.31.2026": 0, "03-31-2026": 0, "31/03/26": 0, "31-Mar-26": 0, "46112": 0, "2026-3-31": 0, "March 2026": 0,
		"20261331": 0, "18990331": 0, "31/03.2026": 0, "2026/03-31": 0, "31.03.2026.": 0, "T09:30": 0, "09:30": 0,
		"01/01/2000": 20000101, "31/12/1999": 0, "31/12/2099": 20991231, "01/01/2100": 0, "2000-01-01": 20000101, "2099-12-31": 20991231, "2100-01-01": 0, "20000101": 20000101, "20991231": 20991231, "21000101": 0,
		"1 January 2000": 20000101, "31-Dec-2099": 20991231, "1 April 2020": 20200401, "1 April 2029": 20290401, "15 Sept 2025.": 0, "1 April 2025\u2013": 0, "001 April 2025": 0,
		"-1 April 2025": 0, "/1 April 2025": 0, "031/03/2026": 0, "31/003/2026": 0, "/03/2026": 0,
		"29/02/2000": 20000229, "29/02/2020": 20200229, "29/02/2023": 0, "30/02/2024": 0,
		"": 0, "31 Marsch 2026": 0, "0026-03-31": 0, "2126-03-31": 0, "1899-12-31": 0, "2026-03-31 25:00": 0, "2026-03-31x": 0, "//": 0, "0/0/0000": 0,
	} {
		got, f := s.day(rows.Row{Cells: []rows.Cell{rows.Cell{Text: text}}}, 0)
		if (f == nil) != (want != 0) || got != want {
			t.Errorf("%q: got %v, %v", text, got, f)
		}
	}
}

// What is said of a date that is not read tells which day it most likely is, if any.
func TestWhatIsSaidOfDates(t *testing.T) {
	s := newInput(&problems{}, rows.From1900, File{})
	s.header = &header{match: match{at: []int{0}}}
	const notOne, noDay, oneNumber, moment, number = "this is not a date", "no calendar has this day", "with its time of day in one number, most likely ", "a moment as programs count them", "this is Excel's number for a date, most likely "
	for _, c := range []struct {
		text string
		kind rows.Kind
		want string
	}{
		{"45748", rows.Written, number + "2025-04-01"}, {"45748.5", rows.Written, number + "2025-04-01"}, {"45748,5", rows.Written, notOne}, {"457485", rows.Written, notOne},
		{"20260331", rows.Number, "2026-03-31"}, {"20260331", rows.Date, "no plausible year"}, {"2026-03-31", rows.Text, "2026-03-31"},
		{"15 1 2025", rows.Written, "most likely 15 January 2025"}, {"15 12 2025", rows.Written, "most likely 15 December 2025"}, {"15 13 2025", rows.Written, notOne}, {"15 0 2025", rows.Written, notOne}, {"15 00012 2025", rows.Written, notOne},
		{"31 4 2025", rows.Written, noDay}, {"32 4 2025", rows.Written, notOne}, {"0 4 2025", rows.Written, notOne}, {"1 4 25", rows.Written, "two digits"}, {"1 4 02025", rows.Written, notOne},
		{"29/02/2100", rows.Written, noDay}, {"31/03/0001", rows.Written, "the year 1 is not plausible"}, {"31/03/0000", rows.Written, noDay}, {"2025 04 01", rows.Written, "with hyphens"},
		{"202504012330", rows.Written, oneNumber + "2025-04-01"}, {"20250401233000", rows.Written, oneNumber + "2025-04-01"}, {"2025040123300", rows.Written, moment}, {"202504012", rows.Written, notOne},
		{"1743462000", rows.Written, moment}, {"1743462000000", rows.Written, moment}, {"4070908800", rows.Written, moment}, {"4102444800", rows.Written, notOne}, {"0946684800000", rows.Written, moment}, {"17434620000", rows.Written, notOne},
	} {
		d, f := s.day(rows.Row{Cells: []rows.Cell{{Text: c.text, Kind: c.kind}}}, 0)
		if got := saidOr(f, d.String()); !strings.Contains(got, c.want) {
			t.Errorf("%q: %q, should be %q", c.text, got, c.want)
		}
	}
}

func TestWrittenMonths(t *testing.T) {
	for text, want := range map[string]calc.Date{
		"2025-04": 20250401, "Apr-25": 20250401, "apr 2025": 20250401, "April 2025": 20250401, "April-25": 20250401, "Sept-25": 20250901,
		"2025/04": 20250401, "04/2025": 20250401, "04-2025": 20250401, "202504": 20250401, "Apr25": 20250401, "april2025": 20250401, "Apr_25": 20250401, "2025_04": 20250401,
		"2025-Apr": 20250401, "2025 April": 20250401, "Jan-2000": 20000101, "2000-01": 20000101, "1999-12": 0, "Dec-2099": 20991201, "2100-01": 0,
		"202513": 0, "04 2025": 0, "4/2025": 0, "199904": 0, "45748": 0, "2025-13": 0, "Apr": 0, "Ap-25": 0, "25-Apr": 0, "April 25 x": 0, "2025-26": 0, "Apr-1925": 0, "Apr1": 0, "Apr251": 0, "25Apr": 0, "_25": 0, "": 0, "May-": 0, "-": 0,
	} {
		if got, ok := writtenMonth(text); ok != (want != 0) || got != want {
			t.Errorf("%q: got %v, %t", text, got, ok)
		}
	}
}

// A month is read from whatever a cell holds it as, and told from a day of the month.
func TestMonthsInCells(t *testing.T) {
	s := newInput(&problems{}, rows.From1900, File{})
	s.header = &header{match: match{at: []int{0}}}
	const either, notOne = "a day of the month or a month of the year", "this is not a month"
	for _, c := range []struct {
		text string
		kind rows.Kind
		want string
	}{
		{"2025-04", rows.Written, "2025-04-01"}, {"2025-04", rows.Text, "2025-04-01"}, {"202504", rows.Number, "2025-04-01"}, {"45762", rows.Date, "2025-04-01"}, {"15/04/2025", rows.Written, "2025-04-01"},
		{"TRUE", rows.Boolean, notOne}, {"202504", rows.Date, "no plausible year"}, {"25-Apr", rows.Written, either}, {"25 Apr", rows.Text, either}, {"125-Apr", rows.Written, notOne}, {"Apr", rows.Written, notOne},
	} {
		d, f := s.month(rows.Row{Cells: []rows.Cell{{Text: c.text, Kind: c.kind}}}, 0)
		if got := saidOr(f, d.String()); !strings.Contains(got, c.want) {
			t.Errorf("%q: %q, should be %q", c.text, got, c.want)
		}
	}
	for heading, want := range map[rows.Cell]string{
		{Text: "Apr-25", Kind: rows.Written}: "2025-04-01 true", {Text: "Apr-25", Kind: rows.Text}: "2025-04-01 true", {Text: "202504", Kind: rows.Number}: "2025-04-01 true", {Text: "45762", Kind: rows.Date}: "2025-04-01 true",
		{Text: "01/04/2025", Kind: rows.Text}: "2025-04-01 true", {Text: "Apr.", Kind: rows.Text}: "none true", {Text: "25-Apr", Kind: rows.Text}: "none true", {Text: "TRUE", Kind: rows.Boolean}: "none false", {Text: "202504", Kind: rows.Percent}: "none false",
	} {
		month, is := headerMonth(heading, rows.From1900)
		got := fmt.Sprint("none ", is)
		if month != 0 {
			got = fmt.Sprint(month, " ", is)
		}
		if got != want {
			t.Errorf("%+v as a heading: %s, should be %s", heading, got, want)
		}
	}
	for heading, want := range map[string]bool{
		"04/25": true, "104/25": false, "04/125": false, "25-Apr": true, "Apr-25": true, "Apr 2025 activity": true, "activity in April 2025": true, "April_2025_total": true,
		"activity": false, "total activity": false, "2025": false, "April": false, "125-Apr": false, "": false,
	} {
		if got := likeMonth(heading); got != want {
			t.Errorf("%q may be a month: %t", heading, got)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		cell rows.Cell
		want int64 // -1: refused
	}{
		{rows.Cell{Text: "764", Kind: rows.Written}, 764}, {rows.Cell{Text: "1,234", Kind: rows.Written}, 1234}, {rows.Cell{Text: "12.0", Kind: rows.Written}, 12}, {rows.Cell{Text: "12", Kind: rows.Number}, 12}, {rows.Cell{Text: "0", Kind: rows.Text}, 0},
		{rows.Cell{Text: "1.5", Kind: rows.Number}, -1}, {rows.Cell{Text: "1", Kind: rows.Percent}, -1}, {rows.Cell{Text: "80%", Kind: rows.Written}, -1}, {rows.Cell{Text: "45811", Kind: rows.Date}, -1}, {rows.Cell{Text: "TRUE", Kind: rows.Boolean}, -1},
		{rows.Cell{Text: "#N/A", Kind: rows.Failed}, -1}, {rows.Cell{Text: "", Kind: rows.Uncomputed}, -1}, {rows.Cell{Text: "-3", Kind: rows.Written}, -1}, {rows.Cell{Text: "1e3", Kind: rows.Written}, -1}, {rows.Cell{Text: "12,34", Kind: rows.Written}, -1},
		{rows.Cell{Text: "100001", Kind: rows.Written}, -1}, {rows.Cell{Text: "100000", Kind: rows.Written}, 100000}, {rows.Cell{Text: "twelve", Kind: rows.Written}, -1},
	} {
		got, f := countIn(c.cell, maxCount)
		if (f == nil) != (c.want >= 0) || f == nil && got != c.want {
			t.Errorf("%+v: got %d, %v", c.cell, got, f)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		cell rows.Cell
		want string // empty: refused
	}{
		{rows.Cell{Text: "8317.43", Kind: rows.Written}, "8317.43"}, {rows.Cell{Text: "£8,317.43", Kind: rows.Written}, "8317.43"}, {rows.Cell{Text: "£ 8,317.43", Kind: rows.Written}, "8317.43"}, {rows.Cell{Text: "4500", Kind: rows.Number}, "4500.00"},
		{rows.Cell{Text: "8317.434", Kind: rows.Number}, ""}, {rows.Cell{Text: "0.8", Kind: rows.Percent}, ""}, {rows.Cell{Text: "45811", Kind: rows.Date}, ""}, {rows.Cell{Text: "-5", Kind: rows.Written}, ""}, {rows.Cell{Text: "(5.00)", Kind: rows.Written}, ""},
		{rows.Cell{Text: "tbc", Kind: rows.Written}, ""}, {rows.Cell{Text: "#REF!", Kind: rows.Failed}, ""}, {rows.Cell{Text: "8.317,43", Kind: rows.Written}, ""},
	} {
		got, f := moneyIn(c.cell)
		if (f == nil) != (c.want != "") || f == nil && got.String() != c.want {
			t.Errorf("%+v: got %s, %v", c.cell, got, f)
		}
	}
}

// What is said of a number that is not read tells how it was meant, and what is to be done.
func TestWhatIsSaidOfNumbers(t *testing.T) {
	const (
		thousandsOrCount, thousandsOrPounds = "thousands or a number with three decimals", "thousands or pounds with three decimals"
		fractionOfCount, fractionOfPenny    = "counted whole", "parts of a penny"
		decimalComma, zero                  = "decimal comma", "begins with a zero"
	)
	for _, c := range []struct {
		text         string
		kind         rows.Kind
		count, money string // what is said, or the number itself
	}{
		{"1.000", rows.Written, thousandsOrCount, thousandsOrPounds}, {"-1.000", rows.Written, thousandsOrCount, thousandsOrPounds}, {"1.000", rows.Text, thousandsOrCount, thousandsOrPounds},
		{"123.000", rows.Written, thousandsOrCount, thousandsOrPounds}, {"1234.000", rows.Written, "1234", "1234.00"}, {"0.000", rows.Written, "0", "0.00"},
		{"12.500", rows.Written, fractionOfCount, thousandsOrPounds}, {"12.500", rows.Number, fractionOfCount, fractionOfPenny}, {"1.5", rows.Written, fractionOfCount, "1.50"},
		{"5.0000", rows.Written, "5", "5.00"}, {"5.00", rows.Written, "5", "5.00"}, {"8317.430", rows.Written, fractionOfCount, "8317.43"}, {"600.4300", rows.Written, fractionOfCount, "600.43"},
		{"8317.435", rows.Written, fractionOfCount, fractionOfPenny}, {"6000.0050", rows.Written, fractionOfCount, fractionOfPenny},
		{"12,3", rows.Written, decimalComma, decimalComma}, {"12,34", rows.Written, decimalComma, decimalComma}, {"12,345", rows.Written, "12345", "12345.00"}, {"12,3456", rows.Written, "enter one, as 764", "write it as 8317.43"},
		{"twelve", rows.Written, "enter one, as 764", "write it as 8317.43"}, {"x.000", rows.Written, "enter one, as 764", "write it as 8317.43"},
		{"031.53", rows.Written, fractionOfCount, zero}, {"031.53", rows.Text, fractionOfCount, zero}, {"00.50", rows.Written, fractionOfCount, zero}, {"£09.10", rows.Written, "enter one, as 764", zero}, {"0.50", rows.Written, fractionOfCount, "0.50"},
		{"-3", rows.Written, "a count cannot be below zero", "this sum cannot be below zero"}, {"100001", rows.Written, "more than 100,000", "100001.00"},
		{"80%", rows.Written, "a percentage", "a percentage"}, {"0.8", rows.Percent, "a percentage", "a percentage"}, {"TRUE", rows.Boolean, "enter one, as 764", "write it as 8317.43"},
		{"45811", rows.Date, "this is a date", "write it as 8317.43"}, {"", rows.EmptyText, "gives nothing to see", "gives nothing to see"}, {"#N/A", rows.Failed, "error", "error"},
	} {
		cell := rows.Cell{Text: c.text, Kind: c.kind}
		n, f := countIn(cell, maxCount)
		sum, g := moneyIn(cell)
		if got := saidOr(f, strconv.FormatInt(n, 10)); !strings.Contains(got, c.count) {
			t.Errorf("%+v as a count: %q, should be %q", cell, got, c.count)
		}
		if got := saidOr(g, sum.String()); !strings.Contains(got, c.money) {
			t.Errorf("%+v as money: %q, should be %q", cell, got, c.money)
		}
	}
}

func saidOr(f *flaw, read string) string {
	if f != nil {
		return f.remedy
	}
	return read
}

// Numbers that a workbook holds as text are counted by their column; a sum with a £ is text to anybody.
func TestNumbersAsTextAreCounted(t *testing.T) {
	s := newInput(&problems{}, rows.From1900, File{})
	s.header = &header{match: match{at: []int{0, 1}}}
	for _, c := range []rows.Cell{
		{Text: "4500.00", Kind: rows.Text}, {Text: "£4500.00", Kind: rows.Text}, {Text: "4500.00", Kind: rows.Number}, {Text: "4500.00", Kind: rows.Written}, {Text: "tbc", Kind: rows.Text}, {Text: "0", Kind: rows.Text},
	} {
		s.money(rows.Row{Cells: []rows.Cell{c, c}}, 0)
		s.count(rows.Row{Cells: []rows.Cell{c, c}}, 1, maxMonth)
	}
	if s.asText[0] != 2 || s.asText[1] != 2 {
		t.Errorf("%d sums and %d counts stand as text, should be 2 and 2", s.asText[0], s.asText[1])
	}
}

func TestMailboxes(t *testing.T) {
	for address, want := range map[string]bool{
		"gp-p81900@example.org": true, "a.b+c@nhs.net": true, "o'neil@x-y.nhs.uk": true, "aAzZ09@aAzZ09.org": true,
		"a@x": false, "a@@x.org": false, "a b@x.org": false, "Dr A <a@x.org>": false, "@x.org": false, "a@": false, "a@.org": false, "a..b@x.org": false,
		label(64) + "@example.org": true, label(65) + "@example.org": false, "a@" + label(63) + ".org": true, "a@" + label(64) + ".org": false,
		label(64) + "@" + label(63) + "." + label(63) + "." + label(61): true, label(64) + "@" + label(63) + "." + label(63) + "." + label(62): false, // 254 characters, and 255
		"a@x.org.": false, "a@-x.org": false, "ä@x.org": false, "a@x.org,b@x.org": false, "a@x.org\r\nBcc: b@x.org": false,
	} {
		if got := mailbox(address); got != want {
			t.Errorf("%q: got %t", address, got)
		}
	}
	for address, want := range map[string]bool{"a@nhs.net": true, "a@x.nhs.uk": true, "a@NHS.NET": true, "a@evilnhs.net": false, "a@nhs.net.example.com": false} {
		if got := within(address, []string{"nhs.net", "nhs.uk"}); got != want {
			t.Errorf("%q within: got %t", address, got)
		}
	}
}

// label is a part of an address with so many characters.
func label(n int) string { return strings.Repeat("a", n) }

// An advance equal to the value is all of it, and not more than it.
func TestAdvanceEqualToTheValue(t *testing.T) {
	contracts := func(advance string) string {
		return "Practice code,Scheme,Service,Target,Contract value,Advance paid\nP81900,capitated-les-2025-26,ecg,90,4500.00," + advance + "\n"
	}
	for advance, above := range map[string]bool{"4500.00": false, "4500.01": true, "£4,500.00": false} {
		x := readWith(t, map[string]string{"contracts.csv": contracts(advance)})
		if got := slices.Contains(codes(x), "W-advance-above"); got != above {
			t.Errorf("%s of 4500.00 in advance: W-advance-above is said: %v", advance, got)
		}
	}
}
