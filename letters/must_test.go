package letters

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/templates"
)

// The shipped words of every kind leave out nothing that they must say, and no
// sum and no day stands written out in any of them.
func TestShippedWordsSayWhatTheyMust(t *testing.T) {
	for _, scheme := range []string{"capitated-les-2025-26", "ltc-les-2025-26"} {
		for _, k := range Kinds() {
			for _, name := range k.Templates() {
				text, _ := templates.Words(scheme + "/" + name)
				w, err := ParseWording(name, text)
				if err != nil {
					t.Fatal(err)
				}
				if found := w.Typed(); len(found) > 0 {
					t.Errorf("%s of %s has %v written out", name, scheme, found)
				}
				musts := k.Musts
				if name == k.Email {
					musts = k.EmailMusts
				}
				if faults := w.Lacks(musts); len(faults) > 0 {
					t.Errorf("%s of %s: %v", name, scheme, faults)
				}
			}
		}
	}
}

// Without any one of the placeholders or words that say it, a letter is refused, and
// an e-mail.
func TestEachMustIsMissed(t *testing.T) {
	for _, k := range Kinds() {
		for name, musts := range map[string][]Must{k.Letter: k.Musts, k.Email: k.EmailMusts} {
			for _, m := range musts {
				for _, scheme := range []string{"capitated-les-2025-26", "ltc-les-2025-26"} {
					text, _ := templates.Words(scheme + "/" + name)
					w, err := ParseWording(name, without(text, m))
					if err != nil {
						t.Fatal(err)
					}
					missed := false
					for _, fault := range w.Lacks(musts) {
						missed = missed || strings.Contains(fault.Error(), "it leaves out "+m.What)
					}
					if !missed {
						t.Errorf("%s of %s: %s is not missed %s: %v", name, scheme, m.What, m.When, w.Lacks(musts))
					}
				}
			}
		}
	}
}

// What letters and e-mails must say stands here once more, from the guidance: one that
// is taken out of the tables of musts.go would else be missed by nobody.
func TestNoMustIsLost(t *testing.T) {
	revised := []string{"that it is a revised letter", "which letter it replaces", "the date of the letter that it replaces", "what changed"}
	signed, carries := []string{"the signature", "whom to ask"}, []string{"the signature", "whom to ask", "which letter is attached", "which letter it replaces"}
	both := []string{"the payment run where there is something to pay", "the payment run where there is something to recoup"}
	sums := []string{"what is to be paid", "what is to be recouped"}
	final := []string{"the outcome and the balance", "what was asked and decided", "each figure as it was and is now", "the payments of a plan", "that the decision is final", "that there is no appeal"}
	want := map[string][][]string{
		"letter.md": {signed, revised, both, {
			"the outcome and the balance", "that the position did not move", "that a request already made stands",
			"how much was coded late", "the position without what was coded late", "that late coding is not known",
			"that late coding may delay the confirmation where any was coded late", "that late coding may delay the confirmation where it is not known",
			"the form", "when the form opens", "when the form closes", "when the form closed", "when the panel meets", "by when the practice hears",
			"that there is no appeal", "how to reach Data Quality"}},
		"email.md":            {carries, sums, {"the form", "when the form closes", "when the form closed", "how to reach Data Quality"}},
		"projection.md":       {signed, revised, {"that nothing is decided by it"}},
		"projection-email.md": {carries, {"to which month it goes", "by when there is still something to do", "that nothing is decided by it"}},
		"monthly.md":          {},
		"outcome.md":          {signed, revised, both, final},
		"outcome-email.md":    {carries, sums, {"which requests were decided", "that there is no appeal"}},
	}
	for _, k := range Kinds() {
		for name, musts := range map[string][]Must{k.Letter: k.Musts, k.Email: k.EmailMusts} {
			if name == "" {
				continue
			}
			said := map[string]bool{}
			for _, m := range musts {
				said[m.What], said[m.What+" "+m.When] = true, true
			}
			wants, known := want[name]
			if !known {
				t.Errorf("what %s must say is not known here", name)
			}
			for _, what := range slices.Concat(wants...) {
				if !said[what] {
					t.Errorf("%s may leave out %s", name, what)
				}
			}
		}
	}
}

