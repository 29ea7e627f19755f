package main

import (
	"archive/zip"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"debug/buildinfo"
	"debug/pe"
	"encoding/binary"
	"encoding/json"
	"encoding/pem"
	"image/png"
	"io"
	"math/big"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

const repository = "../.."

// unzipped are the files of a zip by their names within its folder.
func unzipped(t *testing.T, file string) (files map[string][]byte, z *zip.ReadCloser) {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { z.Close() })
	files = map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		_, name, _ := strings.Cut(f.Name, "/")
		files[name] = data
	}
	return files, z
}

// only is the one file of a folder that a pattern finds.
func only(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %v %v", pattern, found, err)
	}
	return found[0]
}

// A release for Windows, made twice: it is the same, says what it was made from, shows
// icon, version and manifest, and has the licence of everything that is inside.
func TestRelease(t *testing.T) {
	dir := t.TempDir()
	var said bytes.Buffer
	o := order{out: filepath.Join(dir, "one"), targets: []string{"windows/amd64"}}
	made, err := make1(t.Context(), repository, o, &said)
	if err != nil {
		t.Fatal(err)
	}
	again := o
	again.out = filepath.Join(dir, "two")
	if _, err := make1(t.Context(), repository, again, io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := same(o.out, again.out, made); err != nil {
		t.Error(err)
	}
	if !regexp.MustCompile(`^yearend [0-9.]+ from (the tag v[0-9.]+, commit|the commit) [0-9a-f]{40}`).MatchString(said.String()) {
		t.Errorf("it says %q", said.String())
	}
	files, z := unzipped(t, only(t, filepath.Join(o.out, "*.zip")))
	checkOrder(t, z)
	program := filepath.Join(dir, "yearend.exe")
	if err := os.WriteFile(program, files["yearend.exe"], 0o700); err != nil {
		t.Fatal(err)
	}
	checkResources(t, program)
	checkParts(t, program, files)
	checkPages(t, files)
	checkSums(t, o.out, made)
	checkSigned(t, dir, program)
}

// checkOrder sees that a zip has nothing of the machine on which it was made.
func checkOrder(t *testing.T, z *zip.ReadCloser) {
	t.Helper()
	for i, f := range z.File {
		if !f.Modified.Equal(z.File[0].Modified) || f.Mode().Perm()&0o022 != 0 {
			t.Errorf("%s: %s %s", f.Name, f.Modified, f.Mode())
		}
		if i > 0 && f.Name <= z.File[i-1].Name {
			t.Errorf("%s stands behind %s", f.Name, z.File[i-1].Name)
		}
	}
}

// checkResources walks the tree that Windows reads.
func checkResources(t *testing.T, program string) {
	t.Helper()
	f, err := pe.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	section := f.Section(".rsrc")
	if section == nil {
		t.Fatal("the .exe has no resources")
	}
	data, err := section.Data()
	if err != nil {
		t.Fatal(err)
	}
	at := func(offset uint32) uint32 { return binary.LittleEndian.Uint32(data[offset:]) }
	found := map[uint32][][]byte{}
	entries := func(folder uint32) (all [][2]uint32) {
		for i := range uint32(binary.LittleEndian.Uint16(data[folder+14:])) {
			all = append(all, [2]uint32{at(folder + 16 + 8*i), at(folder+16+8*i+4) &^ (1 << 31)})
		}
		return all
	}
	for _, kind := range entries(0) {
		for _, id := range entries(kind[1]) {
			for _, in := range entries(id[1]) {
				start, size := at(in[1])-section.VirtualAddress, at(in[1]+4)
				found[kind[0]] = append(found[kind[0]], data[start:start+size])
			}
		}
	}
	if len(found[iconKind]) != len(sizes) || len(found[iconsKind]) != 1 || len(found[versionKind]) != 1 || len(found[manifestKind]) != 1 {
		t.Fatalf("resources: %d icons, %d lists, %d versions, %d manifests", len(found[iconKind]), len(found[iconsKind]), len(found[versionKind]), len(found[manifestKind]))
	}
	for i, picture := range found[iconKind] {
		p, err := png.Decode(bytes.NewReader(picture))
		if err != nil || p.Bounds().Dx() != sizes[i] {
			t.Errorf("icon %d: %v", sizes[i], err)
		}
	}
	for _, want := range []string{"VS_VERSION_INFO", "Year-end letters of a primary care team", publisher, "OriginalFilename", "ProductVersion"} {
		if !bytes.Contains(found[versionKind][0], words16(utf16.Encode([]rune(want))...)) {
			t.Errorf("the version information has no %q", want)
		}
	}
	if !bytes.Contains(found[manifestKind][0], []byte(`level="asInvoker"`)) {
		t.Errorf("the manifest: %s", found[manifestKind][0])
	}
}

// checkParts holds licences and list of parts against what Go has noted in the program.
func checkParts(t *testing.T, program string, files map[string][]byte) {
	t.Helper()
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	var b bom
	decoder := json.NewDecoder(bytes.NewReader(files["sbom.cdx.json"]))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&b); err != nil {
		t.Fatal(err)
	}
	checkFormat(t, b)
	if b.Metadata.Component.Hashes[0].Content != digest(files["yearend.exe"]) {
		t.Error("the list of parts is of another program")
	}
	listed := map[string]string{}
	for _, c := range b.Components {
		listed[c.Name] = c.Version
	}
	want := map[string]string{goItself: strings.TrimPrefix(info.GoVersion, "go"), fonts: "2.1.4"}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		want[m.Path] = m.Version
	}
	for name, version := range want {
		if listed[name] != version {
			t.Errorf("%s %s is inside, and the list says %q", name, version, listed[name])
		}
		folder, texts := "licences/"+strings.ReplaceAll(name, " ", "-")+"/", 0
		for file, text := range files {
			if strings.HasPrefix(file, folder) && len(licencesIn(string(text))) > 0 {
				texts++
			}
		}
		if texts == 0 {
			t.Errorf("%s is inside, and its licence is not", name)
		}
	}
	for name := range listed {
		if want[name] == "" {
			t.Errorf("%s is listed, and is not inside", name)
		}
	}
}

