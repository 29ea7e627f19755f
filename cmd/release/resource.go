package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

// What Windows shows of a program (its icon, its name and version) and how it runs it
// (without more rights than whoever starts it) stands in resources. Go's linker takes
// them from an object file that lies beside the code: a .syso.

// The kinds of resource, and the language that they are in: British English.
const (
	iconKind     = 3
	iconsKind    = 14
	versionKind  = 16
	manifestKind = 24
	language     = 0x0809
)

// resource is one of them; its id tells those of a kind apart.
type resource struct {
	kind, id uint32
	data     []byte
}

// resources is the object file with all of them.
func (s *source) resources(t target) ([]byte, error) {
	var all []resource
	list := words16(0, 1, uint16(len(sizes)))
	for i, size := range sizes {
		picture, err := icon(size)
		if err != nil {
			return nil, err
		}
		id := uint16(i + 1)
		all = append(all, resource{iconKind, uint32(id), picture})
		list = append(list, byte(size), byte(size), 0, 0) // 256 is written 0
		list = append(list, words16(1, 32)...)
		list = binary.LittleEndian.AppendUint32(list, uint32(len(picture)))
		list = append(list, words16(id)...)
	}
	all = append(all, resource{iconsKind, 1, list}, resource{versionKind, 1, s.versionInfo()}, resource{manifestKind, 1, []byte(manifest)})
	return object(t, all)
}

const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security><requestedPrivileges>
    <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
  </requestedPrivileges></security></trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application>
    <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
  </application></compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>
    <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
  </windowsSettings></application>
</assembly>
`

// versionInfo is what the properties of the file show.
func (s *source) versionInfo() []byte {
	var major, minor, patch uint32
	fmt.Sscanf(s.Version, "%d.%d.%d", &major, &minor, &patch) // take has seen that it is one
	flags, said := uint32(0), s.Version
	if s.Tag == "" {
		flags, said = 0x2, fmt.Sprintf("%s, commit %.12s", s.Version, s.Commit) // made before it is given out
	}
	var fixed []byte
	for _, n := range []uint32{0xfeef04bd, 0x10000, major<<16 | minor, patch << 16, major<<16 | minor, patch << 16, 0x3f, flags, 0x40004, 1, 0, 0, 0} {
		fixed = binary.LittleEndian.AppendUint32(fixed, n)
	}
	var texts [][]byte
	for _, pair := range [][2]string{
		{"CompanyName", publisher}, {"FileDescription", "Year-end letters of a primary care team"}, {"FileVersion", said}, {"InternalName", "yearend"},
		{"LegalCopyright", "MIT licence; see the folder licences"}, {"OriginalFilename", "yearend.exe"}, {"ProductName", "yearend"}, {"ProductVersion", said},
	} {
		texts = append(texts, node(pair[0], zeroEnded(pair[1]), true))
	}
	table := node(fmt.Sprintf("%04x04b0", language), nil, true, texts...)
	translation := node("Translation", words16(language, 0x04b0), false)
	return node("VS_VERSION_INFO", fixed, false, node("StringFileInfo", nil, true, table), node("VarFileInfo", nil, true, translation))
}

const publisher = "The yearend authors"

// node is a block of the version information: its length, that of its value, whether
// that is text, its key, its value and what it holds, each beginning at four bytes.
func node(key string, value []byte, text bool, children ...[]byte) []byte {
	length, kind := len(value), uint16(0)
	if text {
		length, kind = len(value)/2, 1
	}
	block := append(words16(0, uint16(length), kind), zeroEnded(key)...)
	block = append(padded(block, 4), value...)
	for _, child := range children {
		block = append(padded(block, 4), child...)
	}
	binary.LittleEndian.PutUint16(block, uint16(len(block)))
	return block
}

func zeroEnded(text string) []byte { return words16(append(utf16.Encode([]rune(text)), 0)...) }

func words16(words ...uint16) []byte {
	var b []byte
	for _, w := range words {
		b = binary.LittleEndian.AppendUint16(b, w)
	}
	return b
}

func padded(b []byte, to int) []byte {
	return append(b, make([]byte, (to-len(b)%to)%to)...)
}

// machines are how an object file names a processor, and the kind of address that is
// counted from where the program lies.
var machines = map[string]struct{ machine, relative uint16 }{"amd64": {0x8664, 3}, "arm64": {0xaa64, 2}}

// object is an object file with one section, the resources: a tree of kinds, ids and
// languages, whose leaves give the place of the data behind it. resources are in the
// order of their kinds and ids.
func object(t target, all []resource) ([]byte, error) {
	of, known := machines[t.Arch]
	if !known {
		return nil, fmt.Errorf("no resources are known for %s", t.Arch)
	}
	section, places := tree(all)
	const headers = 20 + 40
	var b bytes.Buffer
	put := func(values ...any) {
		for _, v := range values {
			binary.Write(&b, binary.LittleEndian, v) // to a buffer, which takes all
		}
	}
	relocations := headers + len(section)
	symbols := relocations + 10*len(places)
	put(of.machine, uint16(1), uint32(0), uint32(symbols), uint32(1), uint16(0), uint16(0))
	put([]byte(".rsrc\x00\x00\x00"), uint32(0), uint32(0), uint32(len(section)), uint32(headers), uint32(relocations), uint32(0), uint16(len(places)), uint16(0), uint32(0x40000040))
	put(section)
	for _, at := range places {
		put(at, uint32(0), of.relative)
	}
	put([]byte(".rsrc\x00\x00\x00"), uint32(0), uint16(1), uint16(0), byte(3), byte(0), uint32(4))
	return b.Bytes(), nil
}

// tree is the section, and where in it an address stands.
func tree(all []resource) (section []byte, places []uint32) {
	var kinds []uint32
	count := map[uint32]int{}
	for _, r := range all {
		if count[r.kind]++; count[r.kind] == 1 {
			kinds = append(kinds, r.kind)
		}
	}
	const folder, entry, leaf, within = 16, 8, 16, 1 << 31
	ids := folder + entry*len(kinds)                      // where the folders of ids begin
	languages := ids + folder*len(kinds) + entry*len(all) // those of languages
	leaves := languages + (folder+entry)*len(all)         // the leaves
	data := uint32(leaves + leaf*len(all))                // and what they lead to
	head := func(n int) { section = append(section, words16(0, 0, 0, 0, 0, 0, 0, uint16(n))...) }
	put := func(values ...uint32) {
		for _, v := range values {
			section = binary.LittleEndian.AppendUint32(section, v)
		}
	}
	head(len(kinds))
	at := ids
	for _, kind := range kinds {
		put(kind, uint32(at)|within)
		at += folder + entry*count[kind]
	}
	for i, r := range all {
		if i == 0 || all[i-1].kind != r.kind {
			head(count[r.kind])
		}
		put(r.id, uint32(languages+(folder+entry)*i)|within)
	}
	for i := range all {
		head(1)
		put(language, uint32(leaves+leaf*i))
	}
	var contents []byte
	for _, r := range all {
		contents = padded(contents, 8)
		places = append(places, uint32(len(section)))
		put(data+uint32(len(contents)), uint32(len(r.data)), 0, 0)
		contents = append(contents, r.data...)
	}
	return append(section, padded(contents, 8)...), places
}
