// Package pdf is the page: it sets a Letter as PDF. Measures are millimetres
// and stand in measures.go. While fpdf draws, a tagged.Recorder notes what each
// piece is, so that a screen reader hears the letter in order; see tagged.
//
// Reading order: press (Render), measures, sheet (where on which page),
// words (lines), blocks, table, chart, fonts.
package pdf
