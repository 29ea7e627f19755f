package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// source is the commit that a release is made from, checked out by itself: what is not
// committed cannot come into it, and Go notes commit and tag in the program.
type source struct {
	dir     string
	Commit  string
	Version string    // as the program says it: 0.1.0
	Tag     string    // v0.1.0; empty where the commit has none
	at      time.Time // of the commit: the one moment that a release has in it
}

// take checks out the newest commit of a repository.
func take(ctx context.Context, root string) (s *source, err error) {
	commit, err := git(ctx, root, "rev-parse", "HEAD")
	if err != nil {
		return nil, err
	}
	s = &source{Commit: commit}
	if s.dir, err = os.MkdirTemp("", "yearend-release-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.discard()
		}
	}()
	if _, err := git(ctx, root, "clone", "--quiet", "--no-checkout", ".", s.dir); err != nil {
		return s, err
	}
	if _, err := git(ctx, s.dir, "checkout", "--quiet", "--detach", commit); err != nil {
		return s, err
	}
	if err := os.WriteFile(filepath.Join(s.dir, ".git", "info", "exclude"), []byte("*.syso\n"), 0o666); err != nil {
		return s, err
	}
	when, err := git(ctx, s.dir, "show", "--no-patch", "--format=%cI", "HEAD")
	if err != nil {
		return s, err
	}
	if s.at, err = time.Parse(time.RFC3339, when); err != nil {
		return s, err
	}
	s.at = s.at.UTC()
	if s.Version, err = s.says(); err != nil {
		return s, err
	}
	s.Tag, err = s.tag(ctx)
	return s, err
}

var stated = regexp.MustCompile(`(?m)^const Version = "([0-9]+\.[0-9]+\.[0-9]+)"$`)

// says is the version that the program says of itself.
func (s *source) says() (string, error) {
	const file = "cmd/yearend/season/produce.go"
	text, err := os.ReadFile(filepath.Join(s.dir, file))
	if err != nil {
		return "", err
	}
	found := stated.FindSubmatch(text)
	if found == nil {
		return "", fmt.Errorf("%s states no version", file)
	}
	return string(found[1]), nil
}

// tag is that of the version on this commit. A tag of another version is refused: the
// program would say one thing, and the name of its zip another.
func (s *source) tag(ctx context.Context) (string, error) {
	all, err := git(ctx, s.dir, "tag", "--points-at", "HEAD", "--list", "v*")
	if err != nil || all == "" {
		return "", err
	}
	for _, tag := range strings.Fields(all) {
		if tag == "v"+s.Version {
			return tag, nil
		}
	}
	return "", fmt.Errorf("the commit is tagged %s, and the program says that it is %s", strings.ReplaceAll(all, "\n", " and "), s.Version)
}

// String says what the release is made from.
func (s *source) String() string {
	if s.Tag == "" {
		return fmt.Sprintf("yearend %s from the commit %s, which has no tag v%s: for trying out, and not for giving out", s.Version, s.Commit, s.Version)
	}
	return fmt.Sprintf("yearend %s from the tag %s, commit %s", s.Version, s.Tag, s.Commit)
}

// Name is how the version is written in the names of files.
func (s *source) Name() string {
	if s.Tag == "" {
		return fmt.Sprintf("yearend-%s-%.12s", s.Version, s.Commit)
	}
	return "yearend-" + s.Version
}

func (s *source) discard() { os.RemoveAll(s.dir) }

func git(ctx context.Context, dir string, args ...string) (string, error) {
	return output(ctx, dir, nil, "git", args...)
}

// output runs a program, and gives what it prints.
func output(ctx context.Context, dir string, env []string, name string, args ...string) (string, error) {
	var out, said bytes.Buffer
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Stdout, c.Stderr = dir, &out, &said
	c.Env = append(os.Environ(), env...)
	if err := c.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, args[0], err, said.String())
	}
	return strings.TrimSpace(out.String()), nil
}
