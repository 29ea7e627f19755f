package main

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
)

// codesALine is how many practices' codes stand on a line.
const codesALine = 12

// sayNear names every practice near a boundary, from near.csv, what matters
// most first. The reasons of hundreds would hide the rest of the screen.
func sayNear(b *strings.Builder, near []map[string]string) {
	fmt.Fprintf(b, "\nNear a boundary: %s\n", letters.Count(int64(len(near))))
	for _, kind := range calc.BoundaryKinds() {
		sayNearKind(b, kind, near)
	}
	if len(near) > 0 {
		b.WriteString("  Each with its reason: on the review page, on the sheet Near a boundary and in near.csv\n")
	}
}

// sayNearKind names the practices of one kind, scheme by scheme, each once.
func sayNearKind(b *strings.Builder, kind calc.BoundaryKind, near []map[string]string) {
	codes := map[string][]string{} // by scheme
	for _, row := range near {
		scheme, code := row["scheme"], row["practice_code"]
		if row["kind"] == string(kind) && !slices.Contains(codes[scheme], code) {
			codes[scheme] = append(codes[scheme], code)
		}
	}
	for _, scheme := range sortedKeys(codes) {
		fmt.Fprintf(b, "  %s: %s, %s\n", letters.BoundaryTitle(kind), scheme, letters.Count(int64(len(codes[scheme]))))
		for some := range slices.Chunk(codes[scheme], codesALine) {
			fmt.Fprintf(b, "    %s\n", strings.Join(some, " "))
		}
	}
}
