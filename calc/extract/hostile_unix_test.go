//go:build unix

package extract

import "testing"

// A device is endless: it is refused before it is read.
func TestDevice(t *testing.T) { refused(t, "/dev", "zero") }
