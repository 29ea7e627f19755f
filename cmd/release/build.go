package main

import (
	"context"
	"debug/buildinfo"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// target is a system that the program runs on.
type target struct{ OS, Arch string }

const allTargets = "windows/amd64 windows/arm64 linux/amd64 linux/arm64 darwin/amd64 darwin/arm64"

func targetOf(name string) (target, error) {
	if !slices.Contains(strings.Fields(allTargets), name) {
		return target{}, fmt.Errorf("%q is none of %s", name, allTargets)
	}
	system, processor, _ := strings.Cut(name, "/")
	return target{system, processor}, nil
}

func (t target) String() string { return t.OS + "-" + t.Arch }

// Windows reports whether it is the system with backslashes.
func (t target) Windows() bool { return t.OS == "windows" }

// Mac reports whether it is the system that asks where a program comes from.
func (t target) Mac() bool { return t.OS == "darwin" }

// Program is what the program's file is called there.
func (t target) Program() string {
	if t.Windows() {
		return "yearend.exe"
	}
	return "yearend"
}

// env is what decides what Go makes. Nothing of it is left to the machine.
func (t target) env(cache string) []string {
	env := []string{"GOOS=" + t.OS, "GOARCH=" + t.Arch, "CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOEXPERIMENT=", "GODEBUG="}
	if cache != "" {
		env = append(env, "GOCACHE="+cache)
	}
	return env
}

// build builds the program of a system, and gives its file.
func (s *source) build(ctx context.Context, t target, o order) (string, error) {
	if t.Windows() {
		resources, err := s.resources(t)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(s.dir, "cmd", "yearend", "resources_"+t.OS+"_"+t.Arch+".syso"), resources, 0o666); err != nil {
			return "", err
		}
	}
	file := filepath.Join(s.dir, ".git", t.String(), t.Program()) // where git does not see a change
	_, err := output(ctx, s.dir, t.env(o.cache), "go", "build", "-trimpath", "-buildvcs=true", "-ldflags=-s -w", "-o", file, "./cmd/yearend")
	if err != nil {
		return "", err
	}
	info, err := buildinfo.ReadFile(file)
	if err != nil {
		return "", err
	}
	noted := map[string]string{}
	for _, setting := range info.Settings {
		noted[setting.Key] = setting.Value
	}
	if noted["vcs.revision"] != s.Commit || noted["vcs.modified"] != "false" {
		return "", fmt.Errorf("the program was built from %s (modified: %s), and not from %s", noted["vcs.revision"], noted["vcs.modified"], s.Commit)
	}
	return file, nil
}
