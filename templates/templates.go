// Package templates is the words: one folder a scheme with the letter's
// Markdown, and the fonts that letters are set in. It only embeds.
package templates

import "embed"

// The letters' fonts, cut to the characters of letters/pdf/latin, as fpdf reads them.
var (
	//go:embed fonts/LiberationSans-Regular.json
	RegularJSON []byte
	//go:embed fonts/LiberationSans-Regular.z
	RegularZ []byte
	//go:embed fonts/LiberationSans-Bold.json
	BoldJSON []byte
	//go:embed fonts/LiberationSans-Bold.z
	BoldZ []byte
)

//go:embed */letter.md
var words embed.FS

// Letter is the Markdown of a scheme's letter, by the folder that its scheme file names.
func Letter(folder string) (string, bool) {
	data, err := words.ReadFile(folder + "/letter.md")
	return string(data), err == nil
}
