package letters_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
)

// The web page and the plain text of a letter, and of its e-mail, say each word of each
// block, in its order, and no other; what the PDF says is read back when it is made. The
// shipped words are tried, and a letter with every kind of block in it.
func TestTwinsSayEveryWord(t *testing.T) {
	all := []letters.Letter{everyBlock()}
	for _, code := range rulebook.ShippedCodes() {
		s := shippedScheme(t, code)
		for through, o := range map[int]letters.Occasion{calc.Months: {Kind: letters.YearEnd(), On: 20260417}, 10: {Kind: letters.Projection(), On: 20260210}} {
			o.FormLink, o.Issuer = "https://forms.example.org/x", letters.Issuer{Name: "NHS Example", Address: []string{"1 Example Street"}, Signatory: letters.Person{Name: "Alex Sample", Role: "Associate Director"},
				Contacts: letters.Contacts{PrimaryCare: letters.Contact{Email: "care@example.org"}, Finance: letters.Contact{Email: "finance@example.org"}, DataQuality: letters.Contact{Email: "data@example.org"}}}
			l, e := written(t, s, belowTarget(t, s, o.On, through), o)
			all = append(all, l)
			said(t, code+", the e-mail's page", pageWords(letters.EmailHTML(e)), append([]string{e.Marking}, onPage(e.Blocks)...))
			said(t, code+", the e-mail's text", letters.EmailText(e), append([]string{e.Marking}, inText(e.Blocks)...))
		}
	}
	for _, l := range all {
		head := append(append([]string{l.Marking, l.Issuer.Name}, l.Issuer.Address...), l.Identity()...)
		said(t, l.Scheme+", the page", pageWords(letters.HTML(l)), append(append(head, onPage(l.Blocks)...), l.Marking))
		said(t, l.Scheme+", the text", letters.PlainText(l), append(head, inText(l.Blocks)...))
	}
}

// everyBlock is a letter with every kind of block.
func everyBlock() letters.Letter {
	words := func(s string) letters.Text { return letters.Text{{Words: s}} }
	half, _ := calc.Ratio(1, 2)
	return letters.Letter{Reference: "P81999/LTC/2025-26/1", Check: "1a2b", On: 20260417, Marking: "OFFICIAL", Issuer: letters.Issuer{Name: "NHS Example", Address: []string{"1 Example Street", "ZZ99 1AA"}},
		Blocks: []letters.Block{
			letters.Address{Lines: []string{"The Manager", "Elm Tree Surgery", "ZZ99 1AA"}}, letters.Heading{Level: 1, Text: words("The subject")},
			letters.Paragraph{Text: letters.Text{{Words: "Some "}, {Words: "strong", Strong: true}, {Words: " and "}, {Words: "linked", Link: "https://forms.example.org/x"}, {Break: true}, {Words: "and below."}}},
			letters.Paragraph{Small: true, Text: words("Small words.")},
			letters.List{Items: []letters.Text{words("first"), words("last")}}, letters.List{Numbered: true, Items: []letters.Text{words("one"), words("two")}},
			letters.Summary{Rows: []letters.Row{{Label: "To be paid", Value: "much", Strong: true}, {Label: "When", Value: "soon"}}},
			letters.Account{Caption: "Account", Item: "Item", Sum: "Sum", Rows: []letters.Row{{Label: "Earned", Value: "a lot"}, {Label: "Balance", Value: "less", Strong: true}}},
			letters.Table{Caption: "Services", Columns: []letters.Column{{Header: "Service"}, {Header: "Target", Number: true}, {Header: "Note"}},
				Rows: []letters.TableRow{{Cells: []string{"All services", "", ""}}, {Cells: []string{"ECGs", "764", "fine"}, Strong: true}, {Cells: []string{"Wound Care", "12", ""}}}},
			letters.Chart{Caption: "By month", Key: [3]string{"Recorded", "Expected", "Month"}, Months: []string{"Apr", "May"}, Recorded: []int64{48, 0}, Expected: []calc.Share{half, half}, Says: "Apr some.", Year: "In the year some."},
			letters.Signature{Person: letters.Person{Name: "Alex Sample", Role: "Director"}, Second: letters.Person{Name: "Bo Sample", Role: "Finance"}, Of: "NHS Example"},
		}}
}

// onPage is what a page says of some blocks, by their parts.
func onPage(blocks []letters.Block) (all []string) {
	for _, block := range blocks {
		switch b := block.(type) {
		case letters.Account:
			all = append(all, b.Caption, b.Item, b.Sum)
			for _, row := range b.Rows {
				all = append(all, row.Label, row.Value)
			}
		case letters.Chart:
			all = append(all, b.Caption, b.Key[2], b.Key[0], b.Key[1])
			for i, month := range b.Months {
				all = append(all, month, letters.Count(b.Recorded[i]), letters.Expected(b, i))
			}
			all = append(all, b.Year)
		case letters.Outlook:
			all = append(all, b.Caption, b.Key[4], b.Key[0], b.Key[3], b.Key[1], b.Key[2])
			for i, month := range b.Months {
				all = append(append(all, month), b.Row(i)...)
			}
			all = append(all, b.Gist)
		default:
			all = append(all, letters.Words(block)...)
		}
	}
	return all
}

// inText is what the plain form says of them.
func inText(blocks []letters.Block) (all []string) {
	for _, block := range blocks {
		switch b := block.(type) {
		case letters.List:
			for i, item := range b.Items {
				all = append(all, b.Label(i), item.String())
			}
		case letters.Summary:
			all = append(all, inRows(b.Rows)...)
		case letters.Account:
			all = append(all, inRows(b.Rows)...)
		case letters.Table:
			for _, row := range b.Rows {
				all = append(all, row.Cells[0])
				for i, cell := range row.Cells[1:] {
					if cell != "" {
						all = append(all, "|", b.Columns[i+1].Header+":", cell)
					}
				}
			}
		case letters.Chart:
			all = append(all, b.Caption, b.Says, b.Year)
		case letters.Outlook:
			all = append(all, b.Caption, b.Gist, b.Says)
		default:
			all = append(all, letters.Words(block)...)
		}
	}
	return all
}

func inRows(rows []letters.Row) (all []string) {
	for _, row := range rows {
		all = append(all, row.Label+":", row.Value)
	}
	return all
}

var (
	headOfPage = regexp.MustCompile(`(?s)^.*</head>`)
	markup     = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)
	underline  = regexp.MustCompile(`(?m)^(=+|-+)$`)
)

func pageWords(page string) string {
	return html.UnescapeString(markup.ReplaceAllString(headOfPage.ReplaceAllString(page, ""), " "))
}

// said holds words against parts; how they are broken over lines makes no difference.
func said(t *testing.T, where, got string, parts []string) {
	t.Helper()
	squashed := func(s string) []rune {
		return []rune(strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s))
	}
	have, want := squashed(underline.ReplaceAllString(got, "")), squashed(strings.Join(parts, ""))
	for i := range max(len(have), len(want)) {
		if i >= len(have) || i >= len(want) || have[i] != want[i] {
			t.Errorf("%s says %q, where it should say %q", where, string(have[min(max(0, i-20), len(have)):min(i+60, len(have))]), string(want[min(max(0, i-20), len(want)):min(i+60, len(want))]))
			return
		}
	}
}
