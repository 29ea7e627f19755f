package season

import (
	"testing"

	"yearend/letters"
	"yearend/letters/post"
)

// Wherever a letter stands for its sending, it stands somewhere in the season.
func TestEveryLetterStandsSomewhere(t *testing.T) {
	for _, state := range post.States() {
		if letterStateOf[state] == "" {
			t.Errorf("a letter that is %s stands nowhere in the season", state)
		}
	}
	if len(letterStateOf) != len(post.States()) {
		t.Errorf("%d states of %d", len(letterStateOf), len(post.States()))
	}
}

// An outcome run holds again what its year-end run holds, and is not what mends it.
func TestWhatTheYearEndHoldsIsMendedThere(t *testing.T) {
	outcome := letters.Outcome()
	s := Status{Schemes: []SchemeStatus{
		{Kind: letters.YearEnd().Name, Scheme: "cap", Held: []HeldStatus{{Practice: "P81901"}}},
		{Kind: letters.YearEnd().Name, Scheme: "ltc", Held: []HeldStatus{}},
		{Kind: outcome.Name, Scheme: "cap", Held: []HeldStatus{{Practice: "P81901"}, {Practice: "P81902", Stands: "P81902/CAP/2025-26/OUT/1"}}},
		{Kind: outcome.Name, Scheme: "ltc", Held: []HeldStatus{{Practice: "P81901"}}},
	}}
	if got := s.Held(letters.YearEnd()); got != (HeldCount{All: 1}) {
		t.Errorf("of the year end %+v", got)
	}
	if got := s.Held(outcome); got != (HeldCount{All: 2, Standing: 1}) {
		t.Errorf("of the outcome %+v: only what it holds by itself", got)
	}
}
