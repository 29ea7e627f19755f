package letters

import (
	"reflect"
	"strings"
	"testing"

	"yearend/calc"
)

// position is a small one: 79 of 100, £80.00 to recoup.
func position(t *testing.T, name string) calc.Position {
	t.Helper()
	eighty, _ := calc.Ratio(4, 5)
	one, _ := calc.Ratio(1, 1)
	s := &calc.Scheme{
		Code: "ltc-les-2025-26", Short: "LTC", Title: "LTC LES", Year: "2025/26", LetterKind: "End-of-Year Performance",
		Services: []calc.Service{{Code: "domain-2", Name: "Domain 2", Unit: "contacts"}},
		Period:   calc.Period{From: 20250401, To: 20260331},
		Methods:  []calc.Method{{ID: "year_total", Name: "Full-year total", Months: calc.Taking{By: calc.InYear, Together: 1, From: 1, To: calc.Months}}},
		Weights:  [12]int64{20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22},
		Cap:      one, Advance: &calc.Advance{Share: eighty, Instalments: 12},
		Dates: calc.Dates{FormOpens: 20260430, FormCloses: 20260508, PaymentRun: "June 2026"},
	}
	contract := calc.Contract{Practice: "P81999", Scheme: s.Code, Service: "domain-2", Target: 100,
		Value: calc.Pence(800000), Advance: calc.Pence(640000)}
	line, err := calc.Measure(s, contract, calc.Activity{Recorded: calc.ByMonth{79}})
	if err != nil {
		t.Fatal(err)
	}
	return calc.Reconcile(s, calc.Practice{Code: "P81999", Name: name, Address: []string{name}}, []calc.Achievement{line})
}

func compose(t *testing.T, words, name string, on calc.Date) (Letter, error) {
	t.Helper()
	w, err := ParseWording("letter.md", words)
	if err != nil {
		return Letter{}, err
	}
	return Compose(w, position(t, name), Issue{Number: 1, Reference: "P81999/LTC/2025-26/1"}, Occasion{Kind: YearEnd(), Issuer: Issuer{Name: "NHS Example"}, On: on})
}

// A name is text, whatever it looks like: never markup, never a template.
func TestDataIsNeverMarkup(t *testing.T) {
	names := []string{"*A* {{.X}} [b](javascript:c)", "# Heading", "- item", "<script>alert(1)</script>", "&amp; `code`",
		"\\*", "![i](x)", "__strong__", "1. one", "> quote", "\ue0000\ue001", "---", "{{end}}"}
	for _, name := range names {
		l, err := compose(t, "{{.Address}}\n\n# S\n\nDear **{{.Practice}}** and {{.Practice}}\n\n- {{.Practice}}\n", name, 20260417)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		want := plain(name)
		if got := l.Blocks[2].(Paragraph).Text.String(); got != "Dear "+want+" and "+want {
			t.Errorf("%q: the paragraph is %q", name, got)
		}
		if got := l.Blocks[3].(List).Items[0].String(); got != want {
			t.Errorf("%q: the item is %q", name, got)
		}
		if got := l.Blocks[0].(Address).Lines[2]; plain(got) != want {
			t.Errorf("%q: the address is %q", name, got)
		}
		for _, unwanted := range []string{"<script", "href=\"javascript", "<link", "@import", "src=\"http", "url("} {
			if page := HTML(l); strings.Contains(page, unwanted) {
				t.Errorf("%q: the page has %s", name, unwanted)
			}
		}
	}
}

// No kind of block takes words for markup, on the page of a letter or on that of a message,
// and neither does what stands around the blocks.
func TestNoBlockTakesWordsForMarkup(t *testing.T) {
	for _, yes := range []bool{false, true} {
		var l Letter
		var e Email
		blocks := []Block{&Heading{}, &Paragraph{}, &List{}, &Address{}, &Summary{}, &Table{}, &Account{}, &Chart{}, &Outlook{}, &Signature{}}
		for i, block := range blocks {
			v := reflect.ValueOf(block).Elem()
			fill(v, `"><script>`, yes)
			blocks[i] = v.Interface().(Block)
		}
		fill(reflect.ValueOf(&l).Elem(), `"><script>`, yes)
		fill(reflect.ValueOf(&e).Elem(), `"><script>`, yes)
		for _, block := range blocks {
			l.Blocks, e.Blocks = []Block{block}, []Block{block}
			for what, page := range map[string]string{"letter": HTML(l), "message": EmailHTML(e)} {
				if strings.Contains(page, "<script") || strings.Contains(page, `=""`) || !strings.Contains(page, "&lt;script") {
					t.Errorf("the page of a %s with a %T is\n%s", what, block, page)
				}
			}
		}
	}
}

