package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// RequestsOf reads what a row of a form asks for, with the corrections that name
// it: one request, or one for each service where it names several and corrections
// say what is asked for each. What keeps it from being known who asks for what is
// held with it; a correction that does not fit is a problem of its own.
func RequestsOf(row calc.FormRow, given []calc.Correction, s *calc.Scheme) ([]calc.Request, []calc.Problem) {
	a := &answers{row: row, scheme: s, words: newDictionary([]*calc.Scheme{s}), says: maps.Clone(row.Answers), completed: row.CompletedAt()}
	name := s.RequestName(row.ID)
	base := calc.Request{Name: name, Scheme: s.Code, Sender: row.Email, State: calc.RequestReady}
	if row.Proof {
		base.State, base.Completed = calc.RequestProof, a.completed
		return []calc.Request{base}, nil
	}
	for _, c := range given {
		if c.Request == name {
			a.correct(c)
		}
	}
	a.read(&base)
	var all []calc.Request
	for _, r := range a.each(base) {
		for _, c := range given {
			if c.Request == name || c.Request == r.Name {
				end(&r, c)
			}
		}
		all = append(all, r)
	}
	return all, a.problems
}

// answers are those of a row, as they stand once they are corrected.
type answers struct {
	row       calc.FormRow
	scheme    *calc.Scheme
	words     dictionary
	says      map[string]string
	completed calc.Moment
	parts     map[string]map[string]string // by service: what is asked for of it, by month
	mended    []string                     // columns of cells that could not be read, and that a correction gives
	problems  []calc.Problem
}

// SentField is the field of a correction of when a request was sent.
const SentField = colCompleted

// correct applies a correction, which must know what it corrects.
func (a *answers) correct(c calc.Correction) {
	switch c.Field {
	case calc.ToWithdraw, calc.ToReplace, calc.ToSeeEvidence, calc.ToTakeVersion:
		return
	case SentField:
		m, err := calc.ParseMoment(c.Now)
		if err != nil {
			a.refuse(c, c.Now, "the time of sending is written as 2026-05-08 16:04:31, by the clock in England")
		}
		a.completed, a.mended = m, append(a.mended, colCompleted)
		return
	}
	if c.Service != "" {
		if a.parts == nil {
			a.parts = map[string]map[string]string{}
		}
		if a.parts[c.Service] == nil {
			a.parts[c.Service] = map[string]string{}
		}
		a.parts[c.Service][c.Field] = c.Now
		return
	}
	if key(c.Was) != key(a.says[c.Field]) {
		was := a.says[c.Field]
		if was == "" {
			was = "nothing"
		}
		a.refuse(c, c.Was, fmt.Sprintf("Was is what the request says now, so that a correction cannot be of another one: it says %s there; copy that, or take the row out", shorten(was, shown)))
		return
	}
	a.says[c.Field], a.mended = c.Now, append(a.mended, c.Column)
}

func (a *answers) refuse(c calc.Correction, found, remedy string) {
	a.problems = append(a.problems, masked(calc.Problem{Code: "E-correction", Severity: calc.Stop, Scheme: a.scheme.Code, File: c.File, Sheet: c.Sheet, Row: c.Row,
		Column: c.Column, Found: found, Remedy: remedy}))
}

// held is why it cannot be known who asks for what.
func (a *answers) held(r *calc.Request, code, column, found, remedy string) {
	p := a.row.Place
	p.Code, p.Severity, p.Practice, p.Scheme, p.Column, p.Found, p.Remedy = code, calc.Hold, r.Practice, a.scheme.Code, column, found, r.Name+": "+remedy
	r.Held = append(r.Held, masked(p))
}

// read takes what is the same of all services.
func (a *answers) read(r *calc.Request) {
	r.Completed = a.completed
	r.Happened, r.Tried, r.Raised = a.says[string(calc.AskHappened)], a.says[string(calc.AskTried)], a.says[string(calc.AskRaised)]
	r.Evidence = links(a.says[string(calc.AskEvidence)])
	r.Said = strings.TrimRight(a.says[string(calc.AskGround)], "; ")
	code, err := calc.ParsePracticeCode(a.says[string(calc.AskPractice)])
	if err != nil {
		a.held(r, "E-practice", colPractice, a.says[string(calc.AskPractice)], "this is no practice code, and whose the request is is never guessed from the address that sent it: ask, and enter the code by a row of the corrections")
	} else {
		r.Practice = code
	}
	for _, p := range a.row.Faults {
		if !slices.ContainsFunc(a.mended, func(column string) bool { return key(column) == key(p.Column) }) {
			p.Practice = r.Practice
			r.Held = append(r.Held, p)
		}
	}
	a.ground(r)
	for _, c := range calc.Countings() {
		if key(string(c)) == key(a.says[string(calc.AskCounted)]) {
			r.Counted = c
		}
	}
}

