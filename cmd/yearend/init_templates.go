package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"yearend/templates"
)

// newFile is a file to be written, its name with forward slashes.
type newFile struct {
	name string
	data []byte
}

// shippedTemplates are the words of letters and e-mails as files of a folder.
func shippedTemplates(folder string) []newFile {
	var files []newFile
	for _, name := range templates.Paths() {
		text, _ := templates.Words(name)
		files = append(files, newFile{path.Join(folder, name), []byte(text)})
	}
	return files
}

// defaultTemplates is where words are written if the project names no folder yet.
const defaultTemplates = "templates"

// initTemplates writes the shipped words out beside an existing project. A file
// that is there may hold the team's own words, and stays.
func initTemplates(projectFile string, stdout io.Writer) error {
	p, err := readProject(projectFile)
	if err != nil {
		return err
	}
	folder := p.Templates
	if folder == "" {
		folder = defaultTemplates
	}
	for _, f := range shippedTemplates(filepath.ToSlash(folder)) {
		file := p.path(f.name)
		switch err := writeNew(file, f.data); {
		case errors.Is(err, fs.ErrExist):
			fmt.Fprintln(stdout, "kept", file)
		case err != nil:
			return fmt.Errorf("write the templates: %w", err)
		default:
			fmt.Fprintln(stdout, "wrote", file)
		}
	}
	if p.Templates == "" {
		fmt.Fprintf(stdout, "\nFor the program to use them, write into %s:\n  templates: %s\n", projectFile, folder)
	}
	fmt.Fprintf(stdout, "\nEdit them, and see a letter with:\n  yearend preview CODE --watch\n")
	return nil
}

// writeNew writes a file that is not there yet.
func writeNew(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return errors.Join(err, out.Close())
}
