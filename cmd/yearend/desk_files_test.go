package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// trialDesk is a desk with a project of the small sample, and its visitor.
func trialDesk(t *testing.T) (v *visitor, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "trial")
	yearend(t, exitDone, "init", dir)
	return visitDesk(t, openedDesk(t, deskDay(t), dir)), dir
}

// hands hands files over in the form of the page of files, by name and content.
func (v *visitor) hands(word string, files ...string) (status int, page string) {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	form.WriteField("word", word)
	form.WriteField("back", "/files")
	for i := 0; i < len(files); i += 2 {
		part, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {fmt.Sprintf(`form-data; name="files"; filename="%s"`, files[i])}, "Content-Type": {"text/csv"}})
		if err != nil {
			v.t.Fatal(err)
		}
		io.WriteString(part, files[i+1])
	}
	form.Close()
	r, err := http.NewRequest(http.MethodPost, v.origin+"/files/add", &body)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Origin", v.origin)
	answer, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return answer.StatusCode, ""
	}
	return http.StatusOK, v.read(answer, nil)
}

// hidden is what stands in a hidden field of a page.
func hidden(t *testing.T, page, name string) string {
	t.Helper()
	found := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("no field %s in\n%s", name, page)
	}
	return found[1]
}

func contentOf(t *testing.T, parts ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A file that is handed over is said what it is, is said to be something else, is used, and
// is never put over another unasked.
func TestTheDeskTakesFiles(t *testing.T) {
	v, dir := trialDesk(t)
	extract := "ODS,What,Month,Activity\nP81999,domain-2,2025-04,7\n"
	if status, page := v.hands(v.word, "extract.csv", extract); status != http.StatusOK || !strings.Contains(page, "inputs/extract.csv is there now.") || !strings.Contains(page, `href="/files/new/extract.csv"`) {
		t.Fatal(status, page)
	}
	page := v.get("/files/new/extract.csv?kind=activity&layout=months")
	mustContain(t, page, "it lacks Practice code and Service", "<option>ODS</option>")
	fields := []string{"seen", hidden(t, page, "seen"), "was-name", "extract.csv", "kind", "activity", "layout", "months", "sheet", "",
		"column:Practice code", "ODS", "column:Service", "What", "column:Month", "Month", "column:Activity", "Activity", "column:Coded after cut-off", ""}
	before := contentOf(t, dir, "yearend.yaml")
	mustContain(t, v.does("/files/use", fields...), "The season reads inputs/extract.csv as: Activity.", "Practice code from “ODS”")
	now := contentOf(t, dir, "yearend.yaml")
	entry := ", {file: inputs/extract.csv, layout: months, columns: {Practice code: [ODS], Service: [What]}}"
	if strings.Replace(now, entry, "", 1) != before {
		t.Errorf("the project file is now\n%s", now)
	}
	mustContain(t, v.does("/files/use", fields...), "was changed since this page was made")

	other := strings.Replace(extract, ",7", ",8", 1)
	if _, page := v.hands(v.word, "extract.csv", other, "extract.csv", extract); !strings.Contains(page, "say below which of the two is meant") || !strings.Contains(page, "the very same") {
		t.Error(page)
	}
	if contentOf(t, dir, "inputs", "extract.csv") != extract {
		t.Error("a file was written over unasked")
	}
	mustContain(t, v.does("/files/keep", "name", "extract.csv", "seen", hidden(t, v.get("/files"), "seen")), "is now the file that was sent last")
	if contentOf(t, dir, "inputs", "extract.csv") != other {
		t.Error("the file that was meant is not there")
	}
	page = v.get("/files/input/activity/1")
	mustContain(t, v.does("/files/unuse", "was-kind", "activity", "was-place", "1", "seen", hidden(t, page, "seen")), "The file stays where it is.")
	if contentOf(t, dir, "yearend.yaml") != before {
		t.Error("the project file is not as it was")
	}
}

// What is hostile is refused, and nothing of it is kept.
func TestTheDeskRefusesHostileFiles(t *testing.T) {
	v, dir := trialDesk(t)
	before := filesIn(t, filepath.Dir(dir))
	rows := "Practice code,Email\nP81999,a@example.org\n"
	for _, name := range []string{"../up.csv", `..\\up.csv`, "/etc/up.csv", "x/../../up.csv", "C:up.csv", "CON.csv", "nul.xlsx", ".up.csv", "up.exe", "up.csv.", "up\u202e.csv", "yearend.yaml"} {
		status, page := v.hands(v.word, name, rows)
		if status != http.StatusOK || !strings.Contains(page, "was not taken") {
			t.Errorf("%q: %d %s", name, status, page)
		}
	}
	for name, content := range map[string]string{"page.csv": "<!DOCTYPE html><script>alert(1)</script>", "cut.xlsx": "PK\x03\x04", "none.csv": ""} {
		if _, page := v.hands(v.word, name, content); !strings.Contains(page, "was not taken") {
			t.Errorf("%s: %s", name, page)
		}
	}
	if status, _ := v.hands("another", "good.csv", rows); status != http.StatusForbidden {
		t.Errorf("without the word of our forms: %d", status)
	}
	for name, digest := range filesIn(t, filepath.Dir(dir)) {
		if before[name] != digest {
			t.Errorf("%s was left", name)
		}
	}
	if _, page := v.hands(v.word); !strings.Contains(page, "no file was chosen") {
		t.Error(page)
	}
	for _, path := range []string{"/files/new/..%2Fyearend.yaml", "/files/input/practices/7", "/files/input/colours/0"} {
		mustContain(t, v.get(path), "Not done")
	}
}

// Problems stand by file with their row, column, value and remedy, and the fix list is
// the one that the command writes.
func TestTheDeskShowsProblems(t *testing.T) {
	v, dir := trialDesk(t)
	activity := filepath.Join(dir, "inputs", "activity.csv")
	mustContain(t, v.get("/files/problems"), "were not checked")
	mustContain(t, v.does("/files/check"), "E-date P81925", "The problems, by file")
	mustContain(t, v.get("/files/problems"), `<h2 id="file-0">inputs/activity.csv</h2>`, `<p class="says">E-date</p></th><td>no calendar has this day`, "<p>row 2878</p><p>Activity date</p></td><td>31/02/2026</td>")
	list := filepath.Join(t.TempDir(), "list")
	o := deskDay(t)
	var said bytes.Buffer
	o.run(t.Context(), []string{"--project", filepath.Join(dir, "yearend.yaml"), "check", "--fix-list", list}, &lines{to: &said, width: asWritten}, &lines{to: &said, width: asWritten}, &said)
	answer, err := v.client.Get(v.origin + "/files/fix-list.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err, string(data))
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, _ := io.ReadAll(in)
		if string(got) != contentOf(t, list, f.Name) {
			t.Errorf("%s is not what the command writes", f.Name)
		}
	}
	if left, _ := os.ReadDir(list); len(left) != len(z.File) || len(left) == 0 {
		t.Errorf("%d workbooks, and the command writes %d", len(z.File), len(left))
	}
	if err := os.WriteFile(activity, []byte(contentOf(t, activity)+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	mustContain(t, v.get("/files/problems"), "The files were changed since")
	mustContain(t, v.get("/files/fix-list.zip"), "check them again")
}

// An assumption that is confirmed on the page is confirmed for the command.
func TestTheDeskConfirmsAssumptions(t *testing.T) {
	v, dir := trialDesk(t)
	page := v.get("/rules")
	mustContain(t, page, "not confirmed by anybody", "moves money")
	seen := regexp.MustCompile(`name="scheme" value="ltc-les-2025-26"><input type="hidden" name="key" value="late"><input type="hidden" name="seen" value="([0-9a-f]+)"`).FindStringSubmatch(page)
	if seen == nil {
		t.Fatal(page)
	}
	fields := []string{"scheme", "ltc-les-2025-26", "key", "late", "seen", seen[1], "by", "Jo Sample, Finance", "on", "2026-04-10"}
	mustContain(t, v.does("/rules/confirm", fields...), "That stands in schemes/ltc-les-2025-26.yaml now")
	mustContain(t, v.get("/rules"), "confirmed by Jo Sample, Finance on 2026-04-10")
	said := yearend(t, exitDone, "rules", "--project", filepath.Join(dir, "yearend.yaml"))
	if strings.Count(said, "confirmed by Jo Sample, Finance on 2026-04-10") != 1 {
		t.Error(said)
	}
	mustContain(t, v.does("/rules/confirm", fields...), "was changed since")
	mustContain(t, v.does("/rules/confirm", "scheme", "ltc-les-2025-26", "key", "late", "by", "", "on", "2026-04-10"), "who has confirmed it")
}

// A practice's letter stands beside its working; what is decided for it is read by the
// commands; its words are tried without being saved, and saved without a fault.
func TestTheDeskShowsLettersAndTheirWords(t *testing.T) {
	v, dir := trialDesk(t)
	project := filepath.Join(dir, "yearend.yaml")
	mustContain(t, v.get("/letters?practice=p81999"), "P81999", "2 of 23")
	page := v.get("/letters/P81999")
	mustContain(t, page, yearend(t, exitDone, "explain", "P81999", "--scheme", "LTC", "--as-of", "2026-04-17", "--project", project))
	yearend(t, exitDone, "preview", "P81999", "--as-of", "2026-04-17", "--project", project)
	for form, ending := range map[string]string{"letter.pdf": ".pdf", "letter.txt": ".txt"} {
		answer, err := v.client.Get(v.origin + "/letters/P81999/ltc-les-2025-26/" + form)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if string(got) != contentOf(t, dir, "output", "preview", "ltc-les-2025-26-P81999"+ending) {
			t.Errorf("%s is not what preview makes", form)
		}
		if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'self'") {
			t.Error(policy)
		}
	}

	mustContain(t, v.does("/letters/P81999/instruct", "instruction", "hold", "scheme", "ltc-les-2025-26", "text", "Under dispute", "by", "Sam Sample"), "stands in inputs/instructions.csv now", "Under dispute")
	checked := yearend(t, exitPerson, "check", "--as-of", "2026-04-17", "--project", project)
	mustContain(t, checked, "Under dispute (held by Sam Sample on 2026-04-17")
	page = v.get("/letters/P81999")
	mustContain(t, page, "It is held, and gets no letter", "Sam Sample on 2026-04-17")
	mustContain(t, v.does("/letters/P81999/instruct", "instruction", "note", "text", "As P81902 said", "by", "Sam Sample"), "a letter shows no code but its own")
	mustContain(t, v.does("/letters/P81999/withdraw", "which", hidden(t, page, "which")), "was taken out")
	if checked = yearend(t, exitPerson, "check", "--as-of", "2026-04-17", "--project", project); strings.Contains(checked, "Under dispute") {
		t.Error(checked)
	}

	name := "/words/ltc-les-2025-26/letter.md"
	page = v.get(name)
	words := contentOf(t, "..", "..", "templates", "ltc-les-2025-26", "letter.md")
	mustContain(t, page, "\n"+words+"</textarea>")
	other := strings.Replace(words, "Dear {{.Addressee}}", "Good day, {{.Addressee}}", 1)
	page = v.does(name+"/try", "text", strings.ReplaceAll(other, "\n", "\r\n"), "practice", "P81999")
	frame := regexp.MustCompile(`<iframe src="([^"]+)"`).FindStringSubmatch(page)
	if frame == nil || !strings.Contains(page, "not saved yet") {
		t.Fatal(page)
	}
	mustContain(t, v.get(frame[1]), "Good day, Practice Manager")
	if _, err := os.Stat(filepath.Join(dir, "templates")); err == nil {
		t.Error("words were written that were only tried")
	}
	broken := strings.Replace(other, "Good day", "{{.Good}} day", 1)
	line := 1 + strings.Count(broken[:strings.Index(broken, "{{.Good}}")], "\n")
	mustContain(t, v.does(name+"/save", "text", broken, "practice", "P81999", "seen", hidden(t, page, "seen")), "are not saved", fmt.Sprintf("Line %d</a>", line))
	mustContain(t, v.does(name+"/save", "text", other, "practice", "P81999", "seen", hidden(t, page, "seen")), "The words stand in templates/ltc-les-2025-26/letter.md now")
	if contentOf(t, dir, "templates", "ltc-les-2025-26", "letter.md") != other {
		t.Error("other words were saved")
	}
	mustContain(t, v.does(name+"/save", "text", words, "seen", hidden(t, page, "seen")), "was changed since")
	yearend(t, exitDone, "preview", "P81999", "--scheme", "LTC", "--as-of", "2026-04-17", "--project", project)
	mustContain(t, contentOf(t, dir, "output", "preview", "ltc-les-2025-26-P81999.txt"), "Good day, Practice Manager")
	mustContain(t, v.does(name+"/shipped", "seen", hidden(t, v.get(name), "seen")), "The shipped words stand again", "letter.md.old-1")
}
