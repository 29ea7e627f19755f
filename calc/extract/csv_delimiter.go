package extract

import "strings"

// delimiter finds out what stands between the cells: of comma, semicolon and
// tab the one by which most column names are found in the first lines, and
// where there are none, the most frequent in the first line.
func delimiter(text string, known names) byte {
	var best byte = ','
	most := 0
	lines := strings.SplitN(text, "\n", headerWithin+1)
	if hint, ok := strings.CutPrefix(strings.TrimRight(lines[0], "\r"), "sep="); ok && len(hint) == 1 {
		return hint[0]
	}
	for _, candidate := range []byte(",;\t") {
		score := strings.Count(lines[0], string(candidate))
		for _, line := range lines[:min(len(lines), headerWithin)] {
			found := 0
			for _, name := range strings.Split(line, string(candidate)) {
				if known.is(name) {
					found++
				}
			}
			score = max(score, found*1000)
		}
		if score > most {
			best, most = candidate, score
		}
	}
	return best
}
