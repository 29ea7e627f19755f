package extract

import (
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// Sight is what a file is seen to be before anybody has said it: the same headers
// and layouts that Read goes by, and none of its rows judged.
type Sight struct {
	Sheets   []SheetSight   // of a text file one, without a name
	Problems []calc.Problem // why it cannot be opened
}

// SheetSight is what a table seems to be.
type SheetSight struct {
	Name    string
	Row     int      // of its header; 0 where no row names the columns
	Headers []string // as the sheet shows them, each once, without the blank ones
	Fits    []Fit    // every kind of input, the likeliest first
}

// Fit is how a table fits a kind of input.
type Fit struct {
	Kind    string // as the project file calls it: practices, contracts …
	Layout  string
	Scheme  string // of a form's export, the scheme whose questions it holds
	Columns []Taken
	Months  []string // of a wide table, the headers that it takes for months
	Missing []string // columns that it needs and does not find
	Twice   []string // columns that two headers claim
	found   int
}

// Taken is a column of a kind of input, and the header that it is read from.
type Taken struct {
	Column   string
	Optional bool
	Header   string // empty where it has none
}

// Whole reports whether the table has all that the kind needs.
func (f Fit) Whole() bool { return len(f.Missing) == 0 && len(f.Twice) == 0 }

// Seems is what the table most likely is; nothing where it is no kind of input for certain.
func (s SheetSight) Seems() (Fit, bool) {
	if len(s.Fits) > 0 && s.Fits[0].Whole() {
		return s.Fits[0], true
	}
	return Fit{}, false
}

// As is how the table fits a kind best.
func (s SheetSight) As(kind string) (Fit, bool) {
	if i := slices.IndexFunc(s.Fits, func(f Fit) bool { return f.Kind == kind }); i >= 0 {
		return s.Fits[i], true
	}
	return Fit{}, false
}

// kinds of input, each with its layouts.
type kindLayouts struct {
	kind, scheme string
	layouts      []layout
}

// kinds are all inputs that a project file can name, in its order.
func (r *reading) kinds(f File) []kindLayouts {
	all := []kindLayouts{
		{"practices", "", r.practiceLayouts()}, {"contracts", "", r.contractLayouts()}, {"activity", "", r.activityLayouts()},
		{"mailboxes", "", r.mailboxLayouts()}, {kindLedger, "", r.ledgerLayouts()}, {"instructions", "", r.instructionLayouts()},
	}
	for _, s := range r.schemes {
		if s.Mitigation != nil {
			all = append(all, kindLayouts{layoutForm, s.Code, r.formLayouts(s, f)})
		}
	}
	return append(all, kindLayouts{layoutCorrections, "", r.correctionLayouts()}, kindLayouts{layoutPlans, "", r.planLayouts()},
		kindLayouts{layoutSuppliers, "", r.supplierLayouts()}) // last: what else it has is for the project file to say
}

// Recognise opens a file and says what each of its sheets seems to be, with what its
// entry in the project file says of it, if it has one.
func Recognise(in Inputs, f File, schemes []*calc.Scheme) (seen Sight) {
	r, p := newReading(in, schemes), newProblems(f)
	r.names = newNames(in.Columns, f.Columns)
	defer func() {
		if cause := recover(); cause != nil {
			p.report(calc.Problem{Code: "E-damaged", Remedy: "the file is so damaged that it cannot be read: save it again, or ask for it again"})
		}
		seen.Problems = p.list
	}()
	file, fault := rows.Open(in.path(f))
	switch {
	case fault != nil:
	case rows.IsWorkbook(in.path(f)):
		var book *rows.Workbook
		if book, fault = rows.OpenWorkbook(file); fault == nil {
			defer book.Close()
			for _, s := range dataSheets(book) {
				ahead, _ := book.First(s)
				seen.Sheets = append(seen.Sheets, r.sight(s.Name, ahead, book.Epoch, f))
			}
			return seen
		}
	default:
		var t *rows.CSV
		if t, fault = rows.OpenCSV(file, r.names.is, p.reportFault); fault == nil {
			ahead := rows.Ahead(t)
			t.Done() // which closes it: its digest is not asked for
			seen.Sheets = []SheetSight{r.sight("", ahead, t.Epoch(), f)}
			return seen
		}
	}
	p.reportFault(*fault)
	return seen
}

// sight says what a table seems to be by its first rows.
func (r *reading) sight(name string, ahead []rows.Row, e rows.Epoch, f File) SheetSight {
	s := SheetSight{Name: name}
	if len(ahead) > 0 && likeODS(ahead[0]) {
		s.Fits = []Fit{{Kind: "practices", Layout: layoutODS}}
		return s
	}
	kinds := r.kinds(f)
	best, most := -1, 0
	for i, row := range ahead {
		for _, k := range kinds {
			if found := r.mostFound(row.Cells, e, k.layouts); found > most {
				best, most = i, found
			}
		}
	}
	if best < 0 {
		best = slices.IndexFunc(ahead, hasCode) - 1 // the names, if any, are those of another system
	}
	if best < 0 {
		return s
	}
	head := ahead[best]
	s.Row = head.Number
	for _, c := range head.Cells {
		if shown := heading(c, e); !c.Blank() && !slices.Contains(s.Headers, shown) {
			s.Headers = append(s.Headers, shown)
		}
	}
	for _, k := range kinds {
		s.Fits = append(s.Fits, r.fits(k, f, head.Cells, e))
	}
	slices.SortStableFunc(s.Fits, likelier)
	return s
}

// fits is how a header fits a kind by the best of its layouts.
func (r *reading) fits(k kindLayouts, f File, cells []rows.Cell, e rows.Epoch) Fit {
	var best Fit
	if says, ok := r.understand(k.kind, f, newProblems(f)); ok {
		k.layouts = says.easing(k.layouts)
	}
	for i, l := range k.layouts {
		if l.name == layoutODS || f.Layout != "" && key(f.Layout) != key(l.name) && k.kind == "activity" {
			continue
		}
		fit := r.fitOf(k, l, cells, e)
		if best.Kind == "" || i == 0 || likelier(fit, best) < 0 {
			best = fit
		}
	}
	return best
}

func (r *reading) fitOf(k kindLayouts, l layout, cells []rows.Cell, e rows.Epoch) Fit {
	m := r.names.match(l, cells, e)
	fit := Fit{Kind: k.kind, Layout: l.name, Scheme: k.scheme, Missing: m.missing, Twice: m.twice, found: m.found}
	for i, c := range l.columns {
		taken := Taken{Column: c.name, Optional: c.optional}
		if at := m.at[i]; at >= 0 {
			taken.Header = heading(cells[at], e)
		}
		fit.Columns = append(fit.Columns, taken)
	}
	if l.name == layoutSuppliers && m.found < 2 { // codes alone are no kind of file
		fit.Missing = append(fit.Missing, "a column that payments: asks for")
	}
	for _, at := range m.months {
		fit.Months = append(fit.Months, heading(cells[at], e))
	}
	return fit
}

// likelier orders fits: whole ones first, then those that find more of what they
// need; of two that are whole, the one that reads more of the table.
func likelier(a, b Fit) int {
	switch {
	case a.Whole() != b.Whole():
		if a.Whole() {
			return -1
		}
		return 1
	case a.Whole():
		return b.found - a.found
	}
	return (b.found - len(b.Missing)) - (a.found - len(a.Missing))
}

// InputKinds are the kinds of input by the names that the project file has for them.
func InputKinds() []string {
	return strings.Fields("practices mailboxes contracts activity ledger instructions suppliers " + layoutForm + " " + layoutCorrections + " " + layoutPlans)
}
