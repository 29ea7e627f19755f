package rulebook

import "testing"

// FuzzScheme reads any scheme file: it is refused, or is rules by which a year can be
// reckoned, and is so each time it is read.
func FuzzScheme(f *testing.F) {
	for _, code := range ShippedCodes() {
		text, _ := Shipped(code)
		f.Add(text)
	}
	f.Add([]byte("scheme: a\nservices: {list: [{code: b}]}\nperiod: {from: 2025-04-01, to: 2026-03-31}\n"))
	f.Add([]byte("weights: {working_days: [0, -1, 1e9]}\nmethods: {list: [{id: x, months: best 13, take: mean}]}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		scheme, err := Read("scheme.yaml", text)
		_, again := Read("scheme.yaml", text)
		if (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
			t.Fatalf("first %v, then %v", err, again)
		}
		if err != nil {
			return
		}
		if scheme.Code == "" || len(scheme.Services) == 0 || len(scheme.Methods) == 0 || scheme.Period.From >= scheme.Period.To {
			t.Fatalf("nothing could be reckoned by %+v", scheme)
		}
		for i, days := range scheme.Weights {
			if days <= 0 {
				t.Fatalf("month %d has %d working days", i, days)
			}
		}
	})
}
