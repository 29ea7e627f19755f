package season

import (
	"fmt"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/pdf"
	"yearend/letters/pdf/readback"
	"yearend/templates"
)

// longName is of 170 characters, as some practices' are.
const longName = "The Very Long Named Group Practice of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and District Primary Care Centre with Branches at Upper and Lower Somewhere"

// A projection has two pages: of one to six services, new or replacing one of which
// every figure was another, to whatever practice.
func TestEveryProjectionFitsOnTwoPages(t *testing.T) {
	press, err := pdf.NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"capitated-les-2025-26", "ltc-les-2025-26"} {
		s := schemeOfSix(t, code)
		text, _ := templates.Words(code + "/" + letters.Projection().Letter)
		words, err := letters.ParseWording(code, text)
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n <= len(s.Services); n++ {
			for _, practice := range []calc.Practice{
				{Code: "P81999", Name: "Elm Tree Surgery", Address: []string{"1 High Street"}, Postcode: "ZZ99 1AA"},
				{Code: "P81999", Name: longName, Address: []string{"1 High Street", "Second line", "Third line", "Fourth line", "Fifth line"}, Postcode: "ZZ99 1AA"},
			} {
				was, now := projected(t, s, practice, n, 30), projected(t, s, practice, n, 130)
				statement := calc.StatementOf(was)
				for _, issue := range []letters.Issue{
					{State: letters.New, Number: 1, Reference: letters.Projection().Reference(now, 1)},
					{State: letters.Changed, Number: 2, Reference: letters.Projection().Reference(now, 2), Replaces: letters.Projection().Reference(now, 1),
						ReplacesOn: 20260203, Was: &statement},
				} {
					fits(t, press, words, now, issue, fmt.Sprintf("%s, %d services, %s, name of %d", code, n, issue.State, len(practice.Name)))
				}
			}
		}
	}
}

func fits(t *testing.T, press *pdf.Press, words *letters.Wording, p calc.Position, issue letters.Issue, name string) {
	t.Helper()
	contact := letters.Contact{Name: "Primary Care Team of the whole of Exampleshire", Email: "primary.care@example.org", Phone: "0300 555 0100", Web: "https://intranet.example.org/primary-care"}
	l, err := letters.Compose(words, p, issue, letters.Occasion{Kind: letters.Projection(), On: 20260210, Marking: "OFFICIAL: SENSITIVE", Issuer: letters.Issuer{
		Name: "NHS Example Integrated Care Board", Code: "QZZ", Address: []string{"1 Example Street", "Exampleton", "EX1 1EX"},
		Signatory: letters.Person{Name: "A. N. Example", Role: "Associate Director – Primary Care"},
		Contacts:  letters.Contacts{PrimaryCare: contact, Finance: contact, DataQuality: contact},
	}})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	pictures, want := 0, len(p.Ahead.Lines)
	for _, block := range l.Blocks {
		if _, is := block.(letters.Outlook); is {
			pictures++
		}
	}
	if want > 4 {
		want = 1
	}
	if pictures != want {
		t.Errorf("%s: %d pictures, want %d: services do not share one while there is room", name, pictures, want)
	}
	file, err := press.Render(l) // and reads it back
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if pages, err := new(readback.Reader).Pages(file); err != nil || len(pages) != 2 {
		t.Errorf("%s: %d pages, %v", name, len(pages), err)
	}
}

// schemeOfSix is a shipped scheme, with three services more where it has several.
func schemeOfSix(t *testing.T, code string) *calc.Scheme {
	t.Helper()
	text, _ := rulebook.Shipped(code)
	lines := strings.SplitAfter(string(text), "\n")
	for i, line := range lines {
		if strings.Contains(line, "{code: wound-care,") {
			lines[i] += "    - {code: spirometry, name: Spirometry and Reversibility Testing, unit: contacts, aliases: [Spiro]}\n" +
				"    - {code: abpm, name: Ambulatory Blood Pressure Monitoring, unit: contacts, aliases: [ABP]}\n" +
				"    - {code: ear-care, name: Ear Care and Microsuction, unit: contacts, aliases: [Ear]}\n"
		}
	}
	s, err := rulebook.Read(code, []byte(strings.Join(lines, "")))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// projected is a position through January in the first so many services, of which
// every figure rests on the count.
func projected(t *testing.T, s *calc.Scheme, practice calc.Practice, services int, count int64) calc.Position {
	t.Helper()
	x := &calc.Extract{Practices: []calc.Practice{practice}, Activity: map[calc.ActivityKey]calc.Activity{}}
	for i, service := range s.Services[:services] {
		x.Contracts = append(x.Contracts, calc.Contract{Practice: practice.Code, Scheme: s.Code, Service: service.Code,
			Target: 2530 + count + int64(i), Value: calc.Pence(112345678 + count), Advance: calc.Pence(91138500 + count)})
		var a calc.Activity
		for m := range 10 {
			a.Recorded[m] = count + int64(m*i)
			a.Records.InPeriod++
		}
		x.Activity[calc.ActivityKey{Practice: practice.Code, Service: service.Code}] = a
		x.Sources = append(x.Sources, calc.Source{Kind: "activity", Records: 10})
	}
	settled, err := calc.Terms{Schemes: []*calc.Scheme{s}, AsOf: 20260210, Through: 10}.Settle(x)
	if err != nil || len(settled.Positions) != 1 || settled.Positions[0].Outcome == calc.Held {
		t.Fatalf("%v %+v", err, settled.Positions)
	}
	return settled.Positions[0]
}
