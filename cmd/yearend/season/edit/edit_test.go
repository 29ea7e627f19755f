package edit

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/cmd/yearend/season"
)

const asOf = calc.Date(20260417)

// starter is a project of its own with the small sample.
func starter(t testing.TB) season.Project {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "trial")
	if _, err := season.Begin(dir, false); err != nil {
		t.Fatal(err)
	}
	return again(t, season.Project{}, filepath.Join(dir, "yearend.yaml"))
}

// again reads a project as it now stands.
func again(t testing.TB, p season.Project, file ...string) season.Project {
	t.Helper()
	name := p.File()
	if len(file) > 0 {
		name = file[0]
	}
	p, err := season.ReadProject(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func schemesOf(t testing.TB, p season.Project) []*calc.Scheme {
	t.Helper()
	schemes, err := p.ReadSchemes()
	if err != nil {
		t.Fatal(err)
	}
	return schemes
}

// put writes a file beside the project file.
func put(t testing.TB, p season.Project, name, holds string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(p.Path(name)), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.Path(name), []byte(holds), 0o666); err != nil {
		t.Fatal(err)
	}
}

func content(t testing.TB, p season.Project, name string) string {
	t.Helper()
	data, err := os.ReadFile(p.Path(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// oneLine holds that a text differs from another in one line, which is as is wanted.
func oneLine(t *testing.T, before, after, want string) {
	t.Helper()
	was, now := strings.Split(before, "\n"), strings.Split(after, "\n")
	if len(was) != len(now) {
		t.Fatalf("of %d lines there are %d:\n%s", len(was), len(now), after)
	}
	differ := 0
	for i := range was {
		if was[i] != now[i] {
			if differ++; now[i] != want {
				t.Errorf("line %d is now\n%q, want\n%q", i+1, now[i], want)
			}
		}
	}
	if differ != 1 {
		t.Errorf("%d lines differ", differ)
	}
}

func TestChoose(t *testing.T) {
	p := starter(t)
	schemes := schemesOf(t, p)
	put(t, p, "inputs/extract.csv", "ODS,What,Done on,Coded date\nP81999,domain-2,2025-06-03,2025-06-04\n")
	choice := Choice{Input: Input{Kind: "activity", Index: New, File: extract.File{Path: "inputs/extract.csv", Layout: "records"}},
		Headers: map[string]string{"Practice code": "ODS", "Service": "What", "Activity date": "Done on", "Coded date": "Coded date", "Count": ""}}
	before := string(p.Text())
	p, err := Choose(p, schemes, Input{Index: New}, choice, Digest(p.Text()))
	if err != nil {
		t.Fatal(err)
	}
	oneLine(t, before, content(t, p, "yearend.yaml"),
		`  activity: [inputs/activity.csv, {file: inputs/extract.csv, layout: records, columns: {Activity date: [Done on], Practice code: [ODS], Service: [What]}}]     # records, months, or one column a month; several files are joined`)
	if e, ok := InputAt(again(t, p), "activity", 1); !ok || Look(p, schemes, e).Fit.Layout != "records" || !Look(p, schemes, e).Fit.Whole() {
		t.Errorf("it is not read as it was chosen: %+v", Look(p, schemes, e).Fit)
	}

	from, _ := InputAt(p, "activity", 1)
	choice.Input = from
	choice.Headers["Service"], choice.File.Service = "", "domain-2"
	if p, err = Choose(p, schemes, from, choice, ""); err != nil {
		t.Fatal(err)
	}
	if got := content(t, p, "yearend.yaml"); !strings.Contains(got, "{file: inputs/extract.csv, layout: records, columns: {Activity date: [Done on], Practice code: [ODS]}, service: domain-2}") {
		t.Errorf("the entry was changed to\n%s", got[strings.Index(got, "  activity:"):][:200])
	}

	from, _ = InputAt(p, "activity", 1)
	if p, err = TakeOut(p, from, ""); err != nil {
		t.Fatal(err)
	}
	if got := content(t, p, "yearend.yaml"); got != before {
		t.Errorf("taken out, the project file is not as it was:\n%s", got)
	}
}

// TestChooseMoves shows a file that stands in the wrong list moved to the right one, and
// a workbook's sheet kept.
func TestChooseMoves(t *testing.T) {
	p := starter(t)
	schemes := schemesOf(t, p)
	put(t, p, "inputs/more.csv", "Practice code,Email\nP81999,more@example.org\n")
	text := strings.Replace(string(p.Text()), "  contracts: [inputs/contracts.csv]", "  contracts:\n    # of the year\n    - inputs/contracts.csv\n    - file: inputs/more.csv # sent late", 1)
	put(t, p, "yearend.yaml", text)
	p = again(t, p)
	from, _ := InputAt(p, "contracts", 1)
	to := from
	to.Kind = "mailboxes"
	p, err := Choose(p, schemes, from, Choice{Input: to}, "")
	if err != nil {
		t.Fatal(err)
	}
	got := content(t, p, "yearend.yaml")
	if !strings.Contains(got, "  contracts:\n    # of the year\n    - inputs/contracts.csv\n") || !strings.Contains(got, "  mailboxes: [inputs/more.csv]   ") || strings.Contains(got, "sent late") {
		t.Errorf("the project file is now\n%s", got)
	}
}

func TestChooseRefuses(t *testing.T) {
	p := starter(t)
	schemes := schemesOf(t, p)
	put(t, p, "inputs/two.csv", "Practice code,ODS,Email\nP81999,P81999,a@example.org\n")
	entry := Input{Kind: "mailboxes", Index: New, File: extract.File{Path: "inputs/two.csv"}}
	text := string(p.Text())
	for name, c := range map[string]struct {
		choice Choice
		seen   string
		says   string
	}{
		"a column that is missing": {Choice{Input: Input{"contracts", New, entry.File}, Headers: nil}, "", "needs Scheme, Service"},
		"two for one":              {Choice{Input: entry, Headers: map[string]string{"Practice code": "ODS"}}, "", "give one of the two another name"},
		"one for two":              {Choice{Input: entry, Headers: map[string]string{"Practice code": "ODS", "Email": "ODS"}}, "", "cannot be both"},
		"one left out":             {Choice{Input: entry, Headers: map[string]string{"Email": ""}}, "", "cannot be left out"},
		"no kind":                  {Choice{Input: Input{"colours", New, entry.File}}, "", "choose what the file is"},
		"the ODS file of no ICB":   {Choice{Input: Input{"practices", New, extract.File{Path: "inputs/two.csv", Layout: layoutODS}}}, "", "code of your ICB"},
		"a form without a clock":   {Choice{Input: Input{"requests", New, extract.File{Path: "inputs/two.csv"}}}, "", "by which clock"},
		"a sheet of a text":        {Choice{Input: Input{"mailboxes", New, extract.File{Path: "inputs/two.csv", Sheet: "S"}}}, "", "no sheet"},
		"no such file":             {Choice{Input: Input{"mailboxes", New, extract.File{Path: "inputs/none.csv"}}}, "", "no such file"},
		"named already":            {Choice{Input: Input{"practices", New, extract.File{Path: "inputs/practices.csv"}}}, "", "already"},
		"another project file":     {Choice{Input: entry}, Digest([]byte("another")), "was changed since"},
		"another decimal mark":     {Choice{Input: Input{"mailboxes", New, extract.File{Path: "inputs/two.csv", Decimal: ";"}}}, "", "decimal"},
	} {
		_, err := Choose(p, schemes, Input{Index: New}, c.choice, c.seen)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	only, _ := InputAt(p, "practices", 0)
	if _, err := TakeOut(p, only, ""); err == nil || !strings.Contains(err.Error(), "inputs.practices") {
		t.Errorf("the only register taken out: %v", err)
	}
	moved := only
	moved.Kind = "mailboxes"
	if _, err := Choose(p, schemes, only, Choice{Input: moved}, ""); err == nil || !strings.Contains(err.Error(), "inputs.practices") {
		t.Errorf("the only register moved to the mailboxes: %v", err)
	}
	second, _ := InputAt(p, "mailboxes", 0)
	if _, err := TakeOut(p, second, Digest([]byte("another"))); !errors.As(err, new(Changed)) {
		t.Errorf("taken out of another project file than the person saw: %v", err)
	}
	if content(t, p, "yearend.yaml") != text {
		t.Error("the project file was changed")
	}
}

// TestConfirmEveryAssumption confirms each assumption of both shipped schemes: it stands
// in a copy, of which every other line is the shipped one's, and in what rules prints.
func TestConfirmEveryAssumption(t *testing.T) {
	p := starter(t)
	before := map[string]string{}
	for _, s := range schemesOf(t, p) {
		_, text, shipped, err := SchemeText(p, s.Code)
		if err != nil || !shipped {
			t.Fatal(err)
		}
		before[s.Code] = string(text)
	}
	for _, s := range schemesOf(t, p) {
		for i, rule := range s.Unconfirmed() {
			done, err := Confirm(p, s.Code, rule.Key, "  Jo  O'Sample: Finance ", "2026-04-10", "")
			if err != nil || done.Copied != (i == 0) {
				t.Fatalf("%s %s: %v, copied: %v", s.Code, rule.Key, err, done.Copied)
			}
			p = again(t, p)
		}
	}
	for _, s := range schemesOf(t, p) {
		if left := s.Unconfirmed(); len(left) > 0 {
			t.Errorf("%s: %s is not confirmed", s.Code, left[0].Key)
		}
		confirmed := 0
		for _, r := range s.Rules {
			if r.Assumption != nil {
				if confirmed++; r.Assumption.Confirmed.By != "Jo O'Sample: Finance" || r.Assumption.Confirmed.On.String() != "2026-04-10" {
					t.Errorf("%s: it says %+v", r.Key, r.Assumption.Confirmed)
				}
			}
		}
		var kept []string
		for _, line := range strings.SplitAfter(content(t, p, "schemes/"+s.Code+".yaml"), "\n") {
			if !strings.HasPrefix(strings.TrimSpace(line), `confirmed: {by: "Jo O'Sample: Finance", on: 2026-04-10}`) {
				kept = append(kept, line)
			}
		}
		if got := strings.Join(kept, ""); got != before[s.Code] {
			t.Errorf("%s: other lines than those of the word are not as they were (%d confirmed)", s.Code, confirmed)
		}
	}
	s := schemesOf(t, p)[1]
	if _, err := Unconfirm(p, s.Code, s.Rules[2].Key, Digest([]byte("x"))); err == nil {
		t.Error("a word was taken back in a file that was changed")
	}
	for _, r := range s.Rules {
		if r.Assumption != nil {
			if _, err := Unconfirm(p, s.Code, r.Key, ""); err != nil {
				t.Fatal(r.Key, err)
			}
		}
	}
	if content(t, p, "schemes/"+s.Code+".yaml") != before[s.Code] {
		t.Error("with every word taken back, the copy is not the shipped one")
	}
}

func TestConfirmRefuses(t *testing.T) {
	p := starter(t)
	put(t, p, "schemes/ltc-les-2025-26.yaml", "somebody's own\n")
	text := string(p.Text())
	for name, c := range map[string]struct{ scheme, key, by, on, says string }{
		"nobody":               {"ltc-les-2025-26", "late", " ", "2026-04-10", "who has confirmed"},
		"no day":               {"ltc-les-2025-26", "late", "Jo", "soon", "on which day"},
		"no assumption":        {"ltc-les-2025-26", "cap", "Jo", "2026-04-10", "no assumption"},
		"no scheme":            {"les", "late", "Jo", "2026-04-10", "no scheme"},
		"a file that is there": {"ltc-les-2025-26", "late", "Jo", "2026-04-10", "nothing is written over"},
	} {
		if _, err := Confirm(p, c.scheme, c.key, c.by, c.on, ""); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if content(t, p, "yearend.yaml") != text || content(t, p, "schemes/ltc-les-2025-26.yaml") != "somebody's own\n" {
		t.Error("something was written")
	}
}

// What may be an NHS number in the team's own words, in its own rules, or in who has confirmed
// one of them, stops before any of it is kept, and is shown nowhere.
func TestNoNumberInTheTeamsOwnWords(t *testing.T) {
	const number = "943 476 5919"
	p := starter(t)
	text := string(p.Text())
	refused := func(what string, err error, says string) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), says+"this holds what may be an NHS number") || strings.Contains(err.Error(), "5919") {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := Confirm(p, "ltc-les-2025-26", "late", "Sam "+number, "2026-04-10", "")
	refused("who has confirmed", err, "")
	for _, name := range []string{"ltc-les-2025-26/letter.md", "ltc-les-2025-26/email.md"} {
		letter := templateOf(t, p, name)
		_, faults, _ := SaveWords(p, letter, []byte(strings.Replace(string(letter.Text), "\n\n", "\n\nOf "+number+".\n\n", 1)), Digest(letter.Text))
		if len(faults) != 1 || faults[0].Line != 3 {
			t.Fatalf("%s: %+v", name, faults)
		}
		refused(name, errors.New(faults[0].Says), "")
	}
	if _, err := os.Stat(p.Path("templates")); err == nil || content(t, p, "yearend.yaml") != text {
		t.Error("something was kept")
	}
	_, rules, _, err := SchemeText(p, "ltc-les-2025-26")
	if err != nil {
		t.Fatal(err)
	}
	put(t, p, "rules.yaml", "# as "+number+" says\n"+string(rules))
	put(t, p, "yearend.yaml", strings.Replace(text, "schemes: [capitated-les-2025-26, ltc-les-2025-26]", "schemes: [capitated-les-2025-26, rules.yaml]", 1))
	_, err = again(t, p).ReadSchemes()
	refused("rules", err, "rules.yaml:1: ")
}

func TestSaveWords(t *testing.T) {
	p := starter(t)
	all, err := Templates(p, schemesOf(t, p))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 14 {
		t.Fatalf("there are %d templates", len(all))
	}
	letter := templateOf(t, p, "ltc-les-2025-26/letter.md")
	words := strings.Replace(string(letter.Text), "\n\n", "\n\nA line of the team's own.\n\n", 1)
	name, faults, err := SaveWords(p, letter, []byte(strings.ReplaceAll(words, "\n", "\r\n")), Digest(letter.Text))
	if err != nil || len(faults) > 0 || name != "templates/ltc-les-2025-26/letter.md" {
		t.Fatal(name, faults, err)
	}
	before := string(p.Text())
	p = again(t, p)
	oneLine(t, before, string(p.Text()), "templates: templates")
	if content(t, p, name) != words {
		t.Error("the words are not as they were written, with the ends of lines of the shipped ones")
	}
	letter = templateOf(t, p, letter.Name)
	broken := strings.Replace(words, "A line of the team's own.", "A line of {{.Nothing}} own.", 1)
	_, faults, err = SaveWords(p, letter, []byte(broken), "")
	line := 1 + strings.Count(broken[:strings.Index(broken, "{{.Nothing}}")], "\n")
	if err == nil || len(faults) == 0 || faults[0].Line != line {
		t.Errorf("a fault in line %d: %v, %+v", line, err, faults)
	}
	if content(t, p, name) != words {
		t.Error("words with a fault were saved")
	}
	if _, _, err := SaveWords(p, letter, []byte(words+"\nMore.\n"), Digest([]byte("x"))); err == nil {
		t.Error("words were saved over those of another window")
	}
	kept, err := ShippedAgain(p, letter, Digest(letter.Text))
	if err != nil || content(t, p, kept) != words || templateOf(t, p, letter.Name).Own {
		t.Error(kept, err)
	}
	if _, err := p.ReadSchemes(); err != nil {
		t.Error(err)
	}
	if faults := Judge(p, templateOf(t, p, letter.Name), templateOf(t, p, letter.Name).Text); len(faults) > 0 {
		t.Error(faults)
	}
}

func templateOf(t *testing.T, p season.Project, name string) Template {
	t.Helper()
	all, err := Templates(p, schemesOf(t, p))
	if err != nil {
		t.Fatal(err)
	}
	for _, tpl := range all {
		if tpl.Name == name {
			return tpl
		}
	}
	t.Fatalf("there is no template %s", name)
	return Template{}
}

func TestInstruct(t *testing.T) {
	p := starter(t)
	schemes := schemesOf(t, p)
	hold := calc.Instruction{Kind: calc.ToHold, Practice: "P81999", Scheme: "ltc-les-2025-26", Text: "Under  dispute,\r\nsince May", By: "Sam Sample", On: asOf}
	name, err := Instruct(p, schemes, asOf, hold)
	if err != nil || name != newInstructions {
		t.Fatal(name, err)
	}
	before := string(p.Text())
	p = again(t, p)
	if !strings.Contains(string(p.Text()), "  instructions: [inputs/instructions.csv]                    # what you decide") || strings.Count(before, "\n") != strings.Count(string(p.Text()), "\n") {
		t.Errorf("the project file does not name it in its place:\n%s", p.Text())
	}
	want := "\ufeffPractice code,Scheme,Instruction,Text,By,On,Service,Found\r\nP81999,ltc-les-2025-26,hold,\"Under dispute, since May\",Sam Sample,2026-04-17,,\r\n"
	if got := content(t, p, name); got != want {
		t.Errorf("the file holds\n%q, want\n%q", got, want)
	}
	note := calc.Instruction{Kind: calc.ToNote, Practice: "P81902", Text: "We spoke of this.", By: "Sam Sample", On: asOf}
	if _, err := Instruct(p, schemes, asOf, note); err != nil {
		t.Fatal(err)
	}
	if got := content(t, p, name); got != want+"P81902,,note,We spoke of this.,Sam Sample,2026-04-17,,\r\n" {
		t.Errorf("the file holds\n%q", got)
	}
	given, err := Instructions(p, schemes, asOf)
	if err != nil || len(given.All) != 2 {
		t.Fatal(given, err)
	}
	if err := Withdraw(p, schemes, asOf, given.All[0]); err != nil {
		t.Fatal(err)
	}
	if err := Withdraw(p, schemes, asOf, given.All[0]); err == nil {
		t.Error("it was taken out twice")
	}
	if got := content(t, p, name); !strings.HasSuffix(got, "Found\r\nP81902,,note,We spoke of this.,Sam Sample,2026-04-17,,\r\n") {
		t.Errorf("the file holds\n%q", got)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(p.Path(name)), "part-*"))
	if len(left) > 0 {
		t.Error(left)
	}
}

// TestInstructKeepsTheFile adds to files of other columns, separators and encodings.
func TestInstructKeepsTheFile(t *testing.T) {
	old := "Decided by hand\n\nOn;By;Text;What to do;Ours;Practice code\n16/04/2026;Zoë Sample;Because;hold;x;P81901\n"
	utf16 := encoding{mark: "\xff\xfe", order: encodingOf([]byte("\xff\xfe")).order}
	wide, _ := utf16.write(strings.ReplaceAll(old, "\n", "\r\n"))
	cp1252, _ := encoding{old: true}.write(old)
	for name, was := range map[string][]byte{"utf-8": []byte(old), "utf-16": append([]byte("\xff\xfe"), wide...), "windows": cp1252} {
		p := starter(t)
		put(t, p, "inputs/given.csv", string(was))
		put(t, p, "yearend.yaml", strings.Replace(string(p.Text()), "instructions: []", "instructions: [{file: inputs/given.csv, columns: {Instruction: [What to do]}}]", 1))
		p = again(t, p)
		one := calc.Instruction{Kind: calc.ToPost, Practice: "P81999", Text: "Siân’s “mailbox” is moved; at £5", By: "Zoë", On: asOf}
		file, err := Instruct(p, schemesOf(t, p), asOf, one)
		if err != nil || file != "inputs/given.csv" {
			t.Errorf("%s: %v", name, err)
			continue
		}
		now := []byte(content(t, p, file))
		line := "2026-04-17;Zoë;\"Siân’s “mailbox” is moved; at £5\";post;;P81999"
		if read := encodingOf(now).read(now); !bytes.HasPrefix(now, was) || !strings.HasSuffix(strings.TrimRight(read, "\r\n"), line) {
			t.Errorf("%s: the file holds\n%q", name, read)
		}
		given, _ := Instructions(p, schemesOf(t, p), asOf)
		if len(given.All) != 2 {
			t.Fatalf("%s: %+v", name, given)
		}
		if err := Withdraw(p, schemesOf(t, p), asOf, given.All[1]); err != nil {
			t.Error(name, err)
		}
		if got := []byte(content(t, p, file)); !bytes.Equal(bytes.TrimRight(got, "\r\n\x00"), bytes.TrimRight(was, "\r\n\x00")) {
			t.Errorf("%s: taken out, the file holds\n%q", name, got)
		}
	}
}

func TestInstructRefuses(t *testing.T) {
	p := starter(t)
	schemes := schemesOf(t, p)
	good := calc.Instruction{Kind: calc.ToNote, Practice: "P81999", Text: "Words.", By: "Sam", On: asOf}
	text := string(p.Text())
	for name, c := range map[string]struct {
		change func(*calc.Instruction)
		says   string
	}{
		"nobody":             {func(i *calc.Instruction) { i.By = " " }, "who decides"},
		"no words":           {func(i *calc.Instruction) { i.Text = "" }, "the paragraph"},
		"a formula":          {func(i *calc.Instruction) { i.Text = "=1+1" }, "formula"},
		"in wide signs":      {func(i *calc.Instruction) { i.Text = "＝1+1" }, "formula"},
		"in quotes":          {func(i *calc.Instruction) { i.By = `"=1+1"` }, "formula"},
		"a day to come":      {func(i *calc.Instruction) { i.On = asOf + 1 }, "after the date of the letters"},
		"another's code":     {func(i *calc.Instruction) { i.Text = "As P81902 said" }, "shows the code P81902"},
		"no such practice":   {func(i *calc.Instruction) { i.Practice = "P12345" }, "neither in the register"},
		"its own successor":  {func(i *calc.Instruction) { i.Kind, i.Text = calc.ToSucceed, "P81999" }, "its own successor"},
		"no such successor":  {func(i *calc.Instruction) { i.Kind, i.Text = calc.ToSucceed, "P12345" }, "register"},
		"a scheme of others": {func(i *calc.Instruction) { i.Scheme = "les" }, "no such scheme"},
	} {
		one := good
		c.change(&one)
		if _, err := Instruct(p, schemes, asOf, one); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(p.Path(newInstructions)); err == nil || content(t, p, "yearend.yaml") != text {
		t.Error("something was written")
	}
	if _, err := Instruct(p, schemes, asOf, good); err != nil {
		t.Fatal(err)
	}
	p = again(t, p)
	if _, err := Instruct(p, schemes, asOf, good); err == nil || !strings.Contains(err.Error(), "as well") {
		t.Errorf("the same twice: %v", err)
	}
}
