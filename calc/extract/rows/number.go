package rows

import (
	"strconv"
	"strings"
)

// SignificantDigits is how many digits of a number mean anything in Excel, which
// stores 17 and so keeps 52.35 as 52.349999999999994.
const SignificantDigits = 15

// plainNumber writes a workbook's number out, rounded half up to 15
// significant digits: 52.349999999999994 is 52.35, and 1.2E3 is 1200. What is
// no number stays as it is.
func plainNumber(raw string) string {
	if len(raw) <= SignificantDigits && strings.Trim(raw, "0123456789") == "" {
		return raw
	}
	sign, rest := "", strings.TrimPrefix(raw, "+")
	if strings.HasPrefix(rest, "-") {
		sign, rest = "-", rest[1:]
	}
	mantissa, power, scientific := strings.Cut(strings.ToUpper(rest), "E")
	before, after, _ := strings.Cut(mantissa, ".")
	exponent := 0
	if scientific {
		n, err := strconv.Atoi(power)
		if err != nil || n > 400 || n < -400 {
			return raw
		}
		exponent = n
	}
	digits := before + after
	if digits == "" || strings.Trim(digits, "0123456789") != "" || len(digits) > 400 {
		return raw
	}
	point := len(before) + exponent
	trimmed := strings.TrimLeft(digits, "0")
	point -= len(digits) - len(trimmed)
	digits, carried := roundDigits(trimmed)
	return sign + withPoint(digits, point+carried)
}

// roundDigits keeps the first 15 digits, and says when rounding up made one more.
func roundDigits(digits string) (string, int) {
	if len(digits) <= SignificantDigits {
		return digits, 0
	}
	up := digits[SignificantDigits] >= '5'
	kept := []byte(digits[:SignificantDigits])
	for i := len(kept) - 1; up && i >= 0; i-- {
		up = kept[i] == '9'
		if up {
			kept[i] = '0'
		} else {
			kept[i]++
		}
	}
	if up {
		return "1" + string(kept[:SignificantDigits-1]), 1
	}
	return string(kept), 0
}

// withPoint puts the decimal point after so many digits.
func withPoint(digits string, point int) string {
	digits = strings.TrimRight(digits, "0")
	switch {
	case digits == "":
		return "0"
	case point <= 0:
		return "0." + strings.Repeat("0", -point) + digits
	case point >= len(digits):
		return digits + strings.Repeat("0", point-len(digits))
	}
	return digits[:point] + "." + digits[point:]
}
