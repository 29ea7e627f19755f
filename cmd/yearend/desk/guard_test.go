package desk

import (
	"bytes"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/post"
)

// The token opens the desk once, and becomes a cookie that no script reads and no other
// site's page sends.
func TestTheTokenIsGoodOnce(t *testing.T) {
	a := deskAt(t, true)
	bare := func(r *http.Request) { r.Header.Del("Cookie") }
	opening, err := url.Parse(a.Address())
	if err != nil {
		t.Fatal(err)
	}
	if got := a.ask(http.MethodGet, "/open?token=WRONG", nil, bare).StatusCode; got != http.StatusForbidden {
		t.Errorf("a wrong token: %d", got)
	}
	first := a.ask(http.MethodGet, opening.RequestURI(), nil, bare)
	cookies := first.Cookies()
	if first.StatusCode != http.StatusOK || len(cookies) != 1 {
		t.Fatalf("%s, cookies %v", first.Status, cookies)
	}
	if c := cookies[0]; !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Value != a.guard.session || strings.Contains(text(t, first), c.Value) {
		t.Errorf("cookie %+v", c)
	}
	if again := a.ask(http.MethodGet, opening.RequestURI(), nil, bare); again.StatusCode != http.StatusForbidden || len(again.Cookies()) > 0 {
		t.Errorf("a second time: %s, cookies %v", again.Status, again.Cookies())
	}
	if got := a.ask(http.MethodGet, opening.RequestURI(), nil, nil).StatusCode; got != http.StatusSeeOther {
		t.Errorf("the same tab, loaded again: %d", got)
	}
}

// Whoever is not the person's own browser gets nothing and changes nothing: another user
// of the computer has no cookie, another site's page an origin of its own, and a name that
// was led to this address is not ours.
func TestNobodyElseGetsAnything(t *testing.T) {
	a := deskAt(t, true)
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	_, port, _ := net.SplitHostPort(a.guard.host)
	for what, alter := range map[string]func(*http.Request){
		"no cookie":                     func(r *http.Request) { r.Header.Del("Cookie") },
		"another cookie":                set("Cookie", a.guard.cookieName()+"=GUESSED"),
		"the cookie of another port":    set("Cookie", "yearend-desk-1="+a.guard.session),
		"a name led here":               host("evil.example.com:" + port),
		"localhost":                     host("localhost:" + port),
		"no port":                       host("127.0.0.1"),
		"another site's page":           set("Origin", "https://evil.example.com"),
		"a page of another port":        set("Origin", "http://127.0.0.1:1"),
		"a page without an origin":      set("Origin", "null"),
		"fetched by another site":       set("Sec-Fetch-Site", "cross-site"),
		"fetched by another port's own": set("Sec-Fetch-Site", "same-site"),
	} {
		for _, path := range slices.Concat(everyPage(a), []string{"/runs/run-001/files/run.json", "/letters/P81999/ltc-les-2025-26/letter.html", "/words/ltc-les-2025-26/letter.md/letter.html",
			"/files/fix-list.zip", "/work/1/events", "/desk.css"}) {
			if answer := a.ask(http.MethodGet, path, nil, alter); answer.StatusCode != http.StatusForbidden || strings.Contains(text(t, answer), "trial") {
				t.Errorf("%s: GET %s: %s", what, path, answer.Status)
			}
		}
		if answer := a.ask(http.MethodPost, "/end", url.Values{"word": {a.guard.form}}, alter); answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s: POST: %s", what, answer.Status)
		}
	}
	for what, form := range map[string]url.Values{"no word": {}, "another word": {"word": {"GUESSED"}}, "the cookie for a word": {"word": {a.guard.session}}} {
		for _, path := range everyChange(t) {
			if answer := a.ask(http.MethodPost, path, form, nil); answer.StatusCode != http.StatusForbidden {
				t.Errorf("%s with %s: %s", path, what, answer.Status)
			}
		}
	}
	for _, path := range []string{"/files/add", "/panel/sheet", "/settings/picture/logo"} { // forms with files
		for _, word := range []string{"", "GUESSED", a.guard.session} {
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			form.WriteField("word", word)
			form.Close()
			answer := a.ask(http.MethodPost, path, nil, func(r *http.Request) {
				r.Header.Set("Content-Type", form.FormDataContentType())
				r.Body = io.NopCloser(&body)
			})
			if answer.StatusCode != http.StatusForbidden {
				t.Errorf("%s with the word %q: %s", path, word, answer.Status)
			}
		}
	}
	if answer := a.ask(http.MethodPost, "/end", url.Values{"word": {a.guard.form}}, func(r *http.Request) { r.Header.Del("Origin") }); answer.StatusCode != http.StatusForbidden {
		t.Errorf("a change that says not where it comes from: %s", answer.Status)
	}
	for what, alter := range map[string]func(*http.Request){"a name led here": host("evil.example.com:" + port), "another site's page": set("Origin", "https://evil.example.com")} {
		if answer := a.ask(http.MethodGet, strings.TrimPrefix(a.Address(), a.guard.origin()), nil, alter); answer.StatusCode != http.StatusForbidden || len(answer.Cookies()) > 0 || a.guard.token.word == "" {
			t.Errorf("%s, with the token: %s, cookies %v", what, answer.Status, answer.Cookies())
		}
	}
	if answer := a.ask(http.MethodPut, "/", nil, nil); answer.StatusCode != http.StatusForbidden {
		t.Errorf("another method: %s", answer.Status)
	}
	select {
	case <-a.over:
		t.Error("somebody else has ended the desk")
	default:
	}
}

