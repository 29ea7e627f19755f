package desk

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/cmd/yearend/season/edit"
	"yearend/letters"
)

// beginning is what the page shows on which a project is chosen or made.
type beginning struct {
	Folder   string
	Missing  bool // it is made with its first project
	Projects []projectIn
	Years    []string // of which the program has the rules
	Schemes  []*calc.Scheme
}

// projectIn is a project by its name within the folder.
type projectIn struct {
	File string // with forward slashes
	Here bool   // it is worked on now
}

// beginPages are those before there is a project.
func (d *Desk) beginPages() []page {
	return []page{
		{Path: "/begin", Title: "Projects in this folder", View: "begin.html", Bare: true, Show: d.showBeginning},
		{Path: endedPath, Title: "The desk has ended", View: "ended.html", Bare: true, Show: d.showEnded},
	}
}

// endedPath is the page that is shown last.
const endedPath = "/ended"

func (d *Desk) showEnded(*visit) (any, error) {
	if !d.ended() {
		return nil, goTo("/")
	}
	return wholeName(d.asked.Folder), nil
}

func (d *Desk) showBeginning(v *visit) (any, error) {
	b := beginning{Folder: wholeName(d.asked.Folder)}
	_, missing := os.Stat(d.asked.Folder)
	b.Missing = errors.Is(missing, fs.ErrNotExist)
	var err error
	if b.Schemes, err = season.ShippedSchemes(); err != nil {
		return nil, err
	}
	b.Years = season.Years(b.Schemes)
	found, err := season.FindProjects(d.asked.Folder)
	for _, file := range found {
		if within, err := filepath.Rel(d.asked.Folder, file); err == nil {
			b.Projects = append(b.Projects, projectIn{filepath.ToSlash(within), file == v.File})
		}
	}
	return b, err
}

func wholeName(folder string) string {
	if whole, err := filepath.Abs(folder); err == nil {
		return whole
	}
	return folder
}

func (d *Desk) beginChanges() {
	d.change("/begin/open", func(v *visit) (string, error) { return d.openProject(v.Field("file")) })
	d.change("/begin/new", d.newProject)
}

// openProject works on one of the projects that the folder has; another is not opened.
func (d *Desk) openProject(name string) (next string, err error) {
	if one := d.works.busy(); one != nil {
		return "", fmt.Errorf("%q is at work: wait until it has ended", one.Title)
	}
	found, err := season.FindProjects(d.asked.Folder)
	if err != nil {
		return "", err
	}
	file := filepath.Join(d.asked.Folder, filepath.FromSlash(name))
	if !slices.Contains(found, file) {
		return "", fmt.Errorf("there is no project %q in this folder any more", name)
	}
	d.workOn(file)
	return "/", nil
}

// newProject makes a starter project in a new folder, and works on it.
func (d *Desk) newProject(v *visit) (next string, err error) {
	if one := d.works.busy(); one != nil {
		return "", fmt.Errorf("%q is at work: wait until it has ended", one.Title)
	}
	name := v.Field("folder")
	if err := edit.CheckFolder(name); err != nil {
		return "", err
	}
	dir, b := filepath.Join(d.asked.Folder, name), beginningOf(v)
	schemes, err := season.ShippedSchemes()
	if err != nil {
		return "", err
	}
	var unknown []string
	for _, s := range schemes {
		b.Forms[s.Code] = v.Field("form-" + s.Code)
		if b.Forms[s.Code] == "" {
			unknown = append(unknown, s.Title)
		}
	}
	wrote, err := season.BeginWith(dir, b)
	if err != nil && len(wrote) > 0 {
		return "", errors.Join(err, os.RemoveAll(dir)) // freeToBegin has seen that nothing else was in it
	}
	if err != nil {
		return "", err
	}
	d.workOn(filepath.Join(dir, "yearend.yaml"))
	words := fmt.Sprintf("The project was made in %s, with a small synthetic sample. Put your own files in place of it.", name)
	if len(unknown) > 0 {
		words += fmt.Sprintf(" The form for mitigation requests of %s is an example so far: enter its link under Settings before the letters are made.", calc.And(unknown))
	}
	return v.said("/", "%s", words), nil
}

// beginningOf is what a person has said of a new project.
func beginningOf(v *visit) season.Beginning {
	contact := func(who string) letters.Contact {
		return letters.Contact{Name: v.Field(who + "-name"), Email: v.Field(who + "-email"), Phone: v.Field(who + "-phone")}
	}
	return season.Beginning{
		Year: v.Field("year"), Issuer: v.Field("issuer"), Code: strings.ToUpper(v.Field("code")), Address: edit.Parted(v.Field("address"), "\n"),
		Signatory: letters.Person{Name: v.Field("signatory"), Role: v.Field("role")},
		Contacts:  letters.Contacts{PrimaryCare: contact("primary"), Finance: contact("finance"), DataQuality: contact("data")},
		Forms:     map[string]string{},
		Mailbox:   v.Field("mailbox"), Host: v.Field("host"), Domains: edit.Parted(cmp.Or(v.Field("domains"), "nhs.net, nhs.uk"), ","),
	}
}
