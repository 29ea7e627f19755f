package main

import (
	"maps"
	"slices"
	"unicode/utf16"
)

// head carries the box around all kept glyphs, and the form of loca.
func (f font) head(glyf []byte, starts []int, form uint16) []byte {
	const instructionsMayChange = 1<<2 | 1<<3 | 1<<4
	head := slices.Clone(f["head"])
	be.PutUint16(head[16:], be.Uint16(head[16:])&^instructionsMayChange)
	for i, v := range box(glyf, starts) {
		be.PutUint16(head[36+2*i:], uint16(v))
	}
	be.PutUint16(head[50:], form)
	return head
}

// box is the smallest box around all glyphs: left, bottom, right, top.
func box(glyf []byte, starts []int) (b [4]int16) {
	for i, from := range starts[:len(starts)-1] {
		if from == starts[i+1] {
			continue
		}
		side := func(n int) int16 { return int16(be.Uint16(glyf[from+2+2*n:])) }
		b = [4]int16{min(b[0], side(0)), min(b[1], side(1)), max(b[2], side(2)), max(b[3], side(3))}
	}
	return b
}

// hhea says that every glyph has a full entry in hmtx.
func (f font) hhea(glyphs int) []byte {
	hhea := slices.Clone(f["hhea"])
	be.PutUint16(hhea[34:], uint16(glyphs))
	return hhea
}

// maxp keeps the source's upper bounds for outlines, and has no instructions.
func (f font) maxp(glyphs int) []byte {
	maxp := slices.Clone(f["maxp"])
	be.PutUint16(maxp[4:], uint16(glyphs))
	be.PutUint16(maxp[14:], 1) // zones
	clear(maxp[16:28])         // twilight points, storage, functions, instructions, stack
	return maxp
}

// os2 carries the first and last character kept.
func (f font) os2(glyphs map[rune]uint16) []byte {
	os2 := slices.Clone(f["OS/2"])
	kept := slices.Sorted(maps.Keys(glyphs))
	be.PutUint16(os2[64:], uint16(kept[0]))
	be.PutUint16(os2[66:], uint16(kept[len(kept)-1]))
	return os2
}

// post is the form without glyph names.
func (f font) post() []byte {
	post := slices.Clone(f["post"][:32])
	be.PutUint32(post, 0x00030000)
	return post
}

// A segment is a run of characters whose glyphs' numbers run on as well.
type segment struct{ first, last, glyph uint16 }

// cmap maps characters to glyphs' new numbers: one subtable for Windows,
// Unicode (3, 1), in format 4, as PDF/A asks of a font with glyph names.
func cmap(glyphs map[rune]uint16, order []uint16) []byte {
	segments := append(segmentsOf(glyphs, order), segment{0xFFFF, 0xFFFF, 0})
	log := 0
	for 2<<log <= len(segments) {
		log++
	}
	sub := []int{4, 16 + 8*len(segments), 0, 2 * len(segments), 2 << log, log, 2*len(segments) - 2<<log}
	for _, s := range segments {
		sub = append(sub, int(s.last))
	}
	sub = append(sub, 0)
	for _, s := range segments {
		sub = append(sub, int(s.first))
	}
	for _, s := range segments {
		sub = append(sub, int(s.glyph-s.first))
	}
	sub = append(sub, make([]int, len(segments))...)
	sub[len(sub)-2*len(segments)+len(segments)-1] = 1 // the closing segment leads to glyph 0
	out := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	for _, v := range sub {
		out = be.AppendUint16(out, uint16(v))
	}
	return out
}

func segmentsOf(glyphs map[rune]uint16, order []uint16) (list []segment) {
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		code, glyph := uint16(r), uint16(slices.Index(order, glyphs[r]))
		if n := len(list) - 1; n >= 0 && list[n].last+1 == code && list[n].glyph+code-list[n].first == glyph {
			list[n].last = code
			continue
		}
		list = append(list, segment{code, code, glyph})
	}
	return list
}

// A name is one entry of the name table.
type name struct {
	id   uint16
	text string
}

// nameTable holds the names for Windows, in English.
func nameTable(names []name) []byte {
	var text []byte
	out := be.AppendUint16(nil, 0)
	out = be.AppendUint16(out, uint16(len(names)))
	out = be.AppendUint16(out, uint16(6+12*len(names)))
	for _, n := range names {
		start := len(text)
		for _, unit := range utf16.Encode([]rune(n.text)) {
			text = be.AppendUint16(text, unit)
		}
		for _, v := range []int{3, 1, 0x409, int(n.id), len(text) - start, start} {
			out = be.AppendUint16(out, uint16(v))
		}
	}
	return append(out, text...)
}
