//go:build postfix

package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPostfix sends the whole sample ICB to a Postfix of its own, on a port of
// this machine, with STARTTLS, delivering to local mailboxes. It needs root, and
// the packages that .ci/postfix installs; `make postfix` runs both.
func TestPostfix(t *testing.T) {
	p := startPostfix(t)
	project := writeICB(t)
	pointAt(t, project, p.port)
	useStartTLS(t, project)
	t.Setenv("SSL_CERT_FILE", p.certificate) // trusted for this test only
	if out := yearend(t, exitDone, "send", "--probe", "--project", project); !strings.Contains(out, "ok   TLS: TLS 1.3") {
		t.Errorf("the probe says\n%s", out)
	}
	p.admit(t, project)
	began := time.Now()
	run := sendICB(t, project)
	p.drain(t)
	t.Logf("made, approved, sent and delivered in %v", time.Since(began).Round(time.Millisecond))
	checkMailboxes(t, run, p.mailboxes(t))
}

// postfix is one that runs from a folder of its own.
type postfix struct {
	dir, config, certificate string
	port                     int
}

func startPostfix(t *testing.T) *postfix {
	t.Helper()
	dir, err := os.MkdirTemp("", "yearend-postfix-")
	if err != nil {
		t.Fatal(err)
	}
	p := &postfix{dir: dir, config: filepath.Join(dir, "etc"), certificate: filepath.Join(dir, "etc", "cert.pem"), port: freePort(t)}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for _, folder := range []string{"etc", "queue", "data", "mail"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	os.Chmod(dir, 0o755)
	tool(t, "chown", "postfix", filepath.Join(dir, "data"))
	tool(t, "chown", "nobody", filepath.Join(dir, "mail"))
	tool(t, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
		"-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", filepath.Join(p.config, "key.pem"), "-out", p.certificate)
	p.write(t, "main.cf", p.settings())
	p.write(t, "master.cf", fmt.Sprintf(services, p.port))
	p.write(t, "boxes", "")
	tool(t, "postfix", "-c", p.config, "start")
	t.Cleanup(func() { exec.Command("postfix", "-c", p.config, "stop").Run() })
	p.await(t)
	return p
}

func (p *postfix) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.config, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (p *postfix) settings() string {
	return fmt.Sprintf(`compatibility_level = 3.6
queue_directory = %[1]s/queue
data_directory = %[1]s/data
maillog_file = %[1]s/log
maillog_file_prefixes = %[1]s
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = reject_unlisted_recipient, permit
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = %[1]s/etc/cert.pem
smtpd_tls_key_file = %[1]s/etc/key.pem
virtual_mailbox_domains = example.org
virtual_mailbox_base = %[1]s/mail
virtual_mailbox_maps = texthash:%[1]s/etc/boxes
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_minimum_uid = 100
`, p.dir)
}

const services = `127.0.0.1:%d inet n - n - - smtpd
pickup    unix n - n 60 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
tlsmgr    unix - - n 1000? 1 tlsmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
proxymap  unix - - n - - proxymap
virtual   unix - n n - - virtual
error     unix - - n - - error
retry     unix - - n - - error
anvil     unix - - n - 1 anvil
scache    unix - - n - 1 scache
showq     unix n - n - - showq
postlog   unix-dgram n - n - 1 postlogd
`

// admit lets in exactly the mailboxes of the register: any other is refused.
func (p *postfix) admit(t *testing.T, project string) {
	t.Helper()
	var boxes strings.Builder
	for _, row := range readTable(t, filepath.Join(filepath.Dir(project), "inputs", "practices.csv")) {
		for _, address := range strings.Split(row["Email"], ";") {
			if address = strings.ToLower(strings.TrimSpace(address)); address != "" {
				fmt.Fprintf(&boxes, "%s %s/\n", address, address)
			}
		}
	}
	p.write(t, "boxes", boxes.String())
	tool(t, "postfix", "-c", p.config, "reload")
	time.Sleep(time.Second)
}

// await waits until the server answers.
func (p *postfix) await(t *testing.T) {
	t.Helper()
	for range 100 {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", p.port))
		if err == nil {
			conn.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(p.dir, "log"))
	t.Fatalf("postfix does not answer\n%s", log)
}

// drain waits until nothing is left in the queue.
func (p *postfix) drain(t *testing.T) {
	t.Helper()
	for range 600 {
		out, err := exec.Command("postqueue", "-c", p.config, "-j").Output()
		if err != nil {
			t.Fatalf("look into the queue: %v", err)
		}
		if len(out) == 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("letters are still in the queue")
}

// mailboxes is what was delivered: everything below the folder of mailboxes.
func (p *postfix) mailboxes(t *testing.T) map[string][][]byte {
	t.Helper()
	boxes := map[string][][]byte{}
	err := filepath.WalkDir(filepath.Join(p.dir, "mail"), func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		relative, _ := filepath.Rel(filepath.Join(p.dir, "mail"), path)
		address, rest, _ := strings.Cut(filepath.ToSlash(relative), "/")
		if !strings.HasPrefix(rest, "new/") {
			t.Errorf("%s: no delivered message", relative)
		}
		boxes[address] = append(boxes[address], data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return boxes
}

func useStartTLS(t *testing.T, project string) {
	t.Helper()
	text, err := os.ReadFile(project)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(project, []byte(strings.Replace(string(text), "security: plain", "security: starttls", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
