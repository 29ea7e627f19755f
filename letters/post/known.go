package post

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yearend/letters/register"
)

// Known is what is known outside the runs of what was sent: by the record of
// sendings, and by the profile of whoever is at work. Where nothing was read it
// holds no journal against anything.
type Known struct {
	keep    Keep
	record  *chain
	lines   []Sending            // of the record
	profile map[string][]Sending // run's digest → lines, of what went from here
	foreign map[string][]Sending // the same of what the profile knows to have gone from other folders
}

// Read reads the books without touching them, for a folder of runs.
func (k Keep) Read(runs []register.Run) (Known, error) {
	known := Known{keep: k, profile: map[string][]Sending{}, foreign: map[string][]Sending{}}
	var err error
	known.record, err = readChain(k.record(), "", takeSending(func(s Sending) { known.lines = append(known.lines, s) }))
	if err != nil {
		return known, fmt.Errorf("read the record of sendings: %w", err)
	}
	own := map[string]bool{}
	for _, s := range known.lines {
		own[s.Digest] = true
	}
	for _, run := range runs {
		own[run.Digest] = true
	}
	known.readForeign(own)
	for digest := range own {
		var lines []Sending
		if _, err := readChain(k.profile(digest), digest, takeSending(func(s Sending) { lines = append(lines, s) })); err != nil {
			return known, fmt.Errorf("read what your profile knows of earlier sendings: %w", err)
		}
		if len(lines) > 0 {
			known.profile[digest] = lines
		}
	}
	return known, nil
}

// readForeign reads what the profile knows of runs that are not this project's own:
// those sent from this very folder, whether or not they still lie in it, become its
// own; the others are kept, where the same issuer wrote. Of what was altered there
// every line counts that can be read: it can only keep letters back.
func (k Known) readForeign(own map[string]bool) {
	files, _ := filepath.Glob(filepath.Join(k.keep.Profile, "*.jsonl"))
	for _, file := range files {
		digest := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		data, err := register.ReadPlain(file, register.MostRecord)
		if own[digest] || err != nil {
			continue // one that is wanted is read again, and then it is said
		}
		var lines []Sending
		for text := range bytes.Lines(data) {
			var s Sending
			if decodeLine(text, &s) == nil {
				lines = append(lines, s)
			}
		}
		if len(lines) == 0 {
			continue
		}
		switch last := lines[len(lines)-1]; {
		case last.Origin.same(k.keep.Origin):
			own[digest] = true
		case last.Issuer == k.keep.Issuer || last.Issuer == "":
			k.foreign[digest] = lines
		}
	}
}

// of are the lines of the record about a run.
func (k Known) of(digest string) []Sending {
	var lines []Sending
	for _, s := range k.lines {
		if s.Digest == digest {
			lines = append(lines, s)
		}
	}
	return lines
}

// all are the lines about a run, of record and profile: whichever knows more.
func (k Known) all(digest string) []Sending {
	record, profile := k.of(digest), k.profile[digest]
	if len(profile) > len(record) {
		return profile
	}
	return record
}

// real reports whether any message went, or may have gone, to a practice, or a
// person has spoken of one. Tests are no loss.
func real(lines []Sending) bool {
	return slices.ContainsFunc(lines, func(s Sending) bool { return s.Event == Intent && !s.Test || s.Event == Resolved })
}

// resolves reports whether the line is a person's word on what was at odds.
func (s Sending) resolves() bool { return s.Event == Resolved && s.Reference == "" }

// spoken reports whether the last that is known is a person's word.
func spoken(lines []Sending) bool { return len(lines) > 0 && lines[len(lines)-1].resolves() }

// gone are the runs of which letters went from here, and that are not among these:
// deleted, or in a folder that was renamed. Those of which a person has spoken are
// not among them.
func (k Known) gone(runs []register.Run) []Sending {
	here := map[string]bool{}
	for _, run := range runs {
		here[run.Digest] = true
	}
	var digests []string
	for _, s := range k.lines {
		digests = append(digests, s.Digest)
	}
	for digest := range k.profile {
		digests = append(digests, digest)
	}
	slices.Sort(digests)
	var gone []Sending
	for _, digest := range slices.Compact(digests) {
		lines := k.all(digest)
		if !here[digest] && real(lines) && !spoken(k.of(digest)) && !spoken(k.profile[digest]) {
			gone = append(gone, lines[len(lines)-1])
		}
	}
	return gone
}
