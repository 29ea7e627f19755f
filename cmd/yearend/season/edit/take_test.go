package edit

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"yearend/letters/register"
)

const someCSV = "Practice code,Email\nP81999,a@example.org\n"

func TestTake(t *testing.T) {
	p := starter(t)
	a, err := Take(p, "more – Siân.csv", strings.NewReader(someCSV))
	if err != nil || a.File != "inputs/more – Siân.csv" || a.Over || a.Size != int64(len(someCSV)) {
		t.Fatal(a, err)
	}
	if content(t, p, a.File) != someCSV {
		t.Error("another content")
	}
	if unused, err := Unused(p); err != nil || len(unused) != 1 || unused[0] != a.File {
		t.Error(unused, err)
	}
	if same, err := Take(p, a.Name, strings.NewReader(someCSV)); err != nil || !same.Same || same.Over {
		t.Error(same, err)
	}
	other := someCSV + "P81902,b@example.org\n"
	if over, err := Take(p, a.Name, strings.NewReader(other)); err != nil || !over.Over || over.File != "" {
		t.Fatal(over, err)
	}
	if content(t, p, a.File) != someCSV {
		t.Fatal("it was written over unasked")
	}
	waits, err := AllWaiting(p)
	if err != nil || len(waits) != 1 || waits[0].Name != a.Name || waits[0].OldSize != int64(len(someCSV)) {
		t.Fatal(waits, err)
	}
	if _, err := Keep(p, a.Name, Digest([]byte("another"))); !errors.As(err, new(Changed)) {
		t.Error("it was put over another than the person saw:", err)
	}
	if _, err := Keep(p, a.Name, waits[0].Seen); err != nil || content(t, p, a.File) != other {
		t.Error(err)
	}
	if _, err := os.Stat(p.Path(waiting)); err == nil {
		t.Error("the folder of what waits is there, and nothing waits")
	}
	if _, err := Take(p, a.Name, strings.NewReader(someCSV)); err != nil {
		t.Fatal(err)
	}
	if err := Drop(p, a.Name); err != nil || content(t, p, a.File) != other {
		t.Error(err)
	}
	if waits, err := AllWaiting(p); err != nil || len(waits) > 0 {
		t.Error(waits, err)
	}
}

// breaking is a file that breaks off on its way.
type breaking struct{ io.Reader }

