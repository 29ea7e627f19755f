package tagged_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"github.com/go-pdf/fpdf"

	"yearend/letters/pdf/tagged"
)

// What the standards forbid, or what would be lost, is refused with its name.
func TestWhatIsForbiddenIsRefused(t *testing.T) {
	for want, add := range map[string]func(page){
		"it is encrypted":                func(p page) { p.SetProtection(fpdf.CnProtectPrint, "", "secret") },
		"a link drawn by fpdf":           func(p page) { p.LinkString(20, 20, 10, 10, "https://x.example") },
		"transparency is not allowed":    func(p page) { p.SetAlpha(0.5, "Normal") },
		"a picture with transparency":    func(p page) { p.picture(color.NRGBA{R: 255, A: 128}) },
		"spot colours are not allowed":   func(p page) { p.AddSpotColor("blue", 100, 50, 0, 0) },
		"font Helvetica is not embedded": func(p page) { p.SetFont("Helvetica", "", 12) },
		`"/JavaScript`:                   func(p page) { p.SetJavascript("app.alert('x')") },
		`"/OpenAction`:                   func(p page) { p.SetDisplayMode("fullpage", "") },
		`"/Outlines`:                     func(p page) { p.Bookmark("Top", 0, -1) },
		`(Attachement1)`:                 func(p page) { p.SetAttachments([]fpdf.Attachment{{Filename: "a.txt"}}) },
		`"/OCProperties`:                 func(p page) { p.BeginLayer(p.AddLayer("extra", true)); p.EndLayer() },
	} {
		p := newPage(t)
		p.AddPage()
		add(p)
		drawn, structure := p.finish(t)
		if _, err := newRewriter(t).Rewrite(drawn, structure, about); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestAFontWithoutCharactersIsRefused(t *testing.T) {
	drawn, structure := drawSample(t)
	if _, err := tagged.NewRewriter().Rewrite(drawn, structure, about); err == nil ||
		!strings.Contains(err.Error(), "the characters of font YearendSans are not known") {
		t.Errorf("got %v", err)
	}
	for _, definition := range []string{"", "{}", `{"Name":"X","Cw":[1]}`} {
		if _, err := tagged.EightBit([]byte(definition), func(byte) rune { return 'x' }); err == nil {
			t.Errorf("the definition %q was taken", definition)
		}
	}
}

func TestAStructureOfMorePagesIsRefused(t *testing.T) {
	drawn, _ := drawRare(t)
	_, structure := drawSample(t)
	if _, err := newRewriter(t).Rewrite(drawn, structure, about); err == nil || !strings.Contains(err.Error(), "2 pages, the file 1") {
		t.Errorf("got %v", err)
	}
}

// An opaque picture stays.
func TestAPictureIsKept(t *testing.T) {
	p := newPage(t)
	p.AddPage()
	p.tags.Artifact(func() { p.picture(color.NRGBA{B: 184, A: 255}) })
	drawn, structure := p.finish(t)
	out, err := newRewriter(t).Rewrite(drawn, structure, about)
	if err != nil {
		t.Fatal(err)
	}
	pictures := 0
	for _, o := range read(t, out).objects {
		if o, ok := o.(dict); ok && o["Subtype"] == name("Image") {
			pictures++
		}
	}
	if pictures != 1 {
		t.Errorf("%d pictures", pictures)
	}
	runTool(t, "qpdf", "--check", save(t, out))
}

func (p page) picture(c color.Color) {
	picture := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		picture.Set(i%4, i/4, c)
	}
	var data bytes.Buffer
	if err := png.Encode(&data, picture); err != nil {
		panic(err)
	}
	options := fpdf.ImageOptions{ImageType: "PNG"}
	p.RegisterImageOptionsReader("picture", options, &data)
	p.ImageOptions("picture", 20, 20, 10, 10, false, options, 0, "")
}

// A file that is cut off or altered is refused, or rewritten, but never fatal.
func FuzzRewrite(f *testing.F) {
	drawn, structure := drawSample(f)
	f.Add(drawn)
	f.Add(drawn[:len(drawn)/2])
	f.Add(drawn[len(drawn)-400:])
	w := newRewriter(f)
	f.Fuzz(func(_ *testing.T, file []byte) { w.Rewrite(file, structure, about) })
}