// Where each applies is said in words, and stands here once more as choices: one that
// applied elsewhere, or more seldom, would be missed where it is needed.
func TestEachMustAppliesWhereItSays(t *testing.T) {
	pay, recoup := "not Nil, Pay, not Recoup", "not Nil, not Pay, Recoup"
	const whenLate, whenUnknown = "Late, not LateUnknown", "not Late, LateUnknown"
	want := map[string][]string{ // in a letter, and in an e-mail where it is otherwise: to some it says no figures
		"":                                                        {""},
		"where there is something to pay":                         {pay, "HasFigures, " + pay},
		"where there is something to recoup":                      {recoup, "HasFigures, " + recoup},
		"where any was":                                           {whenLate},
		"where any was coded late":                                {whenLate},
		"where it is another":                                     {"Late, not LateMovesNothing, not LateUnknown"},
		"where it is not":                                         {whenUnknown},
		"where it is not known":                                   {whenUnknown},
		"where no activity is recorded":                           {"NoActivity"},
		"where a plan was agreed":                                 {"HasPlan"},
		"where a target is not reached":                           {"HasFigures, not TargetReached"},
		"in a revised letter":                                     {"Revised"},
		"in a revised letter of other figures":                    {"FiguresChanged, Revised"},
		"in a revised letter of the same position":                {"FiguresChanged, Revised, SamePosition"},
		"where a service is below target and the form is open":    {"BelowTarget, not FormClosed, FormIsOpen"},
		"where a service is below target and the form has closed": {"BelowTarget, FormClosed, not FormIsOpen"},
	}
	for _, k := range Kinds() {
		for name, musts := range map[string][]Must{k.Letter: k.Musts, k.Email: k.EmailMusts} {
			for _, m := range musts {
				var choices []string
				for _, choice := range slices.Sorted(maps.Keys(m.Where)) {
					if !m.Where[choice] {
						choice = "not " + choice
					}
					choices = append(choices, choice)
				}
				taken, means := strings.Join(choices, ", "), want[m.When]
				if name == k.Letter && len(means) > 1 {
					means = means[:1]
				}
				if len(means) == 0 || taken != means[len(means)-1] {
					t.Errorf("%s must say %s %s, and that is taken for %q", name, m.What, m.When, taken)
				}
			}
		}
	}
}

// without is a template that does not say what it must.
func without(text string, m Must) string {
	for _, fact := range m.Facts {
		text = strings.ReplaceAll(text, "{{."+fact+"}}", "https://example.org")
	}
	for _, words := range append(m.Words, m.Sentences...) {
		text = regexp.MustCompile(`([^.A-Za-z])(?i:`+regexp.QuoteMeta(words)+")").ReplaceAllString(text, "${1}words")
	}
	return text
}

// A sentence that has the words and says something else does not say it, nor does a
// paragraph say what must stand in the heading.
func TestWordsThatOnlySeemToSayIt(t *testing.T) {
	appeal := Must{What: "that there is no appeal", Sentences: noAppeal}
	heading := Must{What: "that it is revised", Words: []string{"revised"}, Heading: true}
	for _, c := range []struct {
		must  Must
		words string
		want  bool
	}{
		{appeal, "The decision is final; there is **no\nappeal**.", true},
		{appeal, "The decision is final, and there is no appeal.", true},
		{appeal, "It is not so that there is no appeal.", false},
		{appeal, "You may appeal.", false},
		{appeal, "There is no appeal fee.", false},
		{heading, "## {{if .Revised}}Revised: {{end}}More\n\nWords.", false}, // only where Revised is one of its choices
		{Must{What: heading.What, Words: heading.Words, Heading: true, Where: revised()}, "## {{if .Revised}}Revised: {{end}}More\n\nWords.", true},
		{heading, "Revised words.", false},
		{heading, "## Revised words\n\nMore.", true},
	} {
		w, err := ParseWording("letter.md", "# Subject\n\n"+c.words+"\n")
		if err != nil {
			t.Fatal(err)
		}
		if said := w.lacks(c.must) == nil; said != c.want {
			t.Errorf("%q says %s: %v, want %v", c.words, c.must.What, said, c.want)
		}
	}
}

