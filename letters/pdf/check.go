package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"yearend/letters"
	"yearend/letters/pdf/readback"
)

// Check reads a letter's file back, and says what in it is not as it should be:
// the number of pages; any word of any part, in its order; a key figure or date
// that is not in its place; the reference and number of each page; the code of
// another practice; words that run over an edge or into each other.
func (p *Press) Check(file []byte, l letters.Letter) error {
	reader := p.readers.Get().(*readback.Reader)
	defer p.readers.Put(reader)
	doc, err := reader.Read(file)
	if err != nil {
		return fmt.Errorf("read the letter back: %w", err)
	}
	pictured := doc.Pages != l.Pages || hasFigure(doc.Parts)
	want := partsOf(l, pictured)
	if !pictured {
		want = withoutFigures(want)
	}
	for _, check := range []func() error{
		func() error { return checkBounds(doc, l) },
		func() error { return checkParts(doc.Parts, want) },
		func() error { return checkPages(doc, want, l) },
		func() error { return checkKeys(doc.Parts, want, l.Keys) },
		func() error { return checkFurniture(doc, l) },
		func() error { return checkCodes(doc, l) },
		func() error { return checkEdges(doc) },
		func() error { return checkCollisions(doc.Words) },
	} {
		if err := check(); err != nil {
			return fmt.Errorf("read the letter back: %w", err)
		}
	}
	return nil
}

// hasFigure reports whether any picture is in what is heard. A letter that takes all
// the pages that it may have need not have one.
func hasFigure(parts []readback.Part) bool {
	return slices.ContainsFunc(parts, func(p readback.Part) bool { return p.Role == "Figure" })
}

func withoutFigures(parts []part) []part {
	return slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return p.role == "Figure" })
}

// checkBounds sees that a letter has no more pages than any may; a paper for the
// team says itself how many it has.
func checkBounds(doc *readback.Document, l letters.Letter) error {
	if doc.Pages < 1 || l.Pages == 0 && doc.Pages > mostPages+mostAnnex {
		return fmt.Errorf("it has %d pages, and may have %d and %d of an annex: shorten its words", doc.Pages, mostPages, mostAnnex)
	}
	return nil
}

// checkPages counts the pages of the letter and those of its annex apart: the annex
// begins a page.
func checkPages(doc *readback.Document, want []part, l letters.Letter) error {
	pages := doc.Pages
	if at := slices.IndexFunc(want, func(w part) bool { return w.annex }); at > 0 {
		pages = doc.Parts[at].Page - 1
		if pages < doc.Parts[at-1].Page {
			return fmt.Errorf("its annex begins on page %d, where the letter still stands", doc.Parts[at].Page)
		}
	}
	most := mostPages
	if l.Pages > 0 {
		most = l.Pages
	}
	if pages > most {
		return fmt.Errorf("it has %d pages, and may have %d: shorten its words", pages, most)
	}
	if annex := doc.Pages - pages; annex > mostAnnex {
		return fmt.Errorf("its annex has %d pages, and may have %d: shorten its words", annex, mostAnnex)
	}
	return nil
}

// checkParts compares what is heard, part by part, with what should be.
func checkParts(got []readback.Part, want []part) error {
	for i, w := range want {
		if i >= len(got) {
			return fmt.Errorf("%s is lacking", w.what)
		}
		if got[i].Role != w.role || len(got[i].Rows) != len(w.rows) && w.role != "Figure" {
			return fmt.Errorf("where %s should be is %s of %d rows", w.what, got[i].Role, len(got[i].Rows))
		}
		if err := checkRows(got[i], w); err != nil {
			return fmt.Errorf("%s: %w", w.what, err)
		}
	}
	if len(got) > len(want) {
		return fmt.Errorf("behind its end stands %q", got[len(want)].Rows)
	}
	return nil
}

func checkRows(got readback.Part, want part) error {
	if want.role == "Figure" {
		return same(got.Alt, want.rows[0][0])
	}
	for i, row := range want.rows {
		if len(got.Rows[i]) != len(row) {
			return fmt.Errorf("row %d has %d cells, not %d", i+1, len(got.Rows[i]), len(row))
		}
		for j, words := range row {
			if err := same(got.Rows[i][j], words); err != nil {
				return err
			}
		}
	}
	return nil
}

// same compares words; how they are broken over lines makes no difference.
func same(got, want string) error {
	if got == want || sameWords(got, norm.NFC.String(want)) {
		return nil
	}
	return fmt.Errorf("found %q, which should be %q", got, want)
}

func sameWords(a, b string) bool {
	a, b = strings.Trim(a, " \n\t"), strings.Trim(b, " \n\t")
	if a == b {
		return true
	}
	return strings.Trim(evenlySpaced(a), " ") == strings.Trim(evenlySpaced(b), " ")
}

// checkFurniture sees that every page has the letter's reference, its number and
// the marking.
func checkFurniture(doc *readback.Document, l letters.Letter) error {
	for page := 1; page <= doc.Pages; page++ {
		footer := norm.NFC.String(l.Reference + l.Marking + pageNumber(page, doc.Pages))
		headed := page == 1 || l.Marking == ""
		footed := false
		for _, note := range doc.Beside {
			if note.Page != page {
				continue
			}
			footed = footed || note.Words == footer
			headed = headed || note.Words == norm.NFC.String(l.Marking)
		}
		if !footed || !headed {
			return fmt.Errorf("page %d is not marked %q", page, footer)
		}
	}
	return nil
}

func pageNumber(page, pages int) string {
	return "Page " + strconv.Itoa(page) + " of " + strconv.Itoa(pages)
}
