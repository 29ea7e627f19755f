package season

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/fixtures"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/templates"
)

//go:embed starter.yaml
var starter embed.FS

// Begin writes a starter project with a small synthetic sample into a new folder,
// and if asked for also the words of the letters, to edit. It gives the files that
// it has written, and refuses a folder that has anything in it: nothing of the
// team's is ever written over.
func Begin(dir string, withTemplates bool) (wrote []string, err error) {
	dir = register.Typed(dir)
	project, err := starter.ReadFile("starter.yaml")
	if err != nil {
		return nil, err
	}
	return begin(dir, project, withTemplates)
}

// freeToBegin refuses a folder that has anything in it, but for what a beginning that
// was broken off has left: then no project file is there, and of each of its other
// files nothing but the beginning.
func freeToBegin(dir string, files []newFile) error {
	facts, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("begin a project: %w", err)
	case !facts.IsDir():
		return fmt.Errorf("%s is a file, and no folder: name a new folder", dir)
	}
	root, err := filepath.EvalSymlinks(dir) // what a link leads to is looked at as well
	if err != nil {
		return fmt.Errorf("begin a project: %w", err)
	}
	return filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("begin a project: %w", err)
		}
		within, _ := filepath.Rel(root, file)
		within = filepath.ToSlash(within)
		i := slices.IndexFunc(files, func(f newFile) bool {
			return f.name == within && f.name != "yearend.yaml" || f.name == strings.TrimSuffix(within, ".part") && f.name != within || entry.IsDir() && strings.HasPrefix(f.name, within+"/")
		})
		if within != "." && i >= 0 && !entry.IsDir() {
			data, err := register.ReadPlain(file, register.MostRecord)
			if err != nil || !bytes.HasPrefix(files[i].data, data) {
				i = -1
			}
		}
		if within != "." && i < 0 {
			return fmt.Errorf("%s is not empty: name a new folder", dir)
		}
		return nil
	})
}

// begin writes a project file with the sample.
func begin(dir string, project []byte, withTemplates bool) (wrote []string, err error) {
	sample := fixtures.Sample()
	files := []newFile{
		{"inputs/practices.csv", sample.Practices},
		{"inputs/contracts.csv", sample.Contracts},
		{"inputs/activity.csv", sample.Activity},
	}
	if withTemplates {
		files = append(files, shippedTemplates(defaultTemplates)...)
		project = bytes.Replace(project, []byte("\ntemplates: \"\"\n"), []byte("\ntemplates: "+defaultTemplates+"\n"), 1)
	}
	files = append(files, newFile{"yearend.yaml", project}) // last: without it there is no project
	if err := freeToBegin(dir, files); err != nil {
		return nil, err
	}
	for _, f := range files {
		file := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := writeWhole(file, f.data); err != nil {
			return wrote, fmt.Errorf("begin a project: %w", withHint(err, "name a folder that you may write into, on a disk with room"))
		}
		wrote = append(wrote, file)
	}
	return wrote, nil
}

func writeFile(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o666)
}

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

// WordsOut is what came of writing the shipped words out beside a project.
type WordsOut struct {
	Files  []WordsFile
	Folder string // that the project must name for its words to be used; empty where it does
}

// WordsFile is a template that was written, or that was there and stays.
type WordsFile struct {
	File string
	Kept bool
}

// WriteWords writes the shipped words out beside an existing project. A file that
// is there may hold the team's own words, and stays.
func WriteWords(p Project) (out WordsOut, err error) {
	folder := p.Templates
	if folder == "" {
		folder, out.Folder = defaultTemplates, defaultTemplates
	}
	for _, f := range shippedTemplates(filepath.ToSlash(folder)) {
		file := p.path(f.name)
		err := writeNew(file, f.data)
		kept := errors.Is(err, fs.ErrExist)
		if err != nil && !kept {
			return out, fmt.Errorf("write the templates: %w", err)
		}
		out.Files = append(out.Files, WordsFile{file, kept})
	}
	return out, nil
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

// formsFolder is where the questions of the forms are written, beside the project.
const formsFolder = "forms"

// WriteForms writes out what the mitigation form of each scheme asks. A file that is
// there stays.
func WriteForms(p Project) (out []WordsFile, err error) {
	schemes, err := p.ReadSchemes()
	if err != nil {
		return nil, err
	}
	for _, s := range schemes {
		if s.Mitigation == nil {
			continue
		}
		text, err := formTable(s)
		if err != nil {
			return out, err
		}
		file := p.path(formsFolder + "/" + s.Code + ".csv")
		err = writeNew(file, text)
		kept := errors.Is(err, fs.ErrExist)
		if err != nil && !kept {
			return out, fmt.Errorf("write the questions of the form: %w", err)
		}
		out = append(out, WordsFile{file, kept})
	}
	if len(out) == 0 {
		return nil, errors.New("no scheme of the project has a mitigation form: questions: in its scheme file says what one asks")
	}
	return out, nil
}

// formTable is the questions of a form, a row each.
func formTable(s *calc.Scheme) ([]byte, error) {
	var b bytes.Buffer
	w := letters.NewCSV(&b, "Question", "Type", "Required", "Choices", "Below the question")
	for _, q := range s.Mitigation.Questions {
		required := "no"
		if q.Required {
			required = "yes"
		}
		w.Row(q.Title, string(q.Type), required, strings.Join(q.Choices, "; "), q.Note)
	}
	err := w.End()
	return b.Bytes(), err
}
