package rulebook

import (
	"regexp"
	"strings"
	"testing"
)

// What is looked for first is in every word for a month and for a number that is then refused.
func TestNoWordForANumberIsPassedOver(t *testing.T) {
	names := regexp.MustCompile(`[A-Za-z]{3,}`).FindAllString(literals.String(), -1)
	known := 0
	for _, name := range names {
		for _, words := range []string{name, strings.ToUpper(name), "in " + name + "."} {
			if !literals.MatchString(words) {
				continue
			}
			known++
			if !mayBeLiteral(words) {
				t.Errorf("%q is passed over", words)
			}
		}
	}
	if known < 90 {
		t.Errorf("only %d months and numbers were tried", known)
	}
}
