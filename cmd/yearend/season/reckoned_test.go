package season

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What an ICB drawn at random comes to, reckoned once more from the rows of its files by plain fractions. Nothing here
// asks the program what a service, a month, an average or a rounding is.

// reckonedDays are the working days in England, April 2025 to March 2026.
var reckonedDays = [12]int64{20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22}

// reckonedServices are the names that records have for the services of contracts.
var reckonedServices = map[string]string{
	"ecg": "ecg", "Phleb": "phlebotomy", "Wound care": "wound-care", "domain 2": "domain-2", "domain-2": "domain-2",
}

// reckonedLine is a contract line: its row, and what the records say was done in each month.
type reckonedLine struct {
	practice, name, scheme, service string
	target, value, advance          int64 // the sums in pence
	recorded                        [12]int64
	doubtful                        bool // a row of it says what cannot be: whoever it is of must be held
}

func (l reckonedLine) place() string { return l.practice + " " + l.scheme }

// ltc reports whether the line is of the scheme that is measured by the year's total and states an advance of 80%.
func (l reckonedLine) ltc() bool { return l.scheme == "ltc-les-2025-26" }

// lines are the contract lines of an ICB by practice, scheme and the scheme's order of services.
func (icb anyICB) lines() []reckonedLine {
	names := map[string]string{}
	for _, row := range icb.practices {
		cells := strings.Split(row, ",")
		names[cells[0]] = cells[1]
	}
	var all []reckonedLine
	for _, row := range icb.contracts {
		cells := strings.Split(strings.TrimSpace(row), ",")
		l := reckonedLine{practice: cells[0], name: names[cells[0]], scheme: cells[1], service: cells[2], value: penceOf(cells[4]), advance: penceOf(cells[5])}
		l.target, _ = strconv.ParseInt(cells[3], 10, 64)
		l.doubtful = l.target == 0
		for _, record := range icb.records {
			l.count(strings.Split(strings.TrimSpace(record), ","))
		}
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b reckonedLine) int { return strings.Compare(a.key(), b.key()) })
	return all
}

// key sorts lines as the tables have them.
func (l reckonedLine) key() string {
	order := slices.Index([]string{"ecg", "phlebotomy", "wound-care", "domain-2"}, l.service)
	return fmt.Sprint(l.place(), " ", order)
}

// count adds a record to the month in which it was done, if it is of the line and of the year.
func (l *reckonedLine) count(record []string) {
	if record[0] != l.practice || reckonedServices[record[1]] != l.service {
		return
	}
	n, err := strconv.ParseInt(record[4], 10, 64)
	month, of := monthOfRecord(record[2])
	switch {
	case err != nil || n < 0 || record[2] == "nonsense":
		l.doubtful = true
	case of:
		l.recorded[month] += n
	}
}

// monthOfRecord is the month of the contract year that a day is in, 0 for April; false outside the year.
func monthOfRecord(day string) (month int, of bool) {
	on, err := time.Parse(time.DateOnly, day)
	if err != nil || day < "2025-04-01" || day > "2026-03-31" {
		return 0, false
	}
	return (int(on.Month()) + 8) % 12, true
}

func penceOf(sum string) int64 {
	n, _ := strconv.ParseInt(strings.Replace(sum, ".", "", 1), 10, 64)
	return n
}

// filled are the twelve months where those from the given one on go at the rate of the last so many before it; with
// none of them nothing more is recorded.
func (l reckonedLine) filled(through, last int) (months [12]*big.Rat) {
	var count, days int64
	for m := through - last; m < through; m++ {
		count, days = count+l.recorded[m], days+reckonedDays[m]
	}
	for m := range months {
		switch {
		case m < through:
			months[m] = big.NewRat(l.recorded[m], 1)
		case last == 0:
			months[m] = new(big.Rat)
		default:
			months[m] = big.NewRat(count*reckonedDays[m], days)
		}
	}
	return months
}

// achieved is the highest of the averages that the line's scheme allows.
func (l reckonedLine) achieved(months [12]*big.Rat) *big.Rat {
	total := func(of []*big.Rat) *big.Rat {
		sum := new(big.Rat)
		for _, one := range of {
			sum.Add(sum, one)
		}
		return sum
	}
	year := total(months[:])
	year.Quo(year, big.NewRat(l.target, 1))
	if l.ltc() {
		return year
	}
	var shares []*big.Rat // of what is expected in each month
	for m, done := range months {
		shares = append(shares, new(big.Rat).Quo(done, big.NewRat(l.target*reckonedDays[m], 253)))
	}
	mean := total(shares)
	mean.Quo(mean, big.NewRat(12, 1))
	slices.SortFunc(shares, func(a, b *big.Rat) int { return b.Cmp(a) })
	best := total(shares[:9])
	best.Quo(best, big.NewRat(9, 1))
	six := total(months[6:])
	six.Quo(six, big.NewRat(l.target*(23+20+21+21+20+22), 253))
	return slices.MaxFunc([]*big.Rat{year, mean, best, six}, (*big.Rat).Cmp)
}

// earned is what the line earns by an achievement, which is paid up to the whole.
func (l reckonedLine) earned(achieved *big.Rat) int64 {
	if achieved.Cmp(big.NewRat(1, 1)) >= 0 {
		return l.value
	}
	return halfUp(new(big.Rat).Mul(achieved, big.NewRat(l.value, 1)))
}

// halfUp rounds to the penny, half a penny up.
func halfUp(pence *big.Rat) int64 {
	twice := new(big.Int).Mul(pence.Num(), big.NewInt(2))
	twice.Add(twice, pence.Denom())
	return twice.Quo(twice, new(big.Int).Mul(pence.Denom(), big.NewInt(2))).Int64()
}

// balance is what the line comes to when the year has ended.
func (l reckonedLine) balance() int64 { return l.earned(l.achieved(l.filled(12, 12))) - l.advance }

// inAdvance is what is paid over the whole year: twelve rounded instalments, or what the contract says.
func (l reckonedLine) inAdvance() int64 {
	if !l.ltc() {
		return l.advance
	}
	return 12 * halfUp(big.NewRat(l.value*8, 10*12))
}

// needed is the smallest count of further activity with which the year's total is so many tenths of the target.
func (l reckonedLine) needed(through int, tenths int64) (more int64) {
	var done int64
	for m := range through {
		done += l.recorded[m]
	}
	for (done+more)*10 < l.target*tenths {
		more++
	}
	return more
}

// poundsOf writes pence as the tables do.
func poundsOf(pence int64) string {
	sign := ""
	if pence < 0 {
		sign, pence = "-", -pence
	}
	return fmt.Sprintf("%s%d.%02d", sign, pence/100, pence%100)
}

// cutShare writes a share as the tables do, cut to six places.
func cutShare(share *big.Rat) string {
	millionths := new(big.Int).Mul(share.Num(), big.NewInt(1_000_000))
	millionths.Quo(millionths, share.Denom())
	whole, part := millionths.QuoRem(millionths, big.NewInt(1_000_000), new(big.Int))
	return fmt.Sprintf("%d.%06d", whole, part)
}
