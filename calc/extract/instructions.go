package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

const layoutInstructions = "instructions"

func (r *reading) instructionLayouts() []layout {
	columns := append(need(colPractice, colKind, colText, colBy, colOn), maybe(colScheme, colService, colFound)...)
	return []layout{{name: layoutInstructions, columns: columns, judge: func(s *input) judge { return &instructions{s, r} }}}
}

// instructions judges what the team decided by hand. Any fault of it stops the
// run: a hold that is misread is a letter that goes out.
type instructions struct {
	*input
	reading *reading
}

// The places of the columns in the layout.
const (
	iCode = iota
	iKind
	iText
	iBy
	iOn
	iScheme
	iService
	iFound
)

func (j *instructions) row(r rows.Row) int {
	if j.refusePatient(r) { // a note goes to the practice, and why a letter is held to the team
		return 1
	}
	rule, ok := j.kind(r)
	if !ok {
		return 1
	}
	given := calc.Instruction{Kind: rule.Kind, File: j.problems.file, Sheet: j.problems.sheet, Row: r.Number}
	ok = j.whose(r, rule, &given)
	ok = j.what(r, rule, &given) && ok
	ok = j.who(r, &given) && ok
	if ok {
		j.enter(r, given)
	}
	return 1
}

func (j *instructions) end() {}

// enter files an instruction that could be read, unless it stands there already.
func (j *instructions) enter(r rows.Row, given calc.Instruction) {
	for _, earlier := range j.reading.given {
		if given.Repeats(earlier) {
			j.wrong(r, iKind, given.Practice, &flaw{"E-instruction-again", "the same is asked for in " + at(calc.Problem{File: earlier.File, Sheet: earlier.Sheet, Row: earlier.Row}) +
				" as well: take out the row that is not valid"})
			return
		}
	}
	j.reading.given = append(j.reading.given, given)
}

// wrong reports a cell, whose practice may not be known.
func (j *instructions) wrong(r rows.Row, i int, code calc.PracticeCode, f *flaw) {
	j.flawed(r, i, f, calc.Problem{Practice: code})
}

// kind reads what is asked for.
func (j *instructions) kind(r rows.Row) (calc.InstructionRule, bool) {
	word, f := j.said(r, iKind, "what is asked for")
	rule, known := calc.InstructionRuleOf(word)
	if f == nil && !known {
		f = &flaw{"E-instruction", "there is no such instruction: write " + calc.Or(instructionWords()) + " (to release a letter that is held, take its row out)"}
	}
	if f != nil {
		j.wrong(r, iKind, "", f)
	}
	return rule, f == nil
}

func instructionWords() []string {
	var words []string
	for _, rule := range calc.InstructionRules() {
		words = append(words, string(rule.Kind))
	}
	return words
}

// said is the text of a cell that must say something.
func (j *instructions) said(r rows.Row, i int, what string) (string, *flaw) {
	c := j.cell(r, i)
	if f := lost(c); f != nil {
		return "", &flaw{"E-instruction", f.remedy}
	}
	text := spaced(c.Text)
	if text == "" {
		return "", &flaw{"E-instruction", "the row does not say " + what + ": enter it"}
	}
	return strings.Clone(text), nil
}

// whose reads the practice, the scheme and the service. A blank scheme is each.
func (j *instructions) whose(r rows.Row, rule calc.InstructionRule, given *calc.Instruction) bool {
	ok := true
	if !rule.Whole || !j.cell(r, iCode).Blank() {
		given.Practice, ok = j.practice(r, iCode)
	}
	if c := j.cell(r, iScheme); !c.Blank() {
		scheme := j.reading.words.scheme(c.Text)
		if scheme == nil {
			j.wrong(r, iScheme, given.Practice, &flaw{"E-instruction-whose", "the project runs no such scheme: write " +
				j.reading.words.knownSchemes(j.reading.schemes) + ", or leave the cell blank for each of the practice's"})
			return false
		}
		given.Scheme = scheme.Code
	}
	return j.service(r, rule, given) && ok
}

// service reads what an accepted value is of. Where no practice is named, it or
// the scheme says whose it is; the other kinds are of a letter, and so of no service.
func (j *instructions) service(r rows.Row, rule calc.InstructionRule, given *calc.Instruction) bool {
	c := j.cell(r, iService)
	s := j.reading.words.service(c.Text)
	remedy := ""
	switch {
	case rule.Whole && c.Blank() && given.Scheme == "" && j.cell(r, iCode).Blank():
		remedy = "the row names no practice, no service and no scheme: enter those of the problem that it accepts"
	case c.Blank():
		return true
	case !rule.Whole:
		remedy = "this instruction is of the whole letter: leave the service blank"
	case s == j.reading.words.unknown || given.Scheme != "" && s.schemeCode() != given.Scheme:
		remedy = "there is no such service: write " + j.known(given.Scheme)
	default:
		given.Service, given.Scheme = s.code, s.schemeCode()
		return true
	}
	j.wrong(r, iService, given.Practice, &flaw{"E-instruction-whose", remedy})
	return false
}

