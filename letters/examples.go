package letters

import (
	"regexp"
	"slices"
	"strings"
)

// What an example has in the place of an address or a number is kept for examples, and
// leads to nobody: a letter that carries one sends its reader nowhere.

// IsExampleHost reports whether a computer's name, or the domain of a mailbox, is kept
// for examples: example.org and what lies below it, example.nhs.uk, or all that ends
// in .example, .test or .invalid.
func IsExampleHost(host string) bool {
	labels := strings.Split(strings.ToLower(strings.Trim(host, ".")), ".")
	last := labels[len(labels)-1]
	return slices.Contains(labels, "example") || len(labels) > 1 && (last == "test" || last == "invalid")
}

// IsExampleMailbox reports whether an e-mail address is at such a domain.
func IsExampleMailbox(address string) bool {
	_, host, is := strings.Cut(address, "@")
	return is && IsExampleHost(host)
}

// hostIn finds what may be the name of a computer, with the mailbox or the way before
// it; phoneIn what may be a telephone number, also one that a line break parts.
var (
	hostIn  = regexp.MustCompile(`(?i)(?:https?://)?(?:[a-z0-9._%+'-]+@)?[a-z0-9-]+(?:\.[a-z0-9-]+)+`)
	phoneIn = regexp.MustCompile(`(?:\+44[\s\x{a0}-]?(?:\(0\))?|\b0)\d(?:[\s\x{a0}-]*\d){8,9}\b`)
)

// fictions are the beginnings of the telephone numbers that Ofcom keeps for plays and
// films.
var fictions = []string{
	"0113496", "0114496", "0115496", "0116496", "0117496", "0118496", "0121496", "0131496", "0141496", "0151496", "0161496", "0191498",
	"02079460", "02896496", "02920180", "01632960", "07700900", "08081570", "09098790", "03069990",
}

// ExamplesIn are the addresses and telephone numbers in some words that are kept for
// examples, each once.
func ExamplesIn(words string) []string {
	var found []string
	for _, address := range hostIn.FindAllString(words, -1) {
		host := address[strings.LastIndexAny(address, "@/")+1:]
		if IsExampleHost(host) {
			found = append(found, address)
		}
	}
	for _, number := range phoneIn.FindAllString(words, -1) {
		number = strings.Join(strings.Fields(number), " ")
		digits := strings.NewReplacer(" ", "", "-", "", "(0)", "", "+44", "0").Replace(number)
		if slices.ContainsFunc(fictions, func(f string) bool { return strings.HasPrefix(digits, f) }) {
			found = append(found, number)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
