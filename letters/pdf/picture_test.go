package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"yearend/letters"
	"yearend/letters/pdf/readback"
)

func encodePNG(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Every kind of picture becomes one without transparency, no finer than needed.
func TestLogoIsLaidOnWhite(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 3000, 900))
	for x := range 1500 {
		for y := range 900 {
			clear.Set(x, y, color.NRGBA{0, 0x5e, 0xb8, 0xff})
		}
	}
	grey := image.NewGray16(image.Rect(0, 0, 40, 40))
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, clear, nil); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{"transparent": encodePNG(t, clear), "grey": encodePNG(t, grey), "photo": photo.Bytes()} {
		logo, err := Logo(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if w, h := logoRoom.fitted(logo); w > logoWidth+0.01 || h > logoHeight+0.01 || logo.Width > 720 || logo.Height > 170 {
			t.Errorf("%s: %d by %d dots, %.1f by %.1f mm", name, logo.Width, logo.Height, w, h)
		}
		drawn, err := png.Decode(bytes.NewReader(logo.PNG))
		if err != nil {
			t.Fatal(err)
		}
		if _, opaque := drawn.(*image.RGBA); !opaque {
			t.Errorf("%s: still %T", name, drawn)
		}
		r, g, b, _ := drawn.At(logo.Width-1, 0).RGBA()
		if name == "transparent" && (r != 0xffff || g != 0xffff || b != 0xffff) {
			t.Errorf("%s: what was clear is not white", name)
		}
		l := whole()
		l.Logo = logo
		render(t, l)
	}
}

func TestLogoThatIsNone(t *testing.T) {
	whole := encodePNG(t, image.NewGray(image.Rect(0, 0, 40, 40)))
	for want, file := range map[string][]byte{
		"it is neither a PNG nor a JPEG picture": []byte("%PDF-1.7 and more"),
		"the png picture is damaged":             whole[:len(whole)-20],
		"the picture is damaged":                 whole[:20],
	} {
		if _, err := Logo(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A signature stands between what ends the letter and who signs, on the page where they
// do, whichever way the letter is set; a logo may stand at the left.
func TestSignaturePicture(t *testing.T) {
	picture, err := SignaturePicture(encodePNG(t, image.NewGray(image.Rect(0, 0, 90, 30))))
	if err != nil {
		t.Fatal(err)
	}
	logo, err := Logo(encodePNG(t, image.NewGray(image.Rect(0, 0, 40, 40))))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Quillbeck", "Москва", "Quillbeck and its annex"} {
		l := long(name, logo)
		l.Issuer.LogoSide = letters.LogoLeft
		l.Blocks = append(l.Blocks, letters.Signature{Person: letters.Person{Name: "Last Signed"}, Picture: picture})
		if strings.Contains(name, "annex") {
			l.Blocks = append(l.Blocks, letters.PageBreak{}, letters.Paragraph{Text: plain("behind it")})
		}
		var reader readback.Reader
		doc, err := reader.Read(render(t, l))
		if err != nil {
			t.Fatal(err)
		}
		var ends, signs readback.Box
		for _, box := range doc.Words {
			switch box.Words {
			case "Yours sincerely":
				ends = box
			case "Last Signed":
				signs = box
			}
		}
		found := false
		for _, fill := range doc.Fills {
			found = found || fill.Page == signs.Page && fill.Page > 1 && fill.Top < ends.Bottom && fill.Bottom > signs.Top && fill.Top-fill.Bottom > 40
		}
		if !found {
			t.Errorf("%s: no picture between %+v and %+v", name, ends, signs)
		}
		if first := doc.Words[0]; first.Left < 51+14/pointsMM {
			t.Errorf("%s: the issuer's name begins at %.0f points, in the logo", name, first.Left)
		}
	}
}
