package tagged

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// A Stock is what files of one kind have in common, made once for all the Rewriters
// that are taken from it, which may work at the same time.
type Stock struct {
	fonts   []Font
	unicode [][]byte // the fonts' ToUnicode maps, deflated, each once
	mapOf   []int    // which of them is a font's
	utf8    []byte   // the map of all UTF-8 fonts, deflated
	profile []byte   // the colour profile, deflated
	trial   bool

	mu       sync.Mutex
	packings map[string]packing // by what is packed
}

// A packing is an object stream, deflated, and the digest of that.
type packing struct {
	data   []byte
	digest [sha256.Size]byte
}

// mostPackings is how many object streams are kept. The letters of the whole nation
// have 172 shapes; each takes some 30 kB.
const mostPackings = 256

// NewStock prepares for files that are drawn with these 8-bit fonts, and with any
// UTF-8 fonts.
func NewStock(fonts ...Font) *Stock {
	s := &Stock{fonts: fonts, packings: map[string]packing{}}
	w := &Rewriter{Stock: s, zip: newZip(zlib.BestCompression)}
	s.profile = bytes.Clone(w.deflate(profile()))
	s.utf8 = bytes.Clone(w.deflate(cmap(unicodeSpans(), 2)))
	for i, f := range fonts {
		same := slices.IndexFunc(fonts[:i], func(g Font) bool { return g.runes == f.runes })
		if same >= 0 {
			s.mapOf = append(s.mapOf, s.mapOf[same])
			continue
		}
		s.mapOf = append(s.mapOf, len(s.unicode))
		s.unicode = append(s.unicode, bytes.Clone(w.deflate(cmap(f.spans(), 1))))
	}
	return s
}

// NewTrialStock prepares for files that are only read back, and not kept: they say the
// same, but are not packed and have no ID of their own, so that they are made and read
// sooner.
func NewTrialStock(fonts ...Font) *Stock {
	s := NewStock(fonts...)
	s.trial = true
	return s
}

// Rewriter is one for a goroutine.
func (s *Stock) Rewriter() *Rewriter {
	w := &Rewriter{Stock: s, zip: newZip(zlib.BestSpeed)}
	if s.trial {
		w.zip, w.out.trial = newZip(zlib.NoCompression), true
	}
	return w
}

// packed is an object stream deflated, now or for a file before.
func (s *Stock) packed(objects []byte, deflate func(...[]byte) []byte) packing {
	s.mu.Lock()
	known, met := s.packings[string(objects)]
	s.mu.Unlock()
	if met {
		return known
	}
	made := packing{data: bytes.Clone(deflate(objects))}
	made.digest = sha256.Sum256(made.data)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.packings) >= mostPackings {
		clear(s.packings)
	}
	s.packings[string(objects)] = made
	return made
}
