package edit

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/cmd/yearend/season"
	"yearend/letters"
)

// plainText makes of what a person wrote what can stand in a cell, and refuses what a
// spreadsheet would take for a formula.
func plainText(given *calc.Instruction) error {
	for _, word := range []*string{&given.Text, &given.By, &given.Found} {
		*word = strings.Join(strings.Fields(*word), " ")
		if first, _ := utf8.DecodeRuneInString(*word); strings.ContainsRune("=+-@", first) || !letters.Inert(*word) {
			return fmt.Errorf("%q begins with %c, which a spreadsheet takes for a formula: begin with a word", shortened(*word), first)
		}
	}
	switch {
	case given.By == "":
		return errors.New("say who decides it: enter your name")
	case given.Text == "":
		return fmt.Errorf("enter %s", given.Rule().Text)
	}
	return nil
}

// cellsOf is an instruction by the columns of its file.
func cellsOf(given calc.Instruction) map[string]string {
	return map[string]string{
		"Practice code": string(given.Practice), "Scheme": given.Scheme, "Instruction": string(given.Kind), "Text": given.Text,
		"By": given.By, "On": given.On.String(), "Service": given.Service, "Found": given.Found,
	}
}

// withRow puts an instruction behind the rows of a text file, in its columns, with its
// separators, its encoding and its ends of lines.
func withRow(p season.Project, schemes []*calc.Scheme, entry extract.File, was []byte, given calc.Instruction) ([]byte, error) {
	seen := Look(p, schemes, Input{Kind: "instructions", File: entry})
	if !seen.Fit.Whole() {
		return nil, fmt.Errorf("%s has no columns %s", entry.Path, calc.And(seen.Fit.Missing))
	}
	enc := encodingOf(was)
	words := enc.read(was)
	all := strings.Split(words, "\n")
	if seen.Sheet.Row < 1 || seen.Sheet.Row > len(all) {
		return nil, errInPlace
	}
	comma, head := headOf(strings.TrimRight(all[seen.Sheet.Row-1], "\r"), seen.Sheet.Headers)
	if comma == 0 {
		return nil, errInPlace
	}
	cells, row := cellsOf(given), make([]string, len(head))
	for _, taken := range seen.Fit.Columns {
		i := slices.Index(head, taken.Header)
		switch {
		case i >= 0 && taken.Header != "":
			row[i] = cells[taken.Column]
		case cells[taken.Column] != "":
			return nil, fmt.Errorf("%s has no column %s, which this instruction needs: add it to the file", entry.Path, taken.Column)
		}
	}
	end := "\n"
	if strings.Contains(words, "\r\n") {
		end = "\r\n"
	}
	line := csvLine(row, comma) + end
	if !strings.HasSuffix(words, "\n") {
		line = end + line
	}
	added, err := enc.write(line)
	return slices.Concat(was, added), err
}

// withoutLine takes a line out of a text file.
func withoutLine(was []byte, row int) ([]byte, error) {
	enc := encodingOf(was)
	all := strings.SplitAfter(enc.read(was), "\n")
	if row < 1 || row > len(all) {
		return nil, errInPlace
	}
	before, err := enc.write(strings.Join(all[:row-1], ""))
	if err != nil {
		return nil, err
	}
	line, err := enc.write(all[row-1])
	if err != nil {
		return nil, err
	}
	from := len(enc.mark) + len(before)
	if from+len(line) > len(was) {
		return nil, errInPlace
	}
	return slices.Delete(bytes.Clone(was), from, from+len(line)), nil
}

// headOf splits the line of a header: what separates its cells is what makes all its
// names of it.
func headOf(line string, names []string) (comma rune, head []string) {
	for _, comma := range ",;\t" {
		r := csv.NewReader(strings.NewReader(line))
		r.Comma, r.LazyQuotes = comma, true
		cells, err := r.Read()
		if err != nil {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(cells, n) }) {
			return comma, cells
		}
	}
	return 0, nil
}

// csvLine is a row as a text file has it, without its end.
func csvLine(cells []string, comma rune) string {
	var all []string
	for _, cell := range cells {
		if strings.ContainsAny(cell, "\"\n\r"+string(comma)) {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		all = append(all, cell)
	}
	return strings.Join(all, string(comma))
}

// encoding is how a text file writes its characters.
type encoding struct {
	mark  string
	order utf16Order // of UTF-16; nil for one byte a character, or UTF-8
	old   bool       // Windows-1252
}

func encodingOf(text []byte) encoding {
	switch {
	case bytes.HasPrefix(text, byteOrderMark):
		return encoding{mark: string(byteOrderMark)}
	case bytes.HasPrefix(text, []byte("\xff\xfe")):
		return encoding{mark: "\xff\xfe", order: binary.LittleEndian}
	case bytes.HasPrefix(text, []byte("\xfe\xff")):
		return encoding{mark: "\xfe\xff", order: binary.BigEndian}
	}
	return encoding{old: !utf8.Valid(text)}
}

// windows1252 are the characters of the bytes 80 to 9F.
var windows1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// read gives the characters of a file, without its mark.
func (e encoding) read(text []byte) string {
	text = text[len(e.mark):]
	switch {
	case e.order != nil:
		units := make([]uint16, len(text)/2)
		for i := range units {
			units[i] = e.order.Uint16(text[2*i:])
		}
		return string(utf16.Decode(units))
	case !e.old:
		return string(text)
	}
	var b strings.Builder
	for _, c := range text {
		r := rune(c)
		if c >= 0x80 && c < 0xa0 {
			r = windows1252[c-0x80]
		}
		b.WriteRune(r)
	}
	return b.String()
}

// write gives the bytes of characters, or says which one the file cannot hold.
func (e encoding) write(words string) ([]byte, error) {
	var out []byte
	switch {
	case e.order != nil:
		for _, unit := range utf16.Encode([]rune(words)) {
			out = e.order.AppendUint16(out, unit)
		}
		return out, nil
	case !e.old:
		return []byte(words), nil
	}
	for _, r := range words {
		switch i := slices.Index(windows1252, r); {
		case i >= 0:
			out = append(out, byte(0x80+i))
		case r < 0x100:
			out = append(out, byte(r))
		default:
			return nil, fmt.Errorf("the file is written in Windows-1252, which has no %q: save it as UTF-8 (in Excel: CSV UTF-8), and try again", r)
		}
	}
	return out, nil
}

// utf16Order is in which order the two bytes of a character stand.
type utf16Order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}
