package report

import (
	"yearend/letters/report/xlsx"
)

// Sent is what became of a letter of an earlier run, in words.
type Sent struct {
	Run, Practice, Name, Scheme, Reference string
	Address, State, When, Receipt          string
}

// sentSheet says of every letter of the earlier runs whether it has gone.
func sentSheet(r Run) sheet {
	s := sheet{
		tab: "Sent", table: "Sent", keys: 5, colour: "768692", omitted: len(r.Sent) == 0,
		tells: "What had become of the letters of earlier runs when this one was made: the state, since when, and the mail server's receipt.",
		columns: []column{
			{head: "run", width: 10}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
			{head: "reference", width: 24}, {head: "address", width: 36}, {head: "state", width: 10}, {head: "when", width: 22}, wrapped("receipt", 60),
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, l := range r.Sent {
			add([]xlsx.Cell{text(l.Run), text(l.Practice), text(l.Name), text(l.Scheme),
				text(l.Reference), text(l.Address), text(l.State), text(l.When), text(l.Receipt)})
		}
	}
	return s
}
