package tagged_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"yearend/letters/pdf/latin"
)

// Everything painted is either a mark with a number or an artifact, marks do
// not nest, and each number leads through the parent tree to the one element
// that names it.
func TestEveryMarkLeadsToItsElement(t *testing.T) {
	for name, draw := range samples {
		t.Run(name, func(t *testing.T) {
			d := read(t, rewrite(t, draw))
			parents := d.parents()
			owned := d.owned()
			for i, page := range d.pages() {
				elements := d.list(parents[int(page["StructParents"].(float64))])
				marks := d.marks(page)
				if len(marks) != len(elements) {
					t.Errorf("page %d has %d marks, the parent tree %d", i+1, len(marks), len(elements))
				}
				for id, element := range elements {
					if marks[id] != 1 {
						t.Errorf("page %d: mark %d stands %d times", i+1, id, marks[id])
					}
					if owner := owned[fmt.Sprint(i, " ", id)]; owner != element {
						t.Errorf("page %d: mark %d belongs to %v, the parent tree says %v", i+1, id, owner, element)
					}
				}
			}
		})
	}
}

// marks counts how often each number stands on the page, and reports what is
// painted outside.
func (d *document) marks(page dict) map[int]int {
	l := &lexer{d.t, d.streams[page["Contents"].(ref)]}
	counts := map[int]int{}
	var operands []any
	open := 0
	for {
		v := l.value()
		op, isOperator := v.(operator)
		switch {
		case v == nil:
			if open != 0 {
				d.t.Error("a mark is not closed")
			}
			return counts
		case !isOperator:
			operands = append(operands, v)
			continue
		case op == "BDC" || op == "BMC":
			if open++; open > 1 {
				d.t.Error("a mark within a mark")
			}
			if operands[0] != name("Artifact") {
				counts[int(operands[1].(dict)["MCID"].(float64))]++
			}
		case op == "EMC":
			open--
		case slices.Contains(painting, op) && open == 0:
			d.t.Errorf("%v %s paints outside a mark", operands, op)
		}
		operands = nil
	}
}

var painting = []operator{"Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI"}

// owned maps "page mark" to the element that names the mark among its kids.
func (d *document) owned() map[string]any {
	owned := map[string]any{}
	pages := d.pageNumbers()
	d.walk(func(at ref, e dict) {
		for _, kid := range d.list(e["K"]) {
			page, id := e["Pg"], kid
			if k, ok := kid.(dict); ok {
				page, id = k["Pg"], k["MCID"]
			}
			if id, ok := id.(float64); ok {
				owned[fmt.Sprint(pages[page.(ref)], " ", id)] = at
			}
		}
	})
	return owned
}

// walk visits every element, and sees that each names its parent.
func (d *document) walk(visit func(ref, dict)) {
	root := d.dict(d.trailer["Root"])["StructTreeRoot"].(ref)
	var down func(at, parent ref)
	down = func(at, parent ref) {
		e := d.dict(at)
		if e["P"] != parent {
			d.t.Errorf("element %d: its parent is %v, not %v", at, e["P"], parent)
		}
		visit(at, e)
		for _, kid := range d.list(e["K"]) {
			if kid, ok := kid.(ref); ok {
				down(kid, at)
			}
		}
	}
	down(d.dict(root)["K"].(ref), root)
}

// parents is the parent tree, by key.
func (d *document) parents() map[int]any {
	root := d.dict(d.dict(d.trailer["Root"])["StructTreeRoot"])
	list := d.list(d.dict(root["ParentTree"])["Nums"])
	tree := map[int]any{}
	for i := 0; i < len(list); i += 2 {
		tree[int(list[i].(float64))] = list[i+1]
	}
	if root["ParentTreeNextKey"] != float64(len(tree)) {
		d.t.Errorf("the next key is %v after %d", root["ParentTreeNextKey"], len(tree))
	}
	return tree
}

func (d *document) pages() (list []dict) {
	for _, page := range d.list(d.dict(d.dict(d.trailer["Root"])["Pages"])["Kids"]) {
		list = append(list, d.dict(page))
	}
	return list
}

// pageNumbers are the pages' places, by their object.
func (d *document) pageNumbers() map[ref]int {
	places := map[ref]int{}
	for i, page := range d.list(d.dict(d.dict(d.trailer["Root"])["Pages"])["Kids"]) {
		places[page.(ref)] = i
	}
	return places
}

func TestElementsHaveWhatTheirRoleAsks(t *testing.T) {
	d := read(t, rewrite(t, drawSample))
	seen := map[name]int{}
	d.walk(func(at ref, e dict) {
		role := e["S"].(name)
		seen[role]++
		attrs, _ := e["A"].(dict)
		switch role {
		case "TH":
			if scope := attrs["Scope"]; attrs["O"] != name("Table") || scope != name("Row") && scope != name("Column") {
				t.Errorf("a TH with %v", attrs)
			}
		case "Figure":
			if e["Alt"] == nil || len(d.list(attrs["BBox"])) != 4 || attrs["O"] != name("Layout") {
				t.Errorf("a Figure with %v", e)
			}
		case "L":
			if attrs["ListNumbering"] != name("Decimal") || attrs["O"] != name("List") {
				t.Errorf("an L with %v", attrs)
			}
		case "TR":
			if n := len(d.list(e["K"])); n != 3 {
				t.Errorf("a TR with %d cells", n)
			}
		}
	})
	for role, want := range map[name]int{"Document": 1, "H1": 1, "H2": 2, "P": 3, "L": 1, "LI": 2, "Lbl": 2, "LBody": 2,
		"Figure": 1, "Link": 1, "Table": 1, "TR": 33, "TH": 35, "TD": 64} {
		if seen[role] != want {
			t.Errorf("%d of %s, want %d", seen[role], role, want)
		}
	}
}

