package panel_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf"
)

// The pack is set, tagged and read back as a letter is, and its contents name the page
// on which each request begins.
func TestThePackIsSetAndReadBack(t *testing.T) {
	p := samplePack(t)
	press, err := pdf.NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	paper, err := p.Paper(nil)
	if err != nil {
		t.Fatal(err)
	}
	headings, err := press.HeadingPages(paper)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := p.FirstPages(headings)
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != len(p.Cases) || !slices.IsSorted(pages) || pages[0] < 2 {
		t.Errorf("the requests begin on pages %v", pages)
	}
	if paper, err = p.Paper(pages); err != nil {
		t.Fatal(err)
	}
	file, err := press.Render(paper)
	if err != nil {
		t.Fatal(err)
	}
	again, err := press.HeadingPages(paper)
	if err != nil || !slices.Equal(again, headings) {
		t.Errorf("with its pages named the headings stand on %v, without on %v: %v", again, headings, err)
	}
	if out := os.Getenv("PACK_PDF"); out != "" {
		os.WriteFile(out, file, 0o600)
	}
}

// Like grounds lie together, those that the guidance lets in first.
func TestThePackIsOrderedByGround(t *testing.T) {
	var order []string
	for _, c := range samplePack(t).Cases {
		order = append(order, c.Request.Name)
	}
	if want := "CAP-3 LTC-7 CAP-4 CAP-12"; strings.Join(order, " ") != want {
		t.Errorf("the pack has %v, should have %s", order, want)
	}
}

// The figures of the worked cases, as the panel reads them.
func TestThePackSaysWhatARequestWouldChange(t *testing.T) {
	p := samplePack(t)
	paper, err := p.Paper(nil)
	if err != nil {
		t.Fatal(err)
	}
	text := letters.PlainText(paper)
	text = strings.Join(strings.Fields(text), " ")
	for _, want := range []string{
		"41 activities in January 2026 and February 2026", "a recoupment from the practice of £1,894.24", "a payment to the practice of £37.70; £1,931.94 more than now",
		"80% is reached with 41 accepted and 100% would take 193, 152 more than is asked for",
		"a recoupment from the practice of £139.45; £2,390.55 more than now", "100% would take 381, 141 more than is asked for",
		"Nothing is below target: the mean of the best nine months comes to 100.00%",
		"the service is excluded", "Kim Sample (LMC) has an interest and withdraws",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the pack does not say %q", want)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
}

// A share of the rules stands in the pack as the scheme file gives it, and is not cut.
func TestThePackGivesASharesOwnPlaces(t *testing.T) {
	p := samplePack(t)
	share, err := calc.ParseShare("82.125%")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Cases {
		if c.Effect != nil && c.Effect.ToShare != nil {
			c.Effect.ToShare.Share = share
		}
	}
	paper, err := p.Paper(nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := "82.125% is reached with 41 accepted"; !strings.Contains(strings.Join(strings.Fields(letters.PlainText(paper)), " "), want) {
		t.Errorf("the pack does not say %q", want)
	}
}
