package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
)

// Comments as Excel writes them: each drawn by a shape with a number, and named
// from its sheet by a path that begins at the sheet. To others none can be added.
var (
	shapeName  = regexp.MustCompile(`<v:shape\s[^>]*?\bid="([^"]*)"`)
	excelShape = regexp.MustCompile(`^_x0000_s\d+$`)
	rootedNote = regexp.MustCompile(`(?i)Target="/[^"]*(comments|\.vml)`)
)

// withoutNotes is what the list says of a workbook whose comments were not
// written by Excel.
const withoutNotes = "The comments of this workbook were written by another program than Excel, and are left as they are: go by the colours and by this list."

// foreignNotes reports comments or buttons to which none of ours can be added.
func foreignNotes(original []byte) (bool, error) {
	in, err := zip.NewReader(bytes.NewReader(original), int64(len(original)))
	if err != nil {
		return false, err
	}
	for _, part := range in.File {
		drawing := strings.HasSuffix(part.Name, ".vml")
		if !drawing && !(strings.HasPrefix(part.Name, "xl/worksheets/_rels/") && strings.HasSuffix(part.Name, ".rels")) {
			continue
		}
		from, err := part.Open()
		if err != nil {
			return false, err
		}
		text, err := io.ReadAll(from) // weighed before
		from.Close()
		if err != nil {
			return false, err
		}
		if !drawing && rootedNote.Match(text) {
			return true, nil
		}
		for _, name := range shapeName.FindAllSubmatch(text, -1) {
			if drawing && !excelShape.Match(name[1]) {
				return true, nil
			}
		}
	}
	return false, nil
}
