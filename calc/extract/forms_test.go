package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
)

// shippedSchemes are the schemes as they ship: CAP, then LTC.
func shippedSchemes() []*calc.Scheme {
	var all []*calc.Scheme
	for _, code := range rulebook.ShippedCodes() {
		text, _ := rulebook.Shipped(code)
		s, err := rulebook.Read(code, text)
		if err != nil {
			panic(err)
		}
		all = append(all, s)
	}
	return all
}

// formHead is the header of an LTC form, with a question under other names.
func formHead(names map[string]string) []string {
	head := []string{"Id", "Start time", "Completion time", "Email", "Name"}
	for _, q := range shippedSchemes()[1].Mitigation.Questions {
		head = append(head, q.Title)
	}
	for i, h := range head {
		if other := names[h]; other != "" {
			head[i] = other
		}
	}
	return head
}

// formCells are the cells of a row that asks P81900's for five in January.
func formCells(id, completed string) []string {
	row := []string{id, "", completed, "anonymous", "", "P81900", "", "other circumstances", "A flood.", "Rooms."}
	for m := range calc.Months {
		row = append(row, strings.Repeat("<c><v>5</v></c>", btoi(m == 9)))
	}
	return append(row, "records", "https://example.org/a.pdf;https://example.org/b.pdf", "", "")
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// readForm reads an LTC form of these rows.
func readForm(t testing.TB, f File, rows ...[]string) *calc.Asked {
	t.Helper()
	var lines []string
	for _, r := range rows {
		lines = append(lines, strings.Join(r, "|"))
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "form.xlsx"), one(formSheet(lines...)).Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	f.Path, f.Scheme = "form.xlsx", "LTC"
	asked, err := ReadAsked(Asking{Root: dir, AsOf: 20260511, Requests: []File{f}}, shippedSchemes())
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

// formSheet is sheet data of more columns than letters have.
func formSheet(rows ...string) string {
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, value := range strings.Split(row, "|") {
			at := columnLetters(j) + fmt.Sprint(i+1)
			switch {
			case value == "":
			case strings.HasPrefix(value, "<"):
				b.WriteString(strings.Replace(value, "<c", `<c r="`+at+`"`, 1))
			default:
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, value)
			}
		}
		b.WriteString("</row>")
	}
	return "<sheetData>" + b.String() + "</sheetData>"
}

const completed = `<c s="1"><v>46150.9586805556</v></c>` // 8 May 2026, 23:00:30

func TestFormIsRead(t *testing.T) {
	asked := readForm(t, File{Times: "UTC"}, formHead(nil), formCells("<c><v>7</v></c>", completed))
	if len(asked.Problems) > 0 || len(asked.Rows) != 1 {
		t.Fatalf("%+v", asked.Problems)
	}
	row := asked.Rows[0]
	if row.ID != 7 || row.Completed.String() != "2026-05-08 23:00:30" || row.CompletedAt().String() != "2026-05-09 00:00:30" || row.Email != "anonymous" {
		t.Errorf("%+v", row)
	}
	requests, problems := RequestsOf(row, nil, shippedSchemes()[1])
	if len(problems) > 0 || len(requests) != 1 {
		t.Fatalf("%+v", problems)
	}
	r := requests[0]
	if r.Name != "LTC-7" || r.Service != "domain-2" || r.Practice != "P81900" || r.Claimed != (calc.ByMonth{9: 5}) || r.Counted != calc.FromRecords || r.Said != "other circumstances" || r.Ground != "" ||
		!slices.Equal(r.Evidence, []string{"https://example.org/a.pdf", "https://example.org/b.pdf"}) || len(r.Held) > 0 {
		t.Errorf("%+v", r)
	}
}

func TestFormHasOtherNames(t *testing.T) {
	names := map[string]string{"What happened": "Please tell us what happened", "January 2026": "How many in Jan?"}
	own := map[string][]string{"What happened": {"Please tell us what happened"}, "January 2026": {"How many in Jan?"}}
	asked := readForm(t, File{Times: "UTC", Columns: own}, formHead(names), formCells("7", completed))
	if len(asked.Problems) > 0 || asked.Rows[0].Answers["2026-01"] != "5" || asked.Rows[0].Answers["happened"] != "A flood." {
		t.Errorf("%+v %+v", asked.Problems, asked.Rows)
	}
	asked = readForm(t, File{Times: "UTC"}, formHead(names), formCells("7", completed))
	var said []string
	for _, p := range asked.Problems {
		said = append(said, p.Code+" "+p.Column)
	}
	if !slices.Contains(said, "E-column What happened") || !slices.Contains(said, "E-column January 2026") {
		t.Errorf("%q", said)
	}
}

