package pdf

import (
	"encoding/json"
	"fmt"

	"yearend/letters/pdf/latin"
	"yearend/letters/pdf/tagged"
	"yearend/templates"
)

// family is what the fonts are called where fpdf knows them.
const family = "Yearend Sans"

// weight is regular or bold.
type weight int

const (
	regular weight = iota
	bold
)

func weightOf(strong bool) weight {
	if strong {
		return bold
	}
	return regular
}

// fpdfStyle is the weight as fpdf writes it.
func (w weight) fpdfStyle() string { return [...]string{"", "B"}[w] }

// resource is what a page's drawing calls the 8-bit font of the weight.
func (w weight) resource() string { return [...]string{"F1", "F2"}[w] }

// fontSet is the letters' two fonts of 8-bit codes, prepared once for all letters.
type fontSet struct {
	widths   [2][256]int // of each code, in thousandths of the size
	embedded []tagged.Font
}

func newFontSet() (*fontSet, error) {
	set := new(fontSet)
	for w, f := range [...]struct{ definition, file []byte }{
		regular: {templates.RegularJSON, templates.RegularZ},
		bold:    {templates.BoldJSON, templates.BoldZ},
	} {
		font, err := tagged.Embedded(weight(w).resource(), f.definition, f.file, latin.Decode)
		if err != nil {
			return nil, fmt.Errorf("prepare the letters' fonts: %w", err)
		}
		set.embedded = append(set.embedded, font)
		var d struct{ Cw [256]int }
		if err := json.Unmarshal(f.definition, &d); err != nil {
			return nil, fmt.Errorf("prepare the letters' fonts: %w", err)
		}
		set.widths[w] = d.Cw
	}
	return set, nil
}
