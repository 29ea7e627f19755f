package letters

import "testing"

func TestCountedReason(t *testing.T) {
	const day = "10 April 2026"
	for _, c := range []struct {
		more, late int64
		want       string
	}{
		{1, 1, "1 more counted, coded after " + day},
		{1234, 1234, "1,234 more counted, all of them coded after " + day},
		{5, 2, "5 more counted, of which 2 coded after " + day},
		{3, 0, "3 more counted, none of them coded after " + day},
		{2, 3, "2 more counted, and 3 more coded after " + day},
		{0, 2, "as many counted, 2 more of them coded after " + day},
		{-3, 0, "3 fewer counted, none of them coded after " + day},
		{-1, 2, "1 fewer counted, and 2 more coded after " + day},
		{-2, -2, "2 fewer counted, and 2 fewer coded after " + day},
	} {
		if got := countedReason(c.more, c.late, day); got != c.want {
			t.Errorf("%d more, %d of them late: %q, want %q", c.more, c.late, got, c.want)
		}
	}
}