// known lists the services of a scheme, or where it is blank, of all.
func (j *instructions) known(scheme string) string {
	if scheme == "" {
		return j.reading.words.known()
	}
	return servicesOf(j.reading.words.scheme(scheme))
}

// what reads the text and, of what is accepted, the value.
func (j *instructions) what(r rows.Row, rule calc.InstructionRule, given *calc.Instruction) bool {
	text, f := j.said(r, iText, rule.Text)
	given.Text = text
	switch {
	case f != nil:
	case rule.Kind == calc.ToSucceed:
		f = succeeds(given)
	case rule.Kind == calc.ToNote:
		if f = notes(given); f == nil {
			f = j.unshownNote(text)
		}
	case rule.Kind == calc.ToAccept:
		f = accepts(given)
	}
	if f != nil {
		j.wrong(r, iText, given.Practice, f)
		return false
	}
	return rule.Kind != calc.ToAccept || j.value(r, given)
}

// mostNote is how many characters a note may have, so that the letter stays a letter.
const mostNote = 1000

var practiceCode = regexp.MustCompile(`\b[A-Z][0-9]{5}\b`)

// notes refuses what would keep the letter from being made, or make it look like
// another practice's.
func notes(given *calc.Instruction) *flaw {
	if n := utf8.RuneCountInString(given.Text); n > mostNote {
		return &flaw{"E-instruction", fmt.Sprintf("the paragraph has %d characters, and may have %s: shorten it", n, calc.Count(mostNote))}
	}
	for _, code := range practiceCode.FindAllString(given.Text, -1) {
		if calc.PracticeCode(code) != given.Practice {
			return &flaw{"E-instruction", "the paragraph shows the code " + code + ", and a letter shows no code but its own practice's, by which it is known: write the other practice's name"}
		}
	}
	return nil
}

// unshownNote is a character of a note that no letter could show.
func (j *instructions) unshownNote(text string) *flaw {
	f := j.unshown(text)
	if f != nil {
		f.code = "E-instruction"
	}
	return f
}

func succeeds(given *calc.Instruction) *flaw {
	code, err := calc.ParsePracticeCode(given.Text)
	switch {
	case err != nil:
		return &flaw{"E-successor", "this is not a practice code, which is a letter and five digits as P81999: write the code of the practice that answers for this one"}
	case code == given.Practice:
		return &flaw{"E-successor", "a practice cannot be its own successor: write the code of the other one"}
	}
	given.Text = string(code)
	return nil
}

// accepts sees that the code is of something that can be accepted.
func accepts(given *calc.Instruction) *flaw {
	for _, known := range calc.Implausibles() {
		if strings.EqualFold(known.Code, given.Text) {
			given.Text = known.Code
			return nil
		}
	}
	return &flaw{"E-accept", "only what is implausible can be accepted, and this is no code of that: write one of " + calc.Or(acceptable()) +
		"; anything else is mended in the inputs"}
}

// value reads the value that was looked into, as its sheet shows it.
func (j *instructions) value(r rows.Row, given *calc.Instruction) bool {
	f := lost(j.cell(r, iFound))
	if f != nil {
		f = &flaw{"E-accept", f.remedy}
	}
	given.Found = strings.Clone(spaced(seen(j.cell(r, iFound), j.epoch)))
	if f == nil && given.Found == "" {
		f = &flaw{"E-accept", "the row does not say which value was looked into: copy it from the problem that it accepts"}
	}
	if f != nil {
		j.wrong(r, iFound, given.Practice, f)
	}
	return f == nil
}

func acceptable() []string {
	var codes []string
	for _, known := range calc.Implausibles() {
		codes = append(codes, known.Code)
	}
	return codes
}

// who reads who gave the instruction, and when.
func (j *instructions) who(r rows.Row, given *calc.Instruction) bool {
	by, f := j.said(r, iBy, "who gave the instruction")
	if f != nil {
		j.wrong(r, iBy, given.Practice, f)
	}
	on, late := j.day(r, iOn)
	if asOf := j.reading.in.AsOf; late == nil && asOf != 0 && on > asOf {
		late = &flaw{remedy: "this is after the date of the letters, " + asOf.String() + ": correct it, or check --as-of"}
	}
	if late != nil {
		late = &flaw{"E-instruction", late.remedy}
		j.wrong(r, iOn, given.Practice, late)
	}
	given.By, given.On = by, on
	return f == nil && late == nil
}