// checkFormat holds the list against what the schema of CycloneDX 1.6 asks of what is
// in it.
func checkFormat(t *testing.T, b bom) {
	t.Helper()
	if b.Format != "CycloneDX" || b.Spec != "1.6" || b.Version < 1 || !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`).MatchString(b.Serial) {
		t.Errorf("%s %s %d %s", b.Format, b.Spec, b.Version, b.Serial)
	}
	if _, err := time.Parse(time.RFC3339, b.Metadata.Timestamp); err != nil {
		t.Error(err)
	}
	refs := map[string]bool{}
	for _, c := range append(slices.Clone(b.Components), b.Metadata.Component) {
		if !slices.Contains([]string{"application", "library", "file"}, c.Type) || c.Name == "" || c.Version == "" || refs[c.Ref] || c.Ref == "" {
			t.Errorf("a part: %+v", c)
		}
		refs[c.Ref] = true
		if !regexp.MustCompile(`^pkg:(golang|generic)/[^@ ]+@[^@ ]+$`).MatchString(c.PURL) {
			t.Errorf("%s: %s", c.Name, c.PURL)
		}
		if len(c.Licences) != 1 {
			t.Errorf("%s: %d licences", c.Name, len(c.Licences))
		}
		for _, l := range c.Licences {
			if !regexp.MustCompile(`^\{"(license":\{"id":"[A-Za-z0-9.-]+"\}|expression":"[A-Za-z0-9.-]+( AND [A-Za-z0-9.-]+)+")\}$`).Match(compact(t, l)) {
				t.Errorf("%s: %s", c.Name, l)
			}
		}
		for _, h := range c.Hashes {
			if h.Algorithm != "SHA-256" || len(h.Content) != 64 {
				t.Errorf("%s: %+v", c.Name, h)
			}
		}
	}
	used := map[string]bool{}
	for _, d := range b.Dependencies {
		if used[d.Ref] || !refs[d.Ref] {
			t.Errorf("what %s uses is said twice, or of no part", d.Ref)
		}
		used[d.Ref] = true
		for i, u := range d.Uses {
			if !refs[u] || i > 0 && u == d.Uses[i-1] {
				t.Errorf("%s uses %q", d.Ref, u)
			}
		}
	}
	if len(used) != len(refs) {
		t.Errorf("%d parts, and what %d use", len(refs), len(used))
	}
}