// everyPage is where each page of the desk is.
func everyPage(a *at) (paths []string) {
	for _, p := range a.pages {
		if p.Show != nil {
			paths = append(paths, inBraces.ReplaceAllString(p.Path, "run-001"))
		}
	}
	return paths
}

// everyChange is where each change of the desk is asked for, as its source registers it.
func everyChange(t *testing.T) (paths []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, registers := range registered.FindAllStringSubmatch(string(text), -1) {
			paths = append(paths, inBraces.ReplaceAllString(registers[1], "run-001"))
		}
	}
	if len(paths) < 20 {
		t.Fatalf("only %d changes are to be seen: %v", len(paths), paths)
	}
	return paths
}

var registered, inBraces = regexp.MustCompile(`(?:\.(?:change|edits)\("|"POST )(/[^"]+)"`), regexp.MustCompile(`\{[^}]*\}`)

// The server listens on this computer alone, also where the folder's own port is taken,
// and its pages fetch nothing from elsewhere: those of the desk, and the letters and the
// runs that are shown in them.
func TestTheDeskStaysOnThisComputer(t *testing.T) {
	a := deskAt(t, true)
	again, err := listen(a.asked.Folder)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for _, listens := range []net.Listener{a.listens, again} {
		if at := listens.Addr().(*net.TCPAddr); !at.IP.IsLoopback() || at.Port == 0 {
			t.Errorf("listens on %v", at)
		}
	}
	all := []string{"default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} // of which the last three do not follow the first
	for has, must := range map[string][]string{policy: all, framePolicy: {all[0], "frame-ancestors 'self'"}, runPolicy: {all[0], "form-action 'none'", all[2], "frame-ancestors 'self'"}} {
		directives := strings.Split(has, "; ")
		for _, directive := range directives {
			words := strings.Fields(directive)
			for _, from := range words[1:] {
				inline := has != policy && words[0] == "style-src" || has == runPolicy && words[0] == "script-src" // a letter has its style in it, a run's page its script too
				within := from == "data:" && words[0] == "img-src" || from == "'unsafe-inline'" && inline
				if !within && from != "'none'" && from != "'self'" {
					t.Errorf("%s allows %s", words[0], from)
				}
			}
		}
		for _, one := range must {
			if !slices.Contains(directives, one) {
				t.Errorf("the policy %q has no %s", has, one)
			}
		}
	}
	p, err := season.ReadProject(a.at())
	if err == nil {
		_, err = season.Produce(t.Context(), p.At(a.asked.Program.Here), season.Request{Kind: letters.YearEnd(), AsOf: 20260417, Now: a.now})
	}
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"/letters/P81999/ltc-les-2025-26/letter.html": framePolicy, "/runs/run-001/files/index.html": runPolicy} {
		if answer := a.ask(http.MethodGet, path, nil, nil); answer.StatusCode != http.StatusOK || !slices.Equal(answer.Header["Content-Security-Policy"], []string{want}) {
			t.Errorf("%s: %s, policy %q", path, answer.Status, answer.Header["Content-Security-Policy"])
		}
	}
	made, err := season.OpenRun(p, "run-001")
	if err != nil {
		t.Fatal(err)
	}
	for name := range made.Record.Outputs {
		if answer := a.ask(http.MethodGet, "/runs/run-001/files/"+name, nil, nil); answer.StatusCode != http.StatusOK || !slices.Equal(answer.Header["Content-Security-Policy"], []string{runPolicy}) {
			t.Errorf("%s: %s, policy %q", name, answer.Status, answer.Header["Content-Security-Policy"])
		}
	}
	a.asked.Program.Confirmed = func(*calc.Assumption) string { return "" }
	a.asked.Program.Position = func(*calc.Statement) string { return "" }
	a.asked.Program.Pace = func(*season.Sending, post.Plan) string { return "" }
	a.asked.Program.Copies = func(post.Plan) string { return "" }
	for _, path := range append(everyPage(a), "/nowhere", "/runs/run-001/files/nothing.html") {
		answer := a.ask(http.MethodGet, path, nil, nil)
		if h := answer.Header; h.Get("Content-Security-Policy") != policy || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: headers %v", path, h)
		}
		page := text(t, answer)
		for _, never := range []string{"https://", "//cdn", "<style", " style=", "onclick", a.guard.session} {
			if strings.Contains(page, never) {
				t.Errorf("%s has %q", path, never)
			}
		}
		if answer.StatusCode != http.StatusSeeOther {
			mustHave(t, page, `<html lang="en">`, `class="skip"`, "<h1>")
		}
	}
}

// A way back leads to a page of ours, also from what was at work.
func TestAFormLeadsNowhereElse(t *testing.T) {
	a := deskAt(t, true)
	for _, back := range []string{"//evil.example.com/", "https://evil.example.com/", `/\evil.example.com`, ""} {
		if at := a.post("/begin/open", url.Values{"file": {"nothing.yaml"}, "back": {back}}); !strings.HasPrefix(at, "/?note=") {
			t.Errorf("%q leads to %s", back, at)
		}
		tried := a.post("/probe", url.Values{"back": {back}})
		a.works.wait.Wait()
		mustHave(t, a.get(tried), `<a class="button" href="/">Back</a>`)
	}
}
