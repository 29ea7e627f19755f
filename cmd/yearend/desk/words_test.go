package desk

import (
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
	"yearend/cmd/yearend/season/edit"
	"yearend/letters"
)

// Beside the words of each template stands every name that they may use, be there
// anything to say of it for the practice that is shown or not.
func TestEveryNameIsOfferedBesideTheWords(t *testing.T) {
	a := deskAt(t, true)
	p, err := season.ReadProject(a.at())
	if err != nil {
		t.Fatal(err)
	}
	schemes, err := p.ReadSchemes()
	if err != nil {
		t.Fatal(err)
	}
	all, err := edit.Templates(p, schemes)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		page := a.get("/words/" + one.Name)
		for _, offered := range letters.PlaceholdersOf(one.Kind) {
			write := "{{." + offered.Name + "}}"
			if offered.Sort == letters.InChoice {
				write = "{{if ." + offered.Name + "}}"
			}
			if !strings.Contains(page, "<code>"+write+"</code>") {
				t.Errorf("%s: %s is not offered", one.Name, write)
			}
		}
	}
}