// ground finds the scheme's grounds in what the form says, by code or by words.
func (a *answers) ground(r *calc.Request) {
	var codes []string
	for _, g := range a.scheme.Grounds.All() {
		for said := range strings.SplitSeq(a.says[string(calc.AskGround)], ";") {
			if k := key(said); k != "" && calls(g, k) && !slices.Contains(codes, g.Code) {
				codes = append(codes, g.Code)
				if excepted, is := a.scheme.Grounds.Exception(g.Code); is {
					r.Exception = excepted.Clause.ID
				}
			}
		}
	}
	if whole := a.wholeGround(); len(codes) == 0 && whole != "" {
		codes = []string{whole}
	}
	r.Ground = strings.Join(codes, ";")
}

// calls reports whether a word, as words are compared, is one for a ground.
func calls(g calc.Ground, k string) bool {
	return k == key(g.Code) || k == key(g.Words) || slices.ContainsFunc(g.Aliases, func(a string) bool { return k == key(a) })
}

// wholeGround is the ground whose own words have the sign that parts several.
func (a *answers) wholeGround() string {
	for _, g := range a.scheme.Grounds.All() {
		if k := key(a.says[string(calc.AskGround)]); k != "" && k == key(g.Words) {
			return g.Code
		}
	}
	return ""
}

// links parts what stands in a cell of uploads: several, with `;` between.
func links(cell string) []string {
	var all []string
	for part := range strings.SplitSeq(strings.NewReplacer("; http", "\nhttp", ";http", "\nhttp").Replace(cell), "\n") {
		if part = strings.Trim(part, "; "); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// each is the request, or one for each service.
func (a *answers) each(base calc.Request) []calc.Request {
	cell := a.says[string(calc.AskService)]
	services, unknown := a.services(cell)
	switch {
	case cell == "" && len(a.scheme.Services) == 1:
		services = []*service{a.words.service(a.scheme.Services[0].Code)}
	case len(services) == 0 || unknown != "":
		a.held(&base, "E-service", colService, cell, "the form names no service of the scheme: ask which is meant, and enter it by a row of the corrections: "+servicesOf(a.scheme))
	}
	if len(a.parts) > 0 {
		return a.parted(base, services)
	}
	if len(services) > 1 {
		a.held(&base, "E-request-service", colService, cell, "it names several services, and one count a month: ask what is for which, and enter it by rows of the corrections, with the service before the month, as \""+
			services[0].name+": "+a.scheme.Period.MonthTitle(0)+"\"; or correct Service to the one that is meant")
	}
	if len(services) == 1 {
		base.Service = services[0].code
	}
	a.claims(&base, a.says)
	return []calc.Request{base}
}

// services are those that a cell names, several with `;` between.
func (a *answers) services(cell string) (found []*service, unknown string) {
	for word := range strings.SplitSeq(cell, ";") {
		if rows.Tidy(word) == "" {
			continue
		}
		s := a.words.service(word)
		switch {
		case s == a.words.unknown:
			unknown = word
		case !slices.Contains(found, s):
			found = append(found, s)
		}
	}
	slices.SortFunc(found, func(x, y *service) int { return x.index - y.index })
	return found, unknown
}

// parted is a request for each service that the row names.
func (a *answers) parted(base calc.Request, services []*service) []calc.Request {
	var all []calc.Request
	for _, s := range services {
		one := base
		one.Name, one.Service, one.Held = base.Name+"-"+s.code, s.code, slices.Clone(base.Held)
		if a.parts[s.code] == nil {
			a.held(&one, "E-request-service", colService, s.name, "corrections say what is asked for another service of this request, and nothing of this one: enter it, 0 if it is none")
		}
		a.claims(&one, a.parts[s.code])
		all = append(all, one)
	}
	if len(all) == 0 {
		return []calc.Request{base}
	}
	return all
}

// claims reads the counts of the months.
func (a *answers) claims(r *calc.Request, says map[string]string) {
	for i := range calc.Months {
		q := calc.Question{Key: calc.AskMonth, Month: i}
		text := says[a.scheme.AnswerKey(q)]
		if text == "" {
			continue
		}
		n, f := countIn(rows.Cell{Text: text}, maxMonth)
		if f != nil {
			a.held(r, f.code, a.scheme.Period.MonthTitle(i), text, f.remedy+"; by a row of the corrections")
		}
		r.Claimed[i] = n
	}
}

// end applies what ends a request, or says of its evidence.
func end(r *calc.Request, c calc.Correction) {
	signed := fmt.Sprintf("%s on %s", c.By, c.On)
	switch c.Field {
	case calc.ToWithdraw:
		r.State, r.By = calc.RequestWithdrawn, signed+": "+c.Why
	case calc.ToReplace:
		r.State, r.By = calc.RequestReplaced, c.Now
	case calc.ToSeeEvidence:
		r.Seen = signed
		if c.Now != "" && key(c.Now) != "yes" && key(c.Now) != key(c.By) {
			r.Seen = fmt.Sprintf("%s (%s)", c.Now, signed)
		}
	}
}
