package run

import (
	"strings"
	"testing"

	"yearend/letters"
)

// Words of one's own that say nothing are found to leave something out, in the letter and in
// the e-mail of every kind that has musts.
func TestTheWordsOfEveryKindAreHeldToItsMusts(t *testing.T) {
	const empty = "# Your year\n\nThank you.\n"
	for _, kind := range letters.Kinds() {
		var r Rules
		for name, into := range r.words(kind) {
			words, err := ParseEmail(name, []byte(empty))
			if err != nil {
				t.Fatal(err)
			}
			*into = words
		}
		left := map[string]int{}
		for _, fault := range r.Lacks(kind) {
			file, _, _ := strings.Cut(fault.Error(), ":")
			left[file]++
		}
		for name, musts := range map[string]int{kind.Letter: len(kind.Musts), kind.Email: len(kind.EmailMusts)} {
			if name != "" && (left[name] > 0) != (musts > 0) {
				t.Errorf("%s of the %s says nothing, and must say %d things: %d are missed", name, kind.Name, musts, left[name])
			}
		}
		if kind.Email != "" && len(kind.EmailMusts) == 0 || !kind.OnPages && len(kind.Musts) == 0 {
			t.Errorf("the words of the %s must say nothing", kind.Name)
		}
	}
}
