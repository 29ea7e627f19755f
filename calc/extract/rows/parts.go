package rows

import (
	"archive/zip"
	"io"
	"os"
	"path"
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
	formats *zip.File
}

// openParts checks a workbook before anything is unpacked for good: its size
// as it says itself, the checksum of every part, and the form of its XML. The
// sheets are checked when they are scanned.
func openParts(file *os.File) (*parts, error) {
	facts, err := file.Stat()
	if err != nil || facts.Size() > maxWorkbook {
		return nil, errSize
	}
	archive, err := zip.NewReader(file, facts.Size())
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
		look := p.sound
		if sheets[f] && f != p.texts && f != p.formats {
			look = begins
		}
		if err := look(f); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// find gives a part by its name, in which case does not count.
func (p *parts) find(name string) *zip.File { return p.byName[folded(name)] }

// folded is a part's name as it is compared: some programs write xl\Workbook.xml.
func folded(name string) string { return strings.ToLower(strings.ReplaceAll(name, `\`, "/")) }

func isXML(name string) bool {
	suffix := path.Ext(folded(name))
	return suffix == ".xml" || suffix == ".rels"
}

// weigh refuses what would unpack to more than a workbook can be.
func (p *parts) weigh(files []*zip.File) error {
	var all uint64
	for _, f := range files {
		size, packed := f.UncompressedSize64, f.CompressedSize64
		all += min(size, maxUnzipped+1)
		large := size > 16<<20
		switch {
		case len(files) > maxParts:
			return errSheets
		case all > maxUnzipped, large && size/maxRatio > packed:
			return errSize
		case p.find(f.Name) != nil:
			return errZip
		}
		p.byName[folded(f.Name)] = f
	}
	return nil
}

// sound reads a part to its end, so that its checksum is compared, and where
// it is XML, looks at its form.
func (p *parts) sound(f *zip.File) error {
	if p.tooLarge(f) {
		return errSize
	}
	in, err := f.Open()
	if err != nil {
		return errZip
	}
	defer in.Close()
	switch {
	case f == p.texts:
		p.shared, err = countTexts(in)
		return err
	case isXML(f.Name), f == p.formats:
		elements := 0
		return walk(in, func(*tags) error {
			if elements++; f == p.formats && elements > maxFormats {
				return errTags
			}
			return nil
		})
	}
	if _, err := io.Copy(io.Discard, in); err != nil {
		return errZip
	}
	return nil
}

// tooLarge reports a part beyond what such a part can be. The texts are the
// only one that excelize is given whole, packed as they are.
func (p *parts) tooLarge(f *zip.File) bool {
	if f == p.texts {
		return f.UncompressedSize64 > maxShared || f.CompressedSize64 > maxPacked
	}
	return f.UncompressedSize64 > maxPart
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
	for read := 0; read < maxHead; read += len(t.text) + len(t.tag) {
		if t.next() != nil {
			return nil // the scan says what is wrong with it
		}
		if string(t.name()) == "sheetData" {
			return nil
		}
	}
	return errTags
}
