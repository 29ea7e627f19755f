package rows

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"
)

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
	if err := p.decode(main, "workbook", &book); err != nil {
		return err
	}
	targets, err := p.relations(main)
	if err != nil {
		return err
	}
	if truth(book.Properties.Date1904) {
		p.since = From1904
	}
	for _, s := range book.Sheets {
		for _, target := range targets {
			if target.id == s.ID && strings.HasSuffix(target.kind, "/worksheet") {
				p.sheets = append(p.sheets, Sheet{Name: s.Name, path: target.path, Hidden: s.State != "" && s.State != "visible"})
			}
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

// decode reads a small part, after its form has been looked at.
func (p *parts) decode(name, root string, into any) error {
	f := p.find(name)
	if f == nil || f.UncompressedSize64 > 16<<20 {
		return errZip
	}
	err := readPart(f, func(in io.Reader) error { return document(in, root, (*tags).skip) })
	if err != nil {
		return err
	}
	return readPart(f, func(in io.Reader) error {
		in, err := inUTF8(in)
		if err != nil {
			return err
		}
		decoder := xml.NewDecoder(in)
		decoder.CharsetReader = func(_ string, decoded io.Reader) (io.Reader, error) { return decoded, nil }
		if decoder.Decode(into) != nil {
			return errZip
		}
		return nil
	})
}

// readPart opens a part for as long as it is read.
func readPart(f *zip.File, read func(io.Reader) error) error {
	in, err := f.Open()
	if err != nil {
		return errZip
	}
	defer in.Close()
	return read(in)
}

// target is where a part of a workbook points to, and as what.
type target struct{ id, path, kind string }

// mainPart is the one that lists the sheets.
func (p *parts) mainPart() (string, error) {
	targets, err := p.relations("")
	if err != nil {
		return "", err
	}
	for _, t := range targets {
		if strings.HasSuffix(t.kind, "/officeDocument") {
			return t.path, nil
		}
	}
	return "", errZip
}

// What holds the texts and the formats of a workbook that does not say where.
const (
	sharedPart = "xl/sharedStrings.xml"
	stylesPart = "xl/styles.xml"
)

// pointed finds the one part of a kind: where the workbook says, or else where
// it usually is.
func (p *parts) pointed(targets []target, kind, usual string) *zip.File {
	for _, t := range targets {
		if f := p.find(t.path); f != nil && strings.HasSuffix(t.kind, kind) {
			return f
		}
	}
	return p.find(usual)
}

// relations reads what a part points to, by id.
func (p *parts) relations(of string) ([]target, error) {
	var file struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	folder, name := path.Split(of)
	if err := p.decode(folder+"_rels/"+name+".rels", "Relationships", &file); err != nil {
		return nil, err
	}
	var targets []target
	for _, r := range file.Relations {
		pointed := path.Join(folder, r.Target)
		if strings.HasPrefix(r.Target, "/") {
			pointed = strings.TrimPrefix(path.Clean(r.Target), "/")
		}
		if slices.ContainsFunc(targets, func(t target) bool { return t.id == r.ID }) {
			return nil, errZip
		}
		targets = append(targets, target{r.ID, pointed, r.Type})
	}
	return targets, nil
}
