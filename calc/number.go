package calc

import (
	"fmt"
	"strconv"
	"strings"
)

// countDigits bounds a count: no practice records a billion contacts.
const countDigits = 9

// ParseCount reads a whole number, plain or with thousands commas: "764", "1,234".
// A minus is read, so that the judge can name a negative count as what it is.
func ParseCount(s string) (int64, error) {
	text := strings.TrimSpace(s)
	digits, err := plainDigits(strings.TrimPrefix(text, "-"))
	if err != nil || len(digits) > countDigits {
		return 0, fmt.Errorf("%q is not a whole number", s)
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if strings.HasPrefix(text, "-") {
		n = -n
	}
	return n, err
}

// plainDigits drops thousands commas, and refuses commas that stand anywhere else.
func plainDigits(s string) (string, error) {
	groups := strings.Split(s, ",")
	for i, g := range groups {
		wrong := !isDigits(g) || len(groups) > 1 && (i == 0 && len(g) > 3 || i > 0 && len(g) != 3)
		if wrong {
			return "", fmt.Errorf("%q is not a number", s)
		}
	}
	return strings.Join(groups, ""), nil
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
