package main

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
)

// The bar moves with the letters and not with their twins, is full at the end,
// and leaves nothing behind.
func TestLettersBar(t *testing.T) {
	var said bytes.Buffer
	p := &lettersBar{to: &said, total: 250}
	p.draw()
	for range 250 {
		p.step()
	}
	drawn := strings.Split(said.String(), "\r")[1:]
	if len(drawn) != 101 || !strings.Contains(drawn[0], "[..............................]   0%") {
		t.Errorf("drawn %d times, first %q", len(drawn), drawn[0])
	}
	if last := drawn[100]; last != "letters [##############################] 100%" {
		t.Errorf("last %q", last)
	}
	said.Reset()
	p.clear()
	if left := strings.TrimSpace(said.String()); left != "" {
		t.Errorf("left %q", left)
	}
}

// What is no terminal gets no bar, and put is as it was.
func TestBarOnlyOnATerminal(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/stderr")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	failure := errors.New("no room")
	put, clear := sayLetters(file, 10, func(string, []byte) (string, error) { return "digest", failure })
	if digest, err := put("a.pdf", nil); digest != "digest" || err != failure {
		t.Errorf("put gives %q, %v", digest, err)
	}
	clear()
	if info, _ := file.Stat(); info.Size() != 0 {
		t.Errorf("%d bytes in a file that is no terminal", info.Size())
	}
}
