package desk

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
)

func saidOf(more map[string]string) url.Values {
	form := url.Values{"back": {"/begin"}}
	for name, value := range map[string]string{"folder": "year end", "year": "2025/26", "issuer": `NHS "Sample" ICB: north`, "code": "qza", "address": "1 Sample Road\nSampleton",
		"signatory": "Alex Sample", "role": "Associate Director", "primary-name": "Primary Care", "primary-email": "pc@example.org", "mailbox": "letters@example.org", "host": "smtp.example.net"} {
		form.Set(name, value)
	}
	for name, value := range more {
		form.Set(name, value)
	}
	return form
}

// Whoever has no project yet is asked who writes, and gets one that can be read, with
// their answers in it and the starter's comments kept.
func TestThePageMakesAProject(t *testing.T) {
	a := deskAt(t, false)
	if at := a.ask("GET", "/", nil, nil).Header.Get("Location"); at != "/begin" {
		t.Fatalf("the first page leads to %q", at)
	}
	mustHave(t, a.get("/begin"), "There is no project here yet", "Make a new project")
	at := a.post("/begin/new", saidOf(nil))
	mustHave(t, a.get(at), "The project was made in year end")
	p, err := season.ReadProject(a.at())
	if err != nil {
		t.Fatal(err)
	}
	if p.Issuer.Name != `NHS "Sample" ICB: north` || p.Issuer.Code != "QZA" || strings.Join(p.Issuer.Address, "|") != "1 Sample Road|Sampleton" || p.Issuer.Contacts.PrimaryCare.Email != "pc@example.org" ||
		p.Issuer.Contacts.Finance.Name != "" || p.Mail.From != "letters@example.org" || p.Mail.User != "letters@example.org" || p.Mail.Host != "smtp.example.net" || strings.Join(p.Mail.Allow, " ") != "nhs.net nhs.uk" {
		t.Errorf("the project says %+v, %+v", p.Issuer, p.Mail)
	}
	written, err := os.ReadFile(a.at())
	if err != nil {
		t.Fatal(err)
	}
	mustHave(t, string(written), "# Who writes the letters.", "(a relay that knows this computer)")
}

// What cannot be a project is not made, with the reason, and what was written stays in
// the form.
func TestNoProjectIsMadeOfNonsense(t *testing.T) {
	for what, more := range map[string]struct{ field, value, says string }{
		"a folder above":               {"folder", "../elsewhere", "cannot be the name of a folder"},
		"a drive":                      {"folder", `C:\x`, "cannot be the name of a folder"},
		"a device":                     {"folder", "nul.txt", "Windows keeps this name for a device"},
		"an end that Windows cuts off": {"folder", "year end.", "ends with a point"},
		"what cannot be seen":          {"folder", "year\u202eend", "characters in it that cannot be seen"},
		"no year":                      {"year", "twenty", "is not a contract year"},
		"a year without rules":         {"year", "2024/25", "year: the program has no rules of 2024/25, only of 2025/26"},
		"a form that is no link":       {"form-ltc-les-2025-26", "forms.sample.nhs.uk/ltc", "is not a https:// address"},
		"no mailbox":                   {"mailbox", "letters", "is not one e-mail address"},
		"a contact's e-mail":           {"primary-email", "nobody", "is not an e-mail address"},
	} {
		t.Run(what, func(t *testing.T) {
			a := deskAt(t, false)
			at := a.post("/begin/new", saidOf(map[string]string{more.field: more.value}))
			mustHave(t, a.get(at), more.says, `value="smtp.example.net"`)
			if there, err := os.ReadDir(a.asked.Folder); err != nil || len(there) > 0 {
				t.Errorf("made %v, %v", there, err)
			}
		})
	}
}

// A folder that holds something is left as it is.
func TestNoFolderIsWrittenOver(t *testing.T) {
	a := deskAt(t, true)
	at := a.post("/begin/new", saidOf(map[string]string{"folder": "trial"}))
	mustHave(t, a.get(at), "is not empty: name a new folder")
}

// Where there are several projects a person chooses, and only among those.
func TestAPersonChoosesAProject(t *testing.T) {
	a := deskAt(t, true)
	other := filepath.Join(a.asked.Folder, "april.yaml")
	text, err := os.ReadFile(a.at())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, text, 0o600); err != nil {
		t.Fatal(err)
	}
	mustHave(t, a.get("/begin"), "Open april.yaml", "Open trial/yearend.yaml", "open now")
	a.post("/begin/open", url.Values{"file": {"april.yaml"}})
	if a.at() != other {
		t.Errorf("works on %s", a.at())
	}
	mustHave(t, a.get(a.post("/begin/open", url.Values{"file": {"../../etc/x.yaml"}})), "there is no project")
	if a.at() != other {
		t.Errorf("works on %s", a.at())
	}
}

