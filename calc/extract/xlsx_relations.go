package extract

import (
	"archive/zip"
	"path"
	"strings"
)

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
