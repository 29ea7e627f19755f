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
		"a folder above":     {"folder", "../elsewhere", "cannot be the name of a folder"},
		"a drive":            {"folder", `C:\x`, "cannot be the name of a folder"},
		"no year":            {"year", "twenty", "is not a contract year"},
		"no mailbox":         {"mailbox", "letters", "is not one e-mail address"},
		"a contact's e-mail": {"primary-email", "nobody", "is not an e-mail address"},
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
