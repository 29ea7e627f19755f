package season

import (
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yearend/letters/pdf/joined"
	"yearend/letters/pdf/readback"
	"yearend/letters/post"
	"yearend/letters/register"
)

// What is read back is held against the table: a letter in another's place, one
// that begins on the back of a sheet, one too few and one too many are all found.
func TestJoinedLettersAreReadBack(t *testing.T) {
	row := func(code string, pages int) postingRow {
		return postingRow{Envelope: register.Envelope{Reference: code + "/LTC/2025-26/1"}, pages: pages}
	}
	a, b, c := row("P81001", 3), row("P81002", 2), row("P81003", 1)
	words := func(rows ...postingRow) (pages []string) {
		for _, r := range rows {
			for range r.pages {
				pages = append(pages, "Reference: "+r.Reference)
			}
			if r.pages%2 == 1 {
				pages = append(pages, "")
			}
		}
		return pages
	}
	right := words(a, b, c)
	for what, in := range map[string]struct {
		pages []string
		says  string
	}{
		"as it should be":            {right, ""},
		"two letters have changed":   {words(a, c, b), "page 5 of the joined letters should be page 1 of P81002"},
		"no blank page":              {append(append([]string{}, right[:3]...), right[4:]...), "page 4 of the joined letters should be blank"},
		"a page is another letter's": {append([]string{right[0], right[4]}, right[2:]...), "page 2 of the joined letters should be page 2 of P81001"},
		"the last is lacking":        {words(a, b), "end on page 6, before P81003"},
		"one too many":               {words(a, b, c, a), "have 12 pages, and should have 8"},
	} {
		err := checkPlaces(in.pages, []postingRow{a, b, c})
		if in.says == "" && err != nil || in.says != "" && (err == nil || !strings.Contains(err.Error(), in.says)) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := new(readback.Reader).Pages([]byte("%PDF-1.7\nxref\n0 9\n")); err == nil {
		t.Error("a broken file is read")
	}
}

// A file in which letters have changed places is never there to be printed.
func TestLettersJoinedInAnotherOrderAreNotPrinted(t *testing.T) {
	p := starterProject(t)
	produced(t, p, yearEnd(t, "2026-04-17"), "run-001")
	approveAll(t, p, "run-001")
	s, err := OpenSending(p, "run-001", post.Asked{}, time.Now, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	two := s.Mailing.Envelopes[:2]
	swapped := func(to io.Writer, title string, letters iter.Seq2[[]byte, error]) ([]int, error) {
		var all [][]byte
		for letter, err := range letters {
			if err != nil {
				return nil, err
			}
			all = append(all, letter)
		}
		slices.Reverse(all)
		return joined.Join(to, title, func(yield func([]byte, error) bool) {
			for _, letter := range all {
				if !yield(letter, nil) {
					return
				}
			}
		})
	}
	want := "page 1 of the joined letters should be page 1 of " + two[0].Reference
	for _, name := range []string{"letters.pdf", "letters-2.pdf"} { // the one file, and one of several
		file := filepath.Join(t.TempDir(), name)
		if _, err := s.joinInto(file, name, two, joined.Join); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := s.joinInto(file, name, two, swapped); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}
