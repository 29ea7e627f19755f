package rows

import (
	"archive/zip"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
)

// parts is a workbook as the zip file that it is.
type parts struct {
	byName  map[string]*zip.File // see folded
	sheets  []Sheet
	since   Epoch
	texts   *zip.File // that cells refer to by number; nil if there are none
	shared  texts     // what they are
	formats *zip.File // nil if there are none
	styles  []Kind    // what they make of numbers
}

// openParts checks a workbook before anything is unpacked for good: its size as
// it says itself, and the checksum of every part. Only the parts that are read are
// looked at as XML: what else lies in a workbook, as Power Query's queries in
// UTF-16, is nobody's damage. The sheets are checked when they are scanned.
func openParts(file io.ReaderAt, size int64) (*parts, error) {
	if size > maxWorkbook {
		return nil, errSize
	}
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return nil, errZip
	}
	archive.RegisterDecompressor(zip.Deflate, flate.NewReader)
	p := &parts{byName: map[string]*zip.File{}}
	if err := p.weigh(archive.File); err != nil {
		return nil, err
	}
	switch {
	case p.find("xl/workbook.bin") != nil:
		return nil, errBinary
	case p.find("content.xml") != nil:
		return nil, errOpen
	}
	if err := p.index(); err != nil {
		return nil, err
	}
	sheets := map[*zip.File]bool{}
	for _, s := range p.sheets {
		sheets[p.find(s.path)] = true
	}
	for _, f := range archive.File {
		if err := p.look(f, sheets[f]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// find gives a part by its name, in which case does not count.
func (p *parts) find(name string) *zip.File { return p.byName[folded(name)] }

// folded is a part's name as it is compared: some programs write xl\Workbook.xml.
func folded(name string) string { return strings.ToLower(strings.ReplaceAll(name, `\`, "/")) }

// weigh refuses what would unpack to more than a workbook can be.
func (p *parts) weigh(files []*zip.File) error {
	var all uint64
	for _, f := range files {
		size, packed := f.UncompressedSize64, f.CompressedSize64
		all += min(size, maxUnzipped+1)
		isLarge := size > large
		switch {
		case len(files) > maxParts:
			return errSheets
		case all > maxUnzipped, isLarge && size/maxRatio > packed:
			return errSize
		case p.find(f.Name) != nil:
			return errZip
		}
		p.byName[folded(f.Name)] = f
	}
	return nil
}

// look reads the texts and the formats, the beginning of a sheet, and any other
// part to its end, so that its checksum is compared.
func (p *parts) look(f *zip.File, sheet bool) error {
	most := uint64(maxPart)
	switch {
	case f == p.texts:
		most = maxShared
	case sheet && f != p.formats:
		return begins(f)
	}
	if f.UncompressedSize64 > most {
		return errSize
	}
	in, err := f.Open()
	if err != nil {
		return errZip
	}
	defer in.Close()
	switch f {
	case p.texts:
		p.shared, err = readTexts(in, f.UncompressedSize64)
	case p.formats:
		p.styles, err = readStyles(in)
	default:
		if _, broken := io.Copy(io.Discard, in); broken != nil {
			err = errZip
		}
	}
	return err
}

// begins looks for the rows of a sheet: what goes before them is short in any
// real one, and is read each time that the sheet is looked at.
func begins(f *zip.File) error {
	in, err := f.Open()
	if err != nil {
		return errZip
	}
	defer in.Close()
	t := newTags(in)
	for t.taken < maxHead {
		if t.next() != nil || string(t.name()) == "sheetData" {
			return nil // what is wrong with it, the scan says
		}
	}
	return errTags
}
