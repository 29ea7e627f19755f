package letters

import (
	"strings"
	"testing"
)

// A table is not seen under two names where the heading above says the same;
// who goes from table to table hears it all the same.
func TestCaptionBelowItsHeading(t *testing.T) {
	account := Account{Caption: "Statement of account", Rows: []Row{{Label: "Earned", Value: "£1.00"}}}
	heading := func(words string) Block { return Heading{Level: 2, Text: Text{{Words: words}}} }
	for above, want := range map[string]string{
		"Statement of account": `<caption class="heard">Statement of account</caption>`,
		"What is owed":         `<caption>Statement of account</caption>`,
	} {
		page := HTML(Letter{Subject: "S", Blocks: []Block{heading(above), account}})
		if !strings.Contains(page, want) {
			t.Errorf("below %q there is no %s", above, want)
		}
	}
}