// fill writes words wherever a text can stand, two in every list.
func fill(v reflect.Value, words string, yes bool) {
	switch {
	case !v.CanSet():
	case v.Kind() == reflect.String:
		v.SetString(words)
	case v.Kind() == reflect.Bool:
		v.SetBool(yes)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case v.Kind() == reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), words, yes)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), words, yes)
		}
	}
}

// The page of a letter and that of a message fetch nothing when they are opened: what
// they show lies in them. A link's address is text within its quotes.
func TestPagesFetchNothing(t *testing.T) {
	const words = "{{.Address}}\n\n# S\n\n{{.Summary}}\n\n{{.Account}}\n"
	l, err := compose(t, words, "A", 20260417)
	if err != nil {
		t.Fatal(err)
	}
	w, err := ParseWording("email.md", "# S\n\n{{.Summary}}\n")
	if err != nil {
		t.Fatal(err)
	}
	e, err := MatterOf(position(t, "A"), Issue{Number: 1, Reference: "P81999/LTC/2025-26/1"}, Occasion{Kind: YearEnd(), Issuer: Issuer{Name: "NHS Example"}, On: 20260417}).Email(w)
	if err != nil {
		t.Fatal(err)
	}
	link := Paragraph{Text: Text{{Words: "x", Link: `https://example.org/"><b>`}}}
	l.Logo, l.Blocks, e.Blocks = &Picture{PNG: []byte("x")}, append(l.Blocks, link), append(e.Blocks, link)
	for what, page := range map[string]string{"letter": HTML(l), "message": EmailHTML(e)} {
		page = strings.Replace(page, ` src="data:image/png;base64,`, "", 1)
		for _, unwanted := range []string{" src=", "srcset", "<link", "<script", "<iframe", "<object", "@import", "url(", "http-equiv", "background=", `"><b>`} {
			if strings.Contains(page, unwanted) {
				t.Errorf("the page of a %s has %s", what, unwanted)
			}
		}
	}
}

