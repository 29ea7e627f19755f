package extract

import (
	"testing"

	"yearend/calc"
)

func TestPlainNumber(t *testing.T) {
	for raw, want := range map[string]string{
		"52.349999999999994": "52.35", "764": "764", "1.2E3": "1200", "1E-3": "0.001", "-3": "-3", "0": "0", "0.80": "0.8",
		"8317.4300000000003": "8317.43", "2.9999999999999996": "3", "9.9999999999999995E+2": "1000", "1234567890123456": "1234567890123460",
		"123456789012345": "123456789012345", "1e401": "1e401", "+5": "5", "": "", ".5": "0.5", "abc": "abc", "1.2.3": "1.2.3",
	} {
		if got := plainNumber(raw); got != want {
			t.Errorf("%q: got %q, want %q", raw, got, want)
		}
	}
}

func TestSerialDays(t *testing.T) {
	for _, c := range []struct {
		e      epoch
		serial string
		want   calc.Date
	}{
		{from1900, "46112", 20260331}, {from1900, "46112.999988425925", 20260331}, {from1904, "44650", 20260331},
		{from1900, "45748", 20250401}, {from1900, "60", 0}, {from1900, "20260331", 0}, {from1900, "-1", 0}, {from1900, "", 0},
	} {
		got, ok := c.e.day(c.serial)
		if ok != (c.want != 0) || ok && got != c.want {
			t.Errorf("%q from %d: got %v, %t", c.serial, c.e, got, ok)
		}
	}
}

// TestWrittenDays reads the forms of the guidance, and none that is doubtful.
func TestWrittenDays(t *testing.T) {
	s := &sheet{page: &page{}, order: map[int]*dayOrder{}, header: &header{match: match{at: []int{0}}}}
	for text, want := range map[string]calc.Date{
		"2026-03-31": 20260331, "31/03/2026": 20260331, "31-Mar-2026": 20260331, "31 March 2026": 20260331, "1/4/2025": 20250401,
		"31-MAR-2026": 20260331, "2024-02-29": 20240229, "2026-03-31 09:30:00": 20260331, "2026-03-31T00:00:00": 20260331, "31/03/2026 00:00": 20260331,
		"03/04/2026": 20260403, // the day first, always
		"31.03.2026": 20260331, "31-03-2026": 20260331, "20260331": 20260331, "2026/03/31": 20260331, "31-Mar-2026 09:30": 20260331, "31/Mar/2026": 20260331,
		"2026-03-31 00:00:00.000": 20260331, "2026-03-31T00:00:00+01:00": 20260331, "31/03/2026 12:00:00 AM": 20260331, "31 March 2026 09:30:00": 20260331,
		"2025-02-29": 0, "31/04/2026": 0, "03/31/2026": 0, "03.31.2026": 0, "03-31-2026": 0, "31/03/26": 0, "31-Mar-26": 0, "46112": 0, "2026-3-31": 0, "March 2026": 0,
		"20261331": 0, "18990331": 0, "31/03.2026": 0, "2026/03-31": 0, "31.03.2026.": 0, "T09:30": 0, "09:30": 0,
		"": 0, "31 Marsch 2026": 0, "0026-03-31": 0, "2126-03-31": 0, "1899-12-31": 0, "2026-03-31 25:00": 0, "2026-03-31x": 0, "//": 0, "0/0/0000": 0,
	} {
		got, f := s.day(row{cells: []cell{{text: text}}}, 0)
		if (f == nil) != (want != 0) || got != want {
			t.Errorf("%q: got %v, %v", text, got, f)
		}
	}
}

func TestWrittenMonths(t *testing.T) {
	for text, want := range map[string]calc.Date{
		"2025-04": 20250401, "Apr-25": 20250401, "apr 2025": 20250401, "April 2025": 20250401, "April-25": 20250401, "Sept-25": 20250901,
		"2025/04": 20250401, "04/2025": 20250401, "04-2025": 20250401, "202504": 20250401, "Apr25": 20250401, "april2025": 20250401, "Apr_25": 20250401, "2025_04": 20250401,
		"202513": 0, "04 2025": 0, "4/2025": 0, "199904": 0, "45748": 0, "2025-13": 0, "Apr": 0, "Ap-25": 0, "25-Apr": 0, "April 25 x": 0, "2025-26": 0, "Apr-1925": 0, "Apr1": 0, "Apr251": 0, "25Apr": 0, "_25": 0, "": 0, "May-": 0, "-": 0,
	} {
		if got, ok := writtenMonth(text); ok != (want != 0) || got != want {
			t.Errorf("%q: got %v, %t", text, got, ok)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		cell cell
		want int64 // -1: refused
	}{
		{cell{"764", written}, 764}, {cell{"1,234", written}, 1234}, {cell{"12.0", written}, 12}, {cell{"12", number}, 12}, {cell{"0", text}, 0},
		{cell{"1.5", number}, -1}, {cell{"1", percent}, -1}, {cell{"80%", written}, -1}, {cell{"45811", dated}, -1}, {cell{"TRUE", boolean}, -1},
		{cell{"#N/A", failed}, -1}, {cell{"", uncomputed}, -1}, {cell{"-3", written}, -1}, {cell{"1e3", written}, -1}, {cell{"12,34", written}, -1},
		{cell{"100001", written}, -1}, {cell{"100000", written}, 100000}, {cell{"twelve", written}, -1},
	} {
		got, f := countIn(c.cell, maxCount)
		if (f == nil) != (c.want >= 0) || f == nil && got != c.want {
			t.Errorf("%+v: got %d, %v", c.cell, got, f)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		cell cell
		want string // empty: refused
	}{
		{cell{"8317.43", written}, "8317.43"}, {cell{"£8,317.43", written}, "8317.43"}, {cell{"£ 8,317.43", written}, "8317.43"}, {cell{"4500", number}, "4500.00"},
		{cell{"8317.434", number}, ""}, {cell{"0.8", percent}, ""}, {cell{"45811", dated}, ""}, {cell{"-5", written}, ""}, {cell{"(5.00)", written}, ""},
		{cell{"tbc", written}, ""}, {cell{"#REF!", failed}, ""}, {cell{"8.317,43", written}, ""},
	} {
		got, f := moneyIn(c.cell)
		if (f == nil) != (c.want != "") || f == nil && got.String() != c.want {
			t.Errorf("%+v: got %s, %v", c.cell, got, f)
		}
	}
}

func TestMailboxes(t *testing.T) {
	for address, want := range map[string]bool{
		"gp-p81900@example.org": true, "a.b+c@nhs.net": true, "o'neil@x-y.nhs.uk": true,
		"a@x": false, "a@@x.org": false, "a b@x.org": false, "Dr A <a@x.org>": false, "@x.org": false, "a@": false, "a@.org": false, "a..b@x.org": false,
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
