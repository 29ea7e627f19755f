package main

import (
	"bytes"
	"context"
	"errors"
	"html"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// deskDay is a person who works on a day in April, at a clock that stands still.
func deskDay(t testing.TB) options {
	return options{asOf: "2026-04-17", here: hereOf(t), now: func() time.Time { return time.Date(2026, time.April, 17, 9, 0, 0, 0, time.UTC) }}
}

// openedDesk serves the desk of a folder for a test, and gives the address that opens it.
func openedDesk(t testing.TB, o options, folder string) (address string) {
	t.Helper()
	return openedDeskOf(t, o, folder, "")
}

// openedDeskOf is the same for a project that is named.
func openedDeskOf(t testing.TB, o options, folder, project string) (address string) {
	t.Helper()
	opened, ended := make(chan string, 1), make(chan error, 1)
	ctx, end := context.WithCancel(t.Context())
	go func() {
		ended <- openDesk(ctx, o, folder, project, io.Discard, func(at string) (func(), error) { opened <- at; return func() {}, nil })
	}()
	t.Cleanup(func() {
		end()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case address = <-opened:
	case err := <-ended:
		t.Fatal(err)
	}
	return address
}

// A double-click opens the desk, and whoever types nothing in a terminal is told what can
// be typed.
func TestADoubleClickOpensTheDesk(t *testing.T) {
	for _, c := range []struct {
		typed      string
		ownConsole bool
		want       string
	}{{"", true, "desk"}, {"", false, ""}, {"status --json", true, "status --json"}, {"check", false, "check"}} {
		if got := strings.Join(begun(strings.Fields(c.typed), c.ownConsole), " "); got != c.want {
			t.Errorf("%q, in a window of its own %t, is %q, want %q", c.typed, c.ownConsole, got, c.want)
		}
	}
	if main := string(read(t, "main.go")); !strings.Contains(main, "run(ctx, begun(os.Args[1:], desk.OwnConsole()), os.Stdout, os.Stderr)") {
		t.Error("main does not ask for what the program was begun") // seen in its text: only on Windows has it a window of its own
	}
	if cobra.MousetrapHelpText != "" {
		t.Error("the library refuses a double-click")
	}
}

// visitor is a browser without a screen.
type visitor struct {
	t      testing.TB
	client *http.Client
	origin string
	word   string
}

func visitDesk(t testing.TB, address string) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	origin, _, _ := strings.Cut(address, "/open")
	v := &visitor{t: t, client: &http.Client{Jar: jar}, origin: origin}
	v.read(v.client.Get(address))
	found := regexp.MustCompile(`name="word" value="([^"]+)"`).FindStringSubmatch(v.get("/begin"))
	if found == nil {
		t.Fatal("no form has its word")
	}
	v.word = found[1]
	return v
}

func (v *visitor) read(answer *http.Response, err error) string {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		v.t.Fatalf("%s: %s, %v\n%s", answer.Request.URL, answer.Status, err, text)
	}
	return html.UnescapeString(string(text))
}

func (v *visitor) get(path string) string {
	v.t.Helper()
	return v.read(v.client.Get(v.origin + path))
}

// does fills a form in, waits until what it begins has ended, and gives the page then.
func (v *visitor) does(path string, fields ...string) string {
	v.t.Helper()
	page, at := v.posts(path, fields...)
	if !strings.HasPrefix(at, "/work/") {
		return page
	}
	v.get(at + "/events") // until it has ended
	return v.get(at)
}

