package post

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"yearend/letters/register"
)

// Outbox writes each message as a file, exactly as it would go, into a folder
// that is not there yet: <scheme>/<CODE>.eml.
func (b *Bag) Outbox(dir string, envelopes []register.Envelope, at time.Time) error {
	for _, e := range envelopes {
		m, err := b.Message(e, at)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Reference, err)
		}
		name := filepath.Join(dir, filepath.FromSlash(e.Scheme), e.Practice+".eml")
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return fmt.Errorf("write the messages: %w", err)
		}
		if err := os.WriteFile(name, m.Bytes, 0o666); err != nil {
			return fmt.Errorf("write the messages: %w", err)
		}
	}
	return nil
}
