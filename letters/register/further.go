package register

import "strings"

// Further is a further address of a practice. It gets copies of the practice's
// letters, unless the register names it for another practice too.
type Further struct {
	Address string
	Also    string // the codes of those others, in words; empty for the practice's alone
}

// What stands behind an address that is another's too. With it the words are no
// address, so that nothing goes there whoever reads them.
const alsoBegins, alsoEnds = " (also an address of ", ")"

// WriteFurther writes further addresses into one cell, "; " between.
func WriteFurther(all []Further) string {
	var words []string
	for _, f := range all {
		if f.Also != "" {
			f.Address += alsoBegins + f.Also + alsoEnds
		}
		words = append(words, f.Address)
	}
	return strings.Join(words, "; ")
}

// FurtherIn reads the further addresses of a cell.
func FurtherIn(cell string) []Further {
	var all []Further
	for _, words := range strings.Split(cell, ";") {
		address, also, _ := strings.Cut(strings.TrimSpace(words), alsoBegins)
		if address != "" {
			all = append(all, Further{address, strings.TrimSuffix(also, alsoEnds)})
		}
	}
	return all
}
