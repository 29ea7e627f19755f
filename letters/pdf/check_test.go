package pdf

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zlib"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/pdf/readback"
)

// whole is a letter with every kind of block in it.
func whole() letters.Letter {
	l := sample("Quillbeck Surgery")
	l.Marking = "OFFICIAL"
	share, _ := calc.Ratio(50, 1)
	l.Blocks = append(l.Blocks,
		letters.Summary{Rows: []letters.Row{{Label: "Achievement", Value: "79.97% (611 of 764)"}, {Label: "To be recouped", Value: "£2.17", Strong: true}}},
		letters.Heading{Level: 2, Text: plain("Figures")},
		letters.Table{Caption: letters.ServicesCaption, Place: letters.InServices, Columns: []letters.Column{{Header: "Service", Width: 2}, {Header: "Target", Width: 1, Number: true}, {Header: "Earned", Width: 1, Number: true}},
			Rows: []letters.TableRow{{Cells: []string{"ECGs", "764", "£6,651.77"}}, {Cells: []string{"Wound Care", "1,764", "£12.17"}}}},
		letters.Account{Caption: "Account", Rows: []letters.Row{{Label: "Earned", Value: "£6,651.77"}, {Label: "To be recouped", Value: "£2.17", Strong: true}}},
		letters.Chart{Caption: "By month", Months: []string{"Apr", "May"}, Recorded: []int64{48, 0}, Expected: []calc.Share{share, share}, Says: "Apr 48, May 0.", Year: "In the year 48."},
		letters.List{Items: []letters.Text{plain("first"), plain("second")}, Numbered: true},
		letters.Signature{Person: letters.Person{Name: "Alex Sample"}, Second: letters.Person{Name: "Bo Sample"}, Of: "NHS Example"},
	)
	l.Keys = []letters.Key{
		{What: "the practice code", Words: "P81999", In: letters.Anywhere},
		{What: "the date", Words: "17 April 2026", In: letters.InLetterhead},
		{What: "the practice's name", Words: "Quillbeck Surgery", In: letters.InAddress},
		{What: "the balance", Words: "£2.17", In: letters.InSummary},
		{What: "the sum earned", Words: "£6,651.77", In: letters.InAccount},
		{What: "the target of ECGs", Words: "764", In: letters.InServices, Row: "ECGs"},
	}
	return l
}

func TestWholeLetterPasses(t *testing.T) {
	render(t, whole())
	unicode := whole()
	unicode.Blocks[0] = letters.Address{Lines: []string{"Quillbeck Surgery", "Ķekava"}}
	render(t, unicode)
	unmarked := whole()
	unmarked.Marking = ""
	render(t, unmarked)
}

// What may be said in several ways is found in each, whatever its capitals.
func TestAKeyOfSeveralWords(t *testing.T) {
	key := letters.Key{What: "that there is no appeal", Words: "there is no appeal", Or: []string{"there is no appeal", "it cannot be appealed"}, In: letters.Anywhere}
	for words, found := range map[string]bool{"There is no appeal.": true, "It is final; it cannot be appealed.": true, "You may appeal.": false} {
		l := whole()
		l.Blocks[2] = letters.Paragraph{Text: plain(words)}
		l.Keys = append(l.Keys, key)
		press, err := NewPress("yearend test")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := press.Render(l); (err == nil) != found {
			t.Errorf("%q: %v", words, err)
		}
	}
}

