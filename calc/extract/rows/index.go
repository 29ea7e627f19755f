package rows

import (
	"archive/zip"
	"encoding/xml"
	"path"
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
	if err := p.decode(main, &book); err != nil {
		return err
	}
	targets, err := p.relations(main)
	if err != nil {
		return err
	}
	if truth([]byte(book.Properties.Date1904)) {
		p.since = From1904
	}
	for _, s := range book.Sheets {
		if target := targets[s.ID]; strings.HasSuffix(target.kind, "/worksheet") {
			p.sheets = append(p.sheets, Sheet{Name: s.Name, path: target.path, Hidden: s.State != "" && s.State != "visible"})
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

// target is where a part of a workbook points to, and as what.
type target struct{ path, kind string }

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

// pointed finds the one part of a kind: where the workbook says, or else where
// it usually is.
func (p *parts) pointed(targets map[string]target, kind, usual string) *zip.File {
	for _, t := range targets {
		if f := p.find(t.path); f != nil && strings.HasSuffix(t.kind, kind) {
			return f
		}
	}
	return p.find(usual)
}

// relations reads what a part points to, by id.
func (p *parts) relations(of string) (map[string]target, error) {
	var file struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	folder, name := path.Split(of)
	if err := p.decode(folder+"_rels/"+name+".rels", &file); err != nil {
		return nil, err
	}
	targets := map[string]target{}
	for _, r := range file.Relations {
		place := path.Join(folder, r.Target)
		if strings.HasPrefix(r.Target, "/") {
			place = strings.TrimPrefix(path.Clean(r.Target), "/")
		}
		targets[r.ID] = target{place, r.Type}
	}
	return targets, nil
}
