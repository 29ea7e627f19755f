package letters

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"

	"yearend/calc"
)

// Letter is one letter, in the order in which it is read. letters/pdf, HTML and
// Text turn the same blocks into three forms.
type Letter struct {
	Practice  calc.PracticeCode
	Name      string // the practice's
	Scheme    string // its code
	Reference string // P81999/LTC/2025-26/1
	Check     string // a short digest of all that the letter says: 4f2a-91c7-03de
	Subject   string
	Issuer    Issuer
	On        calc.Date // the date of issue
	Marking   string    // a protective marking, on every page; empty for none
	Logo      *Picture  // the issuer's; nil for none
	Blocks    []Block
	Keys      []Key // what the letter must be found to say
	Pages     int   // how many it may have at most; 0 for as many as any may
	Many      bool  // a paper for the team, which tells of many practices; a letter names no other than its own

	plain []byte // its blocks without layout, as Check is a digest of them; nil where they are still to be written
}

// Identity are the lines by which a letter is known, below its letterhead.
func (l Letter) Identity() []string {
	lines := []string{"Date: " + LongDate(l.On), "Reference: " + l.Reference}
	if l.Check != "" {
		lines = append(lines, "Check code: "+l.Check, "(quote it to check that this letter is ours)")
	}
	return lines
}

// checked is the letter with the code that it carries. The words that the code is made
// of are kept for its plain form, so that they are written once.
func (l Letter) checked() Letter {
	l.Check, l.plain = "", nil
	text := appendLetterhead(make([]byte, 0, textRoom), l)
	begins := len(text)
	text = appendBlocks(text, l)
	sum := sha256.Sum256(text)
	l.Check, l.plain = fmt.Sprintf("%x-%x-%x", sum[:2], sum[2:4], sum[4:6]), text[begins:]
	return l
}

// Email is the message that carries a letter: a subject and a short body.
type Email struct {
	Practice  calc.PracticeCode
	Reference string
	Subject   string
	Marking   string
	Blocks    []Block // without the subject
}

// Picture is a PNG picture without transparency, ready to be placed.
type Picture struct {
	PNG           []byte
	Width, Height int // in dots
}

// Issuer is who writes. Nothing about any ICB stands in code.
type Issuer struct {
	Name      string
	Code      string
	Address   []string
	Signatory Person
	Second    Person `yaml:"second_signatory"` // who signs beside; nobody where it is empty
	Contacts  Contacts
	People    []Person
	Logo      string
	LogoSide  string `yaml:"logo_side"` // where it stands in the letterhead: right, where it is empty, or left
	Signature string // a picture of the signatory's signature; empty for room to sign
}

// LogoLeft and LogoRight are the sides of the letterhead on which a logo can stand.
const LogoLeft, LogoRight = "left", "right"

// Person is someone by name and role; either may be empty.
type Person struct{ Name, Role string }

// Contacts is whom to ask about what.
type Contacts struct {
	PrimaryCare Contact `yaml:"primary_care"`
	Finance     Contact
	DataQuality Contact `yaml:"data_quality"`
}

// Contact is how to reach a team; any part may be absent.
type Contact struct{ Name, Email, Phone, Web string }

// Block is one of the kinds below.
type Block interface{ isBlock() }

// Text is words, some of them strong, some a link.
type Text []Span

// Span is words of one kind.
type Span struct {
	Words  string
	Strong bool
	Link   string // an address to open; empty for plain words
	Break  bool   // no words: what follows begins a line; a space stands before it
}

type (
	// Heading is 1 for the subject of the letter, 2 for what stands under it, 3 for a
	// part of that, in a paper of many parts.
	Heading struct {
		Level int
		Text  Text
	}
	Paragraph struct {
		Text  Text
		Small bool // for the annex
	}
	List struct {
		Items    []Text
		Numbered bool
	}
	// Address is where the letter goes, a line each.
	Address struct{ Lines []string }
	// Summary is the box that says first what matters.
	Summary struct{ Rows []Row }
	// Table has a header row, and the same number of cells in every row.
	Table struct {
		Caption string
		Columns []Column
		Rows    []TableRow
		Small   bool // for the annex
		Room    int  // lines that each row is high at least, to be written in by hand
		Place   Part // where keys are looked for; empty for none
	}
	// Account is a statement of account, from what was earned to what is owed.
	Account struct {
		Caption   string
		Item, Sum string // what heads its columns, for who hears them
		Rows      []Row
	}
	// Chart shows what was recorded in each month against what was expected.
	Chart struct {
		Caption  string
		Months   []string // "Apr" … "Mar"
		Recorded []int64
		Expected []calc.Share
		Key      [3]string // what its bars and its marks are, and what a table of it heads the months with
		Says     string    // what the picture shows, in words, month by month
		Year     string    // what the months come to
	}
	Signature struct {
		Closing string // "Yours sincerely" where it is empty
		Person  Person
		Second  Person // who signs beside; nobody where it is empty
		Of      string
		Picture *Picture // of the signature; nil for room to sign
	}
	// PageBreak begins the annex, on a page of its own; where it is Always, only a
	// page.
	PageBreak struct{ Always bool }
)

// Row is a label with what it comes to; a strong one is a total.
type Row struct {
	Label  string
	Value  string
	Strong bool
}

// Column is a table column: its header, its share of the width in parts, and
// whether it holds numbers, which stand at the right.
type Column struct {
	Header string
	Width  int
	Number bool
}

// TableRow is one row; the first cell is its header.
type TableRow struct {
	Cells  []string
	Strong bool
}

func (Heading) isBlock()   {}
func (Paragraph) isBlock() {}
func (List) isBlock()      {}
func (Address) isBlock()   {}
func (Summary) isBlock()   {}
func (Table) isBlock()     {}
func (Account) isBlock()   {}
func (Chart) isBlock()     {}
func (Signature) isBlock() {}
func (PageBreak) isBlock() {}

// Label is what stands before an item of a list as plain text has it: - or 1.
func (l List) Label(item int) string {
	if l.Numbered {
		return strconv.Itoa(item+1) + "."
	}
	return "-"
}

const closing = "Yours sincerely"

// Ends are the words that end the letter.
func (s Signature) Ends() string { return cmp.Or(s.Closing, closing) }

// Lines are who signs, a line each, and for whom.
func (s Signature) Lines() []string { return filled(s.Person.Name, s.Person.Role, s.Of) }

// Beside are who signs beside, a line each; none where one person signs.
func (s Signature) Beside() []string {
	if s.Second == (Person{}) {
		return nil
	}
	return filled(s.Second.Name, s.Second.Role, s.Of)
}

func filled(lines ...string) []string {
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
}
