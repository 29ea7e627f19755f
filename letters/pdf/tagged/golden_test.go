package tagged_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What poppler reads out of the structure, in order, is what a listener hears.
func TestStructureAsPopplerReadsIt(t *testing.T) {
	for name, draw := range samples {
		path := save(t, rewrite(t, draw))
		got := runTool(t, "pdfinfo", "-struct-text", path)
		golden := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(readFile(t, golden)), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestQpdfFindsNothing(t *testing.T) {
	for _, draw := range samples {
		runTool(t, "qpdf", "--check", save(t, rewrite(t, draw)))
	}
}

// runTool runs a program of the system, which must succeed.
func runTool(t *testing.T, tool string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Fatalf("%s is not here: make tools installs it", tool)
	}
	out, err := exec.Command(tool, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return out
}

func save(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
