package main

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// A font is a TrueType file taken apart: each table's bytes by its tag.
type font map[string][]byte

// read takes a TrueType file apart.
func read(ttf []byte) (font, error) {
	if len(ttf) < 12 || be.Uint32(ttf) != trueType {
		return nil, fmt.Errorf("not a TrueType font")
	}
	f := font{}
	for i := range int(be.Uint16(ttf[4:])) {
		entry := ttf[12+16*i:]
		offset, size := be.Uint32(entry[8:]), be.Uint32(entry[12:])
		f[string(entry[:4])] = slices.Clone(ttf[offset : offset+size])
	}
	for _, tag := range []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"} {
		if f[tag] == nil {
			return nil, fmt.Errorf("the font has no %q table", tag)
		}
	}
	return f, nil
}

// assemble puts the tables together to a file, with its directory and
// checksums.
func (f font) assemble() []byte {
	tags := slices.Sorted(maps.Keys(f))
	out := directoryHead(len(tags))
	offset := len(out) + 16*len(tags)
	be.PutUint32(f["head"][8:], 0) // the checksums are taken with this field empty
	for _, tag := range tags {
		out = append(out, tag...)
		out = be.AppendUint32(out, checksum(f[tag]))
		out = be.AppendUint32(out, uint32(offset))
		out = be.AppendUint32(out, uint32(len(f[tag])))
		offset += padded(len(f[tag]))
	}
	head := 0
	for _, tag := range tags {
		if tag == "head" {
			head = len(out)
		}
		out = append(out, f[tag]...)
		out = append(out, make([]byte, padded(len(f[tag]))-len(f[tag]))...)
	}
	be.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// directoryHead is the file's first twelve bytes. Three of its numbers prepare
// a binary search through the directory.
func directoryHead(tables int) []byte {
	log := 0
	for 2<<log <= tables {
		log++
	}
	out := be.AppendUint32(nil, trueType)
	for _, v := range []int{tables, 16 << log, log, 16*tables - 16<<log} {
		out = be.AppendUint16(out, uint16(v))
	}
	return out
}

// checksum adds up the bytes as big-endian words.
func checksum(data []byte) (sum uint32) {
	var word [4]byte
	for len(data) > 0 {
		word = [4]byte{}
		n := copy(word[:], data)
		sum += be.Uint32(word[:])
		data = data[n:]
	}
	return sum
}

func padded(n int) int { return (n + 3) &^ 3 }

const trueType = 0x00010000

var be = binary.BigEndian
