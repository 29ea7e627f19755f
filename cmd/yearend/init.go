package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

func initCommand(o *options) *cobra.Command {
	var withTemplates bool
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Write a commented starter project with a small synthetic sample",
		Long: `init writes a starter project into a new folder, with a small synthetic sample.

With --templates it also writes out the words of the letters and e-mails, to
edit. Without DIR, or where DIR holds a project, it writes only those, into the
folder that the project's templates: names, and never over a file that is there.`,
		Args: cobra.RangeArgs(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			switch dir, exists := projectAt(*o, args); {
			case withTemplates && exists:
				return initWords(filepath.Join(dir, filepath.Base(o.project)), c.OutOrStdout())
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

func initProject(dir string, withTemplates bool, stdout io.Writer) error {
	wrote, err := season.Begin(dir, withTemplates)
	sayBegun(stdout, dir, wrote, err == nil)
	return err
}

func initWords(project string, stdout io.Writer) error {
	p, err := season.ReadProject(project)
	if err != nil {
		return err
	}
	out, err := season.WriteWords(p)
	sayWords(stdout, project, out, err == nil)
	return err
}
