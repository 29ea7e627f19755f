package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func (r *reading) correctionLayouts() []layout {
	return []layout{{name: layoutCorrections, columns: need(colRequest, colField, colWas, colNow, colBy, colOn, colWhy), judge: func(s *input) judge { return &corrections{s, r} }}}
}

// corrections judges what the team put right of requests. Any fault of it stops:
// what is misread changes what a practice asked for.
type corrections struct {
	*input
	reading *reading
}

// The places of the columns in the layout.
const (
	cRequest = iota
	cField
	cWas
	cNow
	cBy
	cOn
	cWhy
)

func (j *corrections) end() {}

func (j *corrections) row(r rows.Row) int {
	if j.refusePatient(r) { // what is put right stands before the panel, and in the log for ever
		return 1
	}
	c := calc.Correction{File: j.problems.file, Sheet: j.problems.sheet, Row: r.Number,
		Was: j.text(r, cWas), Now: j.text(r, cNow), By: j.text(r, cBy), Why: j.text(r, cWhy), Column: j.text(r, cField)}
	ok := true
	wrong := func(i int, remedy string) {
		ok = false
		j.flawed(r, i, &flaw{"E-correction", remedy}, calc.Problem{})
	}
	for i := range cWhy + 1 {
		if f := lost(j.cell(r, i)); f != nil {
			wrong(i, f.remedy)
		}
	}
	scheme, name := j.reading.requestNamed(j.text(r, cRequest))
	c.Request = name
	if scheme == nil {
		wrong(cRequest, "this names no request: write the scheme's short name and the form's number, as LTC-7")
	} else if remedy := j.reading.fieldOf(&c, scheme); remedy != "" {
		wrong(cField, remedy)
	}
	if remedy := nowOf(&c, j.reading); ok && remedy != "" {
		wrong(cNow, remedy)
	}
	if c.By == "" {
		wrong(cBy, "the row does not say who put this right: enter it")
	}
	if c.Why == "" {
		wrong(cWhy, "the row does not say why, or by whose word: enter it")
	}
	on, f := j.day(r, cOn)
	if asOf := j.reading.in.AsOf; f == nil && asOf != 0 && on > asOf {
		f = &flaw{remedy: "this is after the day of the panel's papers, " + asOf.String() + ": correct it, or check --as-of"}
	}
	if f != nil {
		wrong(cOn, f.remedy)
	}
	c.On = on
	if ok && !j.again(r, c) {
		j.reading.asked.Corrections = append(j.reading.asked.Corrections, c)
	}
	return 1
}

// text is what a cell says, on one line.
func (j *corrections) text(r rows.Row, i int) string {
	return strings.Clone(wholeNumber(spaced(seen(j.cell(r, i), j.epoch))))
}

// again reports a correction that stands there already.
func (j *corrections) again(r rows.Row, c calc.Correction) bool {
	for _, earlier := range j.reading.asked.Corrections {
		if earlier.Request == c.Request && earlier.Field == c.Field && earlier.Service == c.Service && (earlier.Now == c.Now || slices.Contains(alone, c.Field)) {
			j.flawed(r, cField, &flaw{"E-correction", "the same is said of this request in " + at(calc.Problem{File: earlier.File, Sheet: earlier.Sheet, Row: earlier.Row}) +
				": take out the row that is not valid"}, calc.Problem{})
			return true
		}
	}
	return false
}

// alone are the fields that can be said of a request once.
var alone = []string{calc.ToWithdraw, calc.ToReplace, calc.ToTakeVersion}

var requestName = regexp.MustCompile(`^([A-Z][A-Z0-9]*)-([1-9][0-9]*)(-[a-z0-9-]+)?$`)

// requestNamed finds whose request a name is: LTC-7, and where a request was parted
// by its services, CAP-7-ecg.
func (r *reading) requestNamed(text string) (*calc.Scheme, string) {
	short, rest, _ := strings.Cut(text, "-")
	name := strings.ToUpper(short) + "-" + strings.ToLower(rest)
	parts := requestName.FindStringSubmatch(name)
	if parts == nil {
		return nil, text
	}
	for _, s := range r.schemes {
		if _, known := s.Service(strings.TrimPrefix(parts[3], "-")); s.Short == parts[1] && (known || parts[3] == "") {
			return s, name
		}
	}
	return nil, text
}

// fieldOf finds what a correction is of, and says what is wrong where it cannot.
func (r *reading) fieldOf(c *calc.Correction, s *calc.Scheme) (remedy string) {
	known := []string{calc.ToWithdraw, calc.ToReplace, calc.ToSeeEvidence, calc.ToTakeVersion, SentField}
	for _, word := range known {
		if key(word) == key(c.Column) {
			c.Field = word
			return ""
		}
	}
	month := c.Column
	if service, rest, parted := strings.Cut(c.Column, ":"); parted {
		one := r.words.service(service)
		if one.scheme != s || one.excluded {
			return "before the colon stands the service that the month is asked for: write one of " + servicesOf(s)
		}
		c.Service, month = one.code, rows.Tidy(rest)
	}
	for _, q := range s.Mitigation.Questions {
		if key(q.Title) == key(month) && (c.Service == "" || q.Key == calc.AskMonth) {
			c.Field = s.AnswerKey(q)
			return ""
		}
		known = append(known, q.Title)
	}
	if first, ok := writtenMonth(month); ok && s.Period.Holds(first) {
		c.Field = first.YearMonth()
		return ""
	}
	return "there is no such field: write one of " + calc.Or(known)
}

// nowOf says what is wrong with what is to stand.
func nowOf(c *calc.Correction, r *reading) (remedy string) {
	switch c.Field {
	case calc.ToWithdraw:
		if c.Now != "" && key(c.Now) != "yes" {
			return "the practice took the request back: write yes, or take the row out"
		}
	case calc.ToSeeEvidence:
	case calc.ToReplace:
		s, name := r.requestNamed(c.Now)
		if s == nil || name == c.Request {
			return "this is the request that stands in the place of this one: write its name, as LTC-9"
		}
		c.Now = name
	case calc.ToTakeVersion:
		if n, err := strconv.Atoi(c.Now); err != nil || n < 1 {
			return "this is which version of the row stands, 1 for the first that was seen: write its number"
		}
	default:
		if c.Now == "" {
			return "the row does not say what is to stand: enter it, and 0 for no activity"
		}
	}
	return ""
}
