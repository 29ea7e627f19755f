package pdf

import (
	"bytes"

	"github.com/go-pdf/fpdf"

	"yearend/letters"
)

// logo draws the issuer's logo at the right of the letterhead, and gives the
// width that it takes from the issuer's name, and where it ends. It is furniture:
// the name stands beside it in words.
func (s *sheet) logo(p *letters.Picture) (taken, below float64) {
	if p == nil {
		return 0, 0
	}
	w, h := fitted(p)
	options := fpdf.ImageOptions{ImageType: "PNG"}
	s.pdf.RegisterImageOptionsReader("logo", options, bytes.NewReader(p.PNG))
	s.rec.Artifact(func() {
		s.flush()
		s.pdf.ImageOptions("logo", left+width-w, logoTop, w, h, false, options, 0, "")
	})
	return w + 4, logoTop + h
}

// fitted is the size of a picture, as large as its room allows.
func fitted(p *letters.Picture) (w, h float64) {
	scale := min(logoWidth/float64(p.Width), logoHeight/float64(p.Height))
	return float64(p.Width) * scale, float64(p.Height) * scale
}
