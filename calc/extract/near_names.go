package extract

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// otherWords are the words by which other systems call a column, beside those of
// its own name.
var otherWords = map[string][]string{
	colPractice:  {"ods", "gp", "surgery", "organisation", "organization", "org", "prac", "provider", "site", "id", "identifier", "nacs"},
	colName:      {"surgery", "gp", "organisation", "organization", "org", "prac", "provider", "title"},
	colPostcode:  {"post", "zip", "pcode"},
	colEmail:     {"mail", "mailbox", "address"},
	colStatus:    {"state", "open", "active"},
	colAddressee: {"contact", "manager", "attention"},
	colScheme:    {"les", "programme", "contract"},
	colService:   {"activity", "type", "indicator", "measure", "procedure", "line"},
	colTarget:    {"plan", "planned", "expected", "goal", "agreed"},
	colValue:     {"annual", "amount", "sum", "price", "budget", "funding", "total"},
	colAdvance:   {"payment", "payments", "prepaid", "prepayment", "received", "instalments", "ytd"},
	colDelivered: {"event", "delivered", "delivery", "appointment", "contact", "consultation", "seen", "procedure", "service"},
	colCoded:     {"coding", "entry", "entered", "recorded", "input", "added", "created"},
	colCount:     {"number", "qty", "quantity", "contacts", "volume", "units", "activity"},
	colLate:      {"late", "cut", "off", "afterwards", "retrospective"},
	colMonth:     {"period", "date", "mth"},
	colActivity:  {"count", "number", "contacts", "volume", "recorded", "qty", "quantity", "actual", "total", "delivered", "value", "n"},
}

// findNear finds, for each column that a header lacks, the names of its own that
// come near it, the nearest first: by the words in them, by a slip of the hand,
// and for codes and services by what stands below.
func (r *reading) findNear(h *header, m match, below []rows.Row) map[string][]string {
	near := map[string][]string{}
	for _, missing := range m.missing {
		scores := map[string]int{}
		for i, c := range h.cells {
			if c.Blank() || slices.Contains(m.at, i) || slices.Contains(m.months, i) || c.Kind > rows.Text || ofPatients(c.Text) || ofPersons(c.Text) {
				continue
			}
			scores[c.Text] = max(scores[c.Text], nearness(c.Text, missing)+r.holds(missing, below, i))
		}
		names := slices.Collect(maps.Keys(scores))
		slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b)) })
		for _, name := range names {
			if scores[name] >= nearEnough && 2*scores[name] > scores[names[0]] && len(near[missing]) < 3 {
				near[missing] = append(near[missing], name)
			}
		}
	}
	return near
}

// nearEnough is half of the words, or as much.
const nearEnough = 50

// nearness is how near a header comes to the name of a column, in hundredths of
// its words: one of the name's own counts for two of another system's.
func nearness(header, column string) int {
	if calc.Slips(key(header), key(column)) <= 2 && len(key(column)) > 4 {
		return 200
	}
	words := wordsOf(header)
	own, found := wordsOf(column), 0
	for _, word := range words {
		switch {
		case slices.Contains(own, word):
			found += 2
		case slices.Contains(otherWords[column], word):
			found++
		}
	}
	if len(words) == 0 || len(words) > longHeader {
		return 0
	}
	return 100 * found / max(len(words), len(own))
}

// wordsOf splits a header at what is no letter, and where small letters give way
// to capitals.
func wordsOf(header string) []string {
	var b strings.Builder
	small := false
	for _, r := range header {
		if !unicode.IsLetter(r) || small && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		if small = unicode.IsLower(r); unicode.IsLetter(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	words := strings.Fields(b.String())
	for i, word := range words {
		if slices.Contains([]string{"no", "nr", "num", "nos"}, word) {
			words[i] = "number"
		}
	}
	return slices.DeleteFunc(words, func(word string) bool {
		return slices.Contains([]string{"of", "the", "in", "a", "for", "per", "and"}, word)
	})
}

// holds adds to a header's nearness where all that stands below it is what the
// column holds, as practice codes.
func (r *reading) holds(column string, below []rows.Row, at int) int {
	known := map[string]func(string) bool{
		colPractice: func(s string) bool { _, err := calc.ParsePracticeCode(s); return err == nil },
		colService:  func(s string) bool { return r.words.service(s) != r.words.unknown },
		colScheme:   func(s string) bool { return r.words.scheme(s) != nil },
		colMonth:    func(s string) bool { _, is := writtenMonth(s); return is },
	}[column]
	if known == nil {
		return 0
	}
	found := 0
	for _, row := range below {
		if at >= len(row.Cells) || row.Cells[at].Blank() {
			continue
		}
		if !known(row.Cells[at].Text) {
			return 0
		}
		found = 200
	}
	return found
}

// pasteable is the line of the project file by which the nearest names are taken
// for the columns that they come near. What the project says already stands in it.
func (r *reading) pasteable(near map[string][]string) string {
	all := map[string][]string{}
	for column, others := range r.in.Columns {
		all[column] = slices.Clone(others)
	}
	taken := map[string]bool{}
	for _, column := range Columns() { // in one order: no name is given to two columns
		if names := near[column]; len(names) > 0 && !taken[names[0]] {
			taken[names[0]] = true
			all[column] = append(all[column], names[0])
		}
	}
	var entries []string
	for _, column := range slices.Sorted(maps.Keys(all)) {
		var names []string
		for _, name := range all[column] {
			names = append(names, inYAML(name))
		}
		entries = append(entries, fmt.Sprintf("%s: [%s]", inYAML(column), strings.Join(names, ", ")))
	}
	return "columns: {" + strings.Join(entries, ", ") + "}"
}

// bare are the words that need no quotation marks in a project file.
var bare = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9 _()/.-]*$`)

// inYAML writes a name as it may stand in the project file.
func inYAML(s string) string {
	if bare.MatchString(s) && !slices.Contains([]string{"yes", "no", "true", "false", "null", "on", "off", "y", "n"}, strings.ToLower(s)) {
		return s
	}
	return fmt.Sprintf("%q", s)
}
