package pdf

import (
	"bytes"

	"github.com/go-pdf/fpdf"

	"yearend/letters"
	"yearend/letters/pdf/tagged"
)

// room is how large a picture may be, in millimetres.
type room struct{ w, h float64 }

var (
	logoRoom      = room{logoWidth, logoHeight}
	signatureRoom = room{50, 16}
)

// besideLogo is the width that the issuer's logo takes from the issuer's name,
// and where the logo ends.
func besideLogo(p *letters.Picture) (taken, below float64) {
	if p == nil {
		return 0, 0
	}
	w, h := logoRoom.fitted(p)
	return w + 4, logoTop + h
}

// A placed picture is one with where it stands on which page.
type placed struct {
	picture    *letters.Picture
	page       int // from 1
	x, y, w, h float64
}

// logoOf is the issuer's logo at the right of the letterhead, or at the left.
func logoOf(l letters.Letter) placed {
	if l.Logo == nil {
		return placed{}
	}
	w, h := logoRoom.fitted(l.Logo)
	at := placed{l.Logo, 1, left + width - w, logoTop, w, h}
	if l.Issuer.LogoSide == letters.LogoLeft {
		at.x = left
	}
	return at
}

// draw draws a picture on its page. It is furniture: what it shows stands beside it
// in words.
func (p placed) draw(pdf *fpdf.Fpdf, name string) {
	if p.picture == nil {
		return
	}
	options := fpdf.ImageOptions{ImageType: "PNG"}
	pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(p.picture.PNG))
	pdf.SetPage(p.page)
	tagged.NewRecorder(pdf).Artifact(func() { pdf.ImageOptions(name, p.x, p.y, p.w, p.h, false, options, 0, "") })
	pdf.SetPage(pdf.PageCount()) // fpdf writes the pages up to the one in hand
}

// fitted is the size of a picture, as large as its room allows.
func (r room) fitted(p *letters.Picture) (w, h float64) {
	scale := min(r.w/float64(p.Width), r.h/float64(p.Height))
	return float64(p.Width) * scale, float64(p.Height) * scale
}
