package rows

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

// book is a workbook as excelize has it: the texts and the formats of the true
// one, and a sheet into which rows are put, stretch by stretch. What else the
// true one holds, and how its sheets are called, excelize is not asked.
type book struct {
	parts  *parts
	file   *excelize.File
	styles *styles
	tried  bool
}

// open opens the book when first there is something to read. Many texts
// excelize unpacks into the system's temporary folder, from where close takes
// them away.
func (b *book) open() error {
	if !b.tried {
		b.tried = true
		b.unpack()
	}
	if b.file == nil {
		return errZip
	}
	return nil
}

func (b *book) unpack() {
	defer func() {
		if recover() != nil {
			b.close()
		}
	}()
	shell, err := b.parts.shell()
	if err != nil {
		return
	}
	b.file, err = excelize.OpenReader(shell, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped})
	if err != nil {
		b.close()
		return
	}
	b.styles = newStyles(b.file)
	<-b.read(&stretch{xml: []byte(firstText)}) // which makes excelize read the texts, once and not in each stretch
}

func (b *book) close() {
	if b.file != nil {
		b.file.Close()
	}
	b.file = nil
}

const (
	shellName  = "rows"
	shellSheet = "xl/worksheets/sheet1.xml"
	firstText  = `<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`
	office     = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	packaged   = `http://schemas.openxmlformats.org/package/2006/`
)

// shellParts are all that a workbook of one sheet needs.
var shellParts = []struct{ name, content string }{
	{"[Content_Types].xml", `<Types xmlns="` + packaged + `content-types"/>`},
	{"_rels/.rels", `<Relationships xmlns="` + packaged + `relationships"><Relationship Id="a" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + office + `"><sheets><sheet name="` + shellName + `" sheetId="1" r:id="b"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packaged + `relationships"><Relationship Id="b" Type="` + office + `/worksheet" Target="/` + shellSheet + `"/></Relationships>`},
	{shellSheet, ``},
}

// shell is a workbook with the texts and the formats of this one, packed as
// they were, and one sheet with nothing in it.
func (p *parts) shell() (*bytes.Buffer, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, part := range shellParts {
		into, err := archive.Create(part.name)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(into, part.content); err != nil {
			return nil, err
		}
	}
	for name, f := range map[string]*zip.File{sharedPart: p.texts, stylesPart: p.formats} {
		if f == nil {
			continue
		}
		out.Grow(int(f.CompressedSize64) + 4096)
		if err := copyAs(name, f, archive); err != nil {
			return nil, err
		}
	}
	return &out, archive.Close()
}

func copyAs(name string, f *zip.File, into *zip.Writer) error {
	header := f.FileHeader
	header.Name, header.Extra = name, nil
	from, err := f.OpenRaw()
	if err != nil {
		return err
	}
	to, err := into.CreateRaw(&header)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

// read has excelize read a stretch and gives the values of each of its rows. It
// sees no row that the scan has not been through, which refuses what is a trap.
// The channel is closed in any case, empty if excelize failed: at XML that it
// cannot read it stops without a word, and never comes to the row that the scan
// has put at the end.
func (b *book) read(s *stretch) <-chan [][]string {
	read := make(chan [][]string, 1)
	b.file.Pkg.Store(shellSheet, s.xml)
	rows, err := b.file.Rows(shellName)
	if err != nil {
		close(read)
		return read
	}
	go func() {
		defer close(read)
		defer func() { _ = recover() }() // whatever excelize does on a damaged sheet, it does it here
		defer rows.Close()
		values := make([][]string, 0, len(s.rows)+1)
		for rows.Next() {
			cells, err := rows.Columns()
			if err != nil {
				return
			}
			values = append(values, cells)
		}
		if end := len(values) - 1; end >= 0 && slices.Equal(values[end], []string{endMark}) {
			read <- values[:end]
		}
	}()
	return read
}
