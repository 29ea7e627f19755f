package main

import "slices"

// Flags of a part within a glyph that is put together from others.
const (
	wordArguments   = 1 << 0
	scaled          = 1 << 3
	moreParts       = 1 << 5
	scaledTwice     = 1 << 6
	scaledFourTimes = 1 << 7
	hasInstructions = 1 << 8
)

// A part is another glyph that a glyph is put together from.
type part struct {
	at    int // where it stands in the glyph's bytes
	end   int
	flags uint16
	glyph uint16
}

// outline is a glyph's bytes, none for a blank like the space.
func (f font) outline(glyph uint16) []byte {
	at := func(i int) int {
		if be.Uint16(f["head"][50:]) == short {
			return 2 * int(be.Uint16(f["loca"][2*i:]))
		}
		return int(be.Uint32(f["loca"][4*i:]))
	}
	return f["glyf"][at(int(glyph)):at(int(glyph)+1)]
}

// parts lists what a glyph is put together from; a plain outline has none.
func parts(outline []byte) (list []part) {
	if len(outline) == 0 || int16(be.Uint16(outline)) >= 0 {
		return nil
	}
	for at, flags := 10, uint16(moreParts); flags&moreParts != 0; {
		flags = be.Uint16(outline[at:])
		p := part{at: at, end: at + partSize(flags), flags: flags, glyph: be.Uint16(outline[at+2:])}
		list = append(list, p)
		at = p.end
	}
	return list
}

func partSize(flags uint16) int {
	size := 6
	if flags&wordArguments != 0 {
		size = 8
	}
	switch {
	case flags&scaled != 0:
		size += 2
	case flags&scaledTwice != 0:
		size += 4
	case flags&scaledFourTimes != 0:
		size += 8
	}
	return size
}

// outlines writes the glyphs in their new order, and lists where each begins,
// and where the last ends.
func (f font) outlines(order []uint16) (glyf []byte, starts []int) {
	for _, glyph := range order {
		starts = append(starts, len(glyf))
		glyf = append(glyf, unhinted(f.outline(glyph), order)...)
		if len(glyf)%2 != 0 {
			glyf = append(glyf, 0)
		}
	}
	return glyf, append(starts, len(glyf))
}

// The forms of the table of where each glyph begins.
const (
	short = iota // in units of two bytes
	long
)

// loca is that table, in its short form where that can hold it.
func loca(starts []int) (table []byte, form uint16) {
	if starts[len(starts)-1] > 2*0xFFFF {
		for _, at := range starts {
			table = be.AppendUint32(table, uint32(at))
		}
		return table, long
	}
	for _, at := range starts {
		table = be.AppendUint16(table, uint16(at/2))
	}
	return table, short
}

// unhinted is the outline without its instructions, its parts renumbered.
func unhinted(outline []byte, order []uint16) []byte {
	if len(outline) == 0 {
		return nil
	}
	list := parts(outline)
	if list == nil {
		return unhintedPlain(outline)
	}
	out := slices.Clone(outline[:list[len(list)-1].end])
	for _, p := range list {
		be.PutUint16(out[p.at:], p.flags&^hasInstructions)
		be.PutUint16(out[p.at+2:], uint16(slices.Index(order, p.glyph)))
	}
	return out
}

// unhintedPlain drops the instructions, which stand between the list of the
// contours' ends and the points.
func unhintedPlain(outline []byte) []byte {
	at := 10 + 2*int(be.Uint16(outline))
	size := int(be.Uint16(outline[at:]))
	out := append(slices.Clone(outline[:at]), 0, 0)
	points := outline[at+2+size:]
	return append(out, points[:pointsSize(points, 1+int(be.Uint16(outline[at-2:])))]...)
}

// pointsSize is how many bytes so many points take: their flags, which may say
// that they repeat, and the coordinates, whose sizes the flags give. What
// follows is padding.
func pointsSize(points []byte, count int) int {
	const repeats = 1 << 3
	at, coordinates := 0, 0
	for count > 0 {
		flag, times := points[at], 1
		at++
		if flag&repeats != 0 {
			times += int(points[at])
			at++
		}
		coordinates += times * (coordinateSize(flag, 1<<1, 1<<4) + coordinateSize(flag, 1<<2, 1<<5))
		count -= times
	}
	return at + coordinates
}

// coordinateSize is one byte for a short step, none for no step, else two.
func coordinateSize(flag, short, same byte) int {
	switch {
	case flag&short != 0:
		return 1
	case flag&same != 0:
		return 0
	}
	return 2
}

// advances copies each kept glyph's width and left bearing.
func (f font) advances(order []uint16) (hmtx []byte) {
	for _, glyph := range order {
		width, bearing := f.metrics(int(glyph))
		hmtx = be.AppendUint16(hmtx, width)
		hmtx = be.AppendUint16(hmtx, bearing)
	}
	return hmtx
}

// metrics is a glyph's width and left bearing. Glyphs past the table's full
// entries share the last width.
func (f font) metrics(glyph int) (width, bearing uint16) {
	hmtx, full := f["hmtx"], int(be.Uint16(f["hhea"][34:]))
	if glyph < full {
		return be.Uint16(hmtx[4*glyph:]), be.Uint16(hmtx[4*glyph+2:])
	}
	return be.Uint16(hmtx[4*(full-1):]), be.Uint16(hmtx[4*full+2*(glyph-full):])
}
