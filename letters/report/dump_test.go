package report

import (
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	os.WriteFile("/tmp/wb/small.xlsx", workbook(t, sampleRun(t)), 0o644)
	os.WriteFile("/tmp/wb/big.xlsx", workbook(t, icbRun(t, 196)), 0o644)
}
