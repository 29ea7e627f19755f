package rows

import (
	"archive/zip"
	"path"
	"slices"
	"strings"
)

// index finds the sheets, the texts and the formats.
func (p *parts) index() error {
	main, err := p.mainPart()
	if err != nil {
		return err
	}
	targets, err := p.relations(main)
	if err != nil {
		return err
	}
	err = p.readSmall(main, "workbook", func(t *tags) error {
		switch from1904 := ""; string(t.name()) {
		case "workbookPr":
			if !t.value("date1904", &from1904) {
				return errShape
			}
			if truth(from1904) {
				p.since = From1904
			}
		case "sheets":
			return t.children(func() error { return p.listSheet(t, targets) })
		}
		return t.skip()
	})
	p.texts, p.formats = p.pointed(targets, "/sharedStrings", sharedPart), p.pointed(targets, "/styles", stylesPart)
	switch {
	case err != nil:
		return err
	case len(p.sheets) > maxSheets:
		return errSheets
	case len(p.sheets) == 0:
		return errZip
	}
	return nil
}

// listSheet enters a sheet, unless it is one of a chart or of macros.
func (p *parts) listSheet(t *tags, targets []target) error {
	var name, state, id string
	if !t.value("name", &name) || !t.value("state", &state) || !t.value("*:id", &id) {
		return errShape
	}
	if name == "" || slices.ContainsFunc(p.sheets, func(s Sheet) bool { return strings.EqualFold(s.Name, name) }) {
		return errMarkup // no message could say which sheet it means
	}
	for _, target := range targets {
		if target.id == id && strings.HasSuffix(target.kind, "/worksheet") {
			p.sheets = append(p.sheets, Sheet{Name: name, path: target.path, Hidden: state != "" && state != "visible"})
		}
	}
	return t.skip()
}

// readSmall reads a part that says what others are.
func (p *parts) readSmall(name, root string, show func(*tags) error) error {
	f := p.find(name)
	switch {
	case f == nil:
		return errZip
	case f.UncompressedSize64 > maxIndex:
		return errSize
	}
	in, err := f.Open()
	if err != nil {
		return errZip
	}
	defer in.Close()
	return document(in, root, show)
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

// relations reads what a part points to.
func (p *parts) relations(of string) (targets []target, err error) {
	folder, name := path.Split(of)
	err = p.readSmall(folder+"_rels/"+name+".rels", "Relationships", func(t *tags) error {
		var id, kind, to string
		if !t.value("Id", &id) || !t.value("Type", &kind) || !t.value("Target", &to) || slices.ContainsFunc(targets, func(t target) bool { return t.id == id }) {
			return errShape
		}
		pointed := path.Join(folder, to)
		if strings.HasPrefix(to, "/") {
			pointed = strings.TrimPrefix(path.Clean(to), "/")
		}
		targets = append(targets, target{id, pointed, kind})
		return t.skip()
	})
	return targets, err
}
