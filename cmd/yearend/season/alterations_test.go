package season_test

import (
	"slices"
	"strings"
)

// P81990, P81952 and P81946 are ordinary practices of the sample; the last is
// one of the largest, and P82912 and P82931 are among the smallest.

func alteredTargets() []alteration {
	scaled := func(practice, service string, n, d int64) func(*files) {
		return func(f *files) { scale(f.contracts, target, n, d, of(practice, service, contractService)) }
	}
	return []alteration{
		{"targets of one service ÷ 12", scaled("", "ecg", 1, 12), "E-median"},
		{"targets of every service ÷ 12", scaled("", "", 1, 12), "E-median"},
		{"targets of one service × 10", scaled("", "phlebotomy", 10, 1), "E-median"},
		{"targets of one service × 100", scaled("", "domain-2", 100, 1), "E-median"},
		{"targets of one service ÷ 10", scaled("", "wound-care", 1, 10), "E-median"},
		{"targets of one service ÷ 2", scaled("", "wound-care", 1, 2), "W-median"},
		{"targets of one practice ÷ 12", scaled("P81990", "", 1, 12), "W-far-achievement"},
		{"one target × 10", scaled("P81990", "ecg", 10, 1), "W-far-price"},
		{"one target × 100", scaled("P81990", "ecg", 100, 1), "W-far-achievement"},
		{"one target ÷ 10", scaled("P81990", "domain-2", 1, 10), "W-far-price"},
	}
}

func alteredMoney() []alteration {
	scaled := func(column int, practice, service string, n, d int64) func(*files) {
		return func(f *files) { scale(f.contracts, column, n, d, of(practice, service, contractService)) }
	}
	return []alteration{
		{"values × 10 for one practice", scaled(value, "P81990", "", 10, 1), "W-far-price"},
		{"values × 100 for one practice", scaled(value, "P81990", "", 100, 1), "W-far-sum"},
		{"values ÷ 10 for one practice", scaled(value, "P81990", "", 1, 10), "W-far-price"},
		{"one value is a month's", scaled(value, "P81990", "phlebotomy", 1, 12), "W-far-price"},
		{"values of one service × 10", scaled(value, "", "ecg", 10, 1), "W-advances"},
		{"values of one service ÷ 10", scaled(value, "", "ecg", 1, 10), "E-advances"},
		{"values of every service are a month's", scaled(value, "", "", 1, 12), "E-advances"},
		{"one contract £123 million", func(f *files) {
			for _, row := range f.contracts[1:] {
				if of("P81990", "wound-care", contractService)(row) {
					row[value] = "123000000.00"
				}
			}
		}, "W-most-of-all"},
		{"values and advances of one service in pence", func(f *files) {
			scale(f.contracts, value, 100, 1, of("", "domain-2", contractService))
			scale(f.contracts, advance, 100, 1, of("", "domain-2", contractService))
		}, "W-price"},
		{"values and advances in thousands", func(f *files) {
			scale(f.contracts, value, 1, 1000, of("", "", contractService))
			scale(f.contracts, advance, 1, 1000, of("", "", contractService))
		}, "W-price"},
		{"one value filled down", func(f *files) {
			for _, row := range f.contracts[1:] {
				if of("", "ecg", contractService)(row) {
					row[value] = "2000.00"
				}
			}
		}, "W-alike"},
		{"advances in pence", scaled(advance, "", "", 100, 1), "E-advances"},
		{"advances of one practice in pence", scaled(advance, "P81990", "", 100, 1), "W-far-advance"},
		{"advances of one practice ÷ 100", scaled(advance, "P81990", "", 1, 100), "W-far-advance"},
		{"values and advances in each other's place", func(f *files) {
			for _, row := range f.contracts[1:] {
				if row[advance] != "" && times(row[advance], 1, 1) != "0.00" {
					row[value], row[advance] = row[advance], row[value]
				}
			}
		}, "W-advances"},
	}
}