func TestWordsThatCannotBe(t *testing.T) {
	for words, want := range map[string]string{
		"# S\n\n{{.Practise}}":                  "letter.md:3: {{.Practise}} is not known: did you mean Practice? the names are Practice, Code,",
		"# S\n\na\n\n{{.Summry}} {{.X}}":        "letter.md:5: {{.Summry}} is not known: did you mean Summary?",
		"# S\n\n{{if .Recuop}}x{{end}}":         "letter.md:3: {{.Recuop}} is not known: did you mean Recoup? the names to choose by are Pay, Recoup, Nil",
		"# S\n\n{{if .Balance}}x{{end}}":        "letter.md:3: {{if .Balance}} cannot choose by what is no yes or no: the names to choose by are Pay, Recoup, Nil",
		"# S\n\n{{.Recoup}}":                    "letter.md:3: {{.Recoup}} is a yes or no: it stands in {{if .Recoup}} … {{end}}",
		"# S\n\n{{range .Address}}x{{end}}":     "only {{.Name}}, {{if .Name}}, {{else}} and {{end}} can",
		"# S\n\n{{printf \"%s\" .Practice}}":    "letter.md:3: {{printf \"%s\" .Practice}} is not known",
		"# S\n\n{{.Practice":                    "letter.md:3: {{ stands without its }}",
		"# S\n\n{{if .Pay}}x{{if .Late}}\n":     "letter.md:3: an {{if}} from here on has no {{end}}",
		"# S\n{{if .Pay}}a{{end}}\n{{if .Nil}}": "letter.md:3: an {{if}} from here on has no {{end}}",
		"# S\n\nx{{end}}":                       "letter.md:3: {{end}} stands without an {{if}} before it",
		"# S\n\n{{Balance}}":                    "letter.md:3: {{Balance}} is not known: a name begins with a dot, {{.Name}}; did you mean Balance or Advance? the names are Practice",
		"# S\n\n{{if Late}}x{{end}}":            "letter.md:3: {{Late}} is not known: a name begins with a dot, {{.Name}}; did you mean Late, Pay or Plan?",
		"# S\n\na\n{.Balance}":                  "letter.md:4: '{' stands alone: a placeholder stands between two of each, {{.Name}}",
		"# S\n\n{{.Balance}}}":                  "letter.md:3: '}' stands alone",
		"# S\n\n| a | b |\n|---|---|\n":         "letter.md:3: a table has a row below its heading",
		"# S\n\nx\nwords ~~gone~~":              "letter.md:4: a letter cannot hold words ~~struck out~~",
		"# S\n\n[x]: https://example.org":       "letter.md:3: a letter cannot hold the address of a link apart",
		"# S\n\nx\nDear \xa3":                   "letter.md:4: it is not saved as UTF-8",
		"\xff\xfe#\x00 \x00S\x00":               "letter.md:1: it is not saved as UTF-8",
		"# S\n\nx\n\n{{.Changes}}":              "letter.md:5: {{.Changes}} has no value for this practice: put it between {{if .FiguresChanged}}",
		"# S\n\n{{.People}}":                    "letter.md:3: {{.People}} has no value for this practice: put it between {{if .HasPeople}}",
		"# S\n\n{{.Exceptions}}":                "letter.md:3: {{.Exceptions}} has no value for this practice: put it between {{if .HasExceptions}}",
		"# S\n\n{{define \"x\"}}y{{end}}":       "a template within it",
		"# S\n\n\ue000":                         "private-use character",
		"no subject":                            "letter.md: there is no subject",
		"## T\n\n# S":                           "letter.md:1: the subject",
		"# S\n\n# T":                            "letter.md:3: one heading with #",
		"# S\n\n### T":                          "letter.md:3: one heading with #",
		"# S\n\nx\n\n> quoted words":            "letter.md:5: a letter cannot hold a quotation: it holds paragraphs, lists",
		"# S\n\n```\ncode\n```":                 "letter.md:4: a letter cannot hold a block of code",
		"# S\n\nx\na `b` c":                     "letter.md:4: a letter cannot hold code",
		"# S\n\nx\ny\n<b>bold</b>":              "letter.md:5: a letter cannot hold HTML",
		"# S\n\n<!-- note -->":                  "letter.md:3: a letter cannot hold HTML",
		"# S\n\n![a](b.png)":                    "letter.md:3: a letter cannot hold a picture",
		"# S\n\nx\nthe **sum of it":             "letter.md:4: ** stands here without its fellow",
		"# S\n\nthe **sum** of** it":            "letter.md:3: ** stands here without its fellow",
		"# S\n\n- a\n- **b\n":                   "letter.md:4: ** stands here without its fellow",
		"# S\n\n- a\n  - b":                     "letter.md:3: an entry of a list is one paragraph",
		"# S\n\n2. a":                           "letter.md:3: a numbered list begins with 1",
		"# S\n\n[x](javascript:y)":              "letter.md:3: the link to \"javascript:y\"",
		"# S\n\n[x]({{.Practice}})":             "letter.md:3: the link to \"A\"",
		"# S\n\na\nSee {{.Account}} here":       "letter.md:4: {{.Account}} must stand in a paragraph of its own",
		"# S\n\nPlease use {{.FormLink}} now":   "letter.md:3: {{.FormLink}} has no value for this practice: give the scheme's form under mitigation_forms",
		"# S\n\n{{if .Nil}}\n> nobody\n{{end}}": "letter.md:4: a letter cannot hold a quotation",
	} {
		if _, err := compose(t, words, "A", 20260417); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", words, err, want)
		}
	}
}

// What an editor on Windows saves is read like any other.
func TestWordsAsWindowsSavesThem(t *testing.T) {
	plain, err := compose(t, "{{.Address}}\n\n# S\n\nwords\n", "A", 20260417)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := compose(t, "\ufeff{{.Address}}\r\n\r\n# S\r\n\r\nwords\r\n", "A", 20260417)
	if err != nil {
		t.Fatal(err)
	}
	if saved.Check != plain.Check {
		t.Errorf("it reads\n%s\nand should read\n%s", PlainText(saved), PlainText(plain))
	}
}