// What is said in one branch of a choice only is missed, unless the choice is the
// very one by which it applies.
func TestMustInEachBranch(t *testing.T) {
	m := Must{What: "the form", Facts: []string{"FormLink"}, Where: map[string]bool{"BelowTarget": true}}
	for words, want := range map[string]bool{
		"{{.FormLink}}":                                              true,
		"{{if .Late}}{{.FormLink}}{{end}}":                           false,
		"{{if .Late}}{{.FormLink}}{{else}}x{{end}}":                  false,
		"{{if .Late}}x{{else}}{{.FormLink}}{{end}}":                  false,
		"{{if .Late}}a {{.FormLink}}{{else}}b {{.FormLink}}{{end}}":  true,
		"{{if .BelowTarget}}{{.FormLink}}{{end}}":                    true,
		"{{if .BelowTarget}}x{{else}}{{.FormLink}}{{end}}":           false,
		"{{if .BelowTarget}}{{if .Late}}{{.FormLink}}{{end}}{{end}}": false,
	} {
		w, err := ParseWording("letter.md", "# Subject\n\n"+words+"\n")
		if err != nil {
			t.Fatal(err)
		}
		if said := w.lacks(m) == nil; said != want {
			t.Errorf("%s says it: %v, want %v", words, said, want)
		}
	}
}

func TestTyped(t *testing.T) {
	for words, want := range map[string]string{
		"by 30 April 2026 at the latest": "30 April 2026", "on the 30th of April": "30th of April", "from April 2025 on": "April 2025", "April 30, 2026": "April 30, 2026",
		"2026-04-30": "2026-04-30", "30/04/2026": "30/04/2026", "30.4.26": "30.4.26", "£12.50, and": "£12.50", "£ 5": "£ 5", "£1,234.50.": "£1,234.50", "80% of it": "80%", "82.5 %": "82.5 %",
		"of 1,234 pounds": "1,234 pounds", "a GBP 500 sum": "GBP 500", "12 pence": "12 pence", "500 GBP": "500 GBP", "fifty pounds": "fifty pounds", "two hundred pounds": "two hundred pounds",
		"by June 30th": "June 30th", "the 30 of June": "30 of June", "JUNE 30 at noon": "JUNE 30", "80 per cent of it": "80 per cent", "80 percent": "80 percent", "eighty per cent": "eighty per cent",
		"Eighty-five percent": "Eighty-five percent", "a hundred per cent": "a hundred per cent", "four fifths of it": "four fifths", "three-quarters": "three-quarters",
		"Domain 2": "", "for 2025/26": "", "it may help": "", "in March": "", "two pages": "", "0300 555 0212": "", "version 1.2.3": "",
		"a third party": "", "the final percentage": "", "one of the averages": "", "a quarter": "", "last six months": "", "two at once": "",
	} {
		w, err := ParseWording("letter.md", "# Subject\n\n{{if .Late}}"+words+"{{end}}\n")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, found := range w.Typed() {
			got += found.Words
			if found.Line != 3 {
				t.Errorf("%s: line %d", words, found.Line)
			}
		}
		if got != want {
			t.Errorf("%s: %q is written out, want %q", words, got, want)
		}
	}
}

// A letter on a plan, and its e-mail, name the month in which it begins, and no payment run.
func TestAPlanIsInNoPaymentRun(t *testing.T) {
	p := decidedPosition(t)
	p.Scheme.Dates.OutcomeBy = 20260529
	for i := range p.Final.Plan {
		p.Final.Plan[i].Month = calc.Date(20260801 + 100*i)
	}
	issuer := Issuer{Name: "NHS Example", Contacts: Contacts{PrimaryCare: Contact{Name: "Team"}, Finance: Contact{Name: "Team"}, DataQuality: Contact{Name: "Team"}}}
	for _, scheme := range []string{"capitated-les-2025-26", "ltc-les-2025-26"} {
		for _, name := range Outcome().Templates() {
			text, _ := templates.Words(scheme + "/" + name)
			w, err := ParseWording(name, text)
			if err != nil {
				t.Fatal(err)
			}
			l, err := Compose(w, p, Issue{Number: 1, Reference: "P81999/CAP/2025-26/OUT/1"}, Occasion{Kind: Outcome(), Issuer: issuer, On: 20260522})
			if err != nil {
				t.Fatal(err)
			}
			if said := PlainText(l); strings.Contains(said, "payment run") || !strings.Contains(said, "August 2026") {
				t.Errorf("%s of %s:\n%s", name, scheme, said)
			}
		}
	}
}
