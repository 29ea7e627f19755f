package register

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"sync"
)

// Digest is the SHA-256 of a file's bytes, in hexadecimal.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// DigestOf has a file's bytes written, and gives their digest.
func DigestOf(to io.Writer, write func(io.Writer) error) (string, error) {
	return digestOf(sha256.New(), to, write)
}

func digestOf(sum hash.Hash, to io.Writer, write func(io.Writer) error) (string, error) {
	err := write(io.MultiWriter(to, sum))
	return hex.EncodeToString(sum.Sum(nil)), err
}

// beginnings are those of files that begin alike, as letters do with their fonts, as far
// as they are digested: the same bytes are not gone through for every file.
type beginnings struct {
	mu    sync.Mutex
	known map[string]hash.Cloner // by the bytes
}

// How long a beginning is, less than the fonts of a letter take, and how many are kept:
// one for each number of pages, and some to spare.
const (
	beginning      = 24 << 10
	mostBeginnings = 16
)

// digestOf is DigestOf for a file that may begin as others do.
func (b *beginnings) digestOf(to io.Writer, write func(io.Writer) error) (string, error) {
	return digestOf(&digest{Hash: sha256.New(), begun: b}, to, write)
}

// after is a digest of a beginning, to be gone on with.
func (b *beginnings) after(begins []byte) (hash.Hash, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if known, ok := b.known[string(begins)]; ok {
		return known.Clone()
	}
	sum := sha256.New()
	sum.Write(begins) // a hash never fails
	if cloner, ok := sum.(hash.Cloner); ok && len(b.known) < mostBeginnings {
		kept, err := cloner.Clone()
		if err != nil {
			return nil, err
		}
		if b.known == nil {
			b.known = map[string]hash.Cloner{}
		}
		b.known[string(begins)] = kept
	}
	return sum, nil
}

// A digest is that of a file while it is written.
type digest struct {
	hash.Hash
	begun *beginnings
	going bool // its first bytes have come
}

func (d *digest) Write(data []byte) (int, error) {
	if d.going || len(data) < beginning {
		d.going = true
		return d.Hash.Write(data)
	}
	d.going = true
	after, err := d.begun.after(data[:beginning])
	if err != nil {
		return 0, err
	}
	d.Hash = after
	n, err := after.Write(data[beginning:])
	return beginning + n, err
}
