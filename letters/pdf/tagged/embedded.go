package tagged

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// Embedded is an 8-bit font that the Rewriter puts into the file itself, where
// fpdf put none: what the pages draw selects it by the name given here. It spares
// fpdf from reading, hashing and copying the font for every file. The definition
// is fpdf's, and the font file is deflated.
func Embedded(name string, definition, deflated []byte, decode func(byte) rune) (Font, error) {
	f, err := EightBit(definition, decode)
	if err != nil {
		return f, err
	}
	var d struct {
		OriginalSize int
		Diff         string
		Desc         struct {
			Ascent, Descent, CapHeight, Flags, ItalicAngle, StemV, MissingWidth int
			FontBBox                                                            struct{ Xmin, Ymin, Xmax, Ymax int }
		}
	}
	if err := json.Unmarshal(definition, &d); err != nil {
		return f, fmt.Errorf("font definition: %w", err)
	}
	box := d.Desc.FontBBox
	f.resource, f.file, f.length = name, deflated, d.OriginalSize
	f.encoding = "/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[" + d.Diff + "]>>"
	f.descriptor = fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s/Ascent %d/Descent %d/CapHeight %d/Flags %d"+
		"/FontBBox[%d %d %d %d]/ItalicAngle %d/StemV %d/MissingWidth %d/FontFile2 ", f.name, d.Desc.Ascent, d.Desc.Descent,
		d.Desc.CapHeight, d.Desc.Flags, box.Xmin, box.Ymin, box.Xmax, box.Ymax, d.Desc.ItalicAngle, d.Desc.StemV, d.Desc.MissingWidth)
	return f, nil
}

// The objects of an embedded font, by their distance from the first.
const (
	fontObject = iota
	widthsObject
	descriptorObject
	fileObject
	objectsOfFont
)

// noFonts is how fpdf writes that it put no font into the file.
var noFonts = []byte("/Font <<\n>>")

// addFontNames puts the embedded fonts into the pages' resources.
func (f *rewrite) addFontNames(resources []byte) []byte {
	before, after, _ := bytes.Cut(resources, noFonts)
	if !f.embeds {
		return resources
	}
	out := append(bytes.Clone(before), "/Font <<"...)
	for i, font := range f.fonts {
		if font.resource != "" {
			out = append(append(append(out, '/'), font.resource...), ' ')
			out = append(appendReference(out, f.firstOf(i)), '\n')
		}
	}
	return append(append(out, ">>"...), after...)
}

// firstOf is the first object of an embedded font.
func (f *rewrite) firstOf(font int) int { return f.embedded + font*objectsOfFont }

// addFonts writes the embedded fonts.
func (f *rewrite) addFonts() {
	if !f.embeds {
		return
	}
	for i, font := range f.fonts {
		if font.resource == "" {
			continue
		}
		first := f.firstOf(i)
		out := append(f.out.object(first+fontObject), "<</Type/Font/Subtype/TrueType/BaseFont/"...)
		out = append(append(out, font.name...), "/FirstChar 1/LastChar 255/Widths "...)
		out = append(appendReference(out, first+widthsObject), "/FontDescriptor "...)
		out = append(appendReference(out, first+descriptorObject), font.encoding...)
		out = appendReference(append(out, "/ToUnicode "...), f.maps+f.mapOf[i])
		f.out.done(append(out, ">>"...))
		f.out.put(first+widthsObject, font.widths)
		out = append(f.out.object(first+descriptorObject), font.descriptor...)
		f.out.done(append(appendReference(out, first+fileObject), ">>"...))
		f.out.stream(first+fileObject, "/Filter/FlateDecode/Length1 "+strconv.Itoa(font.length), font.file)
	}
}
