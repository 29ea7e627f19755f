// Command cutfonts makes the fonts that the letters are drawn in, from the
// repository's root:
//
//	go run ./letters/pdf/cutfonts
//
// It cuts Liberation Sans to the characters of package latin, leaves out the
// hints, which a printed page does not use, and writes for each style the two
// files that fpdf's AddFontFromBytes reads: the measures and the deflated font.
// A letter carries the whole cut font, so every byte left out here is left out
// of every letter. A third file is the font with all its characters, for the
// letters that need others; of it fpdf puts into a letter those that occur.
//
// The licence (templates/fonts/OFL.txt) reserves the name Liberation for the
// uncut fonts, so the cut ones call themselves Yearend Sans.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
)

// A style is one font to cut: its source, and what the cut calls itself.
type style struct {
	file       string // base name of the files written
	ttf        []byte
	subfamily  string
	postScript string
}

func styles() []style {
	return []style{
		{"LiberationSans-Regular", liberationsansregular.TTF, "Regular", "YearendSans"},
		{"LiberationSans-Bold", liberationsansbold.TTF, "Bold", "YearendSans-Bold"},
	}
}

func main() {
	dir := flag.String("dir", filepath.Join("templates", "fonts"), "folder to write into")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "cutfonts: error:", err)
		os.Exit(1)
	}
}

// run writes the files of every style into dir.
func run(dir string) error {
	for _, s := range styles() {
		files, err := s.make()
		if err != nil {
			return fmt.Errorf("cut %s: %w", s.file, err)
		}
		for ending, data := range files {
			if err := os.WriteFile(filepath.Join(dir, s.file+ending), data, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// The files of a style, by their endings.
const (
	measuresFile = ".json"
	latinFile    = ".z"
	unicodeFile  = ".unicode.z"
)

// make cuts the font and returns its files.
func (s style) make() (files map[string][]byte, err error) {
	files = map[string][]byte{}
	source, err := read(s.ttf)
	if err != nil {
		return nil, err
	}
	cut, err := source.cut(characters(), s.names())
	if err != nil {
		return nil, err
	}
	ttf := cut.assemble()
	if files[latinFile], err = deflate(ttf); err != nil {
		return nil, err
	}
	if files[measuresFile], err = cut.definition(s, len(ttf)); err != nil {
		return nil, err
	}
	all, err := source.all()
	if err != nil {
		return nil, err
	}
	whole, err := source.cut(all, s.names())
	if err != nil {
		return nil, err
	}
	files[unicodeFile], err = deflate(whole.assemble())
	return files, err
}
