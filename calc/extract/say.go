package extract

import (
	"fmt"
	"strings"
)

// list writes "a, b and c".
func list(words []string) string { return enumerate(words, "and") }

// either writes "a, b or c".
func either(words []string) string { return enumerate(words, "or") }

func enumerate(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// line is the cells of a row on one line, for a report.
func line(cells []cell, e epoch) string {
	var texts []string
	for _, c := range cells {
		if !c.blank() {
			texts = append(texts, c.seen(e))
		}
	}
	return strings.Join(texts, " | ")
}

// spread is the cells of a row on one line, the blank ones too.
func spread(cells []cell, e epoch) string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = c.seen(e)
	}
	return strings.Join(texts, " | ")
}

// many writes "1 row" and "2 rows".
func many(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// thousands writes 1,048,576.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}
