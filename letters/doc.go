// Package letters is what is said: a position and the words become a Letter, a
// list of blocks that letters/pdf, Text and HTML turn into three forms of the
// same thing. It is pure: no files, no clock, no floating-point number.
//
// Reading order: kind, issue, letter (the blocks), figures (the only place where a
// figure becomes words), outcome, boundary, changes (what is said of each),
// facts (what a template may name), compose (template → blocks), text and html
// (the twins).
package letters