// posts fills a form in, and gives the page that it leads to, and where that is.
func (v *visitor) posts(path string, fields ...string) (page, at string) {
	v.t.Helper()
	form := url.Values{"word": {v.word}, "back": {"/"}}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	r, err := http.NewRequest(http.MethodPost, v.origin+path, strings.NewReader(form.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", v.origin)
	answer, err := v.client.Do(r)
	page = v.read(answer, err)
	return page, answer.Request.URL.Path
}

// digest is the digest of a run, as the page shows it.
func (v *visitor) digest(run string) string {
	v.t.Helper()
	found := regexp.MustCompile(`<dt>Digest</dt><dd><code>([0-9a-f]{64})</code>`).FindStringSubmatch(v.get("/runs/" + run))
	if found == nil {
		v.t.Fatalf("%s shows no digest", run)
	}
	return found[1]
}

// Each step on the page leaves what the command leaves, byte for byte, and says what the
// command says.
func TestTheDeskDoesWhatTheCommandsDo(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	o, byPage, byCommand := deskDay(t), filepath.Join(t.TempDir(), "trial"), filepath.Join(t.TempDir(), "trial")
	for _, dir := range []string{byPage, byCommand} {
		yearend(t, exitDone, "init", dir)
		pointAt(t, filepath.Join(dir, "yearend.yaml"), server.Port)
	}
	v := visitDesk(t, openedDesk(t, o, byPage))
	command := func(args ...string) string {
		var said bytes.Buffer
		o.stdin = strings.NewReader("")
		o.run(t.Context(), append([]string{"--project", filepath.Join(byCommand, "yearend.yaml")}, args...), &lines{to: &said, width: asWritten}, &lines{to: &said, width: asWritten}, &said)
		return strings.ReplaceAll(said.String(), filepath.ToSlash(byCommand), filepath.ToSlash(byPage))
	}
	step := func(page string, args ...string) {
		t.Helper()
		said := command(args...)
		if !strings.Contains(page, `aria-label="What it says in a terminal">`+said+`</pre>`) {
			t.Errorf("%s: the command says\n%s\nthe page\n%s", args, said, page)
		}
		sameFolders(t, strings.Join(args, " "), byPage, byCommand)
	}
	step(v.does("/check", "as-of", "2026-04-17"), "check")
	step(v.does("/produce", "kind", "projection", "as-of", "2026-02-10", "through", "2026-01"), "produce", "--as-of", "2026-02-10", "--projection", "--through", "2026-01")
	step(v.does("/produce", "kind", "monthly", "as-of", "2026-02-10", "through", "2026-01"), "produce", "--as-of", "2026-02-10", "--monthly", "--through", "2026-01")
	step(v.does("/produce", "kind", "year-end", "as-of", "2026-05-09"), "produce", "--as-of", "2026-05-09") // refused: late
	step(v.does("/produce", "kind", "year-end", "as-of", "2026-04-17"), "produce")
	digest := v.digest("run-001")
	step(v.does("/approve/run-001", "by", "Alex Sample", "letters", "21", "digest", digest), "approve", "run-001", "--by", "Alex Sample", "--letters", "21") // refused
	step(v.does("/send/run-001/rehearse"), "send", "run-001", "--rehearse")
	for _, change := range []string{"/approve/run-001", "/revoke/run-001"} {
		mustContain(t, v.does(change, "by", "Alex Sample", "because", "a slip", "letters", "22", "digest", "another"), "run-001 is no longer the run that was shown")
		sameFolders(t, change+" of another run", byPage, byCommand)
	}
	approved := command("approve", "run-001", "--by", "Alex Sample", "--letters", "22")
	approvalShown(t, v.get("/approve/run-001"), approved) // shown before it is approved
	mustContain(t, v.does("/approve/run-001", "by", "Alex Sample", "letters", "22", "digest", digest), approved)
	sameFolders(t, "approve", byPage, byCommand)
	step(v.does("/send/run-001/plan"), "send", "run-001")
	step(v.does("/send/run-001/print"), "print", "run-001")
	step(v.does("/revoke/run-001", "by", "Alex Sample", "because", "a slip", "digest", digest), "revoke", "run-001", "--by", "Alex Sample", "--because", "a slip")
	step(v.does("/produce", "kind", "year-end", "as-of", "2026-05-09", "late", "yes", "reissue-wording", "yes"), "produce", "--as-of", "2026-05-09", "--late", "--reissue-wording")
}

// approvalShown sees that a page shows all that the terminal shows before an approval: each
// sum, problem and assumption, and every practice near a boundary.
func approvalShown(t *testing.T, page, said string) {
	t.Helper()
	found := regexp.MustCompile(`£[0-9,]+\.[0-9]{2}|[EW]-[a-z-]+|\b[PY][0-9]{5}\b|\bA[0-9]+: [^(]+`).FindAllString(strings.Split(said, "\nrun-001 is approved")[0], -1)
	if len(found) < 50 {
		t.Fatalf("the terminal shows %d figures", len(found))
	}
	for _, figure := range found {
		mustContain(t, page, strings.TrimSpace(figure))
	}
	mustContain(t, page, "Letters of this run: 22")
}

// sameFolders holds two projects against each other, file by file.
func sameFolders(t *testing.T, after, one, other string) {
	t.Helper()
	a, b := filesIn(t, one), filesIn(t, other)
	names := slices.Sorted(maps.Keys(a))
	if got := slices.Sorted(maps.Keys(b)); !slices.Equal(names, got) {
		t.Fatalf("after %s the page has left\n%v\nthe command\n%v", after, names, got)
	}
	for _, name := range names {
		if a[name] != b[name] {
			t.Errorf("after %s, %s is another", after, name)
		}
	}
}

// filesIn are the digests of the files of a project, without what is of a place: the
// folder's own key and the locks.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(path)
		within, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(within)] = register.Digest(bytes.ReplaceAll(data, []byte(dir), []byte("HERE")))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// What was sent from the page is what the command would have sent: each letter once, the
// first time no more than three, and only for the number that was typed.
func TestTheDeskSendsEachLetterOnce(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	o := options{asOf: "2026-04-17", here: hereOf(t), now: time.Now}
	v := visitDesk(t, openedDesk(t, o, filepath.Dir(project)))
	digest := v.digest("run-001")
	live := func(number string, more ...string) string {
		return v.does("/send/run-001/live", append([]string{"digest", digest, "accept-assumptions", "yes", "messages", number}, more...)...)
	}
	mustContain(t, v.get("/send/run-001"), "type the number of messages: 3")
	mustContain(t, live("22"), "the number is 3, and 22 was given: nothing was done")
	mustContain(t, live(""), "no number was given")
	mustContain(t, v.does("/send/run-001/live", "digest", digest, "messages", "3"), "nobody has confirmed")
	mustContain(t, v.does("/send/run-001/live", "digest", "another", "messages", "3"), "is no longer the run that was shown")
	if n := len(server.Stored()); n != 0 {
		t.Fatalf("%d went", n)
	}
	mustContain(t, v.get("/send/run-001?to=me%40example.org&limit=2"), "every one of them to me@example.org, as a test", "type the number of messages: 2")
	mustContain(t, live("2", "to", "me@example.org", "limit", "2"), "2 sent")
	mustContain(t, live("3"), "3 sent, 0 refused")
	mustContain(t, v.get("/send/run-001"), "type the number of messages: 19")
	mustContain(t, live("19"), "19 sent, 0 refused")
	mustContain(t, v.get("/send/run-001"), "There is nothing to send.", "sent.csv")
	to := map[string]int{}
	for _, m := range server.Stored() {
		to[m.To]++
	}
	if len(server.Stored()) != 24 || to["me@example.org"] != 2 {
		t.Errorf("arrived: %v", to)
	}
	mustContain(t, v.does("/send/run-001/resolve", "codes", "P81901", "codes-scheme", "ltc-les-2025-26", "as", "bounced", "by", "Alex Sample"), "P81901/LTC/2025-26/1: it came back from")
	mustContain(t, v.get("/practice?code=p81901"), "resolved as bounced", "Alex Sample")
	mustContain(t, v.get("/"), "came back")
	v.does("/send/run-001/resolve", "codes", "P81901", "codes-scheme", "ltc-les-2025-26", "as", "posted", "on", "2026-04-20", "by", "Alex Sample")
	mustContain(t, v.get("/practice?code=p81901"), "resolved as posted on 2026-04-20")
}

// A desk and a terminal work one at a time, and each is told who is at work.
func TestDeskAndTerminalOneAtATime(t *testing.T) {
	project := sample(t, 1)
	o := options{asOf: "2026-04-17", here: hereOf(t), now: time.Now}
	v := visitDesk(t, openedDesk(t, o, filepath.Dir(project)))
	lock, err := register.Take(filepath.Join(filepath.Dir(project), "output"), register.Holder{Who: "colleague", Host: "pc-1", PID: 1, Doing: "produce", Since: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	mustContain(t, v.does("/produce", "kind", "year-end", "as-of", "2026-04-17"), "another yearend is at work", "colleague on pc-1", "wait until that is finished")
	mustContain(t, v.get("/send/run-001"), "another yearend is at work", "colleague on pc-1")
	mustContain(t, v.get("/"), "At work in the folder of runs: colleague on pc-1")
	if err := errors.Join(lock.Release()); err != nil {
		t.Fatal(err)
	}
	mustContain(t, v.get("/send/run-001"), "type the number of messages: 3")
}

// A project that is named is opened, be there others beside it.
func TestDeskOpensTheProjectThatIsNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	yearend(t, exitDone, "init", dir)
	project, other := filepath.Join(dir, "yearend.yaml"), filepath.Join(dir, "other.yaml")
	if err := os.WriteFile(other, []byte(contentOf(t, project)), 0o600); err != nil {
		t.Fatal(err)
	}
	mustContain(t, visitDesk(t, openedDesk(t, deskDay(t), dir)).get("/"), "Projects in this folder")
	mustNotContain(t, visitDesk(t, openedDeskOf(t, deskDay(t), dir, other)).get("/"), "Projects in this folder")
	mustContain(t, yearend(t, exitUsage, "desk", dir, "--project", other), "and not both")
	mustContain(t, yearend(t, exitFailed, "desk", "--project", filepath.Join(dir, "none.yaml")), "none.yaml")
}

// A program that is looked at inside its zip lies in the temporary folder for that long.
func TestStartedInsideItsZip(t *testing.T) {
	temporary := t.TempDir()
	inside := filepath.Join(temporary, "Temp1_yearend.zip", "yearend.exe")
	if err := os.MkdirAll(filepath.Dir(inside), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(inside, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]bool{inside: true, temporary + "-beside/yearend.exe": false, filepath.Dir(temporary) + "/yearend.exe": false} {
		if got := liesIn(temporary, file); got != want {
			t.Errorf("%s lies in %s: %v", file, temporary, got)
		}
	}
	short := filepath.Join(t.TempDir(), "short")
	if err := os.Symlink(temporary, short); err != nil {
		t.Fatal(err)
	}
	if !liesIn(short, inside) {
		t.Error("a folder by another name of it has nothing in it")
	}
}
