package tagged

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// copyObjects writes fpdf's objects under their own numbers, changed where the
// standards ask for more.
func (f *rewrite) copyObjects() error {
	for number, o := range f.objects {
		if o.dict == nil {
			continue
		}
		if err := f.copyObject(number, o); err != nil {
			return fmt.Errorf("rewrite object %d: %w", number, err)
		}
	}
	return nil
}

func (f *rewrite) copyObject(number int, o object) error {
	page := slices.Index(f.pages, number)
	known, isKnown := f.replaced[number]
	switch {
	case isKnown:
		f.out.put(number, known)
	case number == f.catalog:
		return f.copyCatalog(o)
	case number == f.info:
		f.out.ownDone(f.metadata.info(f.out.ownObject(number)))
	case page >= 0:
		return f.copyPage(page, o)
	case o.data != nil:
		return f.copyStream(number, o)
	case bytes.HasPrefix(o.dict, []byte("<</Type /Font\n")):
		return f.copyFont(number, o)
	case number == resources:
		return f.copyResources(o)
	default:
		f.out.put(number, asPart(o.dict))
	}
	return nil
}

// resources is the number of the object in which fpdf lists all pages' fonts,
// pictures and states.
const resources = 2

// copyResources refuses what is transparent or in inks.
func (f *rewrite) copyResources(o object) error {
	if bytes.Contains(o.dict, []byte("/ExtGState")) {
		return fmt.Errorf("transparency is not allowed")
	}
	if bytes.Contains(o.dict, []byte("/ColorSpace <<\n/")) {
		return fmt.Errorf("spot colours are not allowed")
	}
	f.out.put(resources, f.addFontNames(o.dict))
	return nil
}

// copyCatalog replaces fpdf's catalog, which must hold no more than that of a
// plain document: no scripts, attachments, bookmarks, layers.
func (f *rewrite) copyCatalog(o object) error {
	for _, line := range strings.Split(string(o.dict), "\n") {
		switch strings.TrimSpace(line) {
		case "<<", ">>", "/Type /Catalog", "/Pages 1 0 R", "/Names <<", "/EmbeddedFiles << /Names [", "] >>", "":
		default:
			if !strings.HasPrefix(line, "/Lang (") {
				return fmt.Errorf("%q is not allowed in the catalog", line)
			}
		}
	}
	out := append(f.out.object(f.catalog), "<</Type/Catalog/Pages 1 0 R/Lang"...)
	out = appendText(out, f.metadata.Language)
	out = append(out, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot "...)
	out = appendReference(out, f.root)
	out = appendReference(append(out, "/Metadata "...), f.packet)
	out = appendReference(append(out, intent...), f.colours)
	f.out.done(append(out, ">>]>>"...))
	return nil
}

// copyPage adds to a page the key of its marks in the parent tree, its links,
// and that the tab key follows the structure.
func (f *rewrite) copyPage(page int, o object) error {
	if bytes.Contains(o.dict, []byte("/Annots")) {
		return fmt.Errorf("a link drawn by fpdf: record it as a Link with an Area")
	}
	body, ok := bytes.CutSuffix(o.dict, []byte(">>"))
	if !ok {
		return fmt.Errorf("not a page")
	}
	out := append(f.out.object(f.pages[page]), body...)
	out = strconv.AppendInt(append(out, "/Tabs/S/StructParents "...), int64(page), 10)
	separator := "/Annots["
	for i, a := range f.structure.areas {
		if a.page == page+1 {
			out = appendReference(append(out, separator...), f.areas+i)
			separator = " "
		}
	}
	if separator == " " {
		out = append(out, ']')
	}
	f.out.done(append(out, ">>"...))
	return nil
}

// copyStream deflates what is not yet, and gives a UTF-8 font its ToUnicode.
func (f *rewrite) copyStream(number int, o object) error {
	const image, packet = "<</Type /XObject\n/Subtype /Image", "<< /Type /Metadata"
	switch {
	case bytes.HasPrefix(o.dict, []byte(packet)):
		return nil
	case bytes.HasPrefix(o.data, []byte("/CIDInit /ProcSet")):
		f.out.stream(number, "/Filter/FlateDecode", f.utf8)
		return nil
	case bytes.HasPrefix(o.dict, []byte(image)):
		if err := checkImage(o.dict); err != nil {
			return err
		}
	}
	entries, more := entries(o.dict), f.drawing(number)
	if bytes.Contains(o.dict, []byte("/Filter")) {
		if more != nil {
			return fmt.Errorf("a page that is deflated cannot be drawn on")
		}
		f.out.stream(number, entries, o.data)
		return nil
	}
	f.out.stream(number, entries+"/Filter/FlateDecode", f.deflate(o.data, more))
	return nil
}

// drawing is what is drawn on a page behind fpdf's own, by the page's stream.
func (f *rewrite) drawing(stream int) []byte {
	if page := slices.Index(f.contents, stream); page >= 0 && page < len(f.drawings) {
		return f.drawings[page]
	}
	return nil
}

// checkImage refuses pictures that the standards or the colour profile forbid.
func checkImage(dict []byte) error {
	switch {
	case bytes.Contains(dict, []byte("/SMask")):
		return fmt.Errorf("a picture with transparency is not allowed")
	case bytes.Contains(dict, []byte("/DeviceCMYK")):
		return fmt.Errorf("a picture in CMYK is not allowed")
	}
	return nil
}

// entries are a stream dictionary's entries but for its length.
func entries(dict []byte) string {
	inner := strings.TrimSuffix(strings.TrimPrefix(string(dict), "<<"), ">>")
	before, after, _ := strings.Cut(inner, "/Length ")
	return before + strings.TrimLeft(after, "0123456789")
}

// copyFont writes an 8-bit font's dictionary anew, and names a UTF-8 font as
// the part of a font that it is. A font that is not embedded is refused.
func (f *rewrite) copyFont(number int, o object) error {
	name := word(o.dict, "/BaseFont /")
	switch word(o.dict, "/Subtype /") {
	case "Type0", "CIDFontType2":
		f.out.put(number, asPart(o.dict))
		return nil
	case "TrueType":
		at := slices.IndexFunc(f.fonts, func(font Font) bool { return font.name == name })
		if at < 0 {
			return fmt.Errorf("the characters of font %s are not known", name)
		}
		f.replaced[reference(o.dict, "/Widths ")] = f.fonts[at].widths
		f.out.done(f.fonts[at].dict(f.out.object(number), o.dict, f.maps+f.mapOf[at]))
		return nil
	}
	return fmt.Errorf("font %s is not embedded", name)
}

// asPart puts the tag of a part of a font before the name of a UTF-8 font,
// wherever the name stands.
func asPart(dict []byte) []byte {
	for _, key := range []string{"/BaseFont /", "/FontName /"} {
		if name := word(dict, key+"utf8"); name != "" {
			return bytes.Replace(dict, []byte(key+"utf8"), []byte(key+tag(name)+"+utf8"), 1)
		}
	}
	return dict
}
