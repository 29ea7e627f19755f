//go:build unix

package season

import (
	"context"
	"testing"
	"time"
)

// A command that prints a token may have started others, which hold its output open:
// nobody waits for them once the program is told to end.
func TestATokenIsNotWaitedFor(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := fetchToken(ctx, []string{"sh", "-c", "sleep 15; :"}); err == nil {
		t.Error("a token came of it")
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
