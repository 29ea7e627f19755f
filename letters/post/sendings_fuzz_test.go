package post

import (
	"path/filepath"
	"strings"
	"testing"
)

// Whatever is in the record of sendings, it is refused as altered, or every whole
// line of it is known.
func FuzzSendings(f *testing.F) {
	line := `{"n":1,"digest":"ab","run":"run-001","place":{"computer":"PC1","account":"a","folder":"/x"},"at":"2026-04-20T09:30:00Z","event":"intent","reference":"P80001/LTC/2025-26/1","entry":1,"head":"cd"}` + "\n"
	for _, seed := range []string{"", line, line[:30], line + line, line + tornMark, "rubbish\n", "{}\n", line + "\x00"} {
		f.Add(seed)
	}
	dir := f.TempDir()
	keep := Keep{Origin: Origin{Folder: dir}, Profile: filepath.Join(dir, "profile")}
	f.Fuzz(func(t *testing.T, text string) {
		write(t, filepath.Join(dir, SendingsFile), text)
		known, err := keep.Read(nil)
		if err != nil {
			return
		}
		if whole := strings.Count(text, "\n"); len(known.lines) > whole {
			t.Fatalf("%d lines known of %d", len(known.lines), whole)
		}
		for i, s := range known.lines {
			if s.Number != i+1 || s.Digest == "" {
				t.Fatalf("line %d is %+v", i+1, s)
			}
		}
	})
}
