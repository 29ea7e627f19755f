package pdf

import (
	"strings"

	"yearend/letters"
)

// A piece is words of one kind on one line.
type piece struct {
	words  string
	strong bool
	link   string
	line   int     // from 0
	x      float64 // from the start of the line
}

// lay breaks text into lines of the width given, left aligned. Each line but
// the last keeps the space at its end, or a reader would hear two words as one.
func (s *sheet) lay(text letters.Text, t style, strong bool, width float64) (pieces []piece, lines int) {
	x := 0.0
	for _, word := range wordsIn(text) {
		wide := s.wordWidth(word, t, strong)
		if x > 0 && x+wide > width {
			lines++
			x = 0
		}
		if wide > width {
			word = s.fitting(word, t, width)
		}
		for _, span := range word {
			s.font(t.size, strong || span.Strong)
			w := s.measure(span.Words)
			if x > 0 && x+s.measure(strings.TrimRight(span.Words, " ")) > width {
				lines++
				x = 0
			}
			pieces = appendPiece(pieces, piece{span.Words, strong || span.Strong, span.Link, lines, x})
			x += w
		}
	}
	return pieces, lines + 1
}

// appendPiece joins words of one kind on one line to one piece.
func appendPiece(pieces []piece, p piece) []piece {
	if n := len(pieces); n > 0 {
		last := &pieces[n-1]
		if last.line == p.line && last.strong == p.strong && last.link == p.link {
			last.words += p.words
			return pieces
		}
	}
	return append(pieces, p)
}

// wordsIn cuts text at its spaces, each word with the space behind it. A word
// may be of several spans: the comma behind a strong word belongs to it.
func wordsIn(text letters.Text) [][]letters.Span {
	var all [][]letters.Span
	var word []letters.Span
	for i, span := range text {
		rest := strings.NewReplacer("\n", " ", "\t", " ").Replace(span.Words)
		if i == len(text)-1 {
			rest = strings.TrimRight(rest, " ")
		}
		for rest != "" {
			part, after, found := strings.Cut(rest, " ")
			rest = strings.TrimLeft(after, " ")
			if found {
				part += " "
			}
			word = append(word, letters.Span{Words: part, Strong: span.Strong, Link: span.Link})
			if found {
				all = append(all, word)
				word = nil
			}
		}
	}
	if word != nil {
		all = append(all, word)
	}
	return all
}

// wordWidth is the width of a word without the space behind it.
func (s *sheet) wordWidth(word []letters.Span, t style, strong bool) float64 {
	w := 0.0
	for _, span := range word {
		s.font(t.size, strong || span.Strong)
		w += s.measure(strings.TrimRight(span.Words, " "))
	}
	return w
}

// fitting cuts a word that is wider than a line, such as an address of the web.
func (s *sheet) fitting(word []letters.Span, t style, width float64) []letters.Span {
	var parts []letters.Span
	s.font(t.size, true) // the wider of the two weights
	for _, span := range word {
		part := ""
		for _, r := range span.Words {
			if r != ' ' && s.measure(part+string(r)) > width {
				parts = append(parts, letters.Span{Words: part, Strong: span.Strong, Link: span.Link})
				part = ""
			}
			part += string(r)
		}
		parts = append(parts, letters.Span{Words: part, Strong: span.Strong, Link: span.Link})
	}
	return parts
}
