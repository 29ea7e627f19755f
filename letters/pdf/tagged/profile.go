package tagged

import (
	"encoding/binary"
	"math"
)

// intent is the output intent's entry: the colours are meant as sRGB.
const intent = "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)" +
	"/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile "

// profile builds an ICC profile, version 2.1, of the colour space sRGB: a
// header, a directory of tags and the tags, each at a multiple of four bytes.
func profile() []byte {
	tags := profileTags()
	directory := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var bodies []byte
	places := map[string]int{}
	for _, tag := range tags {
		at, known := places[string(tag.body)]
		if !known {
			at = 128 + 4 + 12*len(tags) + len(bodies)
			places[string(tag.body)] = at
			bodies = append(bodies, tag.body...)
			bodies = append(bodies, make([]byte, -len(bodies)&3)...)
		}
		directory = append(directory, tag.name...)
		directory = binary.BigEndian.AppendUint32(directory, uint32(at))
		directory = binary.BigEndian.AppendUint32(directory, uint32(len(tag.body)))
	}
	body := append(directory, bodies...)
	return append(profileHeader(128+len(body)), body...)
}

func profileHeader(size int) []byte {
	head := make([]byte, 128)
	binary.BigEndian.PutUint32(head, uint32(size))
	binary.BigEndian.PutUint32(head[8:], 0x02100000) // version
	copy(head[12:], "mntrRGB XYZ ")                  // a screen; its colours; in terms of
	for i, v := range []uint16{2026, 1, 1} {         // made, then the time of day
		binary.BigEndian.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	copy(head[68:], xyz(0.9642, 1, 0.8249)[8:]) // the reference white, D50
	return head
}

type profileTag struct {
	name string
	body []byte
}

// profileTags are the tags that a profile of a screen must have. The primaries
// of sRGB are given as seen under the reference white.
func profileTags() []profileTag {
	curve := toneCurve()
	return []profileTag{
		{"desc", description("sRGB IEC61966-2.1")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", xyz(0.9505, 1, 1.0891)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
		{"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
}

// description holds the name three times; two of them stay empty.
func description(name string) []byte {
	out := append([]byte("desc\x00\x00\x00\x00"), 0, 0, 0, byte(len(name)+1))
	out = append(out, name...)
	return append(out, make([]byte, 1+4+4+2+1+67)...)
}

// xyz is a colour, its parts with sixteen bits after the point.
func xyz(x, y, z float64) []byte {
	out := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		out = binary.BigEndian.AppendUint32(out, uint32(math.Round(v*65536)))
	}
	return out
}

// toneCurve is the light of each of 256 levels by the formula of sRGB.
func toneCurve() []byte {
	out := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), 256)
	for level := range 256 {
		v := float64(level) / 255
		light := v / 12.92
		if v > 0.04045 {
			light = math.Pow((v+0.055)/1.055, 2.4)
		}
		out = binary.BigEndian.AppendUint16(out, uint16(math.Round(light*65535)))
	}
	return out
}
