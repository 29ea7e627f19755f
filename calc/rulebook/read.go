package rulebook

import (
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"yearend/calc"
)

//go:embed schemes/*.yaml
var shipped embed.FS

// Shipped is the text of a scheme file that comes with the program, by its code.
func Shipped(code string) ([]byte, bool) {
	data, err := shipped.ReadFile("schemes/" + code + ".yaml")
	return data, err == nil
}

// ShippedCodes are the schemes that come with the program.
func ShippedCodes() []string {
	entries, _ := shipped.ReadDir("schemes") // embedded: it is there
	var codes []string
	for _, e := range entries {
		codes = append(codes, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return codes
}

// Read makes a scheme of a scheme file. The error names every fault found,
// each with its place in the file.
func Read(name string, data []byte) (*calc.Scheme, error) {
	return ReadWith(calc.KnownAverages(), name, data)
}

// ReadKept is Read of a scheme file that a run keeps: its words were judged when the
// run was made, and are only read.
func ReadKept(name string, data []byte) (*calc.Scheme, error) {
	return (&reader{averages: calc.KnownAverages(), kept: true}).read(name, data)
}

// ReadWith is Read with other choices for its averaging methods.
func ReadWith(averages calc.Averages, name string, data []byte) (*calc.Scheme, error) {
	return (&reader{averages: averages}).read(name, data)
}

func (r *reader) read(name string, data []byte) (*calc.Scheme, error) {
	var f file
	if err := Decode(name, data, &f); err != nil {
		return nil, err
	}
	r.text = data
	scheme := r.scheme(f)
	if len(r.faults) == 0 { // its figures can be read, and its words name them
		r.words(&f, figures(scheme))
		r.rules = nil
		scheme = r.scheme(f)
	}
	slices.SortFunc(r.faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	if err := errors.Join(r.faults...); err != nil {
		return nil, fmt.Errorf("scheme file %s:\n%w", name, err)
	}
	return scheme, nil
}

// reader turns what is written into what it means, and collects what has no meaning.
type reader struct {
	averages calc.Averages
	text     []byte
	lines    lines // once there is a fault
	kept     bool  // its words are not judged: a run keeps the file
	faults   []error
	rules    []calc.Rule
}

func (r *reader) fault(key, format string, args ...any) {
	if r.lines == nil {
		r.lines = linesOf(r.text)
	}
	place := "  "
	if line := r.lines.of(key); line > 0 {
		place = fmt.Sprintf("  line %d: ", line)
	}
	r.faults = append(r.faults, fmt.Errorf(place+key+": "+format, args...))
}

func (r *reader) scheme(f file) *calc.Scheme {
	for key, value := range map[string]string{"scheme": f.Scheme, "short": f.Short, "title": f.Title,
		"year": f.Year, "words": f.Words, "document.code": f.Document.Code} {
		if value == "" {
			r.fault(key, "is missing")
		}
	}
	if !codePattern.MatchString(f.Scheme) || !shortPattern.MatchString(f.Short) {
		r.fault("scheme", "a code is of small letters, digits and hyphens, a short name of capitals and digits: %q, %q", f.Scheme, f.Short)
	}
	s := &calc.Scheme{
		Code: f.Scheme, Short: f.Short, Title: f.Title, Year: f.Year, Guidance: f.Document.Title, Words: f.Words,
	}
	r.services(f, s)
	r.recording(f, s)
	r.measuring(f, s)
	r.money(f, s)
	r.telling(f, s)
	s.Rules = r.rules
	return s
}

// A scheme's code names folders and its short name stands in references.
var (
	codePattern  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	shortPattern = regexp.MustCompile(`^[A-Z][A-Z0-9]*$`)
)

// rule enters a rule into the table, and gives the clause that its figures stand on.
func (r *reader) rule(key string, is rule, value string) calc.Clause {
	if is.ID == "" || is.Says == "" {
		r.fault(key, "needs an id and what it says")
	}
	clause := calc.Clause{ID: is.ID}
	switch {
	case (is.Source == nil) == (is.Assumption == nil):
		r.fault(key, "needs either a source or an assumption, and not both")
	case is.Source != nil:
		clause.Document, clause.Heading = is.Source.Document, is.Source.Heading
		if clause.Document == "" || clause.Heading == "" {
			r.fault(key, "its source needs a document and a heading")
		}
	case is.Assumption.Why == "" || is.Assumption.Ask == "":
		r.fault(key, "its assumption needs to say why, and whom to ask")
	}
	r.rules = append(r.rules, calc.Rule{
		Clause: clause, Key: key, Says: is.Says, Value: value, Assumption: r.assumption(key, is.Assumption),
	})
	return clause
}

func (r *reader) assumption(key string, a *assumption) *calc.Assumption {
	if a == nil {
		return nil
	}
	assumed := &calc.Assumption{Why: a.Why, Ask: a.Ask, MovesMoney: a.MovesMoney, Letter: a.Letter}
	if a.Letter != "" && !strings.HasPrefix(a.Letter, "We have ") {
		r.fault(key+".letter", "is a sentence of the ICB's to a practice: begin it with We have, not with %q", a.Letter)
	}
	if a.Confirmed != nil {
		if a.Confirmed.By == "" {
			r.fault(key+".confirmed", "needs to say by whom")
		}
		assumed.Confirmed = &calc.Confirmation{By: a.Confirmed.By, On: r.date(key+".confirmed.on", a.Confirmed.On)}
	}
	return assumed
}

func (r *reader) date(key, text string) calc.Date {
	d, err := calc.ParseDate(text)
	if err != nil {
		r.fault(key, "%v", err)
	}
	return d
}

func (r *reader) share(key, text string) calc.Share {
	s, err := calc.ParseShare(text)
	if err != nil {
		r.fault(key, "%v", err)
	}
	return s
}

// only refuses a choice that the sums do not know.
func (r *reader) only(key, text string, known ...string) {
	if !slices.Contains(known, text) {
		r.fault(key, "%q is not known here: write %s", text, calc.Or(known))
	}
}
