package edit

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// newInstructions is the file that instructions are written into where the project
// names none that is a text.
const newInstructions = inputsFolder + "/instructions.csv"

// Given are the instructions of a project as its files have them, with what is wrong
// with those files.
type Given struct {
	All      calc.Instructions
	Problems []calc.Problem
}

// Instructions reads what the team decided by hand, beside the practices and contracts
// that it is of, and without their activity.
func Instructions(p season.Project, schemes []*calc.Scheme, asOf calc.Date) (Given, error) {
	return instructionsBy(p, schemes, asOf, nil)
}

func instructionsBy(p season.Project, schemes []*calc.Scheme, asOf calc.Date, copies map[string]string) (Given, error) {
	in := p.Reading()
	in.Activity, in.Ledger, in.Suppliers, in.Expect, in.AsOf, in.Copies = nil, nil, nil, extract.Expect{}, asOf, copies
	x, err := extract.Read(in, schemes)
	if err != nil {
		return Given{}, fmt.Errorf("read the instructions: %w", err)
	}
	g := Given{All: x.Instructions}
	for _, problem := range x.Problems {
		if problem.Severity == calc.Stop && slices.ContainsFunc(in.Instructions, func(f extract.File) bool { return filepath.ToSlash(f.Path) == problem.File }) {
			g.Problems = append(g.Problems, problem)
		}
	}
	return g, nil
}

// Instruct adds an instruction to the project's file of them, of which what it held
// stays as it is; where there is none that is a text, a file is begun. It is read as
// every command would read it before it stands. The file is given.
func Instruct(p season.Project, schemes []*calc.Scheme, asOf calc.Date, given calc.Instruction) (string, error) {
	before, err := Instructions(p, schemes, asOf)
	if err != nil {
		return "", err
	}
	if err := plainText(&given); err != nil {
		return "", err
	}
	if len(before.Problems) > 0 {
		return "", wayOut("mend it first", "%s: %s", before.Problems[0].File, before.Problems[0].Remedy)
	}
	for _, entry := range filesOf(p, "instructions") {
		if IsWorkbook(entry.Path) {
			continue
		}
		was, err := register.ReadPlain(p.Path(entry.Path), register.MostText)
		if err != nil {
			return "", fmt.Errorf("read the instructions: %w", err)
		}
		now, err := withRow(p, schemes, entry, was, given)
		if err != nil {
			return "", err
		}
		if err := tried(p, schemes, asOf, entry.Path, now, with(before, given)); err != nil {
			return "", err
		}
		return entry.Path, write(file{p.Path(entry.Path), was, now})
	}
	return newInstructions, begun(p, schemes, asOf, given, before)
}

// begun makes the file of instructions, and names it in the project file.
func begun(p season.Project, schemes []*calc.Scheme, asOf calc.Date, given calc.Instruction, before Given) error {
	if _, err := os.Lstat(p.Path(newInstructions)); !errors.Is(err, os.ErrNotExist) {
		return wayOut("say on the page of files what it is, or move it away", "%s is there already, and the project file does not name it: nothing is written over", newInstructions)
	}
	head := []string{"Practice code", "Scheme", "Instruction", "Text", "By", "On", "Service", "Found"}
	row := cellsOf(given)
	var cells []string
	for _, column := range head {
		cells = append(cells, row[column])
	}
	now := string(byteOrderMark) + csvLine(head, ',') + "\r\n" + csvLine(cells, ',') + "\r\n" // so that Excel takes it for UTF-8
	project, err := add(p.Text(), trail{"inputs", "instructions"}, text(newInstructions))
	if err != nil {
		return byHand(p, err, newInstructions)
	}
	named, err := judged(p, project)
	if err != nil {
		return err
	}
	if err := tried(named, schemes, asOf, newInstructions, []byte(now), with(before, given)); err != nil {
		return err
	}
	return write(file{p.Path(newInstructions), nil, []byte(now)}, file{p.File(), p.Text(), project})
}

// Withdraw takes an instruction out of its file: a hold that is released, a note that
// is not to be said. The rest of the file stays as it is.
func Withdraw(p season.Project, schemes []*calc.Scheme, asOf calc.Date, given calc.Instruction) error {
	before, err := Instructions(p, schemes, asOf)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(before.All, func(i calc.Instruction) bool { return i == given })
	if at < 0 {
		return Changed{given.File}
	}
	if IsWorkbook(given.File) {
		return wayOut(fmt.Sprintf("open %s in Excel, delete row %d%s, save it, and check again", given.File, given.Row, onSheet(given.Sheet)), "%s is a workbook, which is not written into", given.File)
	}
	entry := p.Path(given.File)
	was, err := register.ReadPlain(entry, register.MostText)
	if err != nil {
		return fmt.Errorf("read the instructions: %w", err)
	}
	now, err := withoutLine(was, given.Row)
	if err != nil {
		return err
	}
	before.All = slices.Delete(slices.Clone(before.All), at, at+1)
	if err := tried(p, schemes, asOf, given.File, now, before); err != nil {
		return err
	}
	return write(file{entry, was, now})
}

func onSheet(sheet string) string {
	if sheet == "" {
		return ""
	}
	return " of its sheet " + sheet
}

// with is what there will be with one more.
func with(g Given, one calc.Instruction) Given {
	g.All = append(slices.Clone(g.All), one)
	return g
}

// tried reads a file of instructions that stands nowhere yet as every command would, and
// refuses it where anything but what is expected would be read.
func tried(p season.Project, schemes []*calc.Scheme, asOf calc.Date, name string, text []byte, expected Given) (err error) {
	out, err := os.CreateTemp(filepath.Dir(p.Path(name)), "part-*"+path.Ext(name))
	if err != nil {
		return fmt.Errorf("try the instructions: %w", err)
	}
	defer func() {
		err = errors.Join(err, register.Patiently(out.Name(), func() error { return os.Remove(out.Name()) }))
	}()
	_, err = out.Write(text)
	if err = errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("try the instructions: %w", err)
	}
	got, err := instructionsBy(p, schemes, asOf, map[string]string{name: out.Name()})
	switch {
	case err != nil:
		return err
	case len(got.Problems) > 0:
		return errors.New(got.Problems[0].Remedy)
	case !slices.EqualFunc(placeless(got.All), placeless(expected.All), func(a, b calc.Instruction) bool { return a == b }):
		return wayOut("write the row in Excel or in an editor", "%s cannot be written into without its other rows meaning something else", name)
	}
	return nil
}

// placeless are instructions without where they stand, in an order of their own.
func placeless(all calc.Instructions) []calc.Instruction {
	some := slices.Clone(all)
	for i := range some {
		some[i].File, some[i].Sheet, some[i].Row = "", "", 0
	}
	slices.SortFunc(some, func(a, b calc.Instruction) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return some
}