// Where the project file cannot be read, each page says why, nothing is done, and a person
// can still choose another project or end the desk.
func TestAProjectThatCannotBeRead(t *testing.T) {
	a := deskAt(t, true)
	broken := a.at()
	if err := os.WriteFile(broken, []byte("issuer: {name: [}\ninputs:\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/produce", "/send"} {
		mustHave(t, a.get(path), "read the project file", "Not done")
	}
	mustHave(t, a.get(a.post("/produce", url.Values{"kind": {"year-end"}})), "read the project file")
	mustHave(t, a.get("/begin"), "Make a new project")
	if at := a.post("/begin/new", saidOf(nil)); !strings.HasPrefix(at, "/?note=") || a.at() == broken {
		t.Errorf("leads to %s, works on %s", at, a.at())
	}
	if at := a.post("/end", nil); at != "/ended" {
		t.Errorf("the end leads to %s", at)
	}
}

// The form's link is asked for: what is given stands in the project, and what is not known
// yet is said, and found by the next look at the settings.
func TestTheFormIsAskedFor(t *testing.T) {
	a := deskAt(t, false)
	page := a.get("/begin")
	mustHave(t, page, `name="form-ltc-les-2025-26"`, `name="form-capitated-les-2025-26"`, "<option>2025/26</option></select>")
	at := a.post("/begin/new", saidOf(map[string]string{"form-ltc-les-2025-26": "https://forms.sample.nhs.uk/ltc?a=1#b"}))
	mustHave(t, a.get(at), "The form for mitigation requests of Capitated LESs is an example so far")
	p, err := season.ReadProject(a.at())
	if err != nil {
		t.Fatal(err)
	}
	if p.MitigationForms["ltc-les-2025-26"] != "https://forms.sample.nhs.uk/ltc?a=1#b" || !strings.Contains(p.MitigationForms["capitated-les-2025-26"], "example.org") {
		t.Error(p.MitigationForms)
	}
}

// A folder that is not there yet is made with its first project, and is not made before.
func TestAFolderThatIsNotThereYet(t *testing.T) {
	a := deskAt(t, false)
	a.asked.Folder = filepath.Join(a.asked.Folder, "new", "folder")
	mustHave(t, a.get("/begin"), "It is not there yet: it is made together with the project.")
	if _, err := os.Stat(a.asked.Folder); err == nil {
		t.Error("it was made already")
	}
	mustHave(t, a.get(a.post("/begin/new", saidOf(nil))), "The project was made in year end")
	mustHave(t, a.get("/begin"), "Open year end/yearend.yaml")
}

// A beginning that was broken off goes on; a folder with anything else in it is left alone.
func TestABeginningThatWasBrokenOff(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole")
	if _, err := season.Begin(whole, false); err != nil {
		t.Fatal(err)
	}
	practices, err := os.ReadFile(filepath.Join(whole, "inputs", "practices.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		file string
		text []byte
		goes bool
	}{
		"half a file":            {"inputs/practices.csv", practices[:len(practices)/2], true},
		"half the project file":  {"yearend.yaml.part", []byte("# yearend"), true},
		"a file of the team's":   {"inputs/practices.csv", []byte("Practice code\n"), false},
		"another file":           {"inputs/notes.txt", nil, false},
		"a project file already": {"yearend.yaml", nil, false},
	} {
		t.Run(what, func(t *testing.T) {
			a := deskAt(t, false)
			file := filepath.Join(a.asked.Folder, "year end", filepath.FromSlash(c.file))
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			text := c.text
			if what == "half the project file" { // as this beginning would write it
				text = []byte("# yearend.yaml: one")
			}
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			page := a.get(a.post("/begin/new", saidOf(nil)))
			if c.goes {
				mustHave(t, page, "The project was made in year end")
				return
			}
			mustHave(t, page, "is not empty: name a new folder")
			if now, err := os.ReadFile(file); err != nil || string(now) != string(text) {
				t.Errorf("%q, %v", now, err)
			}
		})
	}
}

// A link to a folder that has something in it is no new folder.
func TestALinkIsNoNewFolder(t *testing.T) {
	a := deskAt(t, false)
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "ours.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(full, filepath.Join(a.asked.Folder, "year end")); err != nil {
		t.Logf("this system makes no links: %v", err)
		return
	}
	mustHave(t, a.get(a.post("/begin/new", saidOf(nil))), "is not empty: name a new folder")
	if there, err := os.ReadDir(full); err != nil || len(there) != 1 {
		t.Errorf("%v, %v", there, err)
	}
}
