package extract

import (
	"fmt"
	"maps"
	"slices"

	"yearend/calc"
)

// Expect is what the senders of the files say is in them. It catches an
// extract that was cut off where no reader can see it, between two rows. What
// is nil is not compared.
type Expect struct {
	Records   *int             // of activity: rows, or months of wide rows
	Activity  map[string]int64 // by service, in or out of the year
	Practices *int             // that the activity names
	Value     *calc.Money      // of all contracts together
}

// crossExpected compares the control figures with what was read.
func (r *reading) crossExpected() {
	if want := r.in.Expect.Records; want != nil {
		r.expected("activity", "records of activity", calc.Count(*want), calc.Count(r.recordsRead()))
	}
	if want := r.in.Expect.Practices; want != nil {
		r.expected("activity", "practices in the activity", calc.Count(*want), calc.Count(len(r.sums.practices)))
	}
	if want := r.in.Expect.Value; want != nil {
		r.expected("contracts", "of contract value", calc.Sterling(*want), calc.Sterling(r.valueRead()))
	}
	for _, word := range slices.Sorted(maps.Keys(r.in.Expect.Activity)) {
		if r.words.service(word) == r.words.unknown {
			r.note("E-expect", calc.Problem{}, calc.Problem{Found: word,
				Remedy: "expect: in the project file gives the activity of a service that no scheme of the project has: write " + r.words.known()})
			continue
		}
		r.expected("activity", "activity of "+word, calc.Count(r.in.Expect.Activity[word]), calc.Count(r.activityRead(word)))
	}
}

// expected compares one figure, and names the files that it was read from.
func (r *reading) expected(kind, what, want, got string) {
	if want == got {
		return
	}
	var files []string
	for _, s := range r.sources {
		if s.Kind == kind {
			files = append(files, s.File)
		}
	}
	place, from := calc.Problem{}, ""
	if len(files) == 1 {
		place.File = files[0]
	} else {
		from = " from " + calc.And(files)
	}
	r.note("E-expect", place, calc.Problem{Found: got, Remedy: fmt.Sprintf(
		"the project file expects %s %s, and %s were read%s: the file may be cut off or of another day; ask its sender", want, what, got, from)})
}

func (r *reading) recordsRead() int {
	n := 0
	for _, s := range r.sources {
		if s.Kind == "activity" {
			n += s.Records
		}
	}
	return n
}

func (r *reading) valueRead() calc.Money {
	var sum calc.Money
	for _, a := range r.contracts.lines {
		sum = sum.Plus(a.Value)
	}
	return sum
}

func (r *reading) activityRead(word string) int64 {
	var n int64
	for _, e := range r.sums.each {
		if s := r.words.service(word); e.service == s && s.scheme != nil {
			n += e.Recorded.Sum() + e.OutOfPeriod
		}
	}
	return n
}
