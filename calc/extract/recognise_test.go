package extract

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yearend/calc"
)

// recognised is what a file of that content seems to be.
func recognised(t *testing.T, f File, content string) Sight {
	t.Helper()
	dir := folder(t, map[string]string{f.Path: content})
	return Recognise(Inputs{Root: dir, SupplierColumns: []string{"Supplier number"}}, f, shippedSchemes())
}

// TestRecognise shows each kind of file known by its columns, as Read would take them.
func TestRecognise(t *testing.T) {
	cases := map[string]struct {
		content, kind, layout string
	}{
		"practices":    {goodPractices, "practices", "practices"},
		"contracts":    {goodContracts, "contracts", "contracts"},
		"records":      {goodActivity, "activity", "records"},
		"months":       {"Practice code,Service,Month,Activity\nP81900,ecg,2025-04,7\n", "activity", "months"},
		"wide":         {"Practice code,Service,Apr-25,May-25,Jun-25\nP81900,ecg,7,8,9\n", "activity", "wide"},
		"mailboxes":    {"Practice code;Email\nP81900;a@example.org\n", "mailboxes", "mailboxes"},
		"ledger":       {"Practice code,Scheme,Reference,Paid on,Amount\nP81900,LTC,P3,2025-05-15,640.00\n", "ledger", "ledger"},
		"instructions": {"Practice code,Scheme,Instruction,Text,By,On\n", "instructions", "instructions"},
		"corrections":  {"Request,Field,Was,Now,By,On,Why\n", "corrections", "corrections"},
		"plans":        {"Practice code,Scheme,First month,Payments,Agreed by,Agreed on\n", "plans", "plans"},
		"suppliers":    {"Practice code,Supplier number\nP81900,77\n", "suppliers", "suppliers"},
		"a title":      {"Contracts of the year\n\n" + goodContracts, "contracts", "contracts"},
		"only codes":   {"Practice code,Colour\nP81900,blue\n", "", ""},
		"other words":  {"GP,What,When\nP81900,ecg,2025-06-03\n", "", ""},
		"the ODS file": {"\"P81900\",\"QUILLBECK SURGERY\",\"Y60\",\"QZZ\",\"1 KILN LANE\",\"\",\"EXAMPLETON\",\"\",\"\",\"ZZ99 1AA\",\"19740401\",\"\",\"A\",\"B\",\"00X\",\"20200401\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"4\",\"\"\n", "practices", layoutODS},
	}
	for name, c := range cases {
		seen := recognised(t, File{Path: "some.csv"}, c.content)
		if len(seen.Problems) > 0 || len(seen.Sheets) != 1 {
			t.Fatalf("%s: %v, %d sheets", name, seen.Problems, len(seen.Sheets))
		}
		fit, ok := seen.Sheets[0].Seems()
		if fit.Kind != c.kind || fit.Layout != c.layout || ok != (c.kind != "") {
			t.Errorf("%s: it seems to be %s %s (%v), want %s %s", name, fit.Kind, fit.Layout, ok, c.kind, c.layout)
		}
	}
}

// TestRecogniseByItsEntry shows other names for columns, and what an entry says in
// place of a column, taken as Read takes them.
func TestRecogniseByItsEntry(t *testing.T) {
	content := "ODS,What,Done on,Coded date\nP81900,7,2025-06-03,2025-06-04\n"
	seen := recognised(t, File{Path: "some.csv"}, content)
	if _, ok := seen.Sheets[0].Seems(); ok {
		t.Fatal("a file with columns of other names must not seem to be anything")
	}
	if got, want := strings.Join(seen.Sheets[0].Headers, "|"), "ODS|What|Done on|Coded date"; got != want || seen.Sheets[0].Row != 1 {
		t.Fatalf("headers %s in row %d, want %s", got, seen.Sheets[0].Row, want)
	}
	entry := File{Path: "some.csv", Service: "ecg", Columns: map[string][]string{"Practice code": {"ODS"}, "Activity date": {"Done on"}}}
	fit, ok := recognised(t, entry, content).Sheets[0].Seems()
	if !ok || fit.Kind != "activity" || fit.Layout != "records" {
		t.Fatalf("with its entry it seems to be %s %s, missing %v", fit.Kind, fit.Layout, fit.Missing)
	}
	at := slices.IndexFunc(fit.Columns, func(c Taken) bool { return c.Column == "Activity date" })
	if fit.Columns[at].Header != "Done on" {
		t.Errorf("Activity date is read from %q", fit.Columns[at].Header)
	}
	twice := recognised(t, File{Path: "some.csv", Columns: map[string][]string{"Practice code": {"GP"}}}, "Practice code,GP,Email\nP81900,P81900,a@example.org\n")
	if as, _ := twice.Sheets[0].As("mailboxes"); as.Whole() || !slices.Equal(as.Twice, []string{"Practice code"}) {
		t.Errorf("two columns that claim one name: %+v", as)
	}
}

