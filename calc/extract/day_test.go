package extract

import "testing"

// TestLateInUTC checks which moments could be another day here than they say.
func TestLateInUTC(t *testing.T) {
	for text, want := range map[string]bool{
		"2025-03-31T23:00:00Z": true, "2025-03-31 23:30:00 +00:00": true, "2025-03-31T22:59:59Z": false,
		"2025-04-01T00:00:00Z": false, "2025-03-31T23:00:00": false, "2025-03-31 00:23:00Z": false,
	} {
		if lateInUTC(text) != want {
			t.Errorf("%s: want %v", text, want)
		}
	}
}
