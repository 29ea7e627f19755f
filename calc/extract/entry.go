package extract

import (
	"regexp"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// File is one input file, and what its entry in the project file says of it.
// Sheet and Layout are found out where they are not given; ICB is asked for by the
// epraccur layout alone.
type File struct {
	Path, Sheet, Layout, ICB string
	Columns                  map[string][]string // other names for its columns, beside the project's
	Scheme, Service          string              // of which its rows are, where they do not say it themselves
	Decimal                  string              // "," where its numbers are written so
	Months                   string              // YearToDate, where its months are running totals
	Times                    string              // of a form's export: the clock that it was written by
	Proof                    Proof               // of a form's export: the row that shows it
}

// YearToDate says of months that each holds what was recorded since the year began.
const YearToDate = "year-to-date"

// said is what an entry says of the rows of its file, as far as it is understood.
type said struct {
	scheme  *calc.Scheme
	service *service
	comma   bool // numbers have a decimal comma
	running bool // months are running totals
}

// understand reads what an entry says, and is false where it says what cannot be.
func (r *reading) understand(kind string, f File, p *problems) (says said, ok bool) {
	refuse := func(found, remedy string) (said, bool) {
		p.report(calc.Problem{Code: "E-entry", Found: found, Remedy: "in the project file, " + remedy})
		return said{}, false
	}
	if kind == layoutForm && !understandForm(f, refuse) {
		return said{}, false
	}
	switch {
	case kind != layoutForm && (f.Times != "" || f.Proof != (Proof{})):
		return refuse(f.Times, "times: and proof: can be said of requests alone: take them out of this entry")
	case f.Decimal != "" && f.Decimal != "," && f.Decimal != ".":
		return refuse(f.Decimal, `decimal: of this file is a comma or a point: write decimal: ","`)
	case f.Months != "" && f.Months != YearToDate:
		return refuse(f.Months, "months: of this file can only be "+YearToDate+", where each holds what was recorded since the year began: write that, or leave it out")
	case f.Months != "" && kind != "activity":
		return refuse(f.Months, "months: can be said of a file of activity alone: take it out of this entry")
	case f.Scheme+f.Service != "" && kind != "activity" && kind != "contracts" && kind != layoutForm:
		return refuse(strings.TrimSpace(f.Scheme+" "+f.Service), "scheme: and service: can be said of contracts and activity alone: take them out of this entry")
	}
	says = said{comma: f.Decimal == ",", running: f.Months != "", scheme: r.words.scheme(f.Scheme)}
	if f.Scheme != "" && says.scheme == nil {
		return refuse(f.Scheme, "scheme: of this file names none that the project runs: write "+r.words.knownSchemes(r.schemes))
	}
	if f.Service != "" {
		if says.service = r.words.service(f.Service); says.service == r.words.unknown {
			return refuse(f.Service, "service: of this file is none of the project's schemes: write "+r.words.known())
		}
		if says.scheme != nil && says.service.scheme != says.scheme {
			return refuse(f.Service, "this file is said to be of a scheme and of a service that is not one of its: write "+servicesOf(says.scheme))
		}
		says.scheme = says.service.scheme
	} else if says.scheme != nil {
		says.service = r.words.only(says.scheme)
	}
	return says, true
}

// only is the service of a scheme that has no other.
func (d *dictionary) only(scheme *calc.Scheme) *service {
	if len(scheme.AllServices()) != 1 {
		return nil
	}
	return d.service(scheme.AllServices()[0].Code)
}

// easing lets the layouts do without the columns that the entry stands in for.
func (says said) easing(layouts []layout) []layout {
	if says.scheme == nil {
		return layouts
	}
	var eased []layout
	for _, l := range layouts {
		l.columns = slices.Clone(l.columns)
		for i, c := range l.columns {
			l.columns[i].optional = c.optional || c.name == colScheme || c.name == colService && says.service != nil
		}
		eased = append(eased, l)
	}
	return eased
}

// fill notes what stands in cells that are blank or not there.
func (s *input) fill(says said) {
	s.said = says
	for i, c := range s.header.match.layout.columns {
		text := ""
		switch {
		case c.name == colScheme && says.scheme != nil:
			text = says.scheme.Code
		case c.name == colService && says.service != nil:
			text = says.service.code
		default:
			continue
		}
		if s.filled == nil {
			s.filled = map[int]string{}
		}
		s.filled[i] = text
	}
}

// against reports a service that the file's entry in the project file rules out.
func (says said) against(s *service) *flaw {
	switch {
	case s.scheme == nil:
	case says.service != nil && s != says.service:
		return &flaw{"E-service", "the project file says that the whole file is of " + says.service.code + ": correct one of the two"}
	case says.scheme != nil && s.scheme != says.scheme:
		return &flaw{"E-service", "the project file says that the whole file is of " + says.scheme.Code + ", which has no such service: correct one of the two"}
	}
	return nil
}

// Numbers with a decimal comma: with points or spaces between the thousands, or nothing.
var withComma = regexp.MustCompile(`^([-£ ]*)(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \x{a0}\x{202f}']\d{3})+|\d+)(?:,(\d+))?(%?)$`)

// pointed gives a cell of a file with decimal commas the point that all other
// numbers are read with.
func (s *input) pointed(c rows.Cell, code string) (rows.Cell, *flaw) {
	if !s.said.comma || c.Kind > rows.Text || !strings.ContainsAny(c.Text, "0123456789") {
		return c, nil
	}
	parts := withComma.FindStringSubmatch(c.Text)
	if parts == nil {
		return c, &flaw{code, `the project file says that the numbers of this file have a decimal comma, and this one is not written so: write it as 1.234,56, or take decimal: "," out of the file's entry`}
	}
	whole := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, parts[2])
	if decimals := strings.TrimRight(parts[3], "0"); decimals != "" {
		whole += "." + decimals
	}
	c.Text = parts[1] + whole + parts[4]
	return c, nil
}

// likeComma reports a number that looks as if its comma were a decimal one.
func likeComma(s string) bool {
	parts := withComma.FindStringSubmatch(s)
	return parts != nil && (len(parts[3]) == 1 || len(parts[3]) == 2)
}

const sayComma = `this looks like a number with a decimal comma: where the whole file is written so, say decimal: "," in its entry in the project file`