func TestWhatElementsSayBeyondTheirRole(t *testing.T) {
	d := read(t, rewrite(t, drawNested))
	var languages, actual, spans []any
	d.walk(func(_ ref, e dict) {
		if e["Lang"] != nil {
			languages = append(languages, e["Lang"])
		}
		if e["ActualText"] != nil {
			actual = append(actual, e["ActualText"])
		}
		if attrs, ok := e["A"].(dict); ok && attrs["ColSpan"] != nil {
			spans = append(spans, attrs["ColSpan"], attrs["Scope"])
		}
	})
	if got, want := fmt.Sprint(languages, actual, spans), "[cy] [31 March 2026] [2 Column]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLinksLeadBackToTheirElement(t *testing.T) {
	d := read(t, rewrite(t, drawSample))
	page := d.pages()[0]
	annotations := d.list(page["Annots"])
	if len(annotations) != 1 || page["Tabs"] != name("S") {
		t.Fatalf("the first page has %v", page)
	}
	link := d.dict(annotations[0])
	element := d.dict(d.parents()[int(link["StructParent"].(float64))])
	if element["S"] != name("Link") {
		t.Errorf("the annotation leads to %v", element)
	}
	kids := d.list(element["K"])
	if back := kids[len(kids)-1].(dict); back["Type"] != name("OBJR") || back["Obj"] != annotations[0] {
		t.Errorf("the element leads to %v", back)
	}
	if link["F"] != 4.0 || link["Contents"] != "E-mail the primary care team" {
		t.Errorf("the annotation is %v", link)
	}
	if action := link["A"].(dict); action["S"] != name("URI") || action["URI"] != "mailto:team@example.org" {
		t.Errorf("the annotation does %v", action)
	}
}

// Fonts travel with the file, with the characters of their codes.
func TestFontsAreEmbeddedAndReadable(t *testing.T) {
	for _, draw := range samples {
		d := read(t, rewrite(t, draw))
		for _, o := range d.objects {
			f, ok := o.(dict)
			if !ok || f["Type"] != name("Font") {
				continue
			}
			if f["Subtype"] != name("CIDFontType2") {
				if m := d.streams[f["ToUnicode"].(ref)]; !bytes.Contains(m, []byte("beginbfrange")) {
					t.Errorf("%v has no characters", f["BaseFont"])
				}
			}
			if f["Subtype"] != name("Type0") {
				if program := d.dict(f["FontDescriptor"])["FontFile2"].(ref); len(d.streams[program]) < 1000 {
					t.Errorf("%v is not embedded", f["BaseFont"])
				}
			}
			if f["Subtype"] == name("TrueType") {
				d.compareWidths(f)
			}
		}
	}
}

// compareWidths sees that an 8-bit font's widths are those of its program.
func (d *document) compareWidths(f dict) {
	program, err := sfnt.Parse(d.streams[d.dict(f["FontDescriptor"])["FontFile2"].(ref)])
	if err != nil {
		d.t.Fatal(err)
	}
	var buf sfnt.Buffer
	widths, first := d.list(f["Widths"]), int(f["FirstChar"].(float64))
	if len(widths) != int(f["LastChar"].(float64))-first+1 {
		d.t.Errorf("%v has %d widths", f["BaseFont"], len(widths))
	}
	for i, width := range widths {
		r := latin.Decode(byte(first + i))
		if r == utf8.RuneError {
			continue
		}
		glyph, err := program.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			d.t.Fatalf("%v has no %q", f["BaseFont"], r)
		}
		advance, err := program.GlyphAdvance(&buf, glyph, fixed.I(1000), font.HintingNone)
		if err != nil || math.Abs(float64(advance)/64-width.(float64)) > 0.6 {
			d.t.Errorf("%v: %q is %v wide, its program says %v", f["BaseFont"], r, width, advance)
		}
	}
}

// Nothing that either standard forbids, anywhere in the file.
func TestNothingForbidden(t *testing.T) {
	for _, draw := range samples {
		d := read(t, rewrite(t, draw))
		if d.trailer["Encrypt"] != nil {
			t.Error("the file is encrypted")
		}
		for at, o := range d.objects {
			d.forbid(at, o)
		}
	}
}

func (d *document) forbid(at ref, v any) {
	switch v := v.(type) {
	case dict:
		for key, value := range v {
			if slices.Contains([]name{"JS", "JavaScript", "AA", "OpenAction", "SMask", "ExtGState", "Group", "EmbeddedFiles", "OCProperties", "F", "FFilter"}, key) && value != 4.0 {
				d.t.Errorf("object %d has %s", at, key)
			}
			d.forbid(at, value)
		}
	case []any:
		for _, item := range v {
			d.forbid(at, item)
		}
	case name:
		if v == "LZWDecode" || v == "DeviceCMYK" || v == "JavaScript" {
			d.t.Errorf("object %d has %s", at, v)
		}
	case ref:
		if d.objects[v] == nil {
			d.t.Errorf("object %d leads to %d, which is nothing", at, v)
		}
	}
}
