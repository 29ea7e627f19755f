package post

import (
	"slices"
	"time"

	"yearend/letters/register"
)

// due is what goes as one message, and waits for its turn: a letter, or several
// of one practice.
type due struct {
	envelopes []register.Envelope
	tries     int
	from      time.Time // not before
}

// queue is the messages of a round, in the order of the envelopes; one that was
// put off comes again when its time has come.
type queue []due

func newQueue(parcels [][]register.Envelope) queue {
	var q queue
	for _, parcel := range parcels {
		q = append(q, due{envelopes: parcel})
	}
	return q
}

// next is the place of the first letter whose time has come, or else of that
// whose time comes first.
func (q queue) next(now time.Time) int {
	soonest := 0
	for i, d := range q {
		if !d.from.After(now) {
			return i
		}
		if d.from.Before(q[soonest].from) {
			soonest = i
		}
	}
	return soonest
}

// again puts a letter back behind its wait, or drops it when it has had its tries.
func (q queue) again(i int, now time.Time, waits []time.Duration) queue {
	d := q[i]
	q = slices.Delete(q, i, i+1)
	if d.tries >= len(waits) {
		return q
	}
	d.from = now.Add(waits[d.tries])
	d.tries++
	return append(q, d)
}