func compact(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, text); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// picture is one that the README shows.
var picture = regexp.MustCompile(`<img src="([^"]+)"`)

// checkPages sees that both pages are in the zip, filled in, and what the README shows.
func checkPages(t *testing.T, files map[string][]byte) {
	t.Helper()
	for name, want := range map[string]string{"Start here.txt": "Double-click yearend.exe", "For the IT desk.txt": digest(files["yearend.exe"])} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
	shown := picture.FindAllSubmatch(files["README.md"], -1)
	for _, p := range shown {
		if len(files[string(p[1])]) == 0 {
			t.Errorf("the README shows %s, and it is not in the zip", p[1])
		}
	}
	if len(shown) == 0 {
		t.Error("the README shows no picture")
	}
}

// On each system both pages are one page of A4 as Notepad prints it, in signs that every
// editor shows, and say how the desk begins and ends, and what the program touches.
func TestPagesForClerkAndITDesk(t *testing.T) {
	says := map[string][]string{
		"start.txt": {"your browser", "address to open", `"End yearend"`, "Ctrl-C in the window", "yearend init trial", "no administrator", "help faults"},
		"it.txt":    {strings.Repeat("5", 64), publisher, "127.0.0.1", "It asks for no administrator", "Only to the mail server", "The user's browser", "xoauth2"},
	}
	for _, name := range strings.Fields(allTargets) {
		system, err := targetOf(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []*source{{Version: "0.1.0", Commit: strings.Repeat("c", 40)}, {Version: "10.11.12", Tag: "v10.11.12", Commit: strings.Repeat("c", 40)}} {
			told := pageFacts{source: s, target: system, SHA256: strings.Repeat("5", 64), Signed: s.Tag == "" && system.Windows(), Parts: make([]part, 30)}
			for file, wants := range says {
				text, err := page(file, told)
				if err != nil {
					t.Fatal(err)
				}
				checkPrint(t, name+" "+file, string(text), system.Windows())
				for _, want := range wants {
					if !strings.Contains(string(text), want) {
						t.Errorf("%s %s does not say %q", name, file, want)
					}
				}
			}
		}
	}
}

// checkPrint sees that a text is one page, as the editor of its system prints it.
func checkPrint(t *testing.T, name, text string, windows bool) {
	t.Helper()
	const mostLines, mostSigns = 56, 79 // of 11 points on A4, with Notepad's margins
	end := "\n"
	if windows {
		end = "\r\n"
	}
	lines := strings.Split(strings.TrimSuffix(text, end), end)
	if len(lines) > mostLines {
		t.Errorf("%s: %d lines", name, len(lines))
	}
	for i, line := range lines {
		if len(line) > mostSigns || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r > '~' }) || strings.Contains(line, "{{") {
			t.Errorf("%s:%d: %q", name, i+1, line)
		}
	}
}

// checkSums sees that SHA256SUMS is as sha256sum reads it.
func checkSums(t *testing.T, dir string, made []string) {
	t.Helper()
	c := exec.Command("sha256sum", "--check", "--strict", "SHA256SUMS")
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil || strings.Count(string(out), ": OK") != len(made)-1 {
		t.Errorf("%v\n%s", err, out)
	}
}