// What cannot be read in a row holds its request, and the row stays accounted for.
func TestUnreadableCellsHoldTheRequest(t *testing.T) {
	for name, change := range map[string]func(row []string){
		"E-date":    func(row []string) { row[2] = "5/8/26 23:00:30" },
		"E-date ":   func(row []string) { row[2] = "" },
		"E-cell":    func(row []string) { row[7] = `<c t="e"><v>#N/A</v></c>` },
		"E-formula": func(row []string) { row[19] = `<c><f>A1</f></c>` },
	} {
		row := formCells("7", completed)
		change(row)
		asked := readForm(t, File{Times: "UTC"}, formHead(nil), row)
		if len(asked.Rows) != 1 {
			t.Errorf("%s: %d rows: %+v", name, len(asked.Rows), asked.Problems)
			continue
		}
		requests, _ := RequestsOf(asked.Rows[0], nil, shippedSchemes()[1])
		if len(requests) != 1 || !slices.ContainsFunc(requests[0].Held, func(p calc.Problem) bool { return p.Code == strings.TrimSpace(name) && p.Row == 2 }) {
			t.Errorf("%s: %+v", name, requests)
		}
	}
}

// A time of sending that could not be read is entered by a correction.
func TestTimeIsCorrected(t *testing.T) {
	asked := readForm(t, File{Times: "UTC"}, formHead(nil), formCells("7", "soon"))
	given := []calc.Correction{{Request: "LTC-7", Field: SentField, Column: SentField, Now: "2026-05-08 16:04:31", By: "Jo", Why: "the mail says so"}}
	requests, problems := RequestsOf(asked.Rows[0], given, shippedSchemes()[1])
	if len(problems) > 0 || len(requests[0].Held) > 0 || requests[0].Completed.String() != "2026-05-08 16:04:31" {
		t.Errorf("%+v %+v", problems, requests)
	}
}

// The row whose time somebody knows shows the clock of an export, to five minutes; no row has another's number.
func TestProofsOfTheClock(t *testing.T) {
	const sent = `<c s="1"><v>46150.9586805556</v></c>` // 8 May 2026, 23:00:30
	for at, want := range map[string]string{
		"2026-05-09T00:00:30": "", "2026-05-09T00:05:29": "", "2026-05-09T00:05:30": "find out which", "2026-05-08T23:55:31": "", "2026-05-08T23:55:30": "find out which",
		"2026-05-08T23:00:30": "other clock", "2026-05-08T23:05:29": "other clock", "2026-05-08T23:05:30": "find out which", "2026-05-08T22:55:31": "other clock", "2026-05-08T22:55:30": "find out which",
	} {
		asked := readForm(t, File{Times: "UTC", Proof: Proof{ID: 1, At: at}}, formHead(nil), formCells("1", sent), formCells("7", sent))
		got := messages(asked.Problems)
		if (want == "") != (got == "") || !strings.Contains(got, want) || len(asked.Rows) != 2 || !asked.Rows[0].Proof || asked.Rows[1].Proof || len(asked.Rows[0].Answers) > 0 || len(asked.Rows[1].Answers) == 0 {
			t.Errorf("sent at %s: %q, should be %q; %+v", at, got, want, asked.Rows)
		}
	}
	for name, c := range map[string]struct {
		proof Proof
		ids   []string
		want  string
	}{
		"no proof":            {Proof{}, []string{"1", "7"}, ""},
		"no row of the proof": {Proof{ID: 2, At: "2026-05-09T00:00:30"}, []string{"1", "7"}, "E-request-proof"},
		"a number twice":      {Proof{}, []string{"7", "7"}, "E-request-id"},
		"nought":              {Proof{}, []string{"0", "7"}, "E-request-id"},
		"no number":           {Proof{}, []string{"x", "7"}, "E-request-id"},
		"proof of nought":     {Proof{ID: 0, At: "2026-05-09T00:00:30"}, []string{"1", "7"}, "E-entry"},
		"proof of no time":    {Proof{ID: 1, At: "at noon"}, []string{"1", "7"}, "E-entry"},
		"a proof with times":  {Proof{ID: 1, At: "2026-05-09T00:00:30"}, []string{"1", "7"}, ""},
	} {
		asked := readForm(t, File{Times: "UTC", Proof: c.proof}, formHead(nil), formCells(c.ids[0], sent), formCells(c.ids[1], sent))
		got := ""
		if len(asked.Problems) > 0 {
			got = asked.Problems[0].Code
		}
		if got != c.want {
			t.Errorf("%s: %s, should be %s: %s", name, got, c.want, messages(asked.Problems))
		}
	}
}

