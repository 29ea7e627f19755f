package season

import (
	"testing"

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
