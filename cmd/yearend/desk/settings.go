package desk

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"path"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season/edit"
	"yearend/letters"
)

// settingsShown is all that a person sets in the project file, part by part.
type settingsShown struct {
	Parts  []partShown
	File   string
	Dates  []datesShown
	Output string // the folder of runs
	Words  string // that of the project's own words
}

// partShown leads to settings that are about one thing.
type partShown struct {
	Name, Title, Says string
	Examples          []string // settings that are still examples
}

// groupShown are the settings that are saved together, or the pictures in the letters.
type groupShown struct {
	edit.Group
	Seen     string // the digest of the project file
	Fields   []settingShown
	Pictures []pictureShown
}

// Heading is the title of its page.
func (g groupShown) Heading() string { return g.Title }

// settingShown is a setting with what stands there, or was written and refused.
type settingShown struct {
	edit.Setting
	ID     string
	Now    string
	Rows   []rowShown
	Count  int
	Faults []string
	Fixed  bool // there are runs, and it stays as it is
	Secret []fieldShown
}

type rowShown struct {
	Number int
	Fields []fieldShown
}

type fieldShown struct {
	ID, Name, Label, Now string
	Options              []edit.Option
}

// datesShown are the days of a scheme, which its file says.
type datesShown struct {
	*calc.Scheme
	Days []dayShown
}

type dayShown struct{ What, When string }

// pictureShown is a picture in the letters.
type pictureShown struct{ Key, Title, Says, File string }

// blankRows are how many rows a list has for what is new.
const blankRows = 2

func (d *Desk) settingPages() []page {
	return []page{
		{Path: "/settings", Title: "Settings", In: "Settings", View: "settings.html", Show: d.showSettings},
		{Path: "/settings/{group}", Title: "Settings", In: "Settings", View: "setting.html", Show: d.showGroup},
	}
}

// pictures is the part of the settings that is about pictures.
var pictures = edit.Group{Name: "pictures", Title: "Logo and signature", Says: "Pictures in the letters: PNG or JPEG. They are copied into the folder pictures of the project."}

func (d *Desk) settingChanges() {
	d.edits("/settings/{group}", d.set)
	d.upload("/settings/picture/{key}", d.addPicture)
	d.edits("/settings/nopicture/{key}", func(v *visit) (string, error) {
		return v.said("/settings/pictures", "Letters show no such picture any more. The file stays where it is.%s", runsBefore(v)), edit.NoPicture(v.Project, v.PathValue("key"))
	})
}

func (d *Desk) showSettings(v *visit) (any, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	groups, p := edit.Groups(schemes), v.Project
	shown := settingsShown{File: path.Base(v.File), Output: p.Output, Words: p.TemplatesFolder()}
	examples := map[string]bool{}
	for _, key := range p.Examples() {
		examples[edit.KeyOf(groups, key)] = true
	}
	for _, g := range groups {
		part := partShown{Name: g.Name, Title: g.Title, Says: g.Says}
		for _, s := range g.Settings {
			if examples[s.Key] {
				part.Examples = append(part.Examples, s.Name)
			}
		}
		shown.Parts = append(shown.Parts, part)
	}
	shown.Parts = append(shown.Parts, partShown{Name: pictures.Name, Title: pictures.Title, Says: pictures.Says})
	for _, s := range schemes {
		shown.Dates = append(shown.Dates, datesOf(s, v.On()))
	}
	return shown, nil
}

func (d *Desk) showGroup(v *visit) (any, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	p, groups := v.Project, edit.Groups(schemes)
	if v.PathValue("group") == pictures.Name {
		return groupShown{Group: pictures, Pictures: []pictureShown{{"logo", "Logo", "In the letterhead.", p.Issuer.Logo},
			{"signature", "Signature", "Above who signs; without it there is room to sign.", p.Issuer.Signature}}}, nil
	}
	i := slices.IndexFunc(groups, func(g edit.Group) bool { return g.Name == v.PathValue("group") })
	if i < 0 {
		return nil, goTo("/settings")
	}
	now, err := edit.ReadSaved(p, groups[i:i+1])
	if err != nil {
		return nil, err
	}
	shown := groupShown{Group: groups[i], Seen: edit.Digest(p.Text())}
	var lines []string
	if v.note.Fault != nil {
		lines = v.note.Fault.Lines
	}
	faults, fixed := edit.FaultsAt(groups, lines), len(edit.Runs(p)) > 0
	for _, s := range shown.Settings {
		f := settingShown{Setting: s, ID: idOf(s.Key), Now: v.was(s.Key, now[s.Key]), Fixed: s.Once && fixed}
		for _, fault := range faults[s.Key] {
			f.Faults = append(f.Faults, v.names.plain(fault))
		}
		f.rows(v, now)
		f.secret(v, now)
		shown.Fields = append(shown.Fields, f)
	}
	return shown, nil
}

