package season

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

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
