package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"

	"yearend/calc"
	"yearend/letters/pdf"
)

// glance is how often files are looked at for having been saved.
const glance = 200 * time.Millisecond

// saved is when a file was last changed, and its size.
type saved struct {
	at   time.Time
	size int64
}

// again makes a preview anew whenever its words are saved, until the context
// ends. What is wrong with the words is said, and watching goes on.
func (v preview) again(ctx context.Context, y yearEnd, press *pdf.Press, positions []calc.Position, err error, stdout, stderr io.Writer) error {
	if y.project.Templates == "" {
		return withHint(fmt.Errorf("there are no words to watch: the project has no templates of its own"),
			"`yearend init --templates` writes them out; then write templates: templates into "+y.project.file)
	}
	seen := y.project.watched()
	sayError(stderr, err)
	fmt.Fprintf(stderr, "watching %s and %s; Ctrl-C ends\n", y.project.file, y.project.path(y.project.Templates))
	ticker := time.NewTicker(glance)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		now := y.project.watched()
		if maps.Equal(seen, now) {
			continue
		}
		seen = now
		err := y.reword()
		if err == nil {
			err = y.preview(press, positions, v.out, stdout)
		}
		sayError(stderr, err)
	}
}

// reword reads the project file and the words again, but none of the inputs.
func (y *yearEnd) reword() error {
	p, err := readProject(y.project.file)
	if err != nil {
		return err
	}
	rules, err := p.readSchemes()
	if err != nil {
		return err
	}
	y.project, y.rules = p, rules
	return nil
}

// watched is the state of the project file and of everything in its templates.
func (p project) watched() map[string]saved {
	files := map[string]saved{}
	note := func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil // a file that is being saved may be gone for a moment
		}
		if info, err := os.Stat(file); err == nil {
			files[file] = saved{info.ModTime(), info.Size()}
		}
		return nil
	}
	for _, root := range []string{p.file, p.path(p.Templates)} {
		if err := filepath.WalkDir(root, note); err != nil {
			return nil
		}
	}
	return files
}
