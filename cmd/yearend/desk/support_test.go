package desk

import (
	"bytes"
	"context"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters/post"
	"yearend/letters/register"
)

// at is a desk of a test, with a clock of its own and commands that do what the test says.
type at struct {
	*Desk
	t       *testing.T
	window  bytes.Buffer
	command func(ctx context.Context, c Command) int

	mu    sync.Mutex
	clock time.Time
}

// deskAt opens a desk of a folder; with a sample project where it is asked for.
func deskAt(t *testing.T, withProject bool) *at {
	t.Helper()
	folder := t.TempDir()
	a := &at{t: t, clock: time.Date(2026, time.April, 17, 9, 0, 0, 0, time.UTC)}
	ask := Asked{Folder: folder, AsOf: func() calc.Date { return calc.DateOf(a.now()) }, Now: a.now, Window: &a.window, Browse: func(string) (func(), error) { return func() {}, nil },
		Program: Program{
			Command: func(ctx context.Context, c Command) int { return a.command(ctx, c) },
			Here:    season.Here{Account: "tester", Computer: "pc-1", Profile: filepath.Join(folder, "profile")},
			Next: func(season.Status) []string {
				return []string{"look through run-001: `yearend approve run-001 --by NAME`"}
			},
			Waiting: func(post.Waiting) string { return "" },
			Problem: func(calc.Problem) string { return "" },
			Again:   func(register.Record) string { return "yearend produce" },
		}}
	if withProject {
		if _, err := season.Begin(filepath.Join(folder, "trial"), false); err != nil {
			t.Fatal(err)
		}
		ask.Project = filepath.Join(folder, "trial", "yearend.yaml")
	}
	var err error
	if a.Desk, err = Open(ask); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.listens.Close() })
	return a
}

func (a *at) now() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.clock
}

func (a *at) later(d time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.clock = a.clock.Add(d)
}

// ask sends a request as the person's browser would, but for what alter changes.
func (a *at) ask(method, path string, form url.Values, alter func(*http.Request)) *http.Response {
	a.t.Helper()
	r := httptest.NewRequest(method, "http://"+a.guard.host+path, strings.NewReader(form.Encode()))
	r.AddCookie(a.guard.cookie())
	if method == http.MethodPost {
		r.Header.Set("Origin", a.guard.origin())
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if alter != nil {
		alter(r)
	}
	ctx, answered := context.WithCancel(r.Context())
	defer answered() // as a server ends a request when it is answered, or its tab closed
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, r.WithContext(ctx))
	return w.Result()
}

// get is the text of a page.
func (a *at) get(path string) string {
	a.t.Helper()
	return text(a.t, a.ask(http.MethodGet, path, nil, nil))
}

// post does a change with the word of our forms, and gives where it leads.
func (a *at) post(path string, form url.Values) string {
	a.t.Helper()
	if form == nil {
		form = url.Values{}
	}
	form.Set("word", a.guard.form)
	answer := a.ask(http.MethodPost, path, form, nil)
	if answer.StatusCode != http.StatusSeeOther {
		a.t.Fatalf("%s: %s: %s", path, answer.Status, text(a.t, answer))
	}
	return answer.Header.Get("Location")
}

// uploads sends files with a form, by their names, and gives where it leads.
func (a *at) uploads(path, back, field string, files ...string) string {
	a.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	form.WriteField("word", a.guard.form)
	form.WriteField("back", back)
	for i := 0; i < len(files); i += 2 {
		part, err := form.CreateFormFile(field, files[i])
		if err != nil {
			a.t.Fatal(err)
		}
		part.Write([]byte(files[i+1]))
	}
	form.Close()
	r := httptest.NewRequest(http.MethodPost, "http://"+a.guard.host+path, &body)
	r.AddCookie(a.guard.cookie())
	r.Header.Set("Origin", a.guard.origin())
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, r)
	at, _, _ := strings.Cut(w.Result().Header.Get("Location"), "#")
	return at
}

func text(t *testing.T, answer *http.Response) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := b.ReadFrom(answer.Body); err != nil {
		t.Fatal(err)
	}
	return html.UnescapeString(b.String())
}

func mustHave(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("lacks %q:\n%s", w, page)
		}
	}
}
