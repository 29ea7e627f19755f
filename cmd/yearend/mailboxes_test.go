package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"strconv"
	"strings"
	"testing"

	"yearend/letters/pdf/readback"
	"yearend/letters/post/capture"
	"yearend/letters/register"
)

// The whole sample ICB, sent: message n holds practice n and no other, and every
// mailbox has its own letters once and nothing else.
func TestEveryMailboxOfTheSampleICB(t *testing.T) {
	t.Parallel()
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := writeICB(t)
	pointAt(t, project, server.Port)
	sent := sendICB(t, project)
	mustContain(t, yearend(t, exitDone, "send", sent.Name, "--rehearse", "--project", project), "the journal agrees with the server")
	boxes := map[string][][]byte{}
	for _, m := range server.Stored() {
		boxes[m.To] = append(boxes[m.To], m.Data)
	}
	checkMailboxes(t, sent, boxes)
}

// sendICB makes, approves and sends the sample ICB, and gives its run.
func sendICB(t *testing.T, project string) register.Run {
	t.Helper()
	yearend(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	run, err := runsOf(project).Find(register.Latest)
	if err != nil {
		t.Fatal(err)
	}
	envelopes, err := run.Envelopes()
	if err != nil {
		t.Fatal(err)
	}
	addressed := 0
	for _, e := range envelopes {
		if e.To != "" {
			addressed++
		}
	}
	letters := count(len(envelopes))
	yearend(t, exitDone, "approve", run.Name, "--by", "A. Manager", "--letters", letters, "--project", project)
	out := yearend(t, exitPerson, "send", run.Name, "--live", "--accept-assumptions", "--limit", "1000", // 3: two letters have no mailbox
		"--messages", count(addressed), "--project", project)
	for _, want := range []string{count(addressed) + " sent, 0 refused, 0 unknown, 0 stopped, 0 of this round left",
		"for a person: P81980/CAP/2025-26/1: no mailbox: the register names no mailbox"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in what was said", want)
		}
	}
	return run
}

// checkMailboxes compares what is in the mailboxes with the envelopes of a run.
func checkMailboxes(t *testing.T, run register.Run, boxes map[string][][]byte) {
	t.Helper()
	envelopes, err := run.Envelopes()
	if err != nil {
		t.Fatal(err)
	}
	owed := map[string][]register.Envelope{}
	names := map[string]bool{}
	for _, e := range envelopes {
		names[e.Practice] = true
		if e.To != "" {
			owed[e.To] = append(owed[e.To], e)
		}
	}
	for address := range boxes {
		if len(owed[address]) == 0 {
			t.Errorf("%s got a letter, and none is for it", address)
		}
	}
	letters := 0
	for address, own := range owed {
		messages := boxes[address]
		if len(messages) != len(own) {
			t.Errorf("%s has %d messages, and %d are for it", address, len(messages), len(own))
		}
		for _, e := range own {
			checkMailbox(t, e, messages, names)
		}
		letters += len(messages)
	}
	t.Logf("%d letters in %d mailboxes: each has its own, once, and nothing else", letters, len(boxes))
}

// checkMailbox sees that a letter is in its mailbox once, and that its message
// names no other practice.
func checkMailbox(t *testing.T, e register.Envelope, messages [][]byte, names map[string]bool) {
	t.Helper()
	found := 0
	for _, data := range messages {
		m, err := netmail.ReadMessage(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if m.Header.Get("X-Letter-Reference") != e.Reference {
			continue
		}
		found++
		if to := m.Header.Get("To"); to != "<"+e.To+">" {
			t.Errorf("%s went to %s", e.Reference, to)
		}
		bodies, letter := partsOf(t, m.Header.Get("Content-Type"), m.Body)
		if register.Digest(letter) != e.SHA256 {
			t.Errorf("%s carries another letter than the approved one", e.Reference)
		}
		paper, err := new(readback.Reader).Read(letter)
		if err != nil {
			t.Fatal(err)
		}
		var onPages strings.Builder
		for _, box := range paper.Words {
			onPages.WriteString(box.Words + " ")
		}
		for _, words := range []string{string(data), bodies, onPages.String(), paper.Metadata} {
			for _, code := range codePattern.FindAllString(words, -1) {
				if code != e.Practice && names[code] {
					t.Errorf("%s names %s", e.Reference, code)
				}
			}
		}
		for _, fetched := range []string{"src=", "url(", "@import", "<link", "<script"} {
			if strings.Contains(bodies, fetched) {
				t.Errorf("the body of %s fetches something: %s", e.Reference, fetched)
			}
		}
		if !strings.Contains(bodies, e.Reference) || !strings.Contains(onPages.String(), e.Reference) {
			t.Errorf("%s does not say its reference", e.Reference)
		}
	}
	if found != 1 {
		t.Errorf("%s is in %s %d times", e.Reference, e.To, found)
	}
}

// partsOf takes a message apart: the words of its bodies, and the letter.
func partsOf(t *testing.T, kind string, body io.Reader) (words string, letter []byte) {
	t.Helper()
	_, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	for reader := multipart.NewReader(body, params["boundary"]); ; {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return words, letter
		}
		if err != nil {
			t.Fatal(err)
		}
		switch kind := part.Header.Get("Content-Type"); {
		case strings.HasPrefix(kind, "multipart/"):
			words, _ = partsOf(t, kind, part)
		case strings.HasPrefix(kind, "application/pdf"):
			letter, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, part))
		default:
			var text []byte
			text, err = io.ReadAll(part)
			words += string(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func count(n int) string { return strconv.Itoa(n) }
