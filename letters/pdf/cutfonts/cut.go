package main

import (
	"fmt"
	"maps"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// cut makes a font that holds only the given characters, in Unicode order,
// and the parts they are put together from.
func (f font) cut(characters []rune, names []name) (font, error) {
	glyphs, err := f.find(characters)
	if err != nil {
		return nil, err
	}
	order := f.order(glyphs)
	cut := font{"name": nameTable(names)}
	glyf, starts := f.outlines(order)
	table, form := loca(starts)
	cut["glyf"], cut["loca"] = glyf, table
	cut["hmtx"] = f.advances(order)
	cut["cmap"] = cmap(glyphs, order)
	cut["head"] = f.head(glyf, starts, form)
	cut["hhea"] = f.hhea(len(order))
	cut["maxp"] = f.maxp(len(order))
	cut["OS/2"] = f.os2(glyphs)
	cut["post"] = f.post()
	return cut, nil
}

// all lists every character that the font has and that fpdf can draw: those
// below U+FFFF.
func (f font) all() (characters []rune, err error) {
	parsed, err := sfnt.Parse(f.assemble())
	if err != nil {
		return nil, err
	}
	var buf sfnt.Buffer
	for r := ' '; r < 0xFFFF; r++ {
		if glyph, err := parsed.GlyphIndex(&buf, r); err == nil && glyph != 0 {
			characters = append(characters, r)
		}
	}
	return characters, nil
}

// find looks up each character's glyph.
func (f font) find(characters []rune) (map[rune]uint16, error) {
	parsed, err := sfnt.Parse(f.assemble())
	if err != nil {
		return nil, err
	}
	var buf sfnt.Buffer
	glyphs := map[rune]uint16{}
	for _, r := range characters {
		glyph, err := parsed.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			return nil, fmt.Errorf("the font has no %q (%U)", r, r)
		}
		glyphs[r] = uint16(glyph)
	}
	for r, like := range drawnAlike {
		if glyph, ok := glyphs[like]; ok {
			glyphs[r] = glyph
		}
	}
	return glyphs, nil
}

// order lists the glyphs to keep, by their old numbers; a glyph's place in the
// list is its new number. Glyph 0, which stands for what is missing, comes
// first, then the characters' glyphs, then the parts.
func (f font) order(glyphs map[rune]uint16) []uint16 {
	order := []uint16{0}
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		if !slices.Contains(order, glyphs[r]) {
			order = append(order, glyphs[r])
		}
	}
	for i := 0; i < len(order); i++ {
		for _, part := range parts(f.outline(order[i])) {
			if !slices.Contains(order, part.glyph) {
				order = append(order, part.glyph)
			}
		}
	}
	return order
}
