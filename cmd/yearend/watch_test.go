package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen takes what a command prints, while another goroutine looks at it.
type screen struct {
	mu    sync.Mutex
	words bytes.Buffer
}

func (s *screen) Write(words []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.words.Write(words)
}

// shownWithin is how long a preview may take on a busy machine, looked at each glance.
const (
	shownWithin = 90 * time.Second
	glance      = 50 * time.Millisecond
)

func (s *screen) shows(t *testing.T, words string) {
	t.Helper()
	for range shownWithin / glance {
		s.mu.Lock()
		shown := s.words.String()
		s.mu.Unlock()
		if strings.Contains(shown, words) {
			return
		}
		time.Sleep(glance)
	}
	t.Fatalf("%q was never shown", words)
}

// A preview is made again on every save of a template; a fault is said, and
// mending it goes on; Ctrl-C ends it well.
func TestPreviewWatches(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	if err := initProject(dir, true, &screen{}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var stdout, stderr screen
	ended := make(chan int)
	go func() {
		ended <- runAt(ctx, hereOf(t), []string{"preview", "P81999", "--scheme", "LTC", "--watch", "--as-of", "2026-04-17",
			"--project", filepath.Join(dir, "yearend.yaml")}, &stdout, &stderr)
	}()
	stderr.shows(t, "Ctrl-C ends")
	template := filepath.Join(dir, "templates", "ltc-les-2025-26", "letter.md")
	shipped, err := os.ReadFile(template)
	if err != nil {
		t.Fatal(err)
	}
	save := func(words string) {
		t.Helper()
		if err := os.WriteFile(template, []byte(words), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	save(string(shipped) + "\n{{.Balence}}\n")
	stderr.shows(t, "did you mean Balance?")
	save(string(shipped) + "\nA sentence of our own.\n")
	letter := filepath.Join(dir, "output", "preview", "ltc-les-2025-26-P81999.txt")
	for range shownWithin / glance {
		if text, _ := os.ReadFile(letter); bytes.Contains(text, []byte("A sentence of our own.")) {
			stop()
			if code := <-ended; code != exitDone {
				t.Errorf("exit %d", code)
			}
			return
		}
		time.Sleep(glance)
	}
	t.Error("the letter was not made again")
}
