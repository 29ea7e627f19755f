// Package readback reads a letter's file as a reader's program would: its
// elements in their order with the words in them, where on which page every word
// stands, what is said on the pages beside, and its metadata. It knows nothing of
// what a letter should say.
//
// It takes files of the kind that package tagged writes, and refuses others. It
// shares no code with the packages that draw and tag, so that a fault of theirs
// is not repeated in reading.
//
// Reading order: reader (the whole), file (objects and streams), stream (the objects that
// stand in streams, which are read once where files have them alike), tree (elements),
// page (drawing), font (codes to characters), lexer.
package readback
