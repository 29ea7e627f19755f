package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"github.com/klauspost/compress/zlib"

	"yearend/letters/pdf/latin"
)

// A definition is fpdf's font definition file. Measures are in thousandths of
// the type size.
type definition struct {
	Tp           string
	Name         string // PostScript name
	Desc         description
	Up, Ut       int   // underline: position, thickness
	Cw           []int // width of each code
	Enc          string
	Diff         string // names of the codes that differ from Windows-1252
	File         string
	OriginalSize int
}

// A description becomes the PDF's font descriptor.
type description struct {
	Ascent, Descent, CapHeight, Flags int
	FontBBox                          struct{ Xmin, Ymin, Xmax, Ymax int }
	ItalicAngle, StemV, MissingWidth  int
}

// definition measures the cut font; size is its length before deflating.
func (f font) definition(s style, size int) ([]byte, error) {
	const nonsymbolic = 1 << 5
	post, os2, hhea := f["post"], f["OS/2"], f["hhea"]
	d := definition{Tp: "TrueType", Name: s.postScript, Enc: "latin", File: s.file + ".z", OriginalSize: size}
	d.Up, d.Ut = f.scaled(post[8:]), f.scaled(post[10:])
	d.Desc = description{
		Ascent: f.scaled(hhea[4:]), Descent: f.scaled(hhea[6:]), CapHeight: f.scaled(os2[88:]), Flags: nonsymbolic,
		StemV: stem(be.Uint16(os2[4:])), MissingWidth: f.scaled(f["hmtx"]),
	}
	box := &d.Desc.FontBBox
	head := f["head"]
	box.Xmin, box.Ymin, box.Xmax, box.Ymax = f.scaled(head[36:]), f.scaled(head[38:]), f.scaled(head[40:]), f.scaled(head[42:])
	var err error
	if d.Cw, err = f.widths(); err != nil {
		return nil, err
	}
	if d.Diff, err = differences(); err != nil {
		return nil, err
	}
	out, err := json.Marshal(d)
	return append(out, '\n'), err
}

// scaled reads a signed measure and turns font units into thousandths.
func (f font) scaled(field []byte) int {
	return f.thousandths(int16(be.Uint16(field)))
}

func (f font) thousandths(units int16) int {
	return int(math.Round(1000 * float64(units) / float64(be.Uint16(f["head"][18:]))))
}

// stem guesses the width of the upright strokes from the weight, as there is
// no measure of it in a TrueType font.
func stem(weight uint16) int {
	return 50 + int(math.Pow(float64(weight)/65, 2))
}

// widths is each code's width; a code without a character has that of glyph 0.
func (f font) widths() ([]int, error) {
	glyphs, err := f.find(characters())
	if err != nil {
		return nil, err
	}
	widths := make([]int, 256)
	for code := range widths {
		width, _ := f.metrics(int(glyphs[latin.Decode(byte(code))]))
		widths[code] = f.thousandths(int16(width))
	}
	return widths, nil
}

// differences lists, in PDF's notation, the glyph names of all codes that are
// not ASCII.
func differences() (string, error) {
	var list []string
	last := -2
	for code := range 256 {
		r := latin.Decode(byte(code))
		if r == unassigned || r < 0x7F {
			continue
		}
		glyph, ok := glyphNames[r]
		if !ok {
			return "", fmt.Errorf("no glyph name for %q (%U)", r, r)
		}
		if code != last+1 {
			list = append(list, fmt.Sprint(code))
		}
		list = append(list, "/"+glyph)
		last = code
	}
	return strings.Join(list, " "), nil
}

// deflate packs the font as the PDF will carry it.
func deflate(ttf []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(ttf); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}
