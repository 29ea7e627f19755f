package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// What a workbook to be marked may hold in all its parts. To add to one, the
// whole of it is unpacked, and each of its elements takes many times the memory
// that it takes in the file.
const (
	mostBytes    = 24 << 20
	mostElements = 1_000_000 // a cell and its value are two
	mostMerges   = 5_000     // each is compared with all others
	mostFormats  = 70_000    // as many as Excel has, and some
)

var errHeavy = errors.New("it holds more than can be marked: save the sheet that is needed as a workbook of its own")

// weigh refuses a workbook that holds more, whatever it says of itself.
func weigh(original []byte) error {
	in, err := zip.NewReader(bytes.NewReader(original), int64(len(original)))
	if err != nil {
		return err
	}
	size, elements, merges, formats := 0, 0, 0, 0
	buffer := make([]byte, 64<<10)
	for _, part := range in.File {
		from, err := part.Open()
		if err != nil {
			return err
		}
		for err == nil {
			var n int
			n, err = io.ReadFull(from, buffer)
			size += n
			elements += bytes.Count(buffer[:n], []byte("<")) - bytes.Count(buffer[:n], []byte("</"))
			merges += bytes.Count(buffer[:n], []byte("mergeCell "))
			formats += bytes.Count(buffer[:n], []byte("xf "))
			if size > mostBytes || elements > mostElements || merges > mostMerges || formats > mostFormats {
				return errors.Join(errHeavy, from.Close())
			}
		}
		if err != io.EOF && err != io.ErrUnexpectedEOF {
			return errors.Join(err, from.Close())
		}
		if err := from.Close(); err != nil {
			return err
		}
	}
	return nil
}

// holds reports whether a cell can hold a text as it is.
func holds(text string) bool {
	for _, r := range text {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == utf8.RuneError || r == 0xfffe || r == 0xffff {
			return false
		}
	}
	return len(text) <= excelize.TotalCellChars || len(utf16.Encode([]rune(text))) <= excelize.TotalCellChars
}
