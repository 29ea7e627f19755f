// Package joined puts finished letters one behind the other into one file for a
// printer. Each begins on a sheet of its own: behind a letter of an odd number of
// pages comes a blank one.
//
// The file is for paper. Pages, fonts and pictures are as in the letters; the
// tags are left out, since pdfcpu joins pages and not the trees of their elements,
// and a file must not claim to be what it is not.
//
// It goes without pdfcpu's package api, which brings what fills in forms: that makes
// tables of how wide every character is whenever the program starts, whatever it is
// started for.
package joined

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/validate"
)

// Most is how many letters one file takes. All of them are in memory until it is
// written, 0.7 MB a letter.
const Most = 400

// tagsAndClaims are what a letter's catalog says of its tree, and of the
// standards that it keeps.
var tagsAndClaims = []string{"StructTreeRoot", "MarkInfo", "Metadata", "ViewerPreferences"}

// Join writes one file of all the letters, and gives the pages of each, without
// the blank ones.
func Join(to io.Writer, title string, letters iter.Seq2[[]byte, error]) (pages []int, err error) {
	defer func() { // what cannot be read may end anywhere
		if caught := recover(); caught != nil {
			pages, err = nil, fmt.Errorf("join the letters: %v", caught)
		}
	}()
	var all *model.Context
	blank := types.IntSet{}
	for letter, err := range letters {
		if err != nil {
			return nil, err
		}
		if len(pages) == Most {
			return nil, fmt.Errorf("one file takes %d letters at most", Most)
		}
		one, err := open(letter)
		if err != nil {
			return nil, fmt.Errorf("join letter %d: %w", len(pages)+1, err)
		}
		of := one.PageCount
		pages = append(pages, of)
		if all == nil {
			all = one
		} else if err := pdfcpu.MergeXRefTables("", one, all, false, false); err != nil {
			return nil, fmt.Errorf("join letter %d: %w", len(pages), err)
		}
		if of%2 == 1 {
			blank[all.PageCount] = true
		}
	}
	if all == nil {
		return nil, errors.New("join the letters: there is none")
	}
	return pages, finish(to, all, title, blank)
}

// open reads a letter, without its tags.
func open(letter []byte) (*model.Context, error) {
	c, err := pdfcpu.Read(bytes.NewReader(letter), settings())
	if err != nil {
		return nil, err
	}
	if err := validate.XRefTable(c); err != nil {
		return nil, err
	}
	for _, entry := range tagsAndClaims {
		c.RootDict.Delete(entry)
	}
	return c, nil
}

// settings are those of every letter. Nothing is read from or written to the
// user's own settings of pdfcpu, and nothing is fetched.
func settings() *model.Configuration {
	model.ConfigPath = "disable"
	c := model.NewDefaultConfiguration()
	c.Cmd, c.Offline, c.CreateBookmarks = model.MERGECREATE, true, false
	c.WriteObjectStream, c.WriteXRefStream = false, false // so that readback can look it up
	return c
}

// finish makes one font of those that all the letters have, puts in the blank
// pages, and writes the file under its own title.
func finish(to io.Writer, all *model.Context, title string, blank types.IntSet) error {
	if err := pdfcpu.OptimizeXRefTable(all); err != nil {
		return fmt.Errorf("join the letters: %w", err)
	}
	if err := all.InsertBlankPages(blank, nil, false); err != nil {
		return fmt.Errorf("put in blank pages: %w", err)
	}
	info, err := all.DereferenceDict(*all.Info)
	if err != nil {
		return fmt.Errorf("join the letters: %w", err)
	}
	words, err := types.EscapedUTF16String(title)
	if err != nil {
		return fmt.Errorf("the title %q: %w", title, err)
	}
	info["Title"] = types.StringLiteral(*words)
	for _, entry := range []string{"Subject", "Keywords"} { // the first letter's
		info.Delete(entry)
	}
	whole := bufio.NewWriter(to)
	all.Write.Writer = whole
	if err := errors.Join(pdfcpu.WriteContext(all), whole.Flush()); err != nil {
		return fmt.Errorf("write the joined letters: %w", err)
	}
	return nil
}
