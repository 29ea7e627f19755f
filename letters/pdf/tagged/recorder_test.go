package tagged_test

import (
	"strings"
	"testing"

	"yearend/letters/pdf/tagged"
)

// A sheet is a canvas that keeps the operators.
type sheet struct {
	page      int
	operators []string
}

func (s *sheet) RawWriteStr(operators string)         { s.operators = append(s.operators, operators) }
func (s *sheet) PageNo() int                          { return s.page }
func (s *sheet) GetConversionRatio() float64          { return 2 }
func (s *sheet) GetPageSize() (width, height float64) { return 100, 200 }

func draw() {}

func TestMarksGoOnOverAPagesEnd(t *testing.T) {
	s := &sheet{page: 1}
	r := tagged.NewRecorder(s)
	r.Block(tagged.P, func() {
		r.Footer(draw)
		s.page = 2
		r.Header(draw)
		r.Artifact(draw)
	})
	if _, err := r.Finish(); err != nil {
		t.Fatal(err)
	}
	want := "/P<</MCID 0>>BDC EMC " +
		"/Artifact<</Type/Pagination/Subtype/Footer>>BDC EMC " +
		"/Artifact<</Type/Pagination/Subtype/Header>>BDC EMC /P<</MCID 0>>BDC EMC " +
		"/Artifact<</Type/Layout>>BDC EMC /P<</MCID 1>>BDC EMC"
	if got := strings.Join(s.operators, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Each mistake is reported by the element that has it.
func TestMistakesAreNamed(t *testing.T) {
	for name, test := range map[string]struct {
		record func(*tagged.Recorder, *sheet)
		want   string
	}{
		"closed as another": {func(r *tagged.Recorder, _ *sheet) {
			r.Open(tagged.Sect)
			r.Block(tagged.P, draw)
			r.Open(tagged.P)
			r.Close(tagged.H2)
		}, "Document/Sect[1]/P[2]: closed as H2"},
		"closed too often": {func(r *tagged.Recorder, _ *sheet) { r.Close(tagged.Document) }, "Document: closed as Document"},
		"left open":        {func(r *tagged.Recorder, _ *sheet) { r.Open(tagged.P) }, "Document/P[1]: still open at the end"},
		"unknown role":     {func(r *tagged.Recorder, _ *sheet) { r.Open("Para") }, `Document: "Para" cannot be opened`},
		"content in a row": {func(r *tagged.Recorder, _ *sheet) {
			r.Open(tagged.Table)
			r.Block(tagged.TR, draw)
			r.Close(tagged.Table)
		}, "Document/Table[1]/TR[1]: content that is in no element of its own"},
		"content at the top": {func(r *tagged.Recorder, _ *sheet) { r.Content(draw) }, "Document: content that is in no element of its own"},
		"content within content": {func(r *tagged.Recorder, _ *sheet) {
			r.Block(tagged.P, func() { r.Content(draw) })
		}, "Document/P[1]: content within content"},
		"opened within content": {func(r *tagged.Recorder, _ *sheet) {
			r.Block(tagged.P, func() { r.Block(tagged.Span, draw) })
		}, "Document/P[1]: Span opened in the middle of content"},
		"artifact within artifact": {func(r *tagged.Recorder, _ *sheet) {
			r.Artifact(func() { r.Artifact(draw) })
		}, "Document: an artifact within an artifact"},
		"no footer": {func(r *tagged.Recorder, s *sheet) {
			r.Block(tagged.P, func() { s.page = 2 })
		}, "Document/P[1]: the page ended without Footer"},
		"no header": {func(r *tagged.Recorder, s *sheet) {
			r.Block(tagged.P, func() { r.Footer(nil); s.page = 2 })
		}, "Document/P[1]: Footer was called without Header"},
		"before the first page": {func(r *tagged.Recorder, s *sheet) {
			s.page = 0
			r.Block(tagged.P, draw)
		}, "Document/P[1]: drawn before the first page"},
		"area outside a link": {func(r *tagged.Recorder, _ *sheet) { r.Area(tagged.Rect{}) }, "Document: a link's area outside a Link"},
	} {
		s := &sheet{page: 1}
		r := tagged.NewRecorder(s)
		test.record(r, s)
		if _, err := r.Finish(); err == nil || err.Error() != "structure: "+test.want {
			t.Errorf("%s: %v\nwant: structure: %s", name, err, test.want)
		}
	}
}

// row records a row of a table, whose first cell heads it.
func row(r *tagged.Recorder, cells int, attrs ...tagged.Attr) {
	r.Open(tagged.TR)
	for i := range cells {
		if i == 0 {
			r.Block(tagged.TH, draw, attrs...)
			continue
		}
		r.Block(tagged.TD, draw)
	}
	r.Close(tagged.TR)
}

// item records an item of a list, with its label.
func item(r *tagged.Recorder) {
	r.Open(tagged.LI)
	r.Block(tagged.Lbl, draw)
	r.Block(tagged.LBody, draw)
	r.Close(tagged.LI)
}

// What the standards ask of the tree as a whole.
func TestTheTreeIsJudged(t *testing.T) {
	box := tagged.Box(tagged.Rect{W: 1, H: 1})
	down := tagged.Scope(tagged.Column)
	for _, test := range []struct {
		want   string
		record func(*tagged.Recorder)
	}{
		{"Document/H2[1]: a heading after H0", func(r *tagged.Recorder) { r.Block(tagged.H2, draw) }},
		{"Document/H3[1]: a heading after H1", func(r *tagged.Recorder) { r.Block(tagged.H1, draw); r.Block(tagged.H3, draw) }},
		{"Document/H1[2]: a heading after H1", func(r *tagged.Recorder) { r.Block(tagged.H1, draw); r.Block(tagged.H1, draw) }},
		{"Document/Figure[1]: needs Alt", func(r *tagged.Recorder) { r.Block(tagged.Figure, draw, box) }},
		{"Document/Figure[1]: needs Alt", func(r *tagged.Recorder) { r.Block(tagged.Figure, draw, box, tagged.Alt("")) }},
		{"Document/Figure[1]: needs Box", func(r *tagged.Recorder) { r.Block(tagged.Figure, draw, tagged.Alt("A chart")) }},
		{"Document/Link[1]: needs an Area", func(r *tagged.Recorder) { r.Block(tagged.Link, draw, tagged.To("https://x.example", "x")) }},
		{"Document/Link[1]: needs To", func(r *tagged.Recorder) { r.Open(tagged.Link); r.Area(tagged.Rect{}); r.Close(tagged.Link) }},
		{`Document/Link[1]: the address "https://x.example/ŵ" needs percent-encoding`, func(r *tagged.Recorder) {
			r.Open(tagged.Link, tagged.To("https://x.example/ŵ", "x"))
			r.Area(tagged.Rect{})
			r.Close(tagged.Link)
		}},
		{"Document/Link[1]: needs an address and words for it", func(r *tagged.Recorder) {
			r.Open(tagged.Link, tagged.To("https://x.example", ""))
			r.Area(tagged.Rect{})
			r.Close(tagged.Link)
		}},
		{`Document/P[1]: "Welsh speaking" is no language`, func(r *tagged.Recorder) { r.Block(tagged.P, draw, tagged.Language("Welsh speaking")) }},
		{"Document/TD[1]: cannot be in Document", func(r *tagged.Recorder) { r.Block(tagged.TD, draw) }},
		{"Document/Table[1]/P[1]: cannot be in Table", func(r *tagged.Recorder) {
			r.Open(tagged.Table)
			r.Block(tagged.P, draw)
			r.Close(tagged.Table)
		}},
		{"Document/Table[1]/TR[1]/TH[1]: needs Scope", func(r *tagged.Recorder) { r.Open(tagged.Table); row(r, 2); r.Close(tagged.Table) }},
		{"Document/Table[1]/TR[3]: has 3 columns, the first row has 2", func(r *tagged.Recorder) {
			r.Open(tagged.Table)
			row(r, 2, down)
			row(r, 1, down, tagged.ColumnSpan(2))
			row(r, 3, down)
			r.Close(tagged.Table)
		}},
		{"Document/Table[1]: needs a TR", func(r *tagged.Recorder) { r.Open(tagged.Table); r.Close(tagged.Table) }},
		{"Document/L[1]: needs Numbered", func(r *tagged.Recorder) { r.Open(tagged.L); item(r); r.Close(tagged.L) }},
		{"Document/L[1]/LI[1]/Lbl[1]: a label in an unnumbered list", func(r *tagged.Recorder) {
			r.Open(tagged.L, tagged.Numbered(tagged.Unnumbered))
			item(r)
			r.Close(tagged.L)
		}},
	} {
		r := tagged.NewRecorder(&sheet{page: 1})
		test.record(r)
		if _, err := r.Finish(); err == nil || err.Error() != "structure: "+test.want {
			t.Errorf("got  %v\nwant structure: %s", err, test.want)
		}
	}
}

func TestATableNeedsAHead(t *testing.T) {
	r := tagged.NewRecorder(&sheet{page: 1})
	r.Open(tagged.Table)
	r.Open(tagged.TR)
	r.Block(tagged.TD, draw)
	r.Close(tagged.TR)
	r.Close(tagged.Table)
	if _, err := r.Finish(); err == nil || err.Error() != "structure: Document/Table[1]: needs a TH" {
		t.Errorf("got %v", err)
	}
}
