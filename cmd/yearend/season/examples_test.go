package season

import (
	"path/filepath"
	"strings"
	"testing"

	"yearend/letters"
)

// Each setting of the sample that is named as an example keeps a letter from a real mailbox
// and from the printer, where it is the only one that was left as it was.
func TestEachExampleKeepsALetterBack(t *testing.T) {
	dir := t.TempDir()
	if _, err := Begin(dir, false); err != nil {
		t.Fatal(err)
	}
	project, err := ReadProject(filepath.Join(dir, "yearend.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	examples := project.examples(letters.YearEnd())
	if len(examples) < 10 {
		t.Fatalf("only %d settings are examples", len(examples))
	}
	for _, e := range examples {
		letter := "NHS Sampleshire ICB\n\n" + strings.ReplaceAll(e.Value, ", ", "\n") + "\n\nThank you for your work.\n"
		if len(examplesOf(letter)) == 0 {
			t.Errorf("%s: a letter that says %q and no other example would go", e.Key, e.Value)
		}
	}
}
