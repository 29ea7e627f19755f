package pdf

import (
	"bytes"

	"github.com/go-pdf/fpdf"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// besideLogo is the width that the issuer's logo takes from the issuer's name,
// and where the logo ends.
func besideLogo(p *letters.Picture) (taken, below float64) {
	if p == nil {
		return 0, 0
	}
	w, h := fitted(p)
	return w + 4, logoTop + h
}

// drawLogo draws the issuer's logo at the right of the letterhead. It is
// furniture: the name stands beside it in words.
func drawLogo(pdf *fpdf.Fpdf, p *letters.Picture) {
	if p == nil {
		return
	}
	w, h := fitted(p)
	options := fpdf.ImageOptions{ImageType: "PNG"}
	pdf.RegisterImageOptionsReader("logo", options, bytes.NewReader(p.PNG))
	tagged.NewRecorder(pdf).Artifact(func() {
		pdf.ImageOptions("logo", left+width-w, logoTop, w, h, false, options, 0, "")
	})
}

// fitted is the size of a picture, as large as its room allows.
func fitted(p *letters.Picture) (w, h float64) {
	scale := min(logoWidth/float64(p.Width), logoHeight/float64(p.Height))
	return float64(p.Width) * scale, float64(p.Height) * scale
}
