package main

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zlib"
	imagefont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"yearend/letters/pdf/latin"
)

const committed = "../../../templates/fonts"

func TestCommittedFontsAreWhatTheGeneratorMakesNow(t *testing.T) {
	dir := t.TempDir()
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	for _, s := range styles() {
		for _, ext := range []string{measuresFile, latinFile, unicodeFile} {
			want := readFile(t, filepath.Join(dir, s.file+ext))
			if !bytes.Equal(want, readFile(t, filepath.Join(committed, s.file+ext))) {
				t.Errorf("%s is out of date: go run ./letters/pdf/cutfonts", s.file+ext)
			}
		}
	}
}

// Every character keeps its outline and its width, to the font unit.
func TestCharactersLookAsBefore(t *testing.T) {
	for _, s := range styles() {
		before, after := parse(t, s.ttf), parse(t, cutFont(t, s))
		alike(t, s, before, after, characters())
		source, err := read(s.ttf)
		if err != nil {
			t.Fatal(err)
		}
		all, err := source.all()
		if err != nil || len(all) < 2000 {
			t.Fatalf("%s has %d characters (%v)", s.file, len(all), err)
		}
		whole := parse(t, inflate(t, filepath.Join(committed, s.file+unicodeFile)))
		alike(t, s, before, whole, slices.DeleteFunc(all, func(r rune) bool { return drawnAlike[r] != 0 }))
		for r, like := range drawnAlike {
			if diff := cmp.Diff(draw(t, after, like), draw(t, after, r)); diff != "" {
				t.Errorf("%s: %q is not drawn like %q", s.file, r, like)
			}
		}
	}
}

func alike(t *testing.T, s style, before, after *sfnt.Font, characters []rune) {
	t.Helper()
	for _, r := range characters {
		if diff := cmp.Diff(draw(t, before, r), draw(t, after, r)); diff != "" {
			t.Fatalf("%s: %q differs:\n%s", s.file, r, diff)
		}
	}
}

func TestWidthsAreTheFonts(t *testing.T) {
	for _, s := range styles() {
		var d definition
		if err := json.Unmarshal(readFile(t, filepath.Join(committed, s.file+".json")), &d); err != nil {
			t.Fatal(err)
		}
		if ttf := inflate(t, filepath.Join(committed, d.File)); len(ttf) != d.OriginalSize {
			t.Errorf("%s: %d bytes, the definition says %d", s.file, len(ttf), d.OriginalSize)
		}
		original := parse(t, s.ttf)
		for code := range 256 {
			r := latin.Decode(byte(code))
			if r == unassigned {
				continue
			}
			advance := draw(t, original, r).Advance
			want := float64(advance) / 64 * 1000 / float64(original.UnitsPerEm())
			if math.Abs(want-float64(d.Cw[code])) > 0.5 {
				t.Errorf("%s: %q is %d wide, the font says %.1f", s.file, r, d.Cw[code], want)
			}
		}
	}
}

func TestHintsAreGone(t *testing.T) {
	for _, s := range styles() {
		for _, file := range []string{latinFile, unicodeFile} {
			f, err := read(inflate(t, filepath.Join(committed, s.file+file)))
			if err != nil {
				t.Fatal(err)
			}
			for _, tag := range []string{"cvt ", "fpgm", "prep", "GPOS", "GSUB", "kern"} {
				if f[tag] != nil {
					t.Errorf("%s still has a %q table", s.file+file, tag)
				}
			}
		}
	}
}

func TestChecksumsAddUp(t *testing.T) {
	for _, s := range styles() {
		if sum := checksum(cutFont(t, s)); sum != 0xB1B0AFBA {
			t.Errorf("%s adds up to %#x", s.file, sum)
		}
	}
}

func TestAFontThatLacksACharacterIsRefused(t *testing.T) {
	f, err := read(styles()[0].ttf)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.cut([]rune{'a', '✓'}, nil); err == nil {
		t.Error("a character that the font lacks was cut")
	}
	if _, err := read([]byte("not a font at all")); err == nil {
		t.Error("a text was read as a font")
	}
}

func cutFont(t *testing.T, s style) []byte {
	t.Helper()
	return inflate(t, filepath.Join(committed, s.file+".z"))
}

// A shape is a glyph's outline and width at a size of one pixel a font unit.
type shape struct {
	Segments sfnt.Segments
	Advance  fixed.Int26_6
}

func draw(t *testing.T, f *sfnt.Font, r rune) shape {
	t.Helper()
	var buf sfnt.Buffer
	size := fixed.I(int(f.UnitsPerEm()))
	glyph, err := f.GlyphIndex(&buf, r)
	if err != nil || glyph == 0 {
		t.Fatalf("no glyph for %q: %v", r, err)
	}
	advance, err := f.GlyphAdvance(&buf, glyph, size, imagefont.HintingNone)
	if err != nil {
		t.Fatal(err)
	}
	segments, err := f.LoadGlyph(&buf, glyph, size, nil)
	if err != nil {
		t.Fatalf("%q: %v", r, err)
	}
	return shape{append(sfnt.Segments{}, segments...), advance}
}

func parse(t *testing.T, ttf []byte) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(ttf)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func inflate(t *testing.T, path string) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(readFile(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
