package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
)

func TestVersionNamesWhatIsInside(t *testing.T) {
	var out strings.Builder
	sayVersion(&out, &debug.BuildInfo{
		GoVersion: "go1.99.1",
		Settings:  []debug.BuildSetting{{Key: "GOOS", Value: "windows"}, {Key: "GOARCH", Value: "amd64"}, {Key: "vcs.revision", Value: "0123abcd"}, {Key: "vcs.modified", Value: "true"}},
		Deps:      []*debug.Module{{Path: "example.org/money", Version: "v1.2.3"}, {Path: "example.org/old", Version: "v1.0.0", Replace: &debug.Module{Path: "example.org/new", Version: "v2.0.0"}}},
	})
	want := `yearend 0.1.0
commit  0123abcd, with changes since
Go      1.99.1, for windows/amd64

Libraries inside
  example.org/money  v1.2.3
  example.org/new    v2.0.0
`
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
	out.Reset()
	sayVersion(&out, &debug.BuildInfo{Main: debug.Module{Version: "v" + season.Version}, Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0123abcd"}}})
	if !strings.Contains(out.String(), "commit  0123abcd, released as v"+season.Version+"\n") {
		t.Errorf("of a release: %s", out.String())
	}
	out.Reset()
	sayVersion(&out, &debug.BuildInfo{})
	if !strings.Contains(out.String(), "commit  not known") {
		t.Errorf("without a history: %s", out.String())
	}
}

// What a shell is given to complete words is whole, whatever the window's width; the
// shells that there are take it; and commands, flags and the runs that there are come.
func TestCompletion(t *testing.T) {
	t.Setenv("COLUMNS", "40")
	dir := t.TempDir()
	for shell, args := range map[string][]string{"bash": {"-n"}, "zsh": {"-n"}, "fish": {"-n"}, "powershell": nil} {
		script := yearend(t, exitDone, "completion", shell)
		if !strings.Contains(script, "__complete") || !strings.Contains(script, "yearend") || strings.Count(script, "\n") < 100 {
			t.Errorf("%s:\n%s", shell, script)
		}
		if _, err := exec.LookPath(shell); err != nil || args == nil {
			continue
		}
		file := filepath.Join(dir, shell)
		if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(shell, append(args, file)...).CombinedOutput(); err != nil {
			t.Errorf("%s does not take it: %v\n%s", shell, err, out)
		}
	}
	mustContain(t, yearend(t, exitUsage, "completion", "tcsh"), "no shell that")
	mustContain(t, yearend(t, exitUsage, "completion"), "which shell?")

	project := filepath.Join(dir, "trial", "yearend.yaml")
	yearend(t, exitDone, "init", filepath.Dir(project))
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	for want, args := range map[string][]string{
		"run-001\nlatest\n":            {"verify", "--project", project, ""},
		"produce\tCheck, compute, and": {"prod"},
		"--accept-assumptions\t":       {"send", "run-001", "--acc"},
		"powershell\n":                 {"completion", ""},
	} {
		mustContain(t, yearend(t, exitDone, append([]string{"__complete"}, args...)...), want)
	}
	mustNotContain(t, yearend(t, exitDone, "__complete", "verify", "--project", filepath.Join(dir, "none.yaml"), ""), "run-001")
}
