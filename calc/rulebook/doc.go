// Package rulebook is guidance → rules: it reads scheme files, strictly, into
// calc.Scheme. A rule of the guidance is data; what can be done with it is
// code, so that a scheme file can choose among what the sums know and nothing
// else. Decode is the strict YAML reader, for the project file too.
package rulebook