func (b breaking) Read(to []byte) (int, error) {
	n, err := b.Reader.Read(to)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// TestTakeRefuses shows hostile names and files refused, and nothing left of them.
func TestTakeRefuses(t *testing.T) {
	p := starter(t)
	before := tree(t, p.Path("."))
	for _, name := range []string{"", "../x.csv", `..\x.csv`, "/etc/x.csv", `C:\x.csv`, "c:x.csv", "a/b.csv", "x/../../up.csv", "arriving/up.csv", `x\..\..\up.csv`, "CON.csv", "nul.txt", "Com1.csv", "LPT¹.csv", "aux.b.csv", "x.csv:stream",
		"x.exe", "x", ".hidden.csv", "~$x.xlsx", "part-1.csv", "x.csv ", " x.csv", "con .csv", "x\u202ecsv.csv", "x\x00.csv", "x\n.csv", "x?.csv", "x|.csv", "yearend.yaml", "x.csv.lnk", "\xff.csv", strings.Repeat("x", 200) + ".csv"} {
		if a, err := Take(p, name, strings.NewReader(someCSV)); err == nil {
			t.Errorf("%q was taken as %s", name, a.File)
		}
	}
	for _, name := range []string{"../practices.csv", "../../yearend.yaml", `..\practices.csv`, "../../inputs/practices.csv", ""} {
		if _, err := Keep(p, name, ""); err == nil {
			t.Errorf("%q was put in the place of another", name)
		}
		if err := Drop(p, name); err == nil {
			t.Errorf("%q was taken away", name)
		}
	}
	if text, book := mostOf("a.csv"), mostOf("a.XLSX"); text != 4<<30 || book != 256<<20 {
		t.Errorf("of a text %d bytes are taken, of a workbook %d", text, book)
	}
	if _, err := Take(p, "large.xlsx", io.MultiReader(strings.NewReader("PK\x03\x04"), io.LimitReader(zeros{}, mostBook))); err == nil || !strings.Contains(err.Error(), "it is larger than 256 MB") {
		t.Errorf("a workbook that is too large: %v", err)
	}
	for name, content := range map[string]io.Reader{
		"empty.csv":  strings.NewReader(""),
		"broken.csv": breaking{strings.NewReader(someCSV)},
		"old.xlsx":   strings.NewReader("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)),
		"not.xlsx":   strings.NewReader(someCSV),
		"zip.csv":    strings.NewReader("PK\x03\x04" + strings.Repeat("\x00", 100)),
		"page.csv":   strings.NewReader("<!DOCTYPE html><html><script>alert(1)</script></html>"),
		"pdf.csv":    strings.NewReader("%PDF-1.7\n"),
		"bomb.xlsx":  strings.NewReader("PK\x03\x04" + strings.Repeat("\xff", 5000)),
	} {
		if a, err := Take(p, name, content); err == nil {
			t.Errorf("%s was taken as %s", name, a.File)
		}
	}
	if after := tree(t, p.Path(".")); after != before {
		t.Errorf("something was left:\n%s\nbefore:\n%s", after, before)
	}
}

// TestTakePictureRefuses shows hostile names of pictures refused, and what is too large or
// none, and nothing left of them.
func TestTakePictureRefuses(t *testing.T) {
	p := starter(t)
	before := tree(t, p.Path("."))
	logo := pictureOf(t)
	for _, name := range []string{"", "../x.png", `..\x.png`, "/etc/x.png", "a/b.png", "../yearend.yaml", "CON.png", "x.png:stream", ".x.png"} {
		if kept, err := TakePicture(p, "logo", name, bytes.NewReader(logo)); err == nil {
			t.Errorf("%q was taken as %s", name, kept)
		}
	}
	for name, content := range map[string]io.Reader{
		"large.png": io.MultiReader(bytes.NewReader(logo), io.LimitReader(zeros{}, register.MostPicture)),
		"text.png":  strings.NewReader(someCSV),
	} {
		if kept, err := TakePicture(p, "logo", name, content); err == nil {
			t.Errorf("%s was taken as %s", name, kept)
		}
	}
	if after := tree(t, p.Path(".")); after != before {
		t.Errorf("something was left:\n%s\nbefore:\n%s", after, before)
	}
	if kept, err := TakePicture(p, "logo", "good.png", bytes.NewReader(logo)); err != nil || kept != "pictures/good.png" {
		t.Errorf("a good one: %s, %v", kept, err)
	}
}

// pictureOf is a small picture.
func pictureOf(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTakeFollowsNoLink shows that nothing is written through a link.
func TestTakeFollowsNoLink(t *testing.T) {
	p := starter(t)
	outside := filepath.Join(t.TempDir(), "outside.csv")
	if err := os.WriteFile(outside, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, p.Path("inputs/link.csv")); err != nil {
		t.Logf("this system makes no links, so that none can be followed: %v", err)
		return
	}
	if _, err := Take(p, "link.csv", strings.NewReader(someCSV)); err == nil {
		t.Error("it was written through a link")
	}
	if got, _ := os.ReadFile(outside); string(got) != "theirs" {
		t.Error("a file outside was written over")
	}
	if err := os.Symlink("../yearend.yaml", p.Path("inputs/within.csv")); err != nil {
		t.Fatal(err)
	}
	if _, err := Take(p, "within.csv", strings.NewReader(someCSV)); err == nil {
		t.Error("a link to another file of the project was taken for a file of that name")
	}
	if err := os.Rename(p.Path("inputs"), p.Path("elsewhere")); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{t.TempDir(), "elsewhere"} {
		if err := os.Symlink(to, p.Path("inputs")); err != nil {
			t.Fatal(err)
		}
		if _, err := Take(p, "some.csv", strings.NewReader(someCSV)); err == nil {
			t.Errorf("it was written into a folder that is a link to %s", to)
		}
		if err := os.Remove(p.Path("inputs")); err != nil {
			t.Fatal(err)
		}
	}
}

type zeros struct{}

func (zeros) Read(to []byte) (int, error) {
	clear(to)
	return len(to), nil
}

// many is a CSV of so many bytes that is nowhere whole.
type many struct {
	left int
	most int // the most that was asked for at once
}

func (m *many) Read(to []byte) (int, error) {
	if m.left <= 0 {
		return 0, io.EOF
	}
	m.most = max(m.most, len(to))
	n := 0
	for n+len(someCSV) <= len(to) && m.left > 0 {
		n += copy(to[n:], "P81999,somebody@example.org\n")
		m.left -= 28
	}
	return n, nil
}

// TestTakeStreams shows that a file of 200 MB is never all in memory.
func TestTakeStreams(t *testing.T) {
	p := starter(t)
	rows := &many{left: 200 << 20}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	a, err := Take(p, "large.csv", io.MultiReader(bytes.NewReader([]byte("Practice code,Email\n")), rows))
	runtime.ReadMemStats(&after)
	if err != nil || a.Size < 200<<20 {
		t.Fatal(a, err)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 48<<20 {
		t.Errorf("%d MB were allocated in all", grown>>20)
	}
	if rows.most > 1<<20 {
		t.Errorf("%d bytes were read at once", rows.most)
	}
}

// tree is every file below a folder, by name and size.
func tree(t *testing.T, root string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.Walk(root, func(path string, facts os.FileInfo, err error) error {
		if err == nil && !facts.IsDir() {
			all.WriteString(path + " " + facts.ModTime().String() + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
