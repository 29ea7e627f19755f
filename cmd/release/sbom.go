package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// The list of parts (a software bill of materials) is written as CycloneDX 1.6, which the
// tools of a security team read to say of which part a fault has become known.

type bom struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Serial       string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string `json:"timestamp"`
	Tools     struct {
		Components []component `json:"components"`
	} `json:"tools"`
	Component component `json:"component"`
}

type component struct {
	Type       string            `json:"type"`
	Ref        string            `json:"bom-ref,omitempty"`
	Publisher  string            `json:"publisher,omitempty"`
	Name       string            `json:"name"`
	Version    string            `json:"version"`
	Hashes     []hash            `json:"hashes,omitempty"`
	Licences   []json.RawMessage `json:"licenses,omitempty"`
	PURL       string            `json:"purl,omitempty"`
	Properties []property        `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref  string   `json:"ref"`
	Uses []string `json:"dependsOn"`
}

// list is the list of parts of the program of a system. sum is the program's digest.
func (s *source) list(t target, sum string, parts []part, own []string) ([]byte, error) {
	refs := map[string]string{}
	for _, p := range parts {
		refs[p.Name] = p.purl()
	}
	program := component{Type: "application", Ref: "yearend", Publisher: publisher, Name: "yearend", Version: s.Version, PURL: "pkg:generic/yearend@" + s.Version,
		Hashes: []hash{{"SHA-256", sum}}, Licences: licensed("MIT"),
		Properties: []property{{"yearend:commit", s.Commit}, {"yearend:tag", s.Tag}, {"yearend:system", t.OS + "/" + t.Arch}}}
	b := bom{Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", Spec: "1.6", Version: 1, Serial: serial(sum),
		Metadata:     metadata{Timestamp: s.at.Format(time.RFC3339), Component: program},
		Components:   []component{},
		Dependencies: []dependency{{"yearend", named(refs, own)}}}
	b.Metadata.Tools.Components = []component{{Type: "application", Name: "yearend/cmd/release", Version: s.Version}}
	for _, p := range parts {
		kind := "library"
		if p.Name == fonts {
			kind = "file"
		}
		b.Components = append(b.Components, component{Type: kind, Ref: p.purl(), Name: p.Name, Version: p.Version, Licences: licensed(p.Licence), PURL: p.purl()})
		b.Dependencies = append(b.Dependencies, dependency{p.purl(), named(refs, p.uses)})
	}
	text, err := json.MarshalIndent(b, "", "  ")
	return append(text, '\n'), err
}

// purl is how a part is named over all languages and registries.
func (p part) purl() string {
	switch p.Name {
	case goItself:
		return "pkg:golang/stdlib@" + p.Version
	case fonts:
		return "pkg:generic/liberation-sans@" + p.Version
	}
	return "pkg:golang/" + strings.ToLower(p.Name) + "@" + url.PathEscape(p.Version)
}

// licensed writes a licence as the format wants it: one by its id, several as one
// expression.
func licensed(licence string) []json.RawMessage {
	if strings.Contains(licence, " ") {
		return []json.RawMessage{json.RawMessage(fmt.Sprintf(`{"expression":%q}`, licence))}
	}
	return []json.RawMessage{json.RawMessage(fmt.Sprintf(`{"license":{"id":%q}}`, licence))}
}

func named(refs map[string]string, names []string) []string {
	all := []string{}
	for _, n := range names {
		all = append(all, refs[n])
	}
	slices.Sort(all)
	return all
}

// serial is the list's own number, which is to be a UUID: the same program has the same.
func serial(sum string) string {
	b := []byte(sum[:32])
	b[12], b[16] = '5', "89ab"[b[16]%4]
	return fmt.Sprintf("urn:uuid:%s-%s-%s-%s-%s", b[:8], b[8:12], b[12:16], b[16:20], b[20:])
}
