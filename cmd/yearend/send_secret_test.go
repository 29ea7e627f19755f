package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

// The password comes from a variable, a private file or nowhere else, the token
// also from a command; wherever it comes from, no word of the program has it.
func TestSecrets(t *testing.T) {
	dir := t.TempDir()
	private, open := filepath.Join(dir, "private"), filepath.Join(dir, "open")
	marked, wide, printed := filepath.Join(dir, "marked"), filepath.Join(dir, "wide"), filepath.Join(dir, "printed")
	for file, text := range map[string]string{ // as Notepad and PowerShell save them
		marked: "\xef\xbb\xbfopen sesame\r\n", wide: "\xff\xfeo\x00p\x00e\x00n\x00 \x00s\x00e\x00s\x00a\x00m\x00e\x00\r\x00\n\x00",
		printed: "\xff\xfeo\x00p\x00e\x00n\x00-\x00s\x00e\x00s\x00a\x00m\x00e\x00\r\x00\n\x00",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	twice := filepath.Join(dir, "twice")
	if err := os.WriteFile(twice, []byte("open sesame\nopen sesame\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, mode := range map[string]os.FileMode{private: 0o600, open: 0o644} {
		if err := os.WriteFile(file, []byte("open sesame\n"), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("YEAREND_TEST_SECRET", "open sesame")
	t.Setenv("YEAREND_TEST_WRONG", "hunter2hunter2")
	for what, c := range map[string]struct {
		auth, secret string
		want         int
		says         string
	}{
		"a variable":        {"login", "{env: YEAREND_TEST_SECRET}", exitDone, "ok   sign-in: as primary.care@example.org"},
		"a variable not":    {"login", "{env: YEAREND_TEST_NONE}", exitFailed, "YEAREND_TEST_NONE, named in mail.secret, is not set"},
		"a wrong one":       {"plain", "{env: YEAREND_TEST_WRONG}", exitFailed, "sign-in: 535 5.7.3 Authentication unsuccessful"},
		"a private file":    {"plain", "{file: " + private + "}", exitDone, "ok   sign-in"},
		"one with a mark":   {"plain", "{file: " + marked + "}", exitDone, "ok   sign-in"},
		"one in UTF-16":     {"plain", "{file: " + wide + "}", exitDone, "ok   sign-in"},
		"a token in UTF-16": {"xoauth2", "{command: [cat, " + printed + "]}", exitDone, "ok   sign-in"},
		"a token's command": {"xoauth2", "{command: [printf, open-sesame]}", exitDone, "ok   sign-in"},
		"a failing command": {"xoauth2", "{command: [false]}", exitFailed, "the command of mail.secret, false"},
		"one that fails":    {"xoauth2", "{command: [sh, -c, 'cat " + private + "; exit 1']}", exitFailed, "the command of mail.secret, sh: exit status 1"},
		"two tokens":        {"xoauth2", "{command: [cat, " + twice + "]}", exitFailed, "did not print one token"},
		"two lines":         {"login", "{file: " + twice + "}", exitFailed, "holds no password: it should be one line"},
		"a command for it":  {"login", "{command: [printf, open-sesame]}", exitFailed, "a command is for tokens"},
		"no token":          {"xoauth2", "{}", exitFailed, "say where the token comes from"},
		"two sources":       {"login", "{env: A, file: b}", exitFailed, "name one of env, file and command"},
		"nobody to ask":     {"login", "{}", exitFailed, "there is nobody to type the password"},
	} {
		t.Run(what, func(t *testing.T) {
			secret := "open sesame"
			if c.auth == "xoauth2" {
				secret = "open-sesame"
			}
			trySecret(t, c.auth, secret, c.secret, c.want, c.says)
		})
	}
	if runtime.GOOS != "windows" {
		for _, mode := range []os.FileMode{0o640, 0o604, 0o620, 0o644} {
			if err := os.Chmod(open, mode); err != nil {
				t.Fatal(err)
			}
			trySecret(t, "login", "open sesame", "{file: "+open+"}", exitFailed, fmt.Sprintf("can be read by others (its mode is %o)", mode))
		}
		trySecret(t, "login", "open sesame", "{file: "+open+"}", exitFailed, "hint: chmod 600 "+open)
	}
}

func trySecret(t *testing.T, auth, right, secret string, want int, says string) {
	t.Helper()
	server, err := capture.Start(capture.Options{Security: "plain", Auth: auth, User: "primary.care@example.org", Secret: right})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := trial(t, server.Port)
	edit(t, project, "yearend.yaml", "auth: none", "auth: "+auth+"\n  secret: "+secret)
	out := yearend(t, want, "send", "--probe", "--project", project)
	mustContain(t, out, says)
	if strings.Contains(out, "sesame") || strings.Contains(out, "hunter2") {
		t.Errorf("the secret is in\n%s", out)
	}
}

// What the project says of the server is judged before anything is sent.
func TestMailFaults(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	project := filepath.Join(dir, "yearend.yaml")
	yearend(t, exitDone, "init", dir)
	edit(t, project, "yearend.yaml", "host: smtp.example.org", `host: ""`, "security: starttls", "security: ssl", "port: 587", "port: 70000",
		"  from: primary.care@example.org", "  from: other@example.org", "reply_to: primary.care@example.org", "reply_to: nobody", "per_minute: 25", "per_minute: -1")
	mustContain(t, yearend(t, exitFailed, "send", "--probe", "--project", project),
		"mail.host is missing", `mail.security: "ssl" is not starttls, tls or plain`, "mail.port: 70000 is no port",
		"mail.from: other@example.org is not the account that signs in, primary.care@example.org",
		`mail.reply_to: "nobody" is not one e-mail address`, "mail.per_minute: -1 is no pace")
	const lines = `"team@example.org\nBcc: other@example.org"` // as the file writes two lines
	edit(t, project, "yearend.yaml", "from: other@example.org", "from: "+lines, "reply_to: nobody", "reply_to: "+lines)
	mustContain(t, yearend(t, exitFailed, "send", "--probe", "--project", project),
		"mail.from: "+lines+" is not one e-mail address", "mail.reply_to: "+lines+" is not one e-mail address")
	was := `host: ""`
	for _, host := range []string{"smtp.example.org:25", "smtp example.org", "127.0.0.1:25", "smtp..example.org"} {
		edit(t, project, "yearend.yaml", was, fmt.Sprintf("host: %q", host))
		was = fmt.Sprintf("host: %q", host)
		mustContain(t, yearend(t, exitFailed, "send", "--probe", "--project", project), fmt.Sprintf("mail.host: %q is no name of a server", host))
	}
	for _, host := range []string{"::1", "127.0.0.1", "localhost", "smtp-mail.example.org"} {
		edit(t, project, "yearend.yaml", was, fmt.Sprintf("host: %q", host))
		was = fmt.Sprintf("host: %q", host)
		mustNotContain(t, yearend(t, exitFailed, "send", "--probe", "--project", project), "mail.host")
	}
}
