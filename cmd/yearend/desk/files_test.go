package desk

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
)

// A file of which nobody can see what it is is taken for nothing before a person says it.
func TestAnUnknownFileIsTakenForNothing(t *testing.T) {
	a := deskAt(t, true)
	at := a.uploads("/files/add", "/files", "files", "what.csv", "One,Two\nx,y\n")
	mustHave(t, a.get(at), "inputs/what.csv is there now.", "Seems to be: <strong>not known</strong>")
	page := a.get("/files/new/what.csv")
	mustHave(t, page, `<option value="" selected>choose</option>`, "First say what it is")
	if strings.Contains(page, `<option value="practices" selected>`) || strings.Contains(page, "Read it like this") {
		t.Error(page)
	}
	mustHave(t, a.get("/files/new/what.csv?kind=activity"), `<option value="activity" selected>`, "Read it like this", "no row names its columns")
	mustHave(t, a.get(a.post("/files/aside", url.Values{"name": {"what.csv"}})), "The file lies in inputs/aside/what.csv now")
	mustHave(t, a.get(a.post("/files/aside", url.Values{"name": {"practices.csv"}, "back": {"/files"}})), "the season reads practices.csv")
}

// What is no table is refused with advice that helps, and a form without a file says so.
func TestWhatIsNoTableIsNotTaken(t *testing.T) {
	a := deskAt(t, true)
	for _, c := range []struct{ name, text, says string }{
		{"scan.xlsx", "\x89PNG\r\n\x1a\n\x00\x00", "this is a picture: ask for the table itself"},
		{"scan.xlsx", "\u0089PNG\r\n\x1a\nabc", "this is a picture: ask for the table itself"},
		{"photo.csv", "RIFF\x10\x00\x00\x00WEBPVP8 ", "this is a picture or a film: ask for the table itself"},
		{"photo.xlsx", "\x00\x00\x00\x18ftypheic\x00\x00", "this is a picture or a film: ask for the table itself"},
		{"scan.png", "\x89PNG\r\n\x1a\n", "another name makes none of it"},
		{"empty.csv", "", "the file is empty"},
	} {
		page := a.get(a.uploads("/files/add", "/files", "files", c.name, c.text))
		mustHave(t, page, "Not done", c.says)
		if strings.Contains(page, "save it under another name") || strings.Contains(page, "rename it") {
			t.Errorf("%s: wrong advice:\n%s", c.name, page)
		}
	}
	mustHave(t, a.get(a.uploads("/files/add", "/files", "files")), "Not done", "no file was chosen")
}

// rowsOf is a file of so many rows that is nowhere whole.
type rowsOf int

func (r *rowsOf) Read(to []byte) (n int, err error) {
	const row = "P81999,somebody@example.org\n"
	for ; *r > 0 && n+len(row) <= len(to); *r-- {
		n += copy(to[n:], row)
	}
	if *r == 0 && n == 0 {
		err = io.EOF
	}
	return n, err
}

