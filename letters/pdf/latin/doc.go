// Package latin is the character set of the letters' own fonts: 252
// characters, each with a code of one byte.
//
// fpdf draws a font with one-byte codes many times faster than one with Unicode
// codes, but such a font holds at most 256 characters. These are chosen for the
// names that occur in England: ASCII; Western European and Nordic letters;
// Welsh, Irish, Polish, Czech, Slovak, Hungarian, Romanian, Turkish; and what
// Estonian and Lithuanian share with them or use most. A string with any other
// character cannot be encoded, and has to be drawn with a Unicode font.
//
// ASCII keeps its codes, and a character that Windows-1252 has keeps its code
// there. Codes 0, 9, 10 and 13 stay empty: fpdf or PDF itself would read them
// as an end, a gap or a line break.
package latin
