package run

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"yearend/calc"
	"yearend/letters/register"
)

// What a run keeps of the runs before it stands in the same order each time.
func TestWhatARunKeepsHasOneOrder(t *testing.T) {
	const letters = 50 // of which a map would hardly give the same order twice
	unsent, used := Unsent{}, Used{}
	for i := range letters {
		key := register.PositionKey{Practice: calc.PracticeCode(fmt.Sprintf("P81%03d", i)), Scheme: "ltc"}
		unsent[key], used[key] = &register.Issued{Number: 1, Reference: string(key.Practice) + "/LTC/2025-26/1"}, 1
	}
	for name, copies := range map[string]func(Put) error{"not sent": unsent.copies, "taken back": used.copies} {
		kept := func() string {
			var to bytes.Buffer
			if err := copies(func(_ string, write func(io.Writer) error) (string, error) { return "", write(&to) }); err != nil {
				t.Fatal(err)
			}
			return to.String()
		}
		if first := kept(); first != kept() || len(first) < letters {
			t.Errorf("%s: kept in another order, or not at all:\n%s", name, first)
		}
	}
}