// A large file is never whole in memory on its way into the inputs.
func TestALargeFileIsTakenAsItComes(t *testing.T) {
	a := deskAt(t, true)
	var begins bytes.Buffer
	form := multipart.NewWriter(&begins)
	form.WriteField("word", a.guard.form)
	form.WriteField("back", "/files")
	if _, err := form.CreateFormFile("files", "large.csv"); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(4_000_000)
	ends := strings.NewReader("\r\n--" + form.Boundary() + "--\r\n")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	answer := a.ask(http.MethodPost, "/files/add", nil, func(r *http.Request) {
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Body = io.NopCloser(io.MultiReader(&begins, strings.NewReader("Practice code,Email\n"), &rows, ends))
	})
	runtime.ReadMemStats(&after)
	facts, err := os.Stat(filepath.Join(filepath.Dir(a.at()), "inputs", "large.csv"))
	if err != nil || facts.Size() < 100<<20 {
		t.Fatalf("%v, %v: %s", facts, err, answer.Header.Get("Location"))
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 64<<20 {
		t.Errorf("%d MB were allocated in all", grown>>20)
	}
}

// What waits for a word is limited in number and in time.
func TestWhatWaitsIsLimited(t *testing.T) {
	a := deskAt(t, true)
	inputs := filepath.Join(filepath.Dir(a.at()), "inputs")
	arriving := filepath.Join(inputs, "arriving")
	if err := os.MkdirAll(arriving, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		for _, dir := range []string{inputs, arriving} {
			file := filepath.Join(dir, fmt.Sprintf("f%d.csv", i))
			if err := os.WriteFile(file, []byte(dir), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(file, a.now(), a.now()); err != nil {
				t.Fatal(err)
			}
		}
	}
	mustHave(t, a.get(a.uploads("/files/add", "/files", "files", "more.csv", "a,b\n")), "20 files wait already", "say on this page which of each two is meant")
	a.later(15 * 24 * time.Hour)
	mustHave(t, a.get("/files"), "Nobody said in two weeks which was meant", "f0.csv")
	if left, err := os.ReadDir(arriving); err == nil {
		t.Errorf("%v are left", left)
	}
	mustHave(t, a.get(a.uploads("/files/add", "/files", "files", "more.csv", "a,b\n")), "inputs/more.csv is there now.")
	for i := range 80 {
		if err := os.WriteFile(filepath.Join(inputs, fmt.Sprintf("g%d.csv", i)), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	mustHave(t, a.get(a.uploads("/files/add", "/files", "files", "again.csv", "a,b\n")), "files lie in inputs that the season does not read", "put aside what is not wanted")
}

// Something implausible that somebody has looked into is accepted on the page, for the value
// that was found, as the command reads it; it can be taken out again there.
func TestAcceptingOnThePage(t *testing.T) {
	a := deskAt(t, true)
	contracts := filepath.Join(filepath.Dir(a.at()), "inputs", "contracts.csv")
	text, err := os.ReadFile(contracts)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	for i, line := range lines { // one practice's price for a unit is far from the others'
		if strings.HasPrefix(line, "P81999,ltc") {
			cells := strings.Split(strings.TrimRight(line, "\r"), ",")
			cells[4] = cells[4] + "0"
			cells[4] = "1" + cells[4]
			lines[i] = strings.Join(cells, ",")
		}
	}
	if err := os.WriteFile(contracts, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	check := func() *checked {
		t.Helper()
		p, err := season.ReadProject(a.at())
		if err != nil {
			t.Fatal(err)
		}
		a.asked.Program.Check = func(io.Writer, calc.Settlement, *season.Asked) {}
		found, err := a.check(context.Background(), io.Discard, p, season.Request{Kind: letters.YearEnd(), AsOf: calc.DateOf(a.now()), Now: a.now})
		if err != nil {
			t.Fatal(err)
		}
		a.checks = found
		return found
	}
	var far calc.Problem
	for _, p := range check().Problems {
		if calc.IsImplausible(p.Code) && p.Practice == "P81999" {
			far = p
		}
	}
	if far.Code == "" {
		t.Fatal("nothing implausible was found")
	}
	place := acceptPlace(far)
	mustHave(t, a.get("/files/problems"), strings.ReplaceAll(place, "&amp;", "&"))
	mustHave(t, a.get(place), "Looked into", far.Found)
	form := url.Values{"code": {far.Code}, "practice": {string(far.Practice)}, "scheme": {far.Scheme}, "service": {far.Service}, "found": {far.Found}, "by": {"Sam Mockford"}, "back": {place}}
	mustHave(t, a.get(a.post("/files/accept", form)), "stands in inputs/instructions.csv now")
	accepted := false
	for _, p := range check().Problems {
		if p.Code == far.Code && p.Practice == far.Practice && p.Found == far.Found {
			t.Error("it is found still")
		}
		accepted = accepted || p.Code == calc.Accepted && strings.Contains(p.Remedy, far.Code+" is accepted by Sam Mockford")
	}
	if !accepted {
		t.Error("it is not accepted")
	}
	page := a.get("/instructions")
	mustHave(t, page, "Accepted: somebody has looked into it", far.Code+": "+far.Found)
	_, which, _ := strings.Cut(page, `name="which" value="`)
	which, _, _ = strings.Cut(which, `"`)
	mustHave(t, a.get(a.post("/instructions/withdraw", url.Values{"which": {which}})), "was taken out of inputs/instructions.csv", "Nothing so far")
}

// onePixel is a picture.
func onePixel(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 200, 80))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A picture for the letters is kept and named; what is none is not.
func TestAPictureForTheLetters(t *testing.T) {
	a := deskAt(t, true)
	was := a.projectText()
	mustHave(t, a.get(a.uploads("/settings/picture/logo", "/settings/pictures", "picture", "logo.png", "no picture")), "Not done")
	mustHave(t, a.get(a.uploads("/settings/picture/logo", "/settings/pictures", "picture", "../logo.png", "no picture")), "its name leads to another folder")
	mustHave(t, a.get(a.uploads("/settings/picture/logo", "/settings/pictures", "picture")), "no picture was chosen")
	if left, _ := os.ReadDir(filepath.Join(filepath.Dir(a.at()), "pictures")); len(left) > 0 || a.projectText() != was {
		t.Errorf("%v is kept", left)
	}
	mustHave(t, a.get(a.uploads("/settings/picture/logo", "/settings/pictures", "picture", "logo.png", onePixel(t))), "Letters show pictures/logo.png from now on", "Now: pictures/logo.png")
	mustHave(t, a.projectText(), "logo: pictures/logo.png  ")
	a.post("/settings/nopicture/logo", nil)
	if a.projectText() != was {
		t.Error("not as it was")
	}
}
