package letters

import "testing"

// Each row of the table of kinds says how its kind is spoken of; one on pages is not looked
// at before a run.
func TestEachKindIsCalledSomething(t *testing.T) {
	taken := map[string]string{}
	for _, k := range Kinds() {
		c := k.Called
		if c.One == "" || c.Held == "" || c.Title == "" || c.Says == "" || (c.Looks == "") != k.OnPages {
			t.Errorf("nobody can speak of %s: %+v", k.Name, c)
		}
		for _, words := range []string{c.One, c.Title} {
			if other := taken[words]; other != "" {
				t.Errorf("%s and %s are both called %q", other, k.Name, words)
			}
			taken[words] = k.Name
		}
	}
}
