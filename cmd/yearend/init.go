package main

import (
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

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Write a commented starter project with a small synthetic sample",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return initProject(args[0], c.OutOrStdout())
		},
	}
}

// initProject refuses a folder that has anything in it: nothing of the team's
// is ever written over.
func initProject(dir string, stdout io.Writer) error {
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
	files := []struct {
		name string
		data []byte
	}{
		{"inputs/practices.csv", sample.Practices},
		{"inputs/contracts.csv", sample.Contracts},
		{"inputs/activity.csv", sample.Activity},
		{"yearend.yaml", project}, // last: without it there is no project
	}
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