// was is what a person had written into a field that was refused, or else what stands there.
func (v *visit) was(field, now string) string {
	if v.note.was.Has(field) {
		return v.note.was.Get(field)
	}
	return now
}

// idOf is a key as the name of a part of a page.
func idOf(key string) string {
	return strings.NewReplacer(".", "-", "[", "-", "]", "").Replace(key)
}

// rows gives a list its rows, and some more for what is new.
func (s *settingShown) rows(v *visit, now edit.Saved) {
	if s.Shape != edit.Rows {
		return
	}
	n, _ := strconv.Atoi(now[s.Setting.Count()])
	s.Count = n + blankRows
	for i := range s.Count {
		row := rowShown{Number: i + 1}
		for _, c := range s.Columns {
			name := s.Field(i, c.Key)
			row.Fields = append(row.Fields, fieldShown{idOf(name), name, c.Name, v.was(name, now[name]), c.Options})
		}
		s.Rows = append(s.Rows, row)
	}
}

// secret gives the ways by which a password comes. What was refused is not shown again:
// it may have been the password.
func (s *settingShown) secret(v *visit, now edit.Saved) {
	if s.Shape != edit.Secret {
		return
	}
	s.Options = []edit.Option{{Value: "", Words: "it is asked for when letters are sent"}, {Value: "env", Words: "from an environment variable"}, {Value: "file", Words: "from a file that nobody else can read"}}
	if now[s.Key] == "command" {
		s.Options = append(s.Options, edit.Option{Value: "command", Words: "from a program, as the project file says"})
	}
	for _, one := range []struct{ from, label string }{{"env", "Name of the environment variable"}, {"file", "Name of the file"}} {
		name := s.Key + "." + one.from
		s.Secret = append(s.Secret, fieldShown{ID: idOf(name), Name: name, Label: one.label, Now: now[name]})
	}
}

// datesOf are the days of a scheme, in their order.
func datesOf(s *calc.Scheme, on calc.Date) datesShown {
	d := s.Dates
	return datesShown{s, []dayShown{
		{"Letters go by", letters.LongDate(d.LettersBy)}, {"The form opens", letters.LongDate(d.FormOpens) + ", or with the first letters if they go earlier"}, {"The form closes", letters.LongDate(d.FormCloses)},
		{"The panel meets in the week of", letters.LongDate(d.PanelWeek)}, {"Practices hear by", letters.LongDate(d.OutcomeBy)}, {"Payment run", letters.PaymentRun(d, on)},
	}}
}

// set changes the settings of a group.
func (d *Desk) set(v *visit) (string, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return "", err
	}
	group := v.PathValue("group")
	given := func(field string) (string, bool) { return v.PostForm.Get(field), v.PostForm.Has(field) }
	_, changed, err := edit.Set(v.Project, schemes, group, given, v.Field("seen"))
	if err != nil {
		return "", err
	}
	place := "/settings/" + group
	if len(changed) == 0 {
		return v.said(place, "Nothing was changed: all stands as it was."), nil
	}
	var names []string
	for _, s := range changed {
		names = append(names, "“"+s.Name+"”")
	}
	more := ""
	if !slices.Contains([]string{"mail", "approval", "panel"}, group) {
		more = runsBefore(v)
	}
	return v.said(place, "%s now in %s as you wrote it: %s.%s", map[bool]string{true: "It stands", false: "They stand"}[len(names) == 1], path.Base(v.File), calc.And(names), more), nil
}

// runsBefore says which runs were made with what stood there before.
func runsBefore(v *visit) string {
	runs := edit.Runs(v.Project)
	const most = 6
	switch n := len(runs); {
	case n == 0:
		return ""
	case n == 1:
		return " " + runs[0] + " was made with what stood there before, and stays as it is: produce again for the letters to say it."
	case n > most:
		return fmt.Sprintf(" The %d runs so far were made with what stood there before, and stay as they are: produce again for the letters to say it.", n)
	}
	return " " + calc.And(runs) + " were made with what stood there before, and stay as they are: produce again for the letters to say it."
}

// addPicture takes a picture for the letters.
func (d *Desk) addPicture(v *visit, files *multipart.Reader) (string, error) {
	if err := v.free(); err != nil {
		return "", err
	}
	d.editing.Lock()
	defer d.editing.Unlock()
	part, err := files.NextPart()
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	name, ok := "", false
	if err == nil {
		name, ok = fileName(part)
	}
	if !ok {
		return "", errors.New("no picture was chosen: choose a PNG or JPEG file")
	}
	kept, err := edit.TakePicture(v.Project, v.PathValue("key"), name, part)
	if err != nil {
		return "", err
	}
	return v.said("/settings/pictures", "Letters show %s from now on.%s", kept, runsBefore(v)), nil
}
