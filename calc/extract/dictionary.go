package extract

import (
	"slices"
	"strings"

	"yearend/calc"
)

// service is a service of a scheme of the project, or the unknown one.
type service struct {
	code     string // empty for the unknown service
	name     string
	scheme   *calc.Scheme // nil for the unknown service
	excluded bool
	index    int // in the dictionary: by scheme, and in the scheme's order
}

// schemeCode is the scheme that a fault in the service's records touches:
// every one, when it is not known whose service it is.
func (s *service) schemeCode() string {
	if s.scheme == nil {
		return ""
	}
	return s.scheme.Code
}

// dictionary knows schemes and services by every word for them.
type dictionary struct {
	all     []*service
	unknown *service
	words   map[string]*service // by key; nil where a word means two
	seen    map[string]*service // by the word as it was written
	schemes map[string]*calc.Scheme
}

func newDictionary(schemes []*calc.Scheme) dictionary {
	d := dictionary{words: map[string]*service{}, seen: map[string]*service{}, schemes: map[string]*calc.Scheme{}}
	for _, scheme := range schemes {
		for _, word := range []string{scheme.Code, scheme.Short, scheme.Title} {
			d.schemes[key(word)] = scheme
		}
		for _, s := range scheme.Services {
			d.add(s, scheme, false)
		}
		for _, e := range scheme.Excluded {
			d.add(e.Service, scheme, true)
		}
	}
	d.unknown = &service{index: len(d.all)}
	delete(d.schemes, "")
	return d
}

func (d *dictionary) add(s calc.Service, scheme *calc.Scheme, excluded bool) {
	added := &service{code: s.Code, name: s.Name, scheme: scheme, excluded: excluded, index: len(d.all)}
	d.all = append(d.all, added)
	for _, word := range slices.Concat([]string{s.Code, s.Name}, s.Aliases) {
		k := key(word)
		if other, taken := d.words[k]; taken && other != added {
			d.words[k] = nil // two services share the word: it names neither
			continue
		}
		d.words[k] = added
	}
}

// remembered bounds how many spellings are kept at hand.
const remembered = 10_000

// service finds a service by any word; the unknown one where there is none.
func (d *dictionary) service(word string) *service {
	if s, ok := d.seen[word]; ok {
		return s
	}
	s := d.words[key(word)]
	if s == nil || key(word) == "" {
		s = d.unknown
	}
	if len(d.seen) < remembered {
		d.seen[strings.Clone(word)] = s
	}
	return s
}

// scheme finds a scheme by its code, its short name or its title.
func (d *dictionary) scheme(word string) *calc.Scheme { return d.schemes[key(word)] }

// known lists what may stand in a file for a service, for a report.
func (d *dictionary) known() string {
	var codes []string
	for _, s := range d.all {
		codes = append(codes, s.code)
	}
	return calc.Or(codes)
}

func (d *dictionary) knownSchemes(schemes []*calc.Scheme) string {
	var codes []string
	for _, s := range schemes {
		codes = append(codes, s.Code)
	}
	return calc.Or(codes)
}
