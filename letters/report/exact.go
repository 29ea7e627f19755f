package report

import (
	"math"
	"math/big"
	"math/bits"
	"strings"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// pence is a sum of money as a whole number of pence.
func pence(m calc.Money) *big.Int {
	n, _ := new(big.Int).SetString(strings.Replace(m.String(), ".", "", 1), 10) // always two places
	return n
}

// floor is the whole number that a ratio has in it.
func floor(r *big.Rat) int64 { return new(big.Int).Div(r.Num(), r.Denom()).Int64() }

// decimals writes a share with as many decimals as a spreadsheet can tell apart.
func decimals(s calc.Share) xlsx.Cell { return xlsx.Digits(s.Round(16)) }

// parts are a share as two whole numbers in lowest terms.
func parts(s calc.Share) (n, d xlsx.Cell) {
	above, below, _ := strings.Cut(s.Exact(), "/")
	return xlsx.Digits(above), xlsx.Digits(below)
}

// division is a sum of money times n/d, as a spreadsheet can do it without an
// error: see servicesSheet.
type division struct{ thousands, pence, first, firstLeft, second, secondLeft *big.Int }

func divide(m calc.Money, n, d *big.Int) division {
	unit := big.NewInt(100_000) // the pence of a thousand pounds
	var v division
	v.thousands, v.pence = new(big.Int).QuoRem(pence(m), unit, new(big.Int))
	v.first, v.firstLeft = new(big.Int).QuoRem(new(big.Int).Mul(v.thousands, n), d, new(big.Int))
	rest := new(big.Int).Mul(v.firstLeft, unit)
	rest.Add(rest, new(big.Int).Mul(v.pence, n))
	v.second, v.secondLeft = new(big.Int).QuoRem(rest, d, new(big.Int))
	return v
}

// timesPlus is n times another number and a little more, none of them below zero.
func timesPlus(n, times, more int64) xlsx.Cell {
	if high, low := bits.Mul64(uint64(n), uint64(times)); high == 0 && low <= uint64(math.MaxInt64-more) {
		return number(int64(low) + more)
	}
	product := new(big.Int).Mul(big.NewInt(n), big.NewInt(times))
	return big0(product.Add(product, big.NewInt(more)))
}
