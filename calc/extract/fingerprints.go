package extract

import "hash/maphash"

// fingerprints notices record ids that come twice. It keeps eight bytes of
// each, and not the ids themselves, of which there may be millions; what
// looks like a repeat is therefore confirmed in a second reading.
type fingerprints struct {
	seed     maphash.Seed
	table    []uint64 // open addressing; 0 is an empty place
	kept     int
	folded   []byte // the id at hand
	suspects map[uint64]bool
}

func newFingerprints() *fingerprints {
	return &fingerprints{seed: maphash.MakeSeed(), table: make([]uint64, 1<<10), suspects: map[uint64]bool{}}
}

// of is the fingerprint of an id. The seed differs from run to run, which
// changes what is suspected, never what is confirmed.
func (f *fingerprints) of(id string) uint64 {
	f.folded = foldID(f.folded[:0], id)
	return maphash.Bytes(f.seed, f.folded) | 1
}

// foldID appends an id as ids are compared: systems write the same one as
// r000a1 and as R000A1.
func foldID(to []byte, id string) []byte {
	for i := range len(id) {
		c := id[i]
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

// add notes an id; blank ones are none.
func (f *fingerprints) add(id string) {
	if id == "" {
		return
	}
	if 4*f.kept >= 3*len(f.table) {
		f.grow()
	}
	print := f.of(id)
	at := f.place(print)
	if f.table[at] == print {
		f.suspects[print] = true
		return
	}
	f.table[at] = print
	f.kept++
}

// place is where a fingerprint stands, or would.
func (f *fingerprints) place(print uint64) int {
	mask := uint64(len(f.table) - 1)
	at := (print >> 1) & mask
	for f.table[at] != 0 && f.table[at] != print {
		at = (at + 1) & mask
	}
	return int(at)
}

func (f *fingerprints) grow() {
	old := f.table
	f.table = make([]uint64, 2*len(old))
	for _, print := range old {
		if print != 0 {
			f.table[f.place(print)] = print
		}
	}
}
