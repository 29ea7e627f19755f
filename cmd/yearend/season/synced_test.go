package season

import (
	"os"
	"path/filepath"
	"testing"
)

// A folder that another program copies to other computers is known by its name, by
// the names above it, or by what the program leaves in it.
func TestSyncedFoldersAreKnown(t *testing.T) {
	root := t.TempDir()
	for dir, want := range map[string]string{
		"plain/year end": "", "OneDrive - NHS Example/year end": "OneDrive", "Dropbox/a/b": "Dropbox", "NHS SharePoint/Team": "SharePoint",
		"marked/a": "Syncthing", "one drive": "",
	} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(root, "marked", ".stfolder"), 0o700); err != nil {
			t.Fatal(err)
		}
		if got := syncedBy(filepath.Join(root, dir)); got != want {
			t.Errorf("%s: by %q, not %q", dir, got, want)
		}
	}
}

// The folder of runs is looked at as well as that of what is known outside it: each of
// them may lie where another program copies it.
func TestAProjectIsSyncedByEitherFolder(t *testing.T) {
	root := t.TempDir()
	plain, synced := filepath.Join(root, "plain"), filepath.Join(root, "Dropbox", "a")
	for name, c := range map[string]struct{ project, output, want string }{
		"neither":     {plain, filepath.Join(plain, "output"), ""},
		"the runs":    {plain, filepath.Join(synced, "output"), "Dropbox"},
		"the project": {synced, filepath.Join(plain, "output"), "Dropbox"},
	} {
		p := starterProject(t)
		p.file, p.Output = filepath.Join(c.project, "yearend.yaml"), c.output
		if got := p.Synced(); got != c.want {
			t.Errorf("%s: by %q, not %q", name, got, c.want)
		}
	}
}

// What is no domain of one organisation lets letters go to half the world.
func TestNoDomain(t *testing.T) {
	for domain, fine := range map[string]bool{
		"nhs.net": true, "nhs.uk": true, "@nhs.net": true, "example.org": true, "gp.example.co.uk": true,
		"net": false, "uk": false, "co.uk": false, ".net": false, "*": false, "": false, "nhs net": false, "*.nhs.net": false,
	} {
		if faults := (Mail{Allow: []string{domain}}).allowFaults(); (len(faults) == 0) != fine {
			t.Errorf("%q: %v", domain, faults)
		}
	}
}
