package desk

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
	"yearend/cmd/yearend/season/edit"
)

// projectText is what stands in the project file, which can be read.
func (a *at) projectText() string {
	a.t.Helper()
	text, err := os.ReadFile(a.at())
	if err != nil {
		a.t.Fatal(err)
	}
	if _, err := season.ReadProject(a.at()); err != nil {
		a.t.Fatalf("%v\n%s", err, text)
	}
	return string(text)
}

// sets saves a group of settings, and gives the page that follows.
func (a *at) sets(group string, fields ...string) string {
	a.t.Helper()
	form := url.Values{"back": {"/settings/" + group}, "seen": {edit.Digest([]byte(a.projectText()))}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	at := a.post("/settings/"+group, form)
	at, _, _ = strings.Cut(at, "#")
	return a.get(at)
}

// What a person sets on the page stands in the project file, line by line where it stood,
// with every comment kept, and is what the program's own reader reads.
func TestSettingsAreWrittenWhereTheyStand(t *testing.T) {
	a := deskAt(t, true)
	was := a.projectText()
	mustHave(t, a.sets("issuer", "issuer.name", "NHS Sampleshire ICB", "issuer.address", "1 Sample Road\r\n\r\nSampleton", "issuer.signatory.name", "Sam Mockford", "issuer.second_signatory.name", "Dr Kim Illustration",
		"issuer.people[]", "2", "issuer.people[1].name", "Jo Sample", "issuer.people[1].role", "Finance Manager", "issuer.people[2].name", ""), "They stand now in yearend.yaml as you wrote it")
	a.sets("contacts", "issuer.contacts.finance.web", "https://finance.sample.nhs.uk/", "issuer.contacts.finance.phone", "")
	a.sets("forms", "mitigation_forms.ltc-les-2025-26", "https://forms.sample.nhs.uk/ltc?id=1&x=2")
	a.sets("mail", "mail.port", "465", "mail.security", "tls", "mail.allow", "nhs.net,nhs.uk ", "mail.per_minute", "")
	a.sets("messages", "mail.archive", "archive@nhs.net", "mail.together", "yes", "mail.figures", "no", "mail.copy_others", "no")
	a.sets("approval", "approvals", "2", "two_approvals_above", "£50,000")
	a.sets("panel", "panel.members[]", "2", "panel.members[1].name", "Alex Sample", "panel.members[1].seat", "finance", "panel.members[2].name", "Dr Lee Demonstration", "panel.members[2].seat", "lmc", "panel.members[2].interests", "P81999, P81917")
	a.sets("payments", "payments.columns[]", "2", "payments.columns[1].column", "Supplier number", "payments.columns[2].column", "Cost centre", "payments.columns[2].value", "123456")
	a.sets("expect", "expect.records", "4,045", "expect.activity.domain-2", "1000")
	a.sets("plausible", "plausible.price_above", "£700.00", "plausible.few", "6")
	now := a.projectText()
	mustHave(t, now, "\n  name: NHS Sampleshire ICB\n", "address: [1 Sample Road, Sampleton]\n", "{name: Sam Mockford, role: Associate Director – Primary Care}", "people: [{name: Jo Sample, role: Finance Manager}]      ",
		`finance: {name: Primary Care Finance, email: finance@example.org, phone: "", web: "https://finance.sample.nhs.uk/"}`,
		`ltc-les-2025-26: "https://forms.sample.nhs.uk/ltc?id=1&x=2"`, "allow: [nhs.net, nhs.uk]\n", "security: tls ", "# archive: archive@example.org")
	for _, line := range strings.Split(was, "\n") {
		if _, comment, is := strings.Cut(line, "#"); is && !strings.Contains(now, "#"+comment) {
			t.Errorf("the comment %q is gone", comment)
		}
	}
	p, err := season.ReadProject(a.at())
	if err != nil {
		t.Fatal(err)
	}
	if p.Issuer.Second.Name != "Dr Kim Illustration" || p.Mail.Port != 465 || p.Mail.PerMinute != 25 || !p.Mail.Together || *p.Mail.Figures || p.Mail.Archive != "archive@nhs.net" || *p.Approvals != 2 || p.TwoAbove != "£50,000" ||
		len(p.Panel.Members) != 2 || len(p.Panel.Members[1].Interests) != 2 || len(p.Payments.Columns) != 2 || p.Payments.Columns[0].Column != "Supplier number" || p.Payments.Columns[1].Value != "123456" ||
		*p.Expect.Records != 4045 || p.Expect.Activity["domain-2"] != 1000 || *p.Plausible.Few != 6 {
		t.Errorf("%+v", p)
	}
	mustHave(t, a.get("/settings/panel"), `value="Dr Lee Demonstration"`, `value="P81999, P81917"`, `<option value="lmc" selected>`)
	mustHave(t, a.get("/settings/approval"), `value="£50,000"`)
	mustHave(t, a.get("/settings"), "8 May 2026", "Still an example: Form for Capitated LESs")
	a.sets("panel", "panel.members[]", "4", "panel.members[1].name", "", "panel.members[1].seat", "", "panel.members[2].name", "Dr Lee Demonstration", "panel.members[2].seat", "advice")
	if p, err = season.ReadProject(a.at()); err != nil || len(p.Panel.Members) != 1 || p.Panel.Members[0].Seat != "advice" || len(p.Panel.Members[0].Interests) != 0 {
		t.Errorf("%v, %+v", err, p.Panel)
	}
	mustHave(t, a.sets("mail", "mail.host", p.Mail.Host), "Nothing was changed")
}

// What is taken out of a list that has lines of its own is out of it, and what is said
// beside the others stays.
func TestAListInLinesIsWrittenWhereItStands(t *testing.T) {
	a := deskAt(t, true)
	text := strings.Replace(a.projectText(), "  allow: [example.org]", "  allow: # whom letters may go to\n    - nhs.net # practices\n    - example.org\n    - example.net", 1)
	if err := os.WriteFile(a.at(), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	a.sets("mail", "mail.allow", "nhs.net, example.org")
	p, err := season.ReadProject(a.at())
	if err != nil || !slices.Equal(p.Mail.Allow, []string{"nhs.net", "example.org"}) {
		t.Errorf("%v, %v", p.Mail.Allow, err)
	}
	mustHave(t, a.projectText(), "  allow: # whom letters may go to\n    - nhs.net # practices\n    - example.org\n")
}

// A bad value is said at its field in the words of the terminal, what was written stays in
// the form, and the file stays as it is.
func TestABadSettingNeverReplacesAGoodFile(t *testing.T) {
	for what, bad := range map[string]struct{ group, field, value, says string }{
		"no name":        {"issuer", "issuer.name", "", "issuer.name is missing"},
		"a contact":      {"contacts", "issuer.contacts.finance.email", "nobody", `issuer.contacts.finance.email: "nobody" is not an e-mail address`},
		"a form":         {"forms", "mitigation_forms.ltc-les-2025-26", "http://forms.example.net", `mitigation_forms: LTC LES: "http://forms.example.net" is not a https:// address`},
		"no form":        {"forms", "mitigation_forms.ltc-les-2025-26", "", `mitigation_forms: LTC LES: "" is not a https:// address`},
		"a port":         {"mail", "mail.port", "many", `mail.port: "many" is no whole number`},
		"a sender":       {"mail", "mail.from", "other@example.org", "mail.from: other@example.org is not the account that signs in"},
		"no host":        {"mail", "mail.host", "", "mail.host is missing"},
		"half the world": {"mail", "mail.allow", "co.uk", `mail.allow: "co.uk" is no domain of an organisation`},
		"the archive":    {"messages", "mail.archive", "me@elsewhere.net", "mail.archive: "},
		"approvals":      {"approval", "approvals", "9", "approvals: write how many people must approve a run, from 1 to 5"},
		"a sum":          {"approval", "two_approvals_above", "much", "two_approvals_above: "},
		"a limit":        {"plausible", "plausible.median_above", "far", "plausible.median_above: "},
		"another year":   {"season", "year", "2024/25", "the project of 2024/25"},
	} {
		t.Run(what, func(t *testing.T) {
			a := deskAt(t, true)
			was := a.projectText()
			page := a.sets(bad.group, bad.field, bad.value)
			mustHave(t, page, "Not done", bad.says)
			if bad.group != "season" {
				field := regexp.MustCompile(`(?s)-wrong"><p class="wrong">([^<]*)</p>\s*</div>\s*<(?:input|textarea)[^>]*name="` + regexp.QuoteMeta(bad.field) + `"[^>]*>`).FindStringSubmatch(page)
				if field == nil || !strings.HasPrefix(field[1], bad.says) || !strings.Contains(field[0], `value="`+bad.value+`"`) {
					t.Errorf("the fault is not at its field: %q\n%s", field, page)
				}
			}
			if a.projectText() != was {
				t.Error("the project file was changed")
			}
		})
	}
}

// A password is neither written nor shown, also where somebody writes it into the field for
// the name of a file or of a variable.
func TestNoPasswordIsWrittenOrShown(t *testing.T) {
	a := deskAt(t, true)
	was := a.projectText()
	for _, from := range []string{"env", "file"} {
		page := a.sets("mail", "mail.secret", from, "mail.secret."+from, "Hunter2Hunter2")
		mustHave(t, page, "Not done", "the password itself is never written here")
		if strings.Contains(page, "Hunter2") || a.projectText() != was {
			t.Errorf("shown or written:\n%s", page)
		}
	}
	mustHave(t, a.sets("mail", "mail.secret", "command", "mail.secret.command", "get-token"), "Not done", "a program that prints a token is not chosen on the page")
	if a.projectText() != was {
		t.Error("a program was chosen")
	}
	file := filepath.Join(filepath.Dir(a.at()), "mail-password.txt")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	mustHave(t, a.sets("mail", "mail.secret", "file", "mail.secret.file", "mail-password.txt"), "Not done", "holds no password")
	if err := os.WriteFile(file, []byte("Hunter2Hunter2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("YEAREND_TEST_PASSWORD", "Hunter2Hunter2")
	for from, name := range map[string]string{"file": "mail-password.txt", "env": "YEAREND_TEST_PASSWORD"} {
		page := a.sets("mail", "mail.secret", from, "mail.secret."+from, name)
		mustHave(t, page, "It stands now", `value="`+name+`"`)
		mustHave(t, a.projectText(), "secret: {"+from+": "+name+"}")
		if strings.Contains(page, "Hunter2") {
			t.Error("the password is shown")
		}
	}
	a.sets("mail", "mail.secret", "")
	if a.projectText() != was {
		t.Errorf("not as it was:\n%s", a.projectText())
	}
	token := strings.Replace(was, "  auth: login ", "  secret: {command: [get-token]}\n  auth: xoauth2 ", 1)
	if err := os.WriteFile(a.at(), []byte(token), 0o600); err != nil || token == was {
		t.Fatal("no program is in the file", err)
	}
	a.sets("mail", "mail.secret", "command", "mail.secret.command", "another-program")
	if a.projectText() != token {
		t.Errorf("another program was chosen:\n%s", a.projectText())
	}
}

// What the program knows sent letters by stays once there are runs, and the others say
// which runs were made before.
func TestSettingsOnceThereAreRuns(t *testing.T) {
	a := deskAt(t, true)
	run := filepath.Join(filepath.Dir(a.at()), "output", "run-001")
	if err := os.MkdirAll(run, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(run, "run.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustHave(t, a.get("/settings/issuer"), "It stays as it is, since runs were made with it.")
	mustHave(t, a.sets("issuer", "issuer.code", "QXX"), "Not done", "issuer.code: it cannot be changed any more")
	mustHave(t, a.sets("issuer", "issuer.name", "NHS Sampleshire ICB"), "run-001 was made with what stood there before")
}

// A file that was changed meanwhile is not written over.
func TestSettingsOfAFileThatWasChangedMeanwhile(t *testing.T) {
	a := deskAt(t, true)
	seen := edit.Digest([]byte(a.projectText()))
	changed := strings.Replace(a.projectText(), "year: 2025/26", "year: 2025/26 # ours", 1)
	if err := os.WriteFile(a.at(), []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	at := a.post("/settings/issuer", url.Values{"back": {"/settings"}, "seen": {seen}, "issuer.name": {"NHS Sampleshire ICB"}})
	mustHave(t, a.get(at), "was changed since this page was made")
	if a.projectText() != changed {
		t.Error("written over")
	}
}
