package extract

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
)

// parts is a workbook as the zip file that it is.
type parts struct {
	byName  map[string]*zip.File // see folded
	sheets  []part
	since   epoch
	texts   *zip.File // that cells refer to by number; nil if there are none
	shared  texts     // what they are
	formats *zip.File
}

// part is a worksheet: its name, its place in the zip, whether it is shown.
type part struct {
	name, path string
	hidden     bool
}

var (
	errZip    = errors.New("the workbook is damaged or cut off: ask for it again, or save it again in Excel")
	errSheets = errors.New("the workbook has more than 255 sheets or 5,000 parts: save only the sheet that is needed, as a workbook of its own")
	errBinary = errors.New("this is a binary workbook (.xlsb), whatever its name says: open it in Excel and save it as .xlsx")
	errOpen   = errors.New("this is an OpenDocument file (.ods), whatever its name says: open it and save it as .xlsx")
	errSize   = errors.New("the workbook is larger than any real one, packed or unpacked: save only the sheet that is needed, as CSV")
)

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

// index finds the sheets, the texts and the formats.
func (p *parts) index() error {
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	main, err := p.mainPart()
	if err != nil {
		return err
	}
	if err := p.decode(main, &book); err != nil {
		return err
	}
	targets, err := p.relations(main)
	if err != nil {
		return err
	}
	if truth([]byte(book.Properties.Date1904)) {
		p.since = from1904
	}
	for _, s := range book.Sheets {
		if target := targets[s.ID]; strings.HasSuffix(target.kind, "/worksheet") {
			p.sheets = append(p.sheets, part{name: s.Name, path: target.path, hidden: s.State != "" && s.State != "visible"})
		}
	}
	p.texts, p.formats = p.pointed(targets, "/sharedStrings", sharedPart), p.pointed(targets, "/styles", stylesPart)
	switch {
	case len(p.sheets) > maxSheets:
		return errSheets
	case len(p.sheets) == 0:
		return errZip
	}
	return nil
}

func (p *parts) decode(name string, into any) error {
	f := p.find(name)
	if f == nil || f.UncompressedSize64 > 16<<20 {
		return errZip
	}
	if err := p.sound(f); err != nil {
		return err
	}
	in, err := f.Open()
	if err != nil {
		return errZip
	}
	defer in.Close()
	if err := xml.NewDecoder(in).Decode(into); err != nil {
		return errZip
	}
	return nil
}
