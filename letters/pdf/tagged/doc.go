// Package tagged makes a PDF that can be read aloud and kept for good, PDF/UA-1
// and PDF/A-2a at once, of one that fpdf drew. It knows nothing of what the
// document says.
//
// While drawing, a Recorder brackets each piece with marks and notes the tree of
// elements that the pieces belong to: see role.go, recorder.go, marks.go. Finish
// judges the tree (finish.go, table.go). Afterwards a Rewriter reads the file
// that fpdf wrote, object by object (parse.go), and writes it anew (output.go)
// with what the standards ask for beside the drawing: the tree (tree.go), links,
// the characters of the fonts (font.go), metadata (metadata.go), a colour
// profile (profile.go). Of a file that many documents share, a Blank is made
// once, and each document's own drawing is printed on it; what all files of a kind
// have in common, and documents of one shape among them, is in stock (stock.go).
//
// # Drawing with fpdf
//
// All that leaves a trace on the page has to stand in Content, Block or one of
// the artifacts. What does not paint needs no mark: SetFont, SetXY, colours,
// line widths, AddPage.
//
//   - fpdf starts a page in the middle of CellFormat, MultiCell, Write or an
//     image in flow. So its header function must call Header and its footer
//     function Footer, also with nil: Footer closes the mark that is open, and
//     Header opens the next, in the same element.
//   - A fill or a border belongs to no text: draw Rect and Line in an Artifact,
//     then the words over them in a Block. Never let CellFormat fill or frame.
//   - Draw a wrapped paragraph line by line, each but the last with its trailing
//     space, or two words are heard as one. MultiCell drops that space, and
//     stretches lines unless told "L".
//   - A row of a table must not be cut by a page's end: look whether it fits,
//     and call AddPage between Close(TR) and Open(TR). The header repeated on
//     the next page is an Artifact.
//   - Leave links to Area. fpdf's own (LinkString, WriteLinkString, the last two
//     arguments of CellFormat and Image) are refused.
//   - SetCompression(false), for the Rewriter deflates anyway;
//     SetCatalogSort(true), or fpdf's order of fonts and pictures varies.
//   - SetAlpha, pictures with transparency, layers, spot colours, scripts,
//     attachments, bookmarks, SetProtection and the built-in fonts are refused.
package tagged