// checkSigned signs the program with a certificate made for the purpose, and has the
// signature verified; a byte that is changed afterwards breaks it.
func checkSigned(t *testing.T, dir, program string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	facts := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "NHS Example ICB"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, facts, facts, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	c := certificate{file: filepath.Join(dir, "team.pem"), key: filepath.Join(dir, "team-key.pem")}
	for file, block := range map[string]*pem.Block{c.file: {Type: "CERTIFICATE", Bytes: der}, c.key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	packed := certificate{file: filepath.Join(dir, "team.p12"), password: filepath.Join(dir, "password.txt")}
	if err := os.WriteFile(packed.password, []byte("a secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := output(t.Context(), "", nil, "openssl", "pkcs12", "-export", "-in", c.file, "-inkey", c.key, "-out", packed.file, "-passout", "file:"+packed.password); err != nil {
		t.Fatal(err)
	}
	for _, way := range []certificate{packed, c} {
		checkSignedBy(t, way, c.file, program)
	}
}

// checkSignedBy signs in one of the ways in which an organisation keeps its certificate.
func checkSignedBy(t *testing.T, c certificate, trusted, program string) {
	t.Helper()
	signed, err := c.sign(t.Context(), program)
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(signed)
	verify := func() error {
		_, err := output(t.Context(), "", nil, "osslsigncode", "verify", "-CAfile", trusted, "-in", signed)
		return err
	}
	if err := verify(); err != nil {
		t.Error(err)
	}
	data, err := os.ReadFile(signed)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2]++
	if err := os.WriteFile(signed, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if verify() == nil {
		t.Error("a changed program has a sound signature still")
	}
	if _, err := c.sign(t.Context(), filepath.Join(filepath.Dir(program), "none.exe")); err == nil {
		t.Error("nothing was signed, and that was no error")
	}
}

// A tag of another version than the program says is refused, and a part without a known
// licence.
func TestRefused(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"init", "--quiet", dir}, {"-C", dir, "config", "user.email", "team@example.org"}, {"-C", dir, "config", "user.name", "Team"}} {
		if _, err := git(t.Context(), ".", args...); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "cmd", "yearend", "season", "produce.go")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("package season\n\nconst Version = \"1.2.3\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"add", "."}, {"commit", "--quiet", "-m", "Begin"}} {
		if _, err := git(t.Context(), dir, args...); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ tag, name, said, refused string }{
		{"", "yearend-1.2.3-", "which has no tag v1.2.3: for trying out, and not for giving out", ""},
		{"v1.2.4", "", "", "the commit is tagged v1.2.4, and the program says that it is 1.2.3"},
		{"v1.2.3", "yearend-1.2.3", "yearend 1.2.3 from the tag v1.2.3, commit ", ""},
	} {
		if c.tag != "" {
			if _, err := git(t.Context(), dir, "tag", c.tag); err != nil {
				t.Fatal(err)
			}
		}
		s, err := take(t.Context(), dir)
		if c.refused != "" {
			if err == nil || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%s: %v", c.tag, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(s.String(), c.said) || !strings.HasPrefix(s.Name(), c.name) || c.tag != "" && s.Name() != c.name {
			t.Errorf("%s: %s, %s", c.tag, s, s.Name())
		}
		s.discard()
	}
	if _, err := targetOf("plan9/amd64"); err == nil {
		t.Error("plan9 is no system of ours")
	}
	p := part{Name: "example.org/odd", texts: map[string][]byte{}}
	odd := t.TempDir()
	if err := p.findLicences([]string{odd}); err == nil || !strings.Contains(err.Error(), "no licence was found") {
		t.Errorf("without a licence: %v", err)
	}
	if err := os.WriteFile(filepath.Join(odd, "LICENSE"), []byte("All rights reserved."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.findLicences([]string{odd}); err == nil || !strings.Contains(err.Error(), "is no licence that is known here") {
		t.Errorf("with an odd one: %v", err)
	}
}

// A licence that is not known stops also where it stands beside one that is, or deeper, in or
// above a package that is used; what a licence asks to be given out with it needs to be none.
func TestALicenceBesideAnotherIsRead(t *testing.T) {
	const mit = "Permission is hereby granted, free of charge, to any person obtaining a copy. THE SOFTWARE IS PROVIDED as is."
	const odd = "GNU GENERAL PUBLIC LICENSE Version 3"
	for what, c := range map[string]struct {
		files   map[string]string
		refused string // the file; empty where the part is taken
	}{
		"one alone":           {map[string]string{"LICENSE": mit}, ""},
		"with a notice":       {map[string]string{"LICENSE": mit, "NOTICE": "Made by us.", "PATENTS": "Ours."}, ""},
		"with code":           {map[string]string{"LICENSE": mit, "license.go": "package odd", "licence.yaml": "a: b"}, ""},
		"COPYING beside":      {map[string]string{"LICENSE": mit, "COPYING": odd}, "COPYING"},
		"a second one":        {map[string]string{"LICENSE": mit, "LICENSE-GPL.txt": odd}, "LICENSE-GPL.txt"},
		"in British spelling": {map[string]string{"LICENSE": mit, "licence.md": odd}, "licence.md"},
		"of a font":           {map[string]string{"LICENSE": mit, "OFL.txt": odd}, "OFL.txt"},
		"of the package":      {map[string]string{"LICENSE": mit, "a/used/LICENSE": odd}, "a/used/LICENSE"},
		"above the package":   {map[string]string{"LICENSE": mit, "a/LICENSE": odd}, "a/LICENSE"},
		"of one not used":     {map[string]string{"LICENSE": mit, "b/LICENSE": odd}, ""},
		"a notice alone":      {map[string]string{"NOTICE": "Made by us."}, "no licence was found"},
	} {
		root := t.TempDir()
		used := filepath.Join(root, "a", "used")
		if err := os.MkdirAll(used, 0o700); err != nil {
			t.Fatal(err)
		}
		for name, text := range c.files {
			file := filepath.Join(root, filepath.FromSlash(name))
			err := os.MkdirAll(filepath.Dir(file), 0o700)
			if err == nil {
				err = os.WriteFile(file, []byte(text), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		p := part{Name: "example.org/odd", texts: map[string][]byte{}}
		err := p.findLicences([]string{root, used})
		if c.refused == "" && (err != nil || p.Licence != "MIT") || c.refused != "" && (err == nil || !strings.Contains(err.Error(), "example.org/odd: "+c.refused)) {
			t.Errorf("%s: %q, %v", what, p.Licence, err)
		}
	}
}

// Each system's program has the licence of everything that is inside it: one system may
// have a part that another has not.
func TestEverySystemsLicences(t *testing.T) {
	s := &source{dir: repository}
	for _, name := range strings.Fields(allTargets) {
		system, err := targetOf(name)
		if err != nil {
			t.Fatal(err)
		}
		if path.Dir(name) != system.OS {
			t.Errorf("%s: %+v", name, system)
		}
		parts, own, err := s.parts(t.Context(), system)
		if err != nil || len(parts) < 20 || len(own) < 10 {
			t.Errorf("%s: %d parts, %d used by the program itself: %v", name, len(parts), len(own), err)
		}
		for _, p := range parts {
			if p.Licence == "" || len(p.texts) == 0 {
				t.Errorf("%s: %s has no licence", name, p.Name)
			}
		}
		const windowsAlone = "github.com/inconshreveable/mousetrap"
		if has := slices.ContainsFunc(parts, func(p part) bool { return p.Name == windowsAlone }); has != system.Windows() {
			t.Errorf("%s: %s is among its parts: %v", name, windowsAlone, has)
		}
	}
}
