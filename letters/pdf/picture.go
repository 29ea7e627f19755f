package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // a logo may be a JPEG
	"image/png"
	"math"

	"golang.org/x/image/draw"

	"yearend/letters"
)

// Logo reads a picture for the letterhead, and SignaturePicture one of a signature.
func Logo(file []byte) (*letters.Picture, error)             { return logoRoom.picture(file) }
func SignaturePicture(file []byte) (*letters.Picture, error) { return signatureRoom.picture(file) }

// picture reads a picture, PNG or JPEG: laid on white, for the archive form allows no
// transparency, and no finer than print needs.
func (r room) picture(file []byte) (*letters.Picture, error) {
	const largest = 50_000_000 // dots, that a small file cannot fill the memory
	config, kind, err := image.DecodeConfig(bytes.NewReader(file))
	switch {
	case errors.Is(err, image.ErrFormat) || err == nil && kind != "png" && kind != "jpeg":
		return nil, fmt.Errorf("it is neither a PNG nor a JPEG picture: save it as one of the two")
	case err != nil:
		return nil, fmt.Errorf("the picture is damaged or of an unknown kind: save it again as PNG or JPEG: %w", err)
	case config.Width < 1 || config.Height < 1 || config.Width > largest/config.Height:
		return nil, fmt.Errorf("the picture is %d by %d dots: save it smaller", config.Width, config.Height)
	}
	drawn, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("the %s picture is damaged: %w", kind, err)
	}
	flat := r.flatten(drawn)
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, flat); err != nil {
		return nil, err
	}
	return &letters.Picture{PNG: out.Bytes(), Width: flat.Rect.Dx(), Height: flat.Rect.Dy()}, nil
}

// flatten lays a picture on white, at most at 300 dots an inch of its room.
func (r room) flatten(drawn image.Image) *image.RGBA {
	const inch, dots = 25.4, 300
	size := drawn.Bounds().Size()
	scale := min(1, r.w/inch*dots/float64(size.X), r.h/inch*dots/float64(size.Y))
	area := image.Rect(0, 0, dotsOf(size.X, scale), dotsOf(size.Y, scale))
	flat := image.NewRGBA(area)
	draw.Draw(flat, area, image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(flat, area, drawn, drawn.Bounds(), draw.Over, nil)
	return flat
}

func dotsOf(length int, scale float64) int { return max(1, int(math.Round(float64(length)*scale))) }
