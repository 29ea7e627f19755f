package letters

import (
	"reflect"
	"strings"
	"testing"

	"yearend/calc"
)

func TestComposeEmail(t *testing.T) {
	words := "# On {{.Practice}}\n\n{{.Summary}}\n\n{{if .Recoup}}**{{.Balance}}** <https://example.org/a>{{end}}\n\n1. a\n2. b\n"
	w, err := ParseWording("email.md", words)
	if err != nil {
		t.Fatal(err)
	}
	o := Occasion{Issuer: Issuer{Name: "NHS Example"}, On: 20260417, Marking: "OFFICIAL"}
	e, err := MatterOf(position(t, "*A* <b>"), Issue{Number: 1, Reference: "P81999/LTC/2025-26/1"}, o).Email(w)
	if err != nil {
		t.Fatal(err)
	}
	if e.Subject != "[OFFICIAL] On *A* <b>" || e.Practice != "P81999" || e.Reference != "P81999/LTC/2025-26/1" {
		t.Errorf("got %+v", e)
	}
	want := `OFFICIAL

  To be recouped from the practice: £80.00
  When: in the June 2026 payment run
  You may ask for mitigation: until 8 May 2026
  Achievement: 79.00% (79 of 100 contacts)

£80.00 https://example.org/a

1. a
2. b
`
	if got := strings.TrimLeft(EmailText(e), "\n"); got != want {
		t.Errorf("got\n%s", got)
	}
	page := EmailHTML(e)
	for _, want := range []string{"<title>[OFFICIAL] On *A* &lt;b&gt;</title>", `">OFFICIAL</p>`, `width="600"`, `max-width:600px`,
		`<strong>£80.00</strong> <a href="https://example.org/a" style="color:#005eb8">https://example.org/a</a>`, `">a</li><li style="`} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in\n%s", want, page)
		}
	}
	for _, never := range []string{"<style", " class=\"summary\"", "rem", "<p>", "<li>"} {
		if strings.Contains(page, never) {
			t.Errorf("%s is in\n%s", never, page)
		}
	}
}

// A letter is the same whether or not its e-mail was written before it, also one that
// says no sums and has no signature.
func TestAnEmailTakesNothingFromItsLetter(t *testing.T) {
	words := "# S\n\n{{if .HasFigures}}\n{{.Summary}}\n{{end}}\n\n{{.Signature}}\n"
	w, err := ParseWording("letter.md", words)
	if err != nil {
		t.Fatal(err)
	}
	matter := MatterOf(position(t, "A"), Issue{Number: 1, Reference: "P81999/LTC/2025-26/1"},
		Occasion{Kind: YearEnd(), Issuer: Issuer{Name: "NHS Example"}, On: 20260417, Bare: true, Signature: &Picture{Width: 1, Height: 1}})
	before, err := matter.Letter(w)
	if err != nil {
		t.Fatal(err)
	}
	e, err := matter.Email(w)
	if err != nil || strings.Contains(EmailText(e), "80.00") || e.Blocks[len(e.Blocks)-1].(Signature).Picture != nil {
		t.Errorf("%v, and the e-mail reads\n%s", err, EmailText(e))
	}
	after, err := matter.Letter(w)
	if err != nil || !reflect.DeepEqual(before, after) || !strings.Contains(PlainText(after), "£80.00") || after.Blocks[len(after.Blocks)-1].(Signature).Picture == nil {
		t.Errorf("%v, and the letter reads\n%s\nand read\n%s", err, PlainText(after), PlainText(before))
	}
}

// A revised letter says in its subject that it replaces another, also where the
// template has no word of it.
func TestSubjectOfARevisedLetter(t *testing.T) {
	was := calc.StatementOf(position(t, "A"))
	issue := Issue{Number: 2, State: Changed, Replaces: "P81999/LTC/2025-26/1", ReplacesOn: 20260417, Was: &was}
	for words, want := range map[string]string{
		"# Your letter\n\nx": "Your letter, replacing P81999/LTC/2025-26/1",
		"# Letter{{if .Revised}}, replacing that of {{.ReplacesDate}}{{end}}\n\nx": "Letter, replacing that of 17 April 2026",
	} {
		w, err := ParseWording("email.md", words)
		if err != nil {
			t.Fatal(err)
		}
		e, err := MatterOf(position(t, "A"), issue, Occasion{Issuer: Issuer{Name: "NHS Example"}, On: 20260420}).Email(w)
		if err != nil {
			t.Fatal(err)
		}
		if e.Subject != want {
			t.Errorf("got %q", e.Subject)
		}
	}
}

// What a position says has a key in the letter, whatever the template places.
func TestKeys(t *testing.T) {
	l, err := compose(t, "# S\n\nnothing", "A", 20260417)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, k := range l.Keys {
		all = append(all, k.What+" "+k.Words+" in "+string(k.In))
	}
	for _, want := range []string{
		"the reference P81999/LTC/2025-26/1 in the letterhead", "the date 17 April 2026 in the letterhead",
		"the practice's name A in the address", "the balance £80.00 in the summary", "the balance £80.00 in the statement of account",
		"the sum earned £6,320.00 in the statement of account", "the target of Domain 2 100 in the table of services",
		"the activity recorded in Domain 2 79 in the table of services", "the payment run June 2026 in the summary",
	} {
		if !strings.Contains(strings.Join(all, "\n"), want) {
			t.Errorf("%q is not among\n%s", want, strings.Join(all, "\n"))
		}
	}
}
