// Package templates is the words: one folder a scheme with the Markdown of
// the letter and of the e-mail that carries it; the review page's HTML; and the
// fonts that letters are set in. It only embeds.
package templates

import (
	"embed"
	"io/fs"
)

// The letters' fonts, cut to the characters of letters/pdf/latin, as fpdf reads them;
// and those with all characters, deflated.
var (
	//go:embed fonts/LiberationSans-Regular.json
	RegularJSON []byte
	//go:embed fonts/LiberationSans-Regular.z
	RegularZ []byte
	//go:embed fonts/LiberationSans-Bold.json
	BoldJSON []byte
	//go:embed fonts/LiberationSans-Bold.z
	BoldZ []byte
	//go:embed fonts/LiberationSans-Regular.unicode.z
	RegularUnicodeZ []byte
	//go:embed fonts/LiberationSans-Bold.unicode.z
	BoldUnicodeZ []byte
)

// Every template is taken in by its ending, so that those of a new kind of letter need
// no word here.
//
//go:embed */*.md
var words embed.FS

// Page is the review page in its parts: HTML to be filled in, style and script.
//
//go:embed page
var Page embed.FS

// Early is the pages of a year that has not ended: the review of projections, and
// the index of monthly reports.
//
//go:embed early
var Early embed.FS

// Desk is the pages of the desk: HTML to be filled in, style and script.
//
//go:embed desk
var Desk embed.FS

// Words is the Markdown of a shipped template by its path, such as
// "ltc-les-2025-26/letter.md".
func Words(path string) (string, bool) {
	data, err := words.ReadFile(path)
	return string(data), err == nil
}

// Paths are those of every shipped template, sorted.
func Paths() []string {
	paths, err := fs.Glob(words, "*/*.md")
	if err != nil {
		panic("the pattern of the templates' paths is wrong: " + err.Error())
	}
	return paths
}