// A fault that every letter would have is said once.
func TestFaultsAreSaidOnce(t *testing.T) {
	_, err := compose(t, "# S\n\n> quoted\n", "A", 20260417)
	if err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v, want one line", err)
	}
}

func TestFormOpensWithTheLettersAndCloses(t *testing.T) {
	words := "# S\n\n{{if .FormClosed}}closed {{.FormCloses}}{{end}}{{if .FormIsOpen}}{{.FormOpens}} to {{.FormCloses}}{{end}}"
	for on, want := range map[calc.Date]string{
		20260417: "17 April 2026 to 8 May 2026",
		20260430: "30 April 2026 to 8 May 2026",
		20260505: "30 April 2026 to 8 May 2026",
		20260508: "30 April 2026 to 8 May 2026",
		20260509: "closed 8 May 2026",
	} {
		l, err := compose(t, words, "A", on)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Blocks[1].(Paragraph).Text.String(); got != want {
			t.Errorf("issued %s: %q, want %q", on, got, want)
		}
	}
}

// The window is one for the year: what was issued first has opened it.
func TestNoRevisedLetterMovesTheForm(t *testing.T) {
	w, err := ParseWording("letter.md", "# S\n\n{{.FormOpens}} to {{.FormCloses}}")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		opened, on calc.Date
		want       string
	}{
		{0, 20260417, "17 April 2026 to 8 May 2026"},
		{20260417, 20260429, "17 April 2026 to 8 May 2026"},
		{20260417, 20260505, "17 April 2026 to 8 May 2026"},
		{20260504, 20260505, "30 April 2026 to 8 May 2026"},
	} {
		l, err := Compose(w, position(t, "A"), Issue{Number: 2}, Occasion{Kind: YearEnd(), On: c.on, Opened: c.opened})
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Blocks[1].(Paragraph).Text.String(); got != c.want {
			t.Errorf("issued %s, first %s: %q, want %q", c.on, c.opened, got, c.want)
		}
	}
}

func TestFigures(t *testing.T) {
	share := func(n, d int64) calc.Share { s, _ := calc.Ratio(n, d); return s }
	for got, want := range map[string]string{
		Pounds(calc.Pence(0)):             "£0.00",
		Pounds(calc.Pence(5)):             "£0.05",
		Pounds(calc.Pence(-217)):          "−£2.17",
		Pounds(calc.Pence(12345678901)):   "£123,456,789.01",
		Percent(share(611, 764)):          "79.97%",
		Percent(share(19999, 20000)):      "99.99%",
		Percent(share(1, 1)):              "100.00%",
		wholePercent(share(4, 5)):         "80%",
		wholePercent(share(805, 1000)):    "80.5%",
		wholePercent(share(1, 1)):         "100%",
		Count(1234567):                    "1,234,567",
		LongDate(20260430):                "30 April 2026",
		calc.And([]string{"a", "b", "c"}): "a, b and c",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The team's own tables and line breaks are read in every form.
func TestTablesAndLineBreaks(t *testing.T) {
	l, err := compose(t, "# S\n\n## Days\n\n| Day | Sum |\n|:--|--:|\n| **one** | {{.Balance}} |\n| two | |\n\nfirst  \n**second** line\n", "A", 20260417)
	if err != nil {
		t.Fatal(err)
	}
	table := l.Blocks[2].(Table)
	if table.Caption != "Days" || !table.Columns[1].Number || table.Columns[0].Number || table.Rows[0].Cells[1] != "£80.00" || table.Rows[0].Cells[0] != "one" || table.Rows[1].Cells[1] != "" {
		t.Errorf("got %+v", table)
	}
	if text := PlainText(l); !strings.Contains(text, "  one | Sum: £80.00\n") || !strings.Contains(text, "\nfirst\nsecond line\n") {
		t.Errorf("got\n%s", text)
	}
	if page := HTML(l); !strings.Contains(page, "<p>first <br><strong>second</strong> line</p>") {
		t.Errorf("got\n%s", page)
	}
}
