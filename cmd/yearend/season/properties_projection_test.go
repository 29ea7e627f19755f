package season

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yearend/letters/report/early"
)

// Before the year has ended the tables of a projection are what the rows of the files come to: each month still to come
// filled at the rate of all so far and at that of the last three, measured as any year is. Nothing after the last
// complete month moves a figure.
func TestProjectionsAreWhatTheRowsComeTo(t *testing.T) {
	projected := 0
	rapid.Check(t, func(t *rapid.T) {
		faults := rapid.Bool().Draw(t, "faults")
		icb, through := drawICB(t, faults), rapid.IntRange(3, 11).Draw(t, "through")
		rows, services, ok := projectionTables(t, icb, through)
		if !ok {
			return
		}
		projected++
		wantRows, wantServices := reckonedTables(t, icb.lines(), through, heldIn(rows))
		for name, both := range map[string][2][]map[string]string{"projections.csv": {rows, wantRows}, "projection_services.csv": {services, wantServices}} {
			if !reflect.DeepEqual(both[0], both[1]) {
				t.Fatalf("through month %d %s is\n%v\nand is reckoned\n%v", through, name, both[0], both[1])
			}
		}
		if faults { // one of a later record holds a practice all the same
			return
		}
		other := icb
		other.records = drawLater(t, icb, through)
		moved, too, ok := projectionTables(t, other, through)
		if ok && !(reflect.DeepEqual(rows, moved) && reflect.DeepEqual(services, too)) {
			t.Fatalf("with other records after month %d\n%v\n%v\nbecome\n%v\n%v", through, rows, services, moved, too)
		}
	})
	if projected == 0 {
		t.Error("no ICB was projected")
	}
}

// projectionTables are the rows of both tables of a projection; false where the ICB is refused whole.
func projectionTables(t *rapid.T, icb anyICB, through int) (rows, services []map[string]string, ok bool) {
	s, ok := settleThrough(t, icb, 1, through)
	if !ok {
		return nil, nil, false
	}
	tables := early.ProjectionTables(s)
	return rowsOf(t, tables["projections.csv"]), rowsOf(t, tables["projection_services.csv"]), true
}

func heldIn(rows []map[string]string) map[string]bool {
	held := map[string]bool{}
	for _, row := range rows {
		held[row["practice_code"]+" "+row["scheme"]] = row["outcome"] == "held"
	}
	return held
}

// drawLater draws the records after the last complete month anew, and leaves those before it.
func drawLater(t *rapid.T, icb anyICB, through int) []string {
	isLater := func(record string) bool {
		day := strings.Split(record, ",")[2]
		month, of := monthOfRecord(day)
		return of && month >= through || day > "2026-03-31"
	}
	later := slices.DeleteFunc(slices.Clone(icb.records), isLater)
	for range rapid.IntRange(0, 6).Draw(t, "later records") {
		if record := drawRecord(t, []string{"P81901", "P81902"}[:min(2, len(icb.practices))], false); isLater(record) {
			later = append(later, record)
		}
	}
	return later
}

// reckonedTables are both tables of a projection as they are reckoned; what is held has its keys.
func reckonedTables(t *rapid.T, lines []reckonedLine, through int, held map[string]bool) (rows, services []map[string]string) {
	for place, of := range byPlace(lines) {
		if held[place] {
			rows = append(rows, heldRow(of[0], through))
		} else {
			rows = append(rows, reckonedRow(t, of, through))
		}
	}
	slices.SortFunc(rows, func(a, b map[string]string) int {
		return strings.Compare(a["practice_code"]+" "+a["scheme"], b["practice_code"]+" "+b["scheme"])
	})
	for _, l := range lines {
		row := map[string]string{"target": "", "recorded": "", "achievement_floor": "", "achievement_so_far": "", "achievement_last_three": "",
			"needed_for_share": "", "needed_for_target": "", "working_days_left": ""}
		if !held[l.place()] {
			row = l.reckonedService(through)
		}
		row["practice_code"], row["scheme"], row["service"] = l.practice, l.scheme, l.service
		services = append(services, row)
	}
	return rows, services
}

func byPlace(lines []reckonedLine) map[string][]reckonedLine {
	places := map[string][]reckonedLine{}
	for _, l := range lines {
		places[l.place()] = append(places[l.place()], l)
	}
	return places
}

func heldRow(l reckonedLine, through int) map[string]string {
	row := map[string]string{"practice_code": l.practice, "practice_name": l.name, "scheme": l.scheme, "through": yearMonth(through), "outcome": "held"}
	for _, sum := range []string{"contract_value", "earned_floor", "earned_so_far", "earned_last_three", "low", "high", "advance_year", "balance_low", "balance_high"} {
		row[sum] = ""
	}
	return row
}

// yearMonth is the last of so many complete months: 2026-01 for ten.
func yearMonth(through int) string {
	return fmt.Sprintf("%d-%02d", 2025+(through+2)/12, (through+2)%12+1)
}

// reckonedRow is what the lines of a position come to, nothing more recorded and at both rates.
func reckonedRow(t *rapid.T, lines []reckonedLine, through int) map[string]string {
	var value, floor, soFar, lastThree, advance int64
	for _, l := range lines {
		if l.doubtful {
			t.Fatalf("%s is not held, and a row of %s says what cannot be", l.place(), l.service)
		}
		value, advance = value+l.value, advance+l.inAdvance()
		floor += l.earned(l.achieved(l.filled(through, 0)))
		soFar += l.earned(l.achieved(l.filled(through, through)))
		lastThree += l.earned(l.achieved(l.filled(through, 3)))
	}
	low, high := min(soFar, lastThree), max(soFar, lastThree)
	if floor > low {
		t.Fatalf("%s: %d pence if nothing more is recorded, and from %d", lines[0].place(), floor, low)
	}
	outcome := outcomeOfPence(low - advance)
	if outcome != outcomeOfPence(high-advance) {
		outcome = "either"
	}
	row := heldRow(lines[0], through)
	maps.Copy(row, map[string]string{
		"contract_value": poundsOf(value), "earned_floor": poundsOf(floor), "earned_so_far": poundsOf(soFar), "earned_last_three": poundsOf(lastThree),
		"low": poundsOf(low), "high": poundsOf(high), "advance_year": poundsOf(advance),
		"balance_low": poundsOf(low - advance), "balance_high": poundsOf(high - advance), "outcome": outcome,
	})
	return row
}

func outcomeOfPence(balance int64) string {
	switch {
	case balance > 0:
		return "pay"
	case balance < 0:
		return "recoup"
	}
	return "nil"
}

// reckonedService is what stands of a line in projection_services.csv after its keys.
func (l reckonedLine) reckonedService(through int) map[string]string {
	var recorded, left int64
	for m := range 12 {
		if m < through {
			recorded += l.recorded[m]
		} else {
			left += reckonedDays[m]
		}
	}
	share := ""
	if l.ltc() {
		share = fmt.Sprint(l.needed(through, 8))
	}
	return map[string]string{
		"target": fmt.Sprint(l.target), "recorded": fmt.Sprint(recorded),
		"achievement_floor":      cutShare(l.achieved(l.filled(through, 0))),
		"achievement_so_far":     cutShare(l.achieved(l.filled(through, through))),
		"achievement_last_three": cutShare(l.achieved(l.filled(through, 3))),
		"needed_for_share":       share, "needed_for_target": fmt.Sprint(l.needed(through, 10)), "working_days_left": fmt.Sprint(left),
	}
}
