package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"golang.org/x/image/vector"
)

// The icon is a letter with its corner folded, three lines of words and a tick: checked,
// and ready to go.

// sizes are those that Windows shows, in pixels.
var sizes = []int{16, 24, 32, 48, 64, 256}

// point is a place on the icon, of 64 units each way.
type point struct{ x, y float32 }

// shape is an area of one colour.
type shape struct {
	colour  color.RGBA
	corners []point
}

var (
	blue  = color.RGBA{0x00, 0x4b, 0x87, 0xff}
	pale  = color.RGBA{0xd7, 0xe5, 0xf2, 0xff}
	white = color.RGBA{0xff, 0xff, 0xff, 0xff}
	green = color.RGBA{0x00, 0x7f, 0x3b, 0xff}
)

// drawing is what is drawn, one upon the other.
var drawing = []shape{
	{blue, []point{{9, 3}, {40, 3}, {55, 18}, {55, 61}, {9, 61}}},
	{white, []point{{13, 7}, {38, 7}, {51, 20}, {51, 57}, {13, 57}}},
	{pale, []point{{38, 7}, {51, 20}, {38, 20}}},
	{blue, []point{{36.5, 5}, {39.5, 5}, {39.5, 18.5}, {53, 18.5}, {53, 21.5}, {36.5, 21.5}}},
	{blue, []point{{19, 17}, {32, 17}, {32, 20}, {19, 20}}},
	{blue, []point{{19, 27}, {45, 27}, {45, 30}, {19, 30}}},
	{blue, []point{{19, 34}, {45, 34}, {45, 37}, {19, 37}}},
	{green, []point{{22, 48}, {26, 44}, {30.5, 48.5}, {43, 36}, {47, 40}, {30.5, 56.5}}},
}

// icon draws the icon at a size, as a PNG.
func icon(size int) ([]byte, error) {
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	scale := float32(size) / 64
	for _, s := range drawing {
		area := vector.NewRasterizer(size, size)
		for i, p := range s.corners {
			if i == 0 {
				area.MoveTo(p.x*scale, p.y*scale)
			} else {
				area.LineTo(p.x*scale, p.y*scale)
			}
		}
		area.ClosePath()
		area.Draw(picture, picture.Bounds(), image.NewUniform(s.colour), image.Point{})
	}
	var file bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&file, picture)
	return file.Bytes(), err
}
