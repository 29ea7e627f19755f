package letters

import "testing"

func TestInert(t *testing.T) {
	for cell, want := range map[string]string{
		"":                      "",
		"Elm Tree Surgery":      "Elm Tree Surgery",
		"St John's – The Annex": "St John's – The Annex",
		"-2.17":                 "-2.17",
		"-5":                    "-5",
		"8317.43":               "8317.43",
		"P81001/LTC/2025-26/1":  "P81001/LTC/2025-26/1",
		"=1+1":                  "'=1+1",
		"+44 20 7946 0000":      "'+44 20 7946 0000",
		"-2+3":                  "'-2+3",
		"-2.":                   "'-2.",
		"- 5":                   "'- 5",
		"@SUM(A1)":              "'@SUM(A1)",
		"\t=1":                  "'\t=1",
		"\r=1":                  "'\r=1",
		"  =1+1":                "'  =1+1",
		"\u00a0=1+1":            "'\u00a0=1+1",
		`"=1+1"`:                `'"=1+1"`,
		`' "=1`:                 `'' "=1`,
		"＝1+1":                  "'＝1+1",
		"＋1+1":                  "'＋1+1",
		"－1+1":                  "'－1+1",
		"＠SUM(A1)":              "'＠SUM(A1)",
	} {
		if got := inert(cell); got != want {
			t.Errorf("inert(%q) = %q, want %q", cell, got, want)
		}
	}
}