// One number in two exports of a form is two requests of one name; in the forms of two schemes it is not. Rows are in the order of their numbers.
func TestNumbersInTwoExports(t *testing.T) {
	write := func(dir, name string, ids ...string) File {
		lines := []string{strings.Join(formHead(nil), "|")}
		for _, id := range ids {
			lines = append(lines, strings.Join(formCells(id, completed), "|"))
		}
		if err := os.WriteFile(filepath.Join(dir, name), one(formSheet(lines...)).Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return File{Path: name, Scheme: "LTC", Times: "UTC"}
	}
	for _, c := range []struct {
		first, second []string
		want          string
	}{{[]string{"9", "1"}, []string{"12", "8"}, "1 8 9 12"}, {[]string{"9", "1"}, []string{"8", "9"}, "1 8 9 9 E-request-id 9"}, {[]string{"1"}, []string{"2", "1"}, "1 1 2 E-request-id 1"}} {
		dir := t.TempDir()
		asked, err := ReadAsked(Asking{Root: dir, AsOf: 20260511, Requests: []File{write(dir, "a.xlsx", c.first...), write(dir, "b.xlsx", c.second...)}}, shippedSchemes())
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, row := range asked.Rows {
			said = append(said, fmt.Sprint(row.ID))
		}
		for _, p := range asked.Problems {
			said = append(said, p.Code, p.Found)
		}
		if got := strings.Join(said, " "); got != c.want {
			t.Errorf("%v and %v: %s, should be %s", c.first, c.second, got, c.want)
		}
	}
}

// A time of sending is a date of the workbook or the same written out, and a number as a date is; an
// answer is what it says, on one line, and a number without what a database writes behind it.
func TestCellsOfAForm(t *testing.T) {
	for sent, want := range map[string]string{
		completed: "2026-05-08 23:00:30", `<c><v>46150.9586805556</v></c>`: "2026-05-08 23:00:30", "2026-05-08 16:04:31": "2026-05-08 16:04:31", "2026-05-08T16:04:31": "2026-05-08 16:04:31",
	} {
		asked := readForm(t, File{Times: "UTC"}, formHead(nil), formCells("7", sent))
		if row := asked.Rows[0]; row.Completed.String() != want || len(row.Faults) > 0 {
			t.Errorf("%s: %s, %+v", sent, row.Completed, row.Faults)
		}
	}
	for cell, want := range map[string]string{
		"A  flood.\nAnd more.": "A flood. And more.", "5.0": "5.0", `<c><v>5</v></c>`: "5", `<c><v>5.5</v></c>`: "5.5", `<c s="1"><v>46150</v></c>`: "08/05/2026", // as the sheet shows it
	} {
		row := formCells("7", completed)
		row[8] = cell
		if got := readForm(t, File{Times: "UTC"}, formHead(nil), row).Rows[0].Answers["happened"]; got != want {
			t.Errorf("%s: %q, want %q", cell, got, want)
		}
	}
}

// What a form may lack is that by which nothing is judged, and the service where there is one only.
func TestWhatAFormMayLack(t *testing.T) {
	for i, want := range []string{
		"Evidence, Last modified time, Name, No patient data, Raised in-year, Sender's Email, Start time, What was tried",
		"Evidence, Last modified time, Name, No patient data, Raised in-year, Sender's Email, Service, Start time, What was tried",
	} {
		schemes := shippedSchemes()
		var may []string
		for _, c := range newReading(Inputs{}, schemes).formLayouts(schemes[i], File{})[0].columns {
			if c.optional {
				may = append(may, strings.Replace(c.name, "Email", "Sender's Email", 1))
			}
		}
		slices.Sort(may)
		if got := strings.Join(may, ", "); got != want {
			t.Errorf("%s: %s, want %s", schemes[i].Code, got, want)
		}
	}
	if got, want := strings.Join(FormColumns(bothSchemes()[0]), ", "), "ID, Start time, Completion time, Last modified time, Email, Name"; got != want {
		t.Errorf("of a scheme without a form: %s", got)
	}
	if got := FormColumns(shippedSchemes()[1]); len(got) != 6+len(shippedSchemes()[1].Mitigation.Questions) || got[6] != "Practice code" {
		t.Errorf("of a scheme with one: %q", got)
	}
}

// An NHS number stops in whatever column of an export it stands, answered or written by the
// form itself, and whatever stands above it; nothing of the row is kept, and it is not shown.
func TestNoNumberInAnyAnswer(t *testing.T) {
	const number = "943 476 5919"
	for i, head := range append(formHead(nil), "", "A question of another form") {
		row := append(formCells("7", completed), "", "")
		row[i] = "see " + number
		asked := readForm(t, File{Times: "UTC"}, append(formHead(nil), "", "A question of another form"), row)
		stops := slices.ContainsFunc(asked.Problems, func(p calc.Problem) bool { return p.Code == "E-patient" && p.Severity == calc.Stop })
		if said := fmt.Sprintf("%+v", *asked); !stops || strings.Contains(said, "5919") || len(asked.Rows) > 0 {
			t.Errorf("%q: stops %t, %s", head, stops, said)
		}
		asked = readForm(t, File{Times: "UTC"}, formHead(map[string]string{head: head + " " + number}), formCells("7", completed))
		if said := fmt.Sprintf("%+v", *asked); head != "" && strings.Contains(said, "5919") {
			t.Errorf("above: %q: %s", head, said)
		}
	}
}

// What may be an NHS number in another sheet of a form's export is said, unless the export is refused for one.
func TestOtherSheetsOfAForm(t *testing.T) {
	for happened, want := range map[string]string{"A flood.": "W-patient Notes", "943 476 5919": "E-patient Form"} {
		row := formCells("7", completed)
		row[8] = happened
		w := workbook{Sheets: []sheetXML{{Name: "Form", Inside: formSheet(strings.Join(formHead(nil), "|"), strings.Join(row, "|"))}, {Name: "Notes", Inside: sheetOf("rang 943 476 5919")}}}
		asked, err := ReadAsked(Asking{Root: folder(t, map[string]string{"form.xlsx": string(w.Bytes())}), AsOf: 20260511, Requests: []File{{Path: "form.xlsx", Sheet: "Form", Scheme: "LTC", Times: "UTC"}}}, shippedSchemes())
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, p := range asked.Problems {
			said = append(said, p.Code+" "+p.Sheet)
		}
		if got := strings.Join(said, "; "); got != want {
			t.Errorf("%s: %s, want %s", happened, got, want)
		}
	}
}

// FuzzRequest answers a form in any way: nothing is lost, nothing panics, and no NHS
// number is said.
func FuzzRequest(f *testing.F) {
	f.Add("P81900", "Domain 2", "patients declining", "5", "records", "https://example.org/a")
	f.Add("P8190", "ECGs;PSA;", "x;y", "about 40", "guess", "943 476 5919; http")
	f.Add("943 476 5919", "943 476 5919", ";", "-1", "", ";;")
	scheme := shippedSchemes()[0]
	f.Fuzz(func(t *testing.T, practice, service, ground, count, counted, evidence string) {
		row := calc.FormRow{Scheme: scheme.Code, ID: 7, Answers: map[string]string{"practice": practice, "service": service, "ground": ground, "2026-01": count, "counted": counted, "evidence": evidence}}
		requests, problems := RequestsOf(row, nil, scheme)
		if len(requests) != 1 || len(problems) > 0 || requests[0].Name != "CAP-7" {
			t.Fatalf("%+v %+v", requests, problems)
		}
		r := requests[0]
		if r.Claimed.Sum() < 0 || r.Service == "" && len(r.Held) == 0 || r.Practice == "" && len(r.Held) == 0 {
			t.Fatalf("%+v", r)
		}
		for _, p := range r.Held {
			if runs := digitsOf(p.Found+" "+p.Remedy, nil); len(runs) > 0 {
				if found, _, ok := findTen(runs, p.Found+" "+p.Remedy); ok && isNHSNumber(found.value) {
					t.Fatalf("an NHS number is said: %+v", p)
				}
			}
		}
	})
}

// FuzzCorrections reads any corrections: each row is one, or is refused.
func FuzzCorrections(f *testing.F) {
	f.Add("LTC-7,January 2026,5,4,Jo,2026-05-06,by e-mail")
	f.Add("cap-6,ECGs: Oct-25,,4,Jo,06/05/2026,the same\nCAP-6-ecg,evidence seen,,yes,Jo,2026-05-06,opened")
	f.Add("LTC-7,version,,x,,,")
	schemes, dir := shippedSchemes(), f.TempDir()
	f.Fuzz(func(t *testing.T, rows string) {
		if err := os.WriteFile(filepath.Join(dir, "corrections.csv"), []byte("Request,Field,Was,Now,By,On,Why\n"+rows+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		asked, err := ReadAsked(Asking{Root: dir, AsOf: 20260511, Corrections: []File{{Path: "corrections.csv"}}}, schemes)
		if err != nil {
			t.Fatal(err)
		}
		if read := asked.Sources[0].Records; len(asked.Corrections) < read && !asked.Stops() {
			t.Fatalf("%d of %d rows are lost in silence", read-len(asked.Corrections), read)
		}
		for _, c := range asked.Corrections {
			if c.By == "" || c.Why == "" || c.On == 0 || c.Field == "" || c.Request == "" {
				t.Fatalf("%+v", c)
			}
		}
	})
}
