package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// checkRevised sees that all three forms of a revised letter say that it is
// one, what it replaces, and what was and is, as the tables have it; and that
// its pages are few: those of a first letter, or one more for the table of
// changes of several services.
func checkRevised(t *testing.T, folder string, was, now map[string]string) {
	t.Helper()
	path := filepath.Join(folder, strings.TrimSuffix(now["letter"], ".pdf"))
	short := map[string]string{"ltc-les-2025-26": "LTC", "capitated-les-2025-26": "CAP"}[now["scheme"]]
	first := now["practice_code"] + "/" + short + "/2025-26/1"
	if now["replaces"] != first {
		t.Errorf("%s replaces %q in the table, want %q", now["letter"], now["replaces"], first)
	}
	parts := []string{"Revised: ", "This letter replaces the one of 17 April 2026, reference " + first,
		"What changed, and why", "coded after 10 April 2026", pence(now["balance"])}
	if was["balance"] != now["balance"] {
		parts = append(parts, pence(was["balance"]))
	}
	text := string(read(t, path+".txt"))
	mustContain(t, spaced(text), parts...)
	mustContain(t, spaced(readPage(t, path+".html")), parts...)
	mustContain(t, spaced(tool(t, "pdftotext", "-raw", path+".pdf", "-")), parts...)
	beside := []string{" | Was: ", " | Now: "}
	if was["balance"] != now["balance"] {
		beside = append(beside, "Was: "+pence(was["balance"])+" to ", "Now: "+pence(now["balance"])+" to ")
	}
	mustContain(t, spaced(text), beside...)
	sameForms(t, path)
	checkPage(t, path+".pdf", map[string]string{"ltc-les-2025-26": "[345]", "capitated-les-2025-26": "[3456]"}[now["scheme"]])
}
