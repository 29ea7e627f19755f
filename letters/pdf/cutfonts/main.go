// Command cutfonts makes the fonts that the letters are drawn in, from the
// repository's root:
//
//	go run ./letters/pdf/cutfonts
//
// It cuts Liberation Sans to the characters of package latin, leaves out the
// hints, which a printed page does not use, and writes for each style the two
// files that fpdf's AddFontFromBytes reads: the measures and the deflated font.
// A letter carries the whole cut font, so every byte left out here is left out
// of every letter.
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
		measures, deflated, err := s.make()
		if err != nil {
			return fmt.Errorf("cut %s: %w", s.file, err)
		}
		if err := os.WriteFile(filepath.Join(dir, s.file+".json"), measures, 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, s.file+".z"), deflated, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// make cuts the font and returns fpdf's two files for it.
func (s style) make() (measures, deflated []byte, err error) {
	source, err := read(s.ttf)
	if err != nil {
		return nil, nil, err
	}
	cut, err := source.cut(characters(), s.names())
	if err != nil {
		return nil, nil, err
	}
	ttf := cut.assemble()
	if deflated, err = deflate(ttf); err != nil {
		return nil, nil, err
	}
	measures, err = cut.definition(s, len(ttf))
	return measures, deflated, err
}
