package extract

import (
	"hash/maphash"
	"regexp"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// confirmRepeats reads the activity once more when a record id seems to come
// twice, compares the ids themselves, and holds the practices of both records.
func (r *reading) confirmRepeats() {
	switch {
	case len(r.ids.suspects) == 0 || r.reported("E-file-twice"):
		return
	case len(r.ids.suspects) > maxRepeats:
		r.tooManyRepeats()
		return
	}
	layouts := r.activityLayouts()
	first := map[string]occurrence{}
	for i := range layouts {
		layouts[i].judge = func(s *input) judge { return &repeats{s, r, first} }
	}
	for _, f := range r.in.Activity {
		r.readFile("activity", f, layouts) // what else is wrong in it was reported at the first reading
	}
	if r.cut {
		r.tooManyRepeats()
	}
}

// tooManyRepeats stops the run: no practice can be left unheld because its
// repeats were not looked for.
func (r *reading) tooManyRepeats() {
	r.note("E-faults", calc.Problem{}, calc.Problem{Found: calc.Many(len(r.ids.suspects), "record id"),
		Remedy: "so many record ids of the activity come twice that they were not all looked up: an extract was put together twice, or its id is not one of records; ask for it again"})
}

func (r *reading) reported(code string) bool {
	for _, p := range r.problems {
		if p.Code == code {
			return true
		}
	}
	return false
}

// occurrence is a record that an id stands in.
type occurrence struct {
	place   calc.Problem // with practice and scheme
	counts  bool         // something rests on it
	pointed bool         // it was reported
}

// repeats looks only at records whose ids are suspected.
type repeats struct {
	*input
	reading *reading
	first   map[string]occurrence
}

func (j *repeats) row(r rows.Row) int {
	if j.header.match.layout.name != "records" {
		return 0
	}
	id := j.cell(r, rRecord).Text
	if id == "" || lost(j.cell(r, rRecord)) != nil || !j.reading.ids.suspects[j.reading.ids.of(id)] {
		return 0
	}
	this := j.occurrenceOf(r, id)
	folded := string(foldID(nil, id))
	first, repeated := j.first[folded]
	if !repeated {
		j.first[folded] = this
		return 0
	}
	if j.reading.repeated >= maxFaults {
		j.problems.full = true // of this second reading
		j.reading.cut = true
		return 0
	}
	j.repeat(this, first)
	if !first.pointed {
		j.repeat(first, this)
		first.pointed = true
		j.first[folded] = first
	}
	return 0
}

func (j *repeats) end() {}

func (j *repeats) occurrenceOf(r rows.Row, id string) occurrence {
	practice, _ := j.reading.sums.practice(j.cell(r, aCode).Text)
	s := j.reading.words.service(j.cell(r, aService).Text)
	return occurrence{counts: !s.excluded, place: masked(calc.Problem{
		Practice: practice.code, Scheme: s.schemeCode(),
		File: j.problems.file, Sheet: j.problems.sheet, Row: r.Number, Column: j.title(rRecord), Found: id,
	})}
}

// repeat reports one of the two records.
func (j *repeats) repeat(this, other occurrence) {
	if !this.counts {
		return
	}
	j.reading.repeated++
	p := this.place
	p.Code, p.Severity = "E-repeat", severity("E-repeat")
	p.Remedy = "the same record id stands in " + at(other.place) + " as well, so that one activity may be counted twice: take one of the two out, or give each its own id"
	if rounded(p.Found) {
		p.Remedy += "; a workbook keeps 15 digits of a number, so that ids which differ may have become one: have them sent as text"
	}
	j.reading.problems = append(j.reading.problems, p)
}

// rounded reports an id that Excel may have rounded as a number: 1.23457E+16, or
// more digits than it keeps.
func rounded(id string) bool {
	digits := strings.Trim(id, "0123456789") == ""
	return digits && len(id) > rows.SignificantDigits && strings.HasSuffix(id, "00") || scientific.MatchString(id)
}

var scientific = regexp.MustCompile(`^\d(\.\d+)?[eE]\+\d+$`)

// fingerprints notices record ids that come twice. It keeps eight bytes of
// each, and not the ids themselves, of which there may be millions; what
// looks like a repeat is therefore confirmed in a second reading.
type fingerprints struct {
	seed     maphash.Seed
	table    []uint64 // open addressing; 0 is an empty slot
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
	at := f.slot(print)
	if f.table[at] == print {
		f.suspects[print] = true
		return
	}
	f.table[at] = print
	f.kept++
}

// slot is where a fingerprint stands, or would.
func (f *fingerprints) slot(print uint64) int {
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
			f.table[f.slot(print)] = print
		}
	}
}