// TestRecogniseAgreesWithRead holds what a file seems to be against how Read reads it.
func TestRecogniseAgreesWithRead(t *testing.T) {
	dir := folder(t, map[string]string{"practices.csv": goodPractices, "contracts.csv": goodContracts, "activity.csv": goodActivity})
	in := Inputs{Root: dir, Practices: []File{{Path: "practices.csv"}}, Contracts: []File{{Path: "contracts.csv"}}, Activity: []File{{Path: "activity.csv"}}, AsOf: asOf}
	x, err := Read(in, shippedSchemes())
	if err != nil || x.Stops() {
		t.Fatal(err, x.Problems)
	}
	for _, source := range x.Sources {
		if fit, ok := Recognise(in, File{Path: source.File}, shippedSchemes()).Sheets[0].Seems(); !ok || fit.Kind != source.Kind {
			t.Errorf("%s was read as %s and seems to be %s", source.File, source.Kind, fit.Kind)
		}
	}
}

func TestRecogniseWorkbook(t *testing.T) {
	dir := t.TempDir()
	book := excelize.NewFile()
	for sheet, content := range map[string][][]any{
		"Contracts": {{"Practice code", "Scheme", "Service", "Target", "Contract value", "Advance paid"}, {"P81900", "LTC", "domain-2", 160, 9600, 7680}},
		"Notes":     {{"What to know"}},
		"Months":    {{"Practice code", "Service", "Month", "Activity"}, {"P81900", "domain-2", "2025-04", 9}},
	} {
		_, _ = book.NewSheet(sheet)
		for i, row := range content {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := book.SetSheetRow(sheet, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = book.DeleteSheet("Sheet1")
	if err := book.SaveAs(filepath.Join(dir, "book.xlsx")); err != nil {
		t.Fatal(err)
	}
	seen := Recognise(Inputs{Root: dir}, File{Path: "book.xlsx"}, shippedSchemes())
	got := map[string]string{}
	for _, s := range seen.Sheets {
		fit, _ := s.Seems()
		got[s.Name] = fit.Kind
	}
	if len(seen.Problems) > 0 || got["Contracts"] != "contracts" || got["Months"] != "activity" || got["Notes"] != "" || len(got) != 3 {
		t.Errorf("the sheets seem to be %v (%v)", got, seen.Problems)
	}
}

// TestRecogniseRefuses shows what cannot be opened said, as Read says it.
func TestRecogniseRefuses(t *testing.T) {
	for name, content := range map[string]string{
		"empty.csv":  "",
		"old.xlsx":   "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600),
		"text.xlsx":  "Practice code,Email\n",
		"broken.csv": "%PDF-1.7 something",
		"cut.xlsx":   "PK\x03\x04 and nothing more",
	} {
		seen := recognised(t, File{Path: name}, content)
		if len(seen.Problems) == 0 || seen.Problems[0].Severity != calc.Stop || len(seen.Sheets) > 0 {
			t.Errorf("%s: %+v", name, seen)
		}
	}
}

// A whole fit comes before one that lacks something; of two whole ones the one that reads
// more, of two others the one that finds more of what it needs.
func TestWhichFitIsLikelier(t *testing.T) {
	whole := func(found int) Fit { return Fit{found: found} }
	lacks := func(found int, missing ...string) Fit { return Fit{found: found, Missing: missing} }
	for name, c := range map[string]struct {
		a, b Fit
		want int // below 0 where a is likelier
	}{
		"whole and not":              {whole(2), lacks(9, "Month"), -1},
		"not and whole":              {lacks(9, "Month"), whole(2), 1},
		"the whole that reads more":  {whole(5), whole(3), -2},
		"the whole that reads less":  {whole(3), whole(5), 2},
		"one more found":             {lacks(4, "Month"), lacks(3, "Month"), -1},
		"as many, and fewer missing": {lacks(3, "Month"), lacks(3, "Month", "Count"), -1},
		"more found, more missing":   {lacks(4, "Month", "Count"), lacks(3, "Month"), 0},
		"two that are claimed twice": {Fit{found: 3, Twice: []string{"Month"}}, whole(1), 1},
	} {
		if got := likelier(c.a, c.b); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// headersOf is the row that a file's columns are named in, and what they are called.
func headersOf(s SheetSight) string { return fmt.Sprint(s.Row, " ", strings.Join(s.Headers, "|")) }

// The row that names most columns is the header, the first of two alike; where none names any, the
// one above the first practice code, whatever it says.
func TestWhichRowNamesTheColumns(t *testing.T) {
	for content, want := range map[string]string{
		goodContracts: "1 Practice code|Scheme|Service|Target|Contract value|Advance paid",
		"Practice code,Email\nPractice code,Email\nP81900,a@example.org\n": "1 Practice code|Email",
		"Practice code,Email\n(ODS),(work)\nP81900,a@example.org\n":        "1 Practice code|Email",
		"Email\nPractice code,Email\nP81900,a@example.org\n":               "2 Practice code|Email",
		"GP,What,When\nP81900,ecg,2025-06-03\n":                            "1 GP|What|When",
		"Extract of May\n\nGP,What,What\nP81900,ecg,2025-06-03\n":          "3 GP|What",
		"P81900,ecg,2025-06-03\nP81901,ecg,2025-06-03\n":                   "0 ",
		"GP,What,When\nnobody,ecg,2025-06-03\n":                            "0 ",
	} {
		if got := headersOf(recognised(t, File{Path: "some.csv"}, content).Sheets[0]); got != want {
			t.Errorf("%q: %q, want %q", content, got, want)
		}
	}
}

// How a sheet fits a kind is asked for by the kind; a layout that the entry names is the only one
// of activity, and says nothing of other kinds; of two layouts that lack as much the first is taken.
func TestFitsOfASheet(t *testing.T) {
	fits := func(f File, content, kind string) string {
		fit, ok := recognised(t, f, content).Sheets[0].As(kind)
		return fmt.Sprint(fit.Kind, " ", fit.Layout, " ", fit.Scheme, " ", strings.Join(fit.Missing, "|"), " ", ok)
	}
	const both = "Practice code,Service,Activity date,Month\nP81900,ecg,2025-06-03,2025-06\n"
	for _, c := range []struct {
		layout, content, kind, want string
	}{
		{"", goodPractices, "mailboxes", "mailboxes mailboxes   true"}, {"", goodPractices, "ledger", "ledger ledger  Scheme|Reference|Paid on|Amount true"}, {"", goodPractices, "letters", "    false"},
		{"", goodActivity, "activity", "activity records   true"}, {"months", goodActivity, "activity", "activity months  Month|Activity true"}, {"Records", goodActivity, "activity", "activity records   true"},
		{"records", goodPractices, "practices", "practices practices   true"}, {"", both, "activity", "activity records  Coded date true"}, {"months", both, "activity", "activity months  Activity true"},
	} {
		if got := fits(File{Path: "some.csv", Layout: c.layout}, c.content, c.kind); got != c.want {
			t.Errorf("%q as %s, layout %q: %q, want %q", c.content[:20], c.kind, c.layout, got, c.want)
		}
	}
	fit, _ := recognised(t, File{Path: "some.csv"}, goodActivity).Sheets[0].Seems()
	var taken []string
	for _, c := range fit.Columns {
		taken = append(taken, fmt.Sprint(c.Column, "=", c.Header, " ", c.Optional))
	}
	if got, want := strings.Join(taken, "; "), "Practice code=Practice code false; Service=Service false; Activity date=Activity date false; Coded date=Coded date false; Count=Count true; Record id=Record id true"; got != want {
		t.Errorf("taken are %s, want %s", got, want)
	}
}

// A form's export is known by the questions of its scheme, of which one with a single service need not ask for it; a sheet with nothing in it is none of anything.
func TestRecogniseFormsAndNothing(t *testing.T) {
	head := slices.DeleteFunc(formHead(nil), func(title string) bool { return title == colService })
	w := workbook{Sheets: []sheetXML{{Name: "Form", Inside: formSheet(strings.Join(head, "|"))}, {Name: "Empty", Inside: "<sheetData/>"}}}
	seen := recognised(t, File{Path: "form.xlsx"}, string(w.Bytes()))
	if len(seen.Problems) > 0 || len(seen.Sheets) != 2 {
		t.Fatalf("%+v", seen)
	}
	if fit, ok := seen.Sheets[0].Seems(); !ok || fit.Kind != layoutForm || fit.Scheme != "ltc-les-2025-26" {
		t.Errorf("the form seems to be %+v", fit)
	}
	if fit, ok := seen.Sheets[1].Seems(); ok || headersOf(seen.Sheets[1]) != "0 " {
		t.Errorf("the empty sheet seems to be %+v", fit)
	}
	if seen := Recognise(Inputs{Root: folder(t, map[string]string{"some.csv": goodContracts})}, File{Path: "some.csv"}, bothSchemes()); len(seen.Problems) > 0 { // schemes that ask for no form
		t.Errorf("%+v", seen.Problems)
	}
}
