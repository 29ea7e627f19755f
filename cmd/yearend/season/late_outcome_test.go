package season

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/fixtures"
)

var update = flag.Bool("update", false, "write the messages anew")

// An outcome letter after the day by which practices were to hear is a thing to look
// at; after the payment run it says as well in which one the change is asked for.
func TestGalleryOfLateOutcomes(t *testing.T) {
	var final calc.Settlement
	for _, code := range rulebook.ShippedCodes() {
		text, _ := rulebook.Shipped(code)
		s, err := rulebook.Read(code, text)
		if err != nil {
			t.Fatal(err)
		}
		final.Schemes = append(final.Schemes, s)
	}
	if said := (Request{AsOf: 20260529}).lateOutcome(final); len(said) > 0 {
		t.Errorf("on the day itself: %v", said)
	}
	for name, on := range map[string]calc.Date{"W-late-outcome": 20260530, "W-late-outcome.july": 20260702} {
		path := filepath.Join("..", "..", "..", "fixtures", "errors", "outcome", name, "message.txt")
		said := fixtures.Messages((Request{AsOf: on}).lateOutcome(final))
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(said), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(path); err != nil || said != string(want) {
			t.Errorf("%s says\n%s\nwant\n%s (%v)", name, said, want, err)
		}
	}
}
