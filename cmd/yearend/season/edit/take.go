package edit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// Where files go: those that stand beside a file of their name wait in arriving until
// a person has said which of the two is meant.
const (
	inputsFolder = "inputs"
	waiting      = "inputs/arriving"
)

// Arrived is what became of a file that was handed over.
type Arrived struct {
	Name string
	File string // as the project file can name it: inputs/NAME; empty while it waits
	Size int64
	Same bool // the very same stands there already
	Over bool // another file of that name stands there: a person must say which is meant
}

// textEndings and bookEndings are what a file may be called.
var (
	textEndings = []string{".csv", ".txt", ".tsv"}
	bookEndings = []string{".xlsx", ".xlsm"}
)

// The most that is taken of a file; the readers of the inputs take no more either.
const (
	mostText = 4 << 30
	mostBook = 256 << 20
)

// mostOf is the most that is taken of a file of that name.
func mostOf(name string) int64 {
	if IsWorkbook(name) {
		return mostBook
	}
	return mostText
}

// TakenAtMost says it in words.
const TakenAtMost = "CSV (.csv, .txt, .tsv) of at most 4 GB, and workbooks (.xlsx, .xlsm) of at most 256 MB"

// Take streams a file into the project's inputs under its own name. It is never all in
// memory, stands there whole or not at all, and never over another.
func Take(p season.Project, name string, from io.Reader) (Arrived, error) {
	a := Arrived{Name: name}
	if err := CheckName(name); err != nil {
		return a, err
	}
	if err := room(p); err != nil {
		return a, err
	}
	root, err := inputsOf(p, inputsFolder, waiting)
	if err != nil {
		return a, err
	}
	defer closed(root)
	part, digest, size, err := stream(root, name, from)
	if err != nil {
		return a, err
	}
	a.Size = size
	defer func() { _ = root.Remove(part) }() // which was moved, if all went well
	if err := readable(p, filepath.Join(root.Name(), filepath.FromSlash(part))); err != nil {
		return a, fmt.Errorf("%s was not taken: %w", name, err)
	}
	target := path.Join(inputsFolder, name)
	switch there, err := digestOf(root, target); {
	case errors.Is(err, fs.ErrNotExist):
		a.File = target
		return a, place(root, part, target)
	case err != nil:
		return a, err
	case there == digest:
		a.File, a.Same = target, true
		return a, nil
	}
	a.Over = true
	return a, register.Patiently(name, func() error { return root.Rename(part, path.Join(waiting, name)) })
}

// Keep puts a file that waits in the place of the one that stands there: a person has
// said so, who saw that it is this one that would go.
func Keep(p season.Project, name, seen string) (Arrived, error) {
	a := Arrived{Name: name, File: path.Join(inputsFolder, name)}
	if err := CheckName(name); err != nil {
		return a, err
	}
	root, err := inputsOf(p, inputsFolder)
	if err != nil {
		return a, err
	}
	defer closed(root)
	there, err := digestOf(root, a.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return a, place(root, path.Join(waiting, name), a.File)
	case err != nil:
		return a, err
	case there != seen:
		return a, Changed{a.File}
	}
	return a, register.Patiently(a.File, func() error { return root.Rename(path.Join(waiting, name), a.File) })
}

// Drop takes a file away that waits.
func Drop(p season.Project, name string) error {
	if err := CheckName(name); err != nil {
		return err
	}
	root, err := inputsOf(p, inputsFolder)
	if err != nil {
		return err
	}
	defer closed(root)
	return register.Patiently(name, func() error { return root.Remove(path.Join(waiting, name)) })
}

// inputsOf opens the project's folder, out of which nothing leads, with some folders in
// it that are there and are no links.
func inputsOf(p season.Project, folders ...string) (*os.Root, error) {
	root, err := os.OpenRoot(filepath.Dir(p.File()))
	if err != nil {
		return nil, fmt.Errorf("open the folder of the project: %w", err)
	}
	for _, folder := range folders {
		err := root.Mkdir(folder, 0o777)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			root.Close()
			return nil, fmt.Errorf("make the folder %s: %w", folder, err)
		}
		if facts, err := root.Lstat(folder); err != nil || !facts.IsDir() {
			root.Close()
			return nil, wayOut("files are only written into a folder of the project itself: put it there, or copy the files by hand", "%s is a link or no folder", folder)
		}
	}
	return root, nil
}

// closed closes the project's folder, and takes the folder of what waits away where
// nothing does.
func closed(root *os.Root) {
	_ = root.Remove(waiting) // fails where something waits, or where it is not there
	root.Close()
}

