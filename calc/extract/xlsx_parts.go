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
	byName map[string]*zip.File
	sheets []part
	since  epoch
	shared texts
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
	case p.byName["xl/workbook.bin"] != nil:
		return nil, errBinary
	case p.byName["content.xml"] != nil:
		return nil, errOpen
	}
	for _, f := range archive.File {
		look := p.sound
		if isSheet(f.Name) {
			look = begins
		}
		if err := look(f); err != nil {
			return nil, err
		}
	}
	return p, p.index()
}

func isSheet(name string) bool {
	return strings.HasPrefix(strings.ToLower(name), "xl/worksheets/sheet")
}

func isXML(name string) bool { return path.Ext(name) == ".xml" || path.Ext(name) == ".rels" }

// weigh refuses what would unpack to more than a workbook can be.
func (p *parts) weigh(files []*zip.File) error {
	var all uint64
	for _, f := range files {
		size, packed := f.UncompressedSize64, f.CompressedSize64
		all += min(size, maxUnzipped+1)
		large := size > 16<<20
		texts := strings.EqualFold(f.Name, sharedPart)
		switch {
		case len(files) > maxParts:
			return errSheets
		case all > maxUnzipped, large && size/maxRatio > packed, size > maxPart && !isSheet(f.Name) && !texts:
			return errSize
		case p.byName[f.Name] != nil:
			return errZip
		}
		p.byName[f.Name] = f
	}
	return nil
}

// sound reads a part to its end, so that its checksum is compared, and where
// it is XML, looks at its form.
func (p *parts) sound(f *zip.File) error {
	in, err := f.Open()
	if err != nil {
		return errZip
	}
	defer in.Close()
	switch {
	case f.Name == sharedPart:
		p.shared, err = countTexts(in)
		return err
	case isXML(f.Name):
		elements := 0
		return walk(in, func(*tags) error {
			if elements++; f.Name == stylesPart && elements > maxFormats {
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

// begins looks for the rows of a sheet: what goes before them is read by
// excelize again and again, and is short in any real one.
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

// index finds the sheets by their names.
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
	switch {
	case len(p.sheets) > maxSheets:
		return errSheets
	case len(p.sheets) == 0:
		return errZip
	}
	return nil
}

func (p *parts) decode(name string, into any) error {
	f := p.byName[name]
	if f == nil || f.UncompressedSize64 > 16<<20 {
		return errZip
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
