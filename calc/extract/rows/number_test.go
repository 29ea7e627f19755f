package rows

import "testing"

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

func TestNumberFormats(t *testing.T) {
	for code, want := range map[string]Kind{
		"General": Number, "0.00": Number, "0%": Percent, `0.0\%`: Number, "dd/mm/yyyy": Date, "[$-809]d mmm yy": Date, "mmm-yy": Date,
		`"£"#,##0.00;[Red]-"£"#,##0.00`: Number, `#,##0" days"`: Number, "h:mm": Date, "_-* #,##0.00_-": Number,
	} {
		if got := kindOfFormat(code); got != want {
			t.Errorf("%q: got %d, want %d", code, got, want)
		}
	}
}

// FuzzNumber writes any text out as a number: once is enough.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"764", "1,234", "52.349999999999994", "1.2E3", "-3", "£8,317.43", "80%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := plainNumber(text)
		if twice := plainNumber(once); twice != once {
			t.Errorf("%q, then %q, then %q", text, once, twice)
		}
	})
}