// stream writes what arrives into a file of its own, of which nothing is left where it
// breaks off.
func stream(root *os.Root, name string, from io.Reader) (part, digest string, size int64, err error) {
	ending, most := strings.ToLower(path.Ext(name)), mostOf(name)
	var out *os.File
	for i := 1; ; i++ { // two windows may hand over files of one name
		part = fmt.Sprintf("%s/part-%d%s", waiting, i, ending)
		if out, err = root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666); !errors.Is(err, fs.ErrExist) || i == 100 {
			break
		}
	}
	if err != nil {
		return "", "", 0, fmt.Errorf("write %s: %w", name, err)
	}
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(out, sum), io.LimitReader(from, most+1))
	if err == nil && size > most {
		err = fmt.Errorf("it is larger than %d MB: %s are taken; it was not kept", most>>20, TakenAtMost)
	}
	if err == nil && size == 0 {
		err = errors.New("the file is empty: ask for it again")
	}
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return "", "", 0, errors.Join(fmt.Errorf("%s was not taken: %w", name, err), root.Remove(part))
	}
	return part, hex.EncodeToString(sum.Sum(nil)), size, nil
}

// place moves a file where none is.
func place(root *os.Root, from, to string) error {
	err := root.Link(from, to) // which refuses a name that is taken
	switch {
	case err == nil:
		return register.Patiently(from, func() error { return root.Remove(from) })
	case errors.Is(err, fs.ErrExist):
		return Changed{to}
	}
	if _, err := root.Lstat(to); !errors.Is(err, fs.ErrNotExist) { // a disk without such links
		return Changed{to}
	}
	return register.Patiently(to, func() error { return root.Rename(from, to) })
}

// digestOf is what a file of the project holds, and refuses what is none.
func digestOf(root *os.Root, name string) (string, error) {
	facts, err := root.Lstat(name)
	if err != nil {
		return "", err
	}
	if !facts.Mode().IsRegular() {
		return "", wayOut("give your file another name", "%s is a link or a folder, and is not written over", name)
	}
	in, err := root.Open(name)
	if err != nil {
		return "", err
	}
	defer in.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, in)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// readable refuses a file that the readers of the inputs would not even open, in
// their words.
func readable(p season.Project, file string) error {
	in := p.Reading()
	in.Root = ""
	seen := extract.Recognise(in, extract.File{Path: file}, nil)
	if len(seen.Sheets) > 0 {
		return nil
	}
	for _, problem := range seen.Problems {
		if problem.Severity == calc.Stop {
			return errors.New(strings.TrimSpace(problem.Found + " " + problem.Remedy))
		}
	}
	return nil
}

// reserved are names that Windows keeps for devices, whatever their ending.
var reserved = strings.Fields("con prn aux nul conin$ conout$ com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 com¹ com² com³ lpt¹ lpt² lpt³")

// mostName is as long as a name may be, so that it fits on every system.
const mostName = 120

// CheckName refuses what is no plain name of a file of the inputs on every system.
func CheckName(name string) error {
	why := whyNoName(name)
	if ending := strings.ToLower(path.Ext(name)); why == "" && !slices.Contains(textEndings, ending) && !slices.Contains(bookEndings, ending) {
		return wayOut("ask for the table itself, as CSV or as a workbook; another name makes none of it", "%q was not taken: it is of no kind that is read; taken are %s", shortened(name), TakenAtMost)
	}
	if why == "" {
		return nil
	}
	return fmt.Errorf("%q was not taken: %s: save it under another name", shortened(name), why)
}

// CheckFolder refuses what is no plain name of a folder on every system.
func CheckFolder(name string) error {
	if why := whyNoName(name); why != "" {
		return wayOut("write a name such as yearend-2025-26, without slashes and colons", "%q cannot be the name of a folder: %s", shortened(name), why)
	}
	return nil
}

// whyNoName says why a name can be none of a file or folder on some system.
func whyNoName(name string) string {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch {
	case name == "" || !utf8.ValidString(name):
		return "it has no name that can be read"
	case strings.ContainsAny(name, `/\`) || strings.Contains(name, ".."):
		return "its name leads to another folder"
	case strings.ContainsAny(name, `<>:"|?*`):
		return `its name has one of < > : " | ? * in it, which no name can have on Windows`
	case strings.ContainsFunc(name, unseen):
		return "its name has characters in it that cannot be seen"
	case utf8.RuneCountInString(name) > mostName:
		return fmt.Sprintf("its name has more than %d characters", mostName)
	case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasPrefix(strings.ToLower(name), "part-"):
		return "a name like this is of a file that a program makes for itself"
	case strings.TrimSpace(name) != name || strings.TrimSpace(stem) != stem:
		return "its name begins or ends with a space"
	case slices.Contains(reserved, stem):
		return "Windows keeps this name for a device"
	case strings.HasSuffix(name, "."):
		return "its name ends with a point"
	}
	return ""
}

func shortened(name string) string {
	if r := []rune(name); len(r) > mostName {
		return string(r[:mostName]) + "…"
	}
	return name
}

// unseen reports a character that shows nothing, or turns the direction of writing.
func unseen(r rune) bool {
	return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff || r == utf8.RuneError || r > 0xe000 && r <= 0xf8ff
}

// IsWorkbook reports whether a file is one by its name.
func IsWorkbook(name string) bool {
	return slices.Contains(bookEndings, strings.ToLower(path.Ext(name)))
}
