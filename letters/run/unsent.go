package run

import (
	"io"
	"maps"
	"slices"

	"yearend/calc"
	"yearend/letters/register"
)

// Unsent are the letters that stand by what was approved and surely never went, each
// with the one before it that the practice really has; nil where it has none. What a
// practice has decides what a new letter replaces: none calls itself revised on
// account of one that nobody has seen.
type Unsent map[register.PositionKey]*register.Issued

// keptUnsent is where a run keeps them.
const keptUnsent = "inputs/earlier-unsent.jsonl"

// copies keeps them in the run, where there are any.
func (u Unsent) copies(put Put) error {
	if len(u) == 0 {
		return nil
	}
	var entries []register.Entry
	for _, key := range slices.SortedFunc(maps.Keys(u), register.PositionKey.Compare) {
		entries = append(entries, register.Entry{Practice: key.Practice, Scheme: key.Scheme, Stands: u[key]})
	}
	_, err := put(keptUnsent, func(to io.Writer) error { return register.WriteEntries(to, slices.Values(entries)) })
	return err
}

// KeptUnsent reads them from a run's copy; none where it keeps none.
func KeptUnsent(of register.Run) (Unsent, error) {
	if _, kept := of.Record.Outputs[keptUnsent]; !kept {
		return nil, nil
	}
	data, err := of.Read(keptUnsent)
	if err != nil {
		return nil, err
	}
	entries, err := register.ReadEntries(data)
	if err != nil {
		return nil, err
	}
	unsent := Unsent{}
	for _, e := range entries {
		unsent[e.Key()] = e.Stands
	}
	return unsent, nil
}

// Differs reports whether two say something else of a position.
func (u Unsent) Differs(other Unsent, key register.PositionKey) bool {
	mine, unsent := u[key]
	theirs, too := other[key]
	return unsent != too || reference(mine) != reference(theirs)
}

func reference(i *register.Issued) string {
	if i == nil {
		return ""
	}
	return i.Reference
}

// passOver takes the letters that never went, and of which this run has other
// figures or another address, out of what stands: in their place stands what the
// practice really has. Where somebody else answers for it by now, the letter names both.
// Their numbers are used all the same.
func (c *Compared) passOver() {
	for _, p := range c.Settled.Positions {
		key := keyOf(p)
		really, unsent := c.Earlier.Unsent[key]
		stands, issued := c.stands[key]
		if !unsent || !issued || p.Outcome == calc.Held {
			continue
		}
		now := calc.StatementOf(p)
		same := len(calc.Changes(stands.Statement, now)) == 0 && slices.Equal(AddressLines(p), stands.Address)
		if same || now.Onward(stands.Statement) {
			continue
		}
		c.used[key] = max(c.used[key], stands.Number)
		if really == nil {
			delete(c.stands, key)
		} else {
			c.stands[key] = *really
		}
	}
}