// A file of one letter is not the file of another: whatever differs is found.
func TestAnotherLetterIsFound(t *testing.T) {
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	file, err := press.Draw(whole())
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(l *letters.Letter){
		`found "£2.17", which should be "£2.18"`:                     func(l *letters.Letter) { l.Blocks[4].(letters.Summary).Rows[1].Value = "£2.18" },
		`found "764", which should be "765"`:                         func(l *letters.Letter) { l.Blocks[6].(letters.Table).Rows[0].Cells[1] = "765" },
		`the address: found "Practice Manager Quillbeck Surgery"`:    func(l *letters.Letter) { l.Blocks[0] = letters.Address{Lines: []string{"Quillbeck House"}} },
		`which should be "Date: 18 April 2026`:                       func(l *letters.Letter) { l.On = 20260418 },
		`which should be "Date: 17 April 2026 Reference: P81998/LTC`: func(l *letters.Letter) { l.Reference = "P81998/LTC/2025-26/1" },
		`the marking: found "OFFICIAL", which should be "SECRET"`:    func(l *letters.Letter) { l.Marking = "SECRET" },
		`the signature: found`:                                       func(l *letters.Letter) { l.Blocks[10] = letters.Signature{Of: "Another"} },
		`the chart: found`:                                           func(l *letters.Letter) { c := l.Blocks[8].(letters.Chart); c.Says = "Apr 49, May 0."; l.Blocks[8] = c },
		`what the chart comes to: found`:                             func(l *letters.Letter) { c := l.Blocks[8].(letters.Chart); c.Year = "In the year 49."; l.Blocks[8] = c },
		"its annex begins on page 1, where the letter still stands":  func(l *letters.Letter) { l.Blocks = slices.Insert(l.Blocks, 5, letters.Block(letters.PageBreak{})) },
		`where the signature should be is L of 2 rows`: func(l *letters.Letter) {
			l.Blocks = append(l.Blocks[:9:9], l.Blocks[10:]...)
			l.Blocks = append(l.Blocks, letters.List{})
		},
		`is lacking`:            func(l *letters.Letter) { l.Blocks = append(l.Blocks, letters.Paragraph{Text: plain("more")}) },
		`behind its end stands`: func(l *letters.Letter) { l.Blocks = l.Blocks[:10] },
		"another practice's code, P81999, is in it":                    func(l *letters.Letter) { l.Practice = "P81998" },
		"the balance, £2.18, is not in the summary":                    func(l *letters.Letter) { l.Keys[3].Words = "£2.18" },
		"the balance, 2.1, is not in the summary":                      func(l *letters.Letter) { l.Keys[3].Words = "2.1" },
		"the sum earned, £6,651.77, is not in the summary":             func(l *letters.Letter) { l.Keys[4].In = letters.InSummary },
		"the target of ECGs, 764, is not in the table of services":     func(l *letters.Letter) { l.Keys[5].Row = "Wound Care" },
		"the practice's name, Quillbeck Surger, is not in the address": func(l *letters.Letter) { l.Keys[2].Words = "Quillbeck Surger" },
	} {
		l := whole()
		change(&l)
		if err := press.Check(file, l); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// Another practice's code is found wherever it stands; one in a form's address is not one.
func TestAnotherPracticesCode(t *testing.T) {
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(l *letters.Letter){
		"in a paragraph":      func(l *letters.Letter) { l.Blocks[2] = letters.Paragraph{Text: plain("see P81998.")} },
		"in a cell":           func(l *letters.Letter) { l.Blocks[6].(letters.Table).Rows[0].Cells[0] = "(P81998)" },
		"in the file's title": func(l *letters.Letter) { l.Name = "Surgery P81998" },
		"in a picture's words": func(l *letters.Letter) {
			c := l.Blocks[8].(letters.Chart)
			c.Says = "As P81998."
			l.Blocks[8] = c
		},
	} {
		l := whole()
		l.Keys = nil
		change(&l)
		if _, err := press.Render(l); err == nil || !strings.Contains(err.Error(), "another practice's code, P81998, is in it") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	beside := &readback.Document{Beside: []readback.Note{{Page: 1, Words: "Page 1 of 2"}, {Page: 2, Words: "see P81998"}}}
	if err := checkCodes(beside, whole()); err == nil || !strings.Contains(err.Error(), "another practice's code, P81998, is in it") {
		t.Errorf("beside the text: got %v", err)
	}
	l := whole()
	form := "https://forms.example.org/r/K81998"
	l.Blocks[2] = letters.Paragraph{Text: letters.Text{{Words: form, Link: form}}}
	if _, err := press.Render(l); err != nil {
		t.Error(err)
	}
}

// What drawing or tagging could do wrong is done to the finished file.
func TestFaultyFilesAreFound(t *testing.T) {
	press, err := NewPress("yearend test")
	if err != nil {
		t.Fatal(err)
	}
	l := whole()
	file, err := press.Draw(l)
	if err != nil {
		t.Fatal(err)
	}
	if err := press.Check(changed(t, file, "EMC", "EMC"), l); err != nil {
		t.Fatalf("the change itself is at fault: %v", err)
	}
	for name, c := range map[string]struct{ from, to, want string }{
		"a digit":                  {"2.17)", "3.17)", "which should be"},
		"the code":                 {"Reference: P81999/LTC", "Reference: P81998/LTC", "which should be"},
		"a page's number":          {"Page 1 of ", "Page 7 of ", "page 1 is not marked"},
		"the marking":              {"(OFFICIAL)", "(OFFICIAI)", "the marking: found"},
		"words left of the page":   {"BT 62.36 ", "BT 12.36 ", "runs over the edge of page 1"},
		"words right of the page":  {"BT 62.36 ", "BT 562.3 ", "runs over the edge of page 1"},
		"type too large":           {"/F2 15 Tf", "/F2 95 Tf", "runs over the edge of page 1"},
		"words on words":           {"BT 62.36 677.35 ", "BT 62.36 690.11 ", "stand upon each other on page 1"},
		"a rule over the edge":     {"51.02 772.72 493.23", "51.02 772.72 593.23", "a picture or rule runs over the edge"},
		"a heading that is none":   {"/S/H2", "/S/P ", "where a heading should be is P"},
		"a cell in another row":    {"/S/TD", "/S/TR", "a TR within a TR"},
		"words of another element": {"/MCID 11>>", "/MCID 91>>", ""},
		"a font that is not there": {"/F2 ", "/F9 ", "the font F9 is lacking"},
		"metadata of another":      {"To P81999", "To P81998", "another practice's code, P81998"},
	} {
		err := press.Check(changed(t, file, c.from, c.to), l)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	for length := range len(file) {
		if length%97 == 0 && press.Check(file[:length], l) == nil {
			t.Errorf("a file cut off after %d bytes passes", length)
		}
	}
}

// changed is the file with the first such words in any of its streams, packed or
// not, put in other words of the same length.
func changed(t *testing.T, file []byte, from, to string) []byte {
	t.Helper()
	if bytes.Contains(file, []byte(from)) {
		return bytes.Replace(file, []byte(from), []byte(to), 1)
	}
	for rest, at := file, 0; ; {
		begin := bytes.Index(rest, []byte(">>\nstream\n"))
		if begin < 0 {
			t.Fatalf("%q is nowhere in the file", from)
		}
		at += begin + len(">>\nstream\n")
		length := bytes.Index(file[at:], []byte("\nendstream\nendobj"))
		rest = file[at+length:]
		unpacked, err := unpack(file[at : at+length])
		if err == nil && bytes.Contains(unpacked, []byte(from)) {
			packed := pack(bytes.Replace(unpacked, []byte(from), []byte(to), 1))
			if len(packed) > length {
				t.Fatalf("%q: packed again it does not fit", from)
			}
			out := bytes.Clone(file)
			copy(out[at:], packed)
			clear(out[at+len(packed) : at+length])
			return out
		}
		at += length
	}
}

func unpack(data []byte) ([]byte, error) {
	reader, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

func pack(data []byte) []byte {
	var out bytes.Buffer
	writer, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
	if err != nil {
		panic(err)
	}
	writer.Write(data)
	writer.Close()
	return out.Bytes()
}
