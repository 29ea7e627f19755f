package desk

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season/edit"
)

// instructionsShown is all that the team decided by hand, and what is wrong with the files
// in which it stands.
type instructionsShown struct {
	All   []instructionShown
	Wrong []string
}

// instructionShown is an instruction with names in the place of codes.
type instructionShown struct {
	calc.Instruction
	Does     string // what it does
	Whose    string // the practice, or the service of all
	Of       string // which letters
	Workbook bool   // it stands in one, which is not written into
}

// acceptShown is something implausible, to be accepted by whoever has looked into it.
type acceptShown struct {
	calc.Problem
	Meaning string
	Line    string // as the terminal has it
	Whose   string
}

func (d *Desk) instructionPages() []page {
	return []page{
		{Path: "/instructions", Title: "Decided by hand", In: "Letters", View: "instructions.html", Show: d.showInstructions},
		{Path: "/files/accept", Title: "Looked into", In: "Files", View: "accept.html", Show: d.showAccept},
	}
}

func (d *Desk) instructionChanges() {
	d.edits("/instructions/withdraw", func(v *visit) (string, error) {
		one, err := withdrawn(v)
		return v.said("/instructions", "The instruction was taken out of %s.", one.File), err
	})
	d.edits("/files/accept", d.accept)
}

// doesWords are what each instruction does.
var doesWords = map[calc.InstructionKind]string{
	calc.ToHold: "Hold: no letter goes", calc.ToNote: "Note: a paragraph in the letter and its e-mail", calc.ToPost: "Post: it goes by post and not by e-mail",
	calc.ToSucceed: "Successor: another practice answers for it", calc.ToAccept: "Accepted: somebody has looked into it",
}

func (d *Desk) showInstructions(v *visit) (any, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	given, err := edit.Instructions(v.Project, schemes, v.On())
	if err != nil {
		return nil, err
	}
	shown := instructionsShown{}
	for _, i := range given.All {
		shown.All = append(shown.All, shownInstruction(schemes, i))
	}
	for _, p := range given.Problems {
		shown.Wrong = append(shown.Wrong, d.asked.Program.Problem(p))
	}
	return shown, nil
}

func shownInstruction(schemes []*calc.Scheme, i calc.Instruction) instructionShown {
	return instructionShown{i, doesWords[i.Kind], whose(schemes, i.Practice, i.Scheme, i.Service), cmp.Or(titleOf(schemes, i.Scheme), "each scheme"), edit.IsWorkbook(i.File)}
}

// whose says of what something is: a practice, or all of a service.
func whose(schemes []*calc.Scheme, practice calc.PracticeCode, scheme, service string) string {
	name := ""
	for _, s := range schemes {
		for _, one := range s.AllServices() {
			if one.Code == service && (scheme == "" || s.Code == scheme) {
				name = one.Name
			}
		}
	}
	switch {
	case practice == "" && name == "":
		return "every practice"
	case practice == "":
		return name + " of every practice"
	case name == "":
		return string(practice)
	}
	return string(practice) + ", " + name
}

// withdrawn takes out the instruction that a form names, and gives it.
func withdrawn(v *visit) (calc.Instruction, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return calc.Instruction{}, err
	}
	given, err := edit.Instructions(v.Project, schemes, v.On())
	if err != nil {
		return calc.Instruction{}, err
	}
	i := slices.IndexFunc(given.All, func(i calc.Instruction) bool { return instructionKey(i) == v.Field("which") })
	if i < 0 {
		return calc.Instruction{}, edit.Changed{File: "the file of instructions"}
	}
	return given.All[i], edit.Withdraw(v.Project, schemes, v.On(), given.All[i])
}

// acceptPlace is the page on which a problem is accepted; empty where it is none that can be.
func acceptPlace(p calc.Problem) string {
	if !calc.IsImplausible(p.Code) {
		return ""
	}
	return "/files/accept?" + url.Values{"code": {p.Code}, "practice": {string(p.Practice)}, "scheme": {p.Scheme}, "service": {p.Service}, "found": {p.Found}}.Encode()
}

// acceptable finds, among what the last check found, what an address or a form names.
func (d *Desk) acceptable(v *visit, word func(name string) string) (calc.Problem, error) {
	last := d.checkedOf(v)
	if last == nil {
		return calc.Problem{}, errors.New("the files were not checked since the desk was opened: check them, then accept what somebody has looked into")
	}
	i := slices.IndexFunc(last.Problems, func(p calc.Problem) bool {
		return calc.IsImplausible(p.Code) && p.Code == word("code") && string(p.Practice) == word("practice") && p.Scheme == word("scheme") && p.Service == word("service") && p.Found == word("found")
	})
	if i < 0 {
		return calc.Problem{}, errors.New("the last check has found no such thing: check again")
	}
	return last.Problems[i], nil
}

func (d *Desk) showAccept(v *visit) (any, error) {
	p, err := d.acceptable(v, v.URL.Query().Get)
	if err != nil {
		return nil, err
	}
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	shown := acceptShown{Problem: p, Line: d.asked.Program.Problem(p), Whose: whose(schemes, p.Practice, p.Scheme, p.Service)}
	for _, i := range calc.Implausibles() {
		if i.Code == p.Code {
			shown.Meaning = i.Meaning
		}
	}
	return shown, nil
}

// accept writes down that somebody has looked into a problem: it is cleared for the value
// that was found, and for no other.
func (d *Desk) accept(v *visit) (string, error) {
	p, err := d.acceptable(v, v.Field)
	if err != nil {
		return "", err
	}
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return "", err
	}
	file, err := edit.Instruct(v.Project, schemes, v.On(), calc.Instruction{Kind: calc.ToAccept, Practice: p.Practice, Scheme: p.Scheme, Service: p.Service, Text: p.Code, Found: p.Found,
		By: strings.TrimSpace(v.Field("by")), On: v.On()})
	if err != nil {
		return "", err
	}
	return v.said("/files/problems", "That it was looked into stands in %s now, with the name and the day, for %s alone. Check again to see what is left.", file, cmp.Or(p.Found, "this value")), nil
}
