package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
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
		if w, h := fitted(logo); w > logoWidth+0.01 || h > logoHeight+0.01 || logo.Width > 720 || logo.Height > 170 {
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
