package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

// file is one that is written, or put into a zip.
type file struct {
	name string
	data []byte
	mode fs.FileMode
}

// pack makes the zip of a system, and its list of parts beside it.
func (s *source) pack(ctx context.Context, t target, o order) ([]file, error) {
	built, err := s.build(ctx, t, o)
	if err != nil {
		return nil, err
	}
	signed := t.Windows() && o.certificate.file != ""
	if signed {
		if built, err = o.certificate.sign(ctx, built); err != nil {
			return nil, err
		}
	}
	program, err := os.ReadFile(built)
	if err != nil {
		return nil, err
	}
	parts, own, err := s.parts(ctx, t)
	if err != nil {
		return nil, err
	}
	list, err := s.list(t, digest(program), parts, own)
	if err != nil {
		return nil, err
	}
	files := []file{{t.Program(), program, 0o755}, {"sbom.cdx.json", list, 0o644}}
	told := pageFacts{source: s, target: t, SHA256: digest(program), Signed: signed, Parts: parts}
	for _, p := range []struct{ name, from string }{{"Start here.txt", "start.txt"}, {"For the IT desk.txt", "it.txt"}} {
		text, err := page(p.from, told)
		if err != nil {
			return nil, err
		}
		files = append(files, file{p.name, text, 0o644})
	}
	for name, as := range map[string]string{"LICENSE": "licences/yearend/LICENSE", "CHANGELOG.md": "CHANGELOG.md", "README.md": "README.md", "SECURITY.md": "SECURITY.md", "DECISIONS.md": "DECISIONS.md",
		"fixtures/pictures/letter.png": "fixtures/pictures/letter.png", "fixtures/pictures/page.png": "fixtures/pictures/page.png"} {
		text, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			return nil, err
		}
		files = append(files, file{as, text, 0o644})
	}
	for _, p := range parts {
		for name, text := range p.texts {
			files = append(files, file{"licences/" + strings.ReplaceAll(p.Name, " ", "-") + "/" + name, text, 0o644})
		}
	}
	name := s.Name() + "-" + t.String()
	zipped, err := s.zip(name, files)
	return []file{{name: name + ".zip", data: zipped}, {name: name + ".cdx.json", data: list}}, err
}

// zip puts files into one, in the order of their names and with the one moment that a
// release has.
func (s *source) zip(folder string, files []file) ([]byte, error) {
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	var whole bytes.Buffer
	w := zip.NewWriter(&whole)
	for _, f := range files {
		header := &zip.FileHeader{Name: path.Join(folder, f.name), Method: zip.Deflate, Modified: s.at}
		header.SetMode(f.mode)
		to, err := w.CreateHeader(header)
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return whole.Bytes(), err
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

//go:embed pages
var pages embed.FS

// pageFacts are what the pages name.
type pageFacts struct {
	*source
	target
	SHA256 string
	Signed bool
	Parts  []part
}

// Run is how the program is called where it lies.
func (f pageFacts) Run() string {
	if f.Windows() {
		return `.\yearend`
	}
	return "./yearend"
}

// Publisher is who gives it out.
func (f pageFacts) Publisher() string { return publisher }

// page fills in a page; on Windows its lines end as Notepad of every age wants them.
func page(name string, facts pageFacts) ([]byte, error) {
	t, err := template.ParseFS(pages, "pages/"+name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, facts); err != nil {
		return nil, err
	}
	if facts.Windows() {
		return bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n")), nil
	}
	return b.Bytes(), nil
}

// certificate is what an organisation signs with. The password stands in a file, and is
// never an argument, which others could see.
type certificate struct{ file, key, password, timestamp string }

// sign signs a program, and gives the file that is signed.
func (c certificate) sign(ctx context.Context, program string) (string, error) {
	signed := strings.TrimSuffix(program, ".exe") + "-signed.exe"
	args := []string{"sign", "-h", "sha256", "-n", "yearend"}
	switch strings.ToLower(filepath.Ext(c.file)) {
	case ".p12", ".pfx":
		args = append(args, "-pkcs12", c.file)
	default:
		args = append(args, "-certs", c.file, "-key", c.key)
	}
	if c.password != "" {
		args = append(args, "-readpass", c.password)
	}
	if c.timestamp != "" {
		args = append(args, "-ts", c.timestamp)
	}
	if _, err := output(ctx, "", nil, "osslsigncode", append(args, "-in", program, "-out", signed)...); err != nil {
		return "", fmt.Errorf("sign the program: %w", err)
	}
	return signed, nil
}
