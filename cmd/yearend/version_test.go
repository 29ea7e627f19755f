package main

import (
	"runtime/debug"
	"strings"
	"testing"
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
	sayVersion(&out, &debug.BuildInfo{})
	if !strings.Contains(out.String(), "commit  not known") {
		t.Errorf("without a history: %s", out.String())
	}
}
