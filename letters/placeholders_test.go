package letters

import "testing"

// Every fact that words may name has a meaning, said beside the words, and none is said
// that there is not.
func TestEveryPlaceholderHasAMeaning(t *testing.T) {
	facts := map[string]bool{}
	for _, names := range factsByKind() {
		for name := range names {
			facts[name] = true
			if meanings[name].means == "" {
				t.Errorf("{{.%s}} has no meaning", name)
			}
		}
	}
	for name := range meanings {
		if !facts[name] {
			t.Errorf("%s is no fact", name)
		}
	}
}

// Words of a kind are offered what letters of that kind have, and nothing else.
func TestPlaceholdersAreThoseOfTheKind(t *testing.T) {
	for kind, has := range map[string]map[string]bool{
		"year-end":   {"Balance": true, "FormLink": true, "RangeLow": false, "Answers": false, "FirstScheme": false},
		"projection": {"Balance": false, "RangeLow": true, "Practice": true, "WasPosition": false},
		"outcome":    {"Balance": true, "Answers": true, "HasPlan": true, "Outlook": false},
	} {
		for _, k := range Kinds() {
			if k.Name != kind {
				continue
			}
			offered := map[string]bool{}
			for _, p := range PlaceholdersOf(k) {
				offered[p.Name] = true
			}
			for name, want := range has {
				if offered[name] != want {
					t.Errorf("%s: %s is offered: %v", kind, name, offered[name])
				}
			}
		}
	}
}