// crossInstructions lays what the team decided by hand beside the practices that
// it is of, and holds the letters that are to be held.
func (r *reading) crossInstructions() {
	whole := !r.unread["practices"] && !r.unread["contracts"]
	for _, given := range r.given {
		place := calc.Problem{File: given.File, Sheet: given.Sheet, Row: given.Row}
		switch {
		case whole && given.Practice != "" && !r.crossWhose(given, place):
		case given.Kind == calc.ToHold:
			r.note(calc.HeldByTeam, place, calc.Problem{Practice: given.Practice, Scheme: given.Scheme, Column: colText,
				Remedy: fmt.Sprintf("%s (held by %s on %s: take the row out when the letter may go)", given.Text, given.By, given.On)})
		case given.Kind == calc.ToSucceed && whole:
			r.crossSuccessor(given, place)
		case given.Kind == calc.ToNote:
			r.tell(calc.Noted, given, place, "to be a paragraph of the letter and of its e-mail")
		case given.Kind == calc.ToPost:
			r.tell(calc.ByPost, given, place, "to go by post, and not by e-mail")
		}
	}
}

// crossWhose refuses an instruction that touches no letter. With one digit of the
// practice wrong, or another scheme, the letter that was meant would go as it is.
func (r *reading) crossWhose(given calc.Instruction, place calc.Problem) bool {
	_, signed := r.contracts.signed[given.Practice]
	whose := calc.Problem{Practice: given.Practice, Scheme: given.Scheme, Column: colPractice, Found: string(given.Practice)}
	switch {
	case r.contracts.has(given.Practice, given.Scheme):
		return true
	case !signed && r.practices.byCode[given.Practice] == nil:
		whose.Remedy = "the practice stands neither in the register nor in the contracts: correct the code, or take the row out"
	case !r.contracts.has(given.Practice, ""):
		whose.Remedy = "the practice has no contract, and so no letter that the instruction could be of: correct the code, or take the row out"
	default:
		whose.Column, whose.Found = colScheme, given.Scheme
		whose.Remedy = "the practice has no contract in this scheme, and so no letter that the instruction could be of: correct the scheme or the practice's code, or take the row out"
	}
	r.note("E-instruction-whose", place, whose)
	return false
}

// has reports whether a practice has a contract in a scheme, or, where that is
// not named, in any. A row whose scheme could not be read may be in each.
func (b *contractList) has(practice calc.PracticeCode, scheme string) bool {
	there := func(c calc.Contract) bool { return c.Practice == practice && (scheme == "" || c.Scheme == scheme) }
	for _, a := range b.lines {
		if there(a.Contract) {
			return true
		}
	}
	return slices.ContainsFunc(b.unclear, there) || b.anywhere[practice]
}

// crossSuccessor refuses a practice that cannot answer for another.
func (r *reading) crossSuccessor(given calc.Instruction, place calc.Problem) {
	successor := r.practices.byCode[calc.PracticeCode(given.Text)]
	remedy := ""
	switch {
	case successor == nil:
		remedy = "the successor does not stand in the register, which has the address and the mailbox that the letter goes to: add it there, or correct the code"
	case successor.Closed:
		remedy = "the successor is closed or merged itself in the register (" + at(successor.place) + "): name the practice that answers now"
	default:
		for _, other := range r.given {
			if other.Kind == calc.ToSucceed && other.Practice == successor.Code {
				remedy = "the successor has a successor itself (" + at(calc.Problem{File: other.File, Sheet: other.Sheet, Row: other.Row}) + "): name the practice that answers now"
			}
		}
	}
	if remedy != "" {
		r.note("E-successor", place, calc.Problem{Practice: given.Practice, Scheme: given.Scheme, Column: colText, Found: given.Text, Remedy: remedy})
		return
	}
	r.tell(calc.AnsweredFor, given, place, successor.Name+" answers for the practice: to go to its address and mailbox, and to name both")
}

// tell shows an instruction that acts on a letter, with what it does.
func (r *reading) tell(code string, given calc.Instruction, place calc.Problem, what string) {
	r.note(code, place, calc.Problem{Practice: given.Practice, Scheme: given.Scheme, Column: colText, Found: given.Text,
		Remedy: fmt.Sprintf("%s (%s; to take it back, take the row out)", what, given.Signed())})
}
