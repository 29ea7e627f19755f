package season

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each setting that the starter's project file proposes behind a # is one: with the sign
// taken away the file can still be read, as a team would take it in.
func TestProposedSettingsCanBeTakenIn(t *testing.T) {
	dir := t.TempDir()
	if _, err := Begin(dir, false); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "yearend.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	proposed := regexp.MustCompile(`(?m)^( *)# ((?:ledger|suppliers|requests|corrections|plans|approvals|two_approvals_above|expect|payments|archive|copy_others|together|figures|secret): )`)
	places := proposed.FindAllSubmatchIndex(text, -1)
	if len(places) < 14 {
		t.Fatalf("only %d settings are proposed", len(places))
	}
	for _, at := range places {
		taken := string(text[:at[3]]) + string(text[at[4]:])
		switch string(text[at[4]:at[5]]) {
		case "payments: ": // stands below it, empty
			taken = strings.Replace(taken, "\npayments: {columns: []}", "", 1)
		case "suppliers: ": // fills columns that are asked for
			taken = strings.Replace(taken, "\npayments: {columns: []}", "\npayments: {columns: [Supplier number]}", 1)
		}
		if err := os.WriteFile(file, []byte(taken), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadProject(file); err != nil {
			t.Errorf("%s: %v", text[at[4]:at[5]], err)
		}
	}
}
