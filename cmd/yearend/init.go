package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yearend/fixtures"
)

//go:embed starter.yaml
var starter embed.FS

func initCommand(o *options) *cobra.Command {
	var withTemplates bool
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Write a commented starter project with a small synthetic sample",
		Long: `init writes a starter project into a new folder, with a small synthetic sample.

With --templates it also writes out the words of the letters and e-mails, to edit.
Without DIR, or where DIR holds a project, it writes only those, into the folder
that the project's templates: names, and never over a file that is there.`,
		Args: cobra.RangeArgs(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			switch dir, exists := projectAt(*o, args); {
			case withTemplates && exists:
				return initTemplates(filepath.Join(dir, filepath.Base(o.project)), c.OutOrStdout())
			case len(args) == 0:
				return usageError(errors.New("init needs the name of a new folder: yearend init DIR"))
			default:
				return initProject(args[0], withTemplates, c.OutOrStdout())
			}
		},
	}
	c.Flags().BoolVar(&withTemplates, "templates", false, "write the words of the letters out, to edit")
	return c
}

// projectAt is the folder that is meant, and whether it holds a project.
func projectAt(o options, args []string) (dir string, exists bool) {
	dir = filepath.Dir(o.project)
	if len(args) > 0 {
		dir = args[0]
	}
	_, err := os.Stat(filepath.Join(dir, filepath.Base(o.project)))
	return dir, err == nil
}

// initProject refuses a folder that has anything in it: nothing of the team's
// is ever written over.
func initProject(dir string, withTemplates bool, stdout io.Writer) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0:
		return fmt.Errorf("%s is not empty: name a new folder", dir)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("begin a project: %w", err)
	}
	project, err := starter.ReadFile("starter.yaml")
	if err != nil {
		return err
	}
	sample := fixtures.Sample()
	files := []newFile{
		{"inputs/practices.csv", sample.Practices},
		{"inputs/contracts.csv", sample.Contracts},
		{"inputs/activity.csv", sample.Activity},
	}
	if withTemplates {
		files = append(files, shippedTemplates("templates")...)
		project = bytes.Replace(project, []byte("\ntemplates: \"\"\n"), []byte("\ntemplates: templates\n"), 1)
	}
	files = append(files, newFile{"yearend.yaml", project}) // last: without it there is no project
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := writeFile(path, f.data); err != nil {
			return fmt.Errorf("begin a project: %w", err)
		}
		fmt.Fprintln(stdout, "wrote", path)
	}
	fmt.Fprintf(stdout, "\nThe sample is synthetic. Try it in %s:\n  yearend check\n  yearend produce\n", dir)
	return nil
}

func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o666)
}