func alteredCounts() []alteration {
	scaled := func(practice, service string, n int64) func(*files) {
		return func(f *files) {
			for _, row := range f.activity[1:] {
				if of(practice, service, 1)(row) && row[count] == "" {
					row[count] = "1"
				}
			}
			scale(f.activity, count, n, 1, of(practice, service, 1))
		}
	}
	twice := func(practice, service string) func(*files) {
		return func(f *files) {
			for _, row := range f.activity[1:] {
				if of(practice, service, 1)(row) {
					f.activity = append(f.activity, row)
				}
			}
			for _, row := range f.activity[1:] {
				row[id] = ""
			}
		}
	}
	keep := func(meant func(n int, row []string) bool) func(*files) {
		return func(f *files) {
			kept := f.activity[:1:1]
			for n, row := range f.activity[1:] {
				if meant(n, row) {
					kept = append(kept, row)
				}
			}
			f.activity = kept
		}
	}
	return []alteration{
		{"months are running totals", func(f *files) { monthly(f, func(string, string) bool { return true }) }, "E-running-totals"},
		{"months of one service are running totals", func(f *files) { monthly(f, func(_, s string) bool { return s == "ecg" }) }, "E-running-totals"},
		{"months of one practice are running totals", func(f *files) { monthly(f, func(p, _ string) bool { return p == "P81990" }) }, "W-far-achievement"},
		{"counts × 100 of one service", scaled("", "ecg", 100), "E-median"},
		{"counts × 10 of one service", scaled("", "domain-2", 10), "E-median"},
		{"counts × 10 of one practice", scaled("P81990", "", 10), "W-far-achievement"},
		{"counts × 100 of one practice and service", scaled("P81990", "wound-care", 100), "W-far-achievement"},
		{"every record counts one", func(f *files) {
			for _, row := range f.activity[1:] {
				row[count] = "1"
			}
		}, "W-median"},
		{"one service's rows twice without ids", twice("", "phlebotomy"), "W-median"},
		{"all rows twice without ids", twice("", ""), "W-median"},
		{"one practice's rows twice without ids", twice("P81990", ""), "W-far-achievement"},
		{"every second row is missing", keep(func(n int, _ []string) bool { return n%2 == 0 }), "W-median"},
		{"nine rows of ten are missing", keep(func(n int, _ []string) bool { return n%10 == 0 }), "E-median"},
		{"one service is missing", keep(func(_ int, row []string) bool { return words(row[service]) != "wound-care" }), "E-median"},
		{"the last nine days are missing", keep(func(_ int, row []string) bool { return row[delivered] < "2026-03-23" || row[delivered] > "2026-03-31" }), "W-days-missing"},
		{"one month is missing", keep(func(_ int, row []string) bool { return !strings.HasPrefix(row[delivered], "2025-11") }), "W-month-missing"},
		{"the second half of the year is missing", keep(func(_ int, row []string) bool {
			return strings.HasPrefix(row[delivered], "2025") && row[delivered] < "2025-10"
		}), "W-median"},
	}
}

func alteredPlaces() []alteration {
	return []alteration{
		{"two practices' contracts swapped", func(f *files) { swapCodes(f.contracts, "P81946", "P82931") }, "W-far-achievement"},
		{"two practices' activity swapped", func(f *files) { swapCodes(f.activity, "P81946", "P82931") }, "W-far-achievement"},
		{"one practice's activity filed under another", func(f *files) {
			for _, row := range f.activity[1:] {
				if row[code] == "P81990" {
					row[code] = "P81991"
				}
			}
		}, "W-far-achievement"},
		{"activity of two services swapped", func(f *files) { swapServices(f.activity, service, "", "ecg", "phlebotomy") }, "E-median"},
		{"activity of two services of one practice swapped", func(f *files) { swapServices(f.activity, service, "P81990", "ecg", "phlebotomy") }, "W-far-achievement"},
		{"contracts of two services swapped", func(f *files) { swapServices(f.contracts, contractService, "", "ecg", "wound-care") }, "W-median"},
		{"targets one row too low", func(f *files) { shift(f.contracts, "phlebotomy", target) }, "W-far-achievement"},
		{"values one row too low", func(f *files) { shift(f.contracts, "ecg", value) }, "W-far-advance"},
		{"values of one practice are another's", func(f *files) {
			large := slices.IndexFunc(f.contracts, of("P81946", "ecg", contractService))
			small := slices.IndexFunc(f.contracts, of("P82931", "ecg", contractService))
			f.contracts[small][value] = f.contracts[large][value]
		}, "W-far-price"},
	}
}

func swapCodes(rows [][]string, one, other string) {
	for _, row := range rows[1:] {
		switch row[code] {
		case one:
			row[code] = other
		case other:
			row[code] = one
		}
	}
}

func swapServices(rows [][]string, at int, practice, one, other string) {
	for _, row := range rows[1:] {
		switch is := of(practice, "", at); {
		case is(row) && words(row[at]) == one:
			row[at] = other
		case is(row) && words(row[at]) == other:
			row[at] = one
		}
	}
}

// shift moves a service's figures of a column down by a practice; the last one's
// goes to the first.
func shift(rows [][]string, service string, column int) {
	var some [][]string
	for _, row := range rows[1:] {
		if of("", service, contractService)(row) {
			some = append(some, row)
		}
	}
	last := some[len(some)-1][column]
	for _, row := range some {
		row[column], last = last, row[column]
	}
}
