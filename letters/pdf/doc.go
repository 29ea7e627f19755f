// Package pdf is the page: it sets a Letter as PDF. Measures are millimetres
// and stand in measures.go. While a letter is drawn, a tagged.Recorder notes what
// each piece is, so that a screen reader hears the letter in order; see tagged.
// The paper that the drawing is laid upon is fpdf's.
//
// Reading order: press (Render), measures, layout (where on which page),
// words (lines), blocks, table, chart, draw, paper, fonts.
package pdf
