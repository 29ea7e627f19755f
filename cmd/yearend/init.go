package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

func initCommand(o *options) *cobra.Command {
	var withTemplates, form bool
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Write a commented starter project with a small synthetic sample",
		Long: `init writes a starter project into a new folder, with a small synthetic sample.

With --templates it also writes out the words of the letters and e-mails, to
edit. Without DIR, or where DIR holds a project, it writes only those, into the
folder that the project's templates: names, and never over a file that is there.

With --form it writes, beside a project, what the mitigation form of each scheme
asks: the questions with their types and choices, for whoever builds it in
Microsoft Forms.`,
		Args: cobra.RangeArgs(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			switch dir, exists := projectAt(*o, args); {
			case form:
				return initForms(filepath.Join(dir, filepath.Base(o.project)), c.OutOrStdout())
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
	c.Flags().BoolVar(&form, "form", false, "write out the questions of the mitigation forms, for whoever builds them")
	return c
}

// initForms writes out what the mitigation forms of a project's schemes ask.
func initForms(project string, stdout io.Writer) error {
	p, err := season.ReadProject(project)
	if err != nil {
		return err
	}
	out, err := season.WriteForms(p)
	sayForms(stdout, out)
	return err
}

// projectAt is the folder that is meant, and whether it holds a project.
func projectAt(o options, args []string) (dir string, exists bool) {
	dir = filepath.Dir(o.project)
	if len(args) > 0 {
		dir = register.Typed(args[0])
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
