package extract

import (
	"regexp"
	"strings"

	"yearend/calc"
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
		layouts[i].judge = func(s *sheet) judge { return &repeats{s, r, first} }
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
	r.note("E-faults", calc.Problem{}, calc.Problem{Found: many(len(r.ids.suspects), "record id"),
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
	*sheet
	reading *reading
	first   map[string]occurrence
}

func (j *repeats) row(r row) int {
	if j.header.match.layout.name != "records" {
		return 0
	}
	id := j.cell(r, rRecord).text
	if id == "" || j.cell(r, rRecord).lost() != nil || !j.reading.ids.suspects[j.reading.ids.of(id)] {
		return 0
	}
	this := j.occurrence(r, id)
	folded := string(foldID(nil, id))
	first, repeated := j.first[folded]
	if !repeated {
		j.first[folded] = this
		return 0
	}
	if j.reading.repeated >= maxFaults {
		j.page.full = true // of this second reading
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

func (j *repeats) occurrence(r row, id string) occurrence {
	account, _ := j.reading.ledger.account(j.cell(r, aCode).text)
	s := j.reading.words.service(j.cell(r, aService).text)
	return occurrence{counts: !s.excluded, place: masked(calc.Problem{
		Code: "E-repeat", Severity: severity("E-repeat"), Practice: account.code, Scheme: s.schemeCode(),
		File: j.page.file, Sheet: j.page.sheet, Row: r.number, Column: j.title(rRecord), Found: id,
	})}
}

// repeat reports one of the two records.
func (j *repeats) repeat(this, other occurrence) {
	if !this.counts {
		return
	}
	j.reading.repeated++
	p := this.place
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
	return digits && len(id) > significant && strings.HasSuffix(id, "00") || scientific.MatchString(id)
}

var scientific = regexp.MustCompile(`^\d(\.\d+)?[eE]\+\d+$`)
