package register

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// A run is named as either system writes a path, in capitals or not; one of another
// project is not, however it is written.
func TestARunIsNamedWithEitherSlash(t *testing.T) {
	t.Chdir(t.TempDir())
	keep(t, "output", Record{})
	keep(t, filepath.Join("other", "output"), Record{})
	for _, name := range []string{"run-001", "RUN-001", "1", "Latest", `output\run-001`, `OUTPUT\RUN-001`, `.\output\run-001\`, "output/run-001/", `Output/Run-001`} {
		run, err := yearEnds("output").Find(name)
		if err != nil || run.Name != "run-001" || run.Dir != filepath.Join("output", "run-001") {
			t.Errorf("%s: %v %s", name, err, run.Dir)
		}
	}
	for _, name := range []string{`other\output\run-001`, `..\output\run-001`, `elsewhere\run-001`} {
		_, err := yearEnds("output").Find(name)
		refused(t, err, "is not in output")
	}
	if runtime.GOOS == "windows" {
		return
	}
	keep(t, "Output", Record{}) // another folder, where capitals make one
	_, err := yearEnds("output").Find(`Output\run-001`)
	refused(t, err, "is not in output")
}

// What is held for a moment is waited for; what is held longer is named with what to
// do; anything else is said at once.
func TestWhatIsHeldIsTriedAgain(t *testing.T) {
	busy := &fs.PathError{Op: "remove", Path: "output/run-001/sent.csv", Err: heldError}
	tries := 0
	err := patiently(func() error {
		if tries++; tries < 3 {
			return busy
		}
		return nil
	})
	if err != nil || tries != 3 {
		t.Errorf("%d tries: %v", tries, err)
	}
	tries = 0
	begun := time.Now()
	err = patiently(func() error { tries++; return busy })
	if tries != patience || time.Since(begun) < 2*time.Second || !errors.Is(err, heldError) {
		t.Errorf("%d tries: %v", tries, err)
	}
	var hinted Hinted
	if err = Held("sent.csv", err); !errors.As(err, &hinted) || !errors.Is(err, heldError) {
		t.Errorf("no hint: %v", err)
	} else {
		refused(t, errors.New(hinted.Hint), "close "+filepath.Join("output", "run-001", "sent.csv")+" in the program")
	}
	tries = 0
	if err := patiently(func() error { tries++; return fs.ErrNotExist }); err == nil || tries != 1 || Held("x", err) != err {
		t.Errorf("not there: %d tries, %v", tries, err)
	}
}

// On Windows a file that another program shows can be neither replaced nor removed
// while it is open; when it is closed in time, nobody hears of it.
func TestAnOpenFileIsReplacedWhenItIsClosed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sent.csv")
	write(t, path, "was")
	shown, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(300*time.Millisecond, func() { shown.Close() })
	if err := Replace(path, []byte("now")); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "now" {
		t.Errorf("%q %v", text, err)
	}
}

// What is to be closed is the file that is there, and not the new one that waits beside it.
func TestTheFileThatIsThereIsToBeClosed(t *testing.T) {
	dir := t.TempDir()
	part, letter := filepath.Join(dir, "letter.pdf.part"), filepath.Join(dir, "letter.pdf")
	write(t, part, "new")
	if got := holding(part, letter); got != part {
		t.Errorf("nothing is there yet: %s", got)
	}
	write(t, letter, "shown in a reader")
	if got := holding(part, letter); got != letter {
		t.Errorf("a letter is there: %s", got)
	}
}
