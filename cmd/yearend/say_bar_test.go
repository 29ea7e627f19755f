package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/cmd/yearend/season"
)

// The bar moves with the letters, is full at the end,
// and leaves nothing behind.
func TestLettersBar(t *testing.T) {
	var said bytes.Buffer
	b := &lettersBar{to: &said}
	for done := range 251 {
		b.tell(season.Progress{Done: done, Total: 250})
	}
	drawn := strings.Split(said.String(), "\r")[1:]
	if len(drawn) != 101 || !strings.Contains(drawn[0], "[..............................]   0%") {
		t.Errorf("drawn %d times, first %q", len(drawn), drawn[0])
	}
	if last := drawn[100]; last != "letters [##############################] 100%" {
		t.Errorf("last %q", last)
	}
	said.Reset()
	b.tell(season.Progress{Done: 250, Total: 250, Over: true})
	if left := strings.TrimSpace(said.String()); left != "" {
		t.Errorf("left %q", left)
	}
}

// What is no terminal gets no bar.
func TestBarOnlyOnATerminal(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/stderr")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if watch := (options{}).watchOn(file); watch.Letters != nil {
		t.Error("a bar is drawn in a file")
	}
	project := filepath.Join(t.TempDir(), "trial")
	yearend(t, exitDone, "init", project)
	if code := runAt(t.Context(), hereOf(t), []string{"produce", "--as-of", "2026-04-17", "--project", filepath.Join(project, "yearend.yaml")}, io.Discard, file); code != exitPerson {
		t.Fatalf("exit %d", code)
	}
	if info, _ := file.Stat(); info.Size() != 0 {
		t.Errorf("%d bytes in a file that is no terminal", info.Size())
	}
}
