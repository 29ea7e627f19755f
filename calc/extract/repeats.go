package extract

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"maps"
	"regexp"
	"slices"
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

// monthContents is what a file of records has of a practice's service, by the month.
type monthContents struct {
	file   int // by its order among those of activity
	months [calc.Months]fileContents
}

// keepContent adds a record of the year to what its file has of the month. Of an
// excluded service nothing counts, and so nothing counts twice.
func (e *serviceSum) keepContent(file int, delivered calc.Date, content uint64) {
	period := e.service.scheme.Period
	if e.excluded() || !period.Holds(delivered) {
		return
	}
	last := len(e.files) - 1
	if last < 0 || e.files[last].file != file {
		e.files = append(e.files, monthContents{file: file})
		last++
	}
	month := &e.files[last].months[period.Month(delivered)]
	month.rows++
	month.sum += content
}

// twoFiles are two files of activity, the earlier one first.
type twoFiles [2]int

// crossOverlap looks for months of which two files have the same records, as the
// year's extract and that of its last quarter do: they would count twice. What is
// compared is all that a file has of a practice, a service and a month, by its days,
// not by its ids, which another extract may give anew.
func (r *reading) crossOverlap() {
	if r.reported("E-file-twice") {
		return
	}
	read, same := map[int]*[calc.Months]int{}, map[twoFiles]*[calc.Months]int{}
	held := r.repeatedIn()
	for code, e := range r.sums.each {
		if held[[2]string{string(code), e.service.schemeCode()}] {
			continue // of ids that stand twice the position is held already
		}
		for i, f := range e.files {
			for month, contents := range f.months {
				count(read, f.file, month, contents.rows)
				for _, earlier := range e.files[:i] {
					if contents == earlier.months[month] {
						count(same, twoFiles{earlier.file, f.file}, month, contents.rows)
					}
				}
			}
		}
	}
	pairs := slices.SortedFunc(maps.Keys(same), func(a, b twoFiles) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	for _, pair := range pairs {
		r.noteOverlap(pair, *same[pair], *read[pair[0]], *read[pair[1]])
	}
}

// repeatedIn are the practices and schemes that a record id which stands twice holds.
func (r *reading) repeatedIn() map[[2]string]bool {
	held := map[[2]string]bool{}
	for _, p := range r.problems {
		if p.Code == "E-repeat" {
			held[[2]string{string(p.Practice), p.Scheme}] = true
		}
	}
	return held
}

func count[K comparable](of map[K]*[calc.Months]int, key K, month, n int) {
	if of[key] == nil {
		of[key] = &[calc.Months]int{}
	}
	of[key][month] += n
}

// noteOverlap stops where all that one of two files has of a month is in the other,
// and asks for a look where it is half or more: the later one of two extracts may
// have what was coded since.
func (r *reading) noteOverlap(pair twoFiles, same, first, second [calc.Months]int) {
	whole, part := 0, 0
	var months []string
	for i, n := range same {
		of := min(first[i], second[i])
		if n == 0 || 2*n < of {
			continue
		}
		months = append(months, r.period.MonthTitle(i))
		if part += n; n == of {
			whole += n
		}
	}
	if part < enoughRecords {
		return
	}
	code, how := "W-overlap", "many records of the same practices, services and days"
	if whole >= enoughRecords {
		code, how = "E-overlap", "the same records"
	}
	earlier := r.files[pair[0]].place
	other := earlier.File
	if earlier.Sheet != "" {
		other = "sheet " + earlier.Sheet + " of " + other
	}
	r.note(code, r.files[pair[1]].place, calc.Problem{Found: calc.Many(part, "record") + " in " + calc.And(months),
		Remedy: fmt.Sprintf("%s has %s in these months, whatever their ids, so that they count twice: "+
			"take one of the two files out, or out of one of them the months that the other holds as well; where all of them count, put both into one file", other, how)})
}
