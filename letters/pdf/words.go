package pdf

import (
	"strings"

	"yearend/letters"
)

// A piece is words of one kind on one line, as codes.
type piece struct {
	words  string
	strong bool
	link   string
	line   int     // from 0
	x      float64 // from the start of the line
	cut            // where in the text they were cut from
}

// A cut is a place in one of a text's spans.
type cut struct{ span, from int }

// A token is a word of one span with the space behind it, or the part of a word
// that lies in that span: the comma behind a strong word belongs to the word.
type token struct {
	words  string
	strong bool
	link   string
	wide   float64 // without the space
	full   float64 // with it
	last   bool    // the word ends here
	breaks bool    // no word: a line begins behind it
	cut
}

// lay breaks text into lines of the width given, left aligned. Each line but
// the last keeps the space at its end, or a reader would hear two words as one.
func (s *layout) lay(text letters.Text, t style, strong bool, width float64) (pieces []piece, lines int) {
	tokens := s.tokensOf(text, t, strong)
	begin := len(s.pieces)
	x := 0.0
	for len(tokens) > 0 {
		if tokens[0].breaks {
			lines, x, tokens = lines+1, 0, tokens[1:]
			continue
		}
		count, wide := firstWord(tokens)
		if x > 0 && x+wide > width {
			lines++
			x = 0
		}
		word := tokens[:count]
		if wide > width {
			word = s.fitting(word, t, width)
		}
		for _, part := range word {
			if x > 0 && x+part.wide > width {
				lines++
				x = 0
			}
			s.addPiece(begin, piece{part.words, part.strong, part.link, lines, x, part.cut})
			x += part.full
		}
		tokens = tokens[count:]
	}
	return s.pieces[begin:len(s.pieces):len(s.pieces)], lines + 1
}

// firstWord is how many tokens the first word has, and how wide they are.
func firstWord(tokens []token) (count int, wide float64) {
	for _, t := range tokens {
		count++
		if t.last {
			return count, wide + t.wide
		}
		wide += t.full
	}
	return count, wide
}

// addPiece adds to the pieces of a text, or joins words of one span on one line
// to one piece.
func (s *layout) addPiece(begin int, p piece) {
	if n := len(s.pieces); n > begin {
		last := &s.pieces[n-1]
		if last.line == p.line && last.span == p.span {
			last.words = s.spans[p.span][last.from : p.from+len(p.words)]
			return
		}
	}
	s.pieces = append(s.pieces, p)
}

// tokensOf cuts text at its spaces. What it returns holds until the next call.
func (s *layout) tokensOf(text letters.Text, t style, strong bool) []token {
	s.tokens, s.spans = s.tokens[:0], s.spans[:0]
	for i, span := range text {
		rest := s.face.codes(evenlySpaced(span.Words))
		if i == len(text)-1 {
			rest = strings.TrimRight(rest, " ")
		}
		s.spans = append(s.spans, rest)
		if span.Break {
			s.tokens = append(s.tokens, token{last: true, breaks: true})
			continue
		}
		weight := strong || span.Strong
		space := s.wide(" ", t.size, weight)
		for from := 0; rest != ""; {
			at := strings.IndexByte(rest, ' ')
			part := token{words: rest[:at+1], strong: weight, link: span.Link, last: true, cut: cut{i, from}}
			if at < 0 {
				part.words, part.last = rest, i == len(text)-1
			}
			rest = rest[len(part.words):]
			from += len(part.words)
			part.wide = s.wide(strings.TrimSuffix(part.words, " "), t.size, weight)
			part.full = part.wide
			if at >= 0 {
				part.full += space
			}
			s.tokens = append(s.tokens, part)
		}
	}
	return s.tokens
}

// evenlySpaced has one space wherever there is white space.
func evenlySpaced(words string) string {
	if isEvenlySpaced(words) {
		return words
	}
	words = strings.NewReplacer("\n", " ", "\t", " ").Replace(words)
	for strings.Contains(words, "  ") {
		words = strings.ReplaceAll(words, "  ", " ")
	}
	return words
}

func isEvenlySpaced(words string) bool {
	return strings.IndexByte(words, '\n') < 0 && strings.IndexByte(words, '\t') < 0 && !strings.Contains(words, "  ")
}

// fitting cuts a word that is wider than a line, such as an address of the web.
func (s *layout) fitting(word []token, t style, width float64) []token {
	var parts []token
	for _, whole := range word {
		rest := whole
		for rest.wide > width {
			end := 0
			for i := range rest.words {
				if i > 0 && s.wide(rest.words[:i], t.size, whole.strong) > width {
					break
				}
				end = i
			}
			end = max(end, 1)
			part := whole
			part.words, part.last = rest.words[:end], false
			part.wide = s.wide(part.words, t.size, whole.strong)
			part.full = part.wide
			parts = append(parts, part)
			rest.words = rest.words[end:]
			rest.from += end
			rest.full -= part.wide
			rest.wide -= part.wide
		}
		parts = append(parts, rest)
	}
	return parts
}
