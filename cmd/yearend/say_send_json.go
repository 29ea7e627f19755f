package main

import (
	"yearend/cmd/yearend/season"
	"yearend/letters/post"
	"yearend/letters/register"
)

// letterRow is where one letter stands, as --json prints it.
type letterRow struct {
	Reference string `json:"reference"`
	Practice  string `json:"practice"`
	Scheme    string `json:"scheme"`
	To        string `json:"to"`
	State     string `json:"state"`
	When      string `json:"when,omitempty"`
	Words     string `json:"words,omitempty"`
}

// rowOf is the row of a letter that goes, or should have gone, to its mailbox.
func rowOf(e register.Envelope, state post.State) letterRow {
	return letterRow{Reference: e.Reference, Practice: e.Practice, Scheme: e.Scheme, To: e.To, State: string(state)}
}

// planReport is what `send --json` prints.
type planReport struct {
	Run      string      `json:"run"`
	Approved bool        `json:"approved"`
	Begins   string      `json:"begins"`
	Ends     string      `json:"ends"`
	Sent     int         `json:"sent_before"`
	Test     string      `json:"redirected_to,omitempty"` // the test address that gets everything
	Goes     []letterRow `json:"goes"`
	Stays    []letterRow `json:"stays"`
}

func planJSON(p *season.Sending, plan post.Plan) planReport {
	report := planReport{Run: p.Run.Name, Approved: p.Approved, Sent: plan.Sent, Test: p.Mailing.Redirect, Goes: []letterRow{}, Stays: []letterRow{},
		Begins: plan.Begins.UTC().Format(jsonMoment), Ends: plan.Ends.UTC().Format(jsonMoment)}
	for _, e := range plan.Owed {
		report.Goes = append(report.Goes, rowOf(e, post.IsOwed))
	}
	for _, stay := range plan.Stay {
		row := rowOf(stay.Envelope, stay.Standing.Now())
		row.Words = stay.Why
		report.Stays = append(report.Stays, row)
	}
	return report
}

const jsonMoment = "2006-01-02T15:04:05Z"

// roundReport is what `send --live --json` prints: the round, and where every
// letter of the run stands after it.
type roundReport struct {
	Run     string                 `json:"run"`
	Count   map[post.EventKind]int `json:"count"`
	Left    int                    `json:"left"`
	Why     string                 `json:"stopped_because,omitempty"`
	Letters []letterRow            `json:"letters"`
}

func roundJSON(p *season.Sending, report post.Report) roundReport {
	r := roundReport{Run: p.Run.Name, Count: report.Count, Left: report.Left, Why: report.Why}
	for _, e := range p.Mailing.Envelopes {
		now := p.Standings[e.Reference]
		row := rowOf(e, now.Now())
		row.To, row.Words = now.To, now.Words
		if !now.At.IsZero() {
			row.When = now.At.UTC().Format(jsonMoment)
		}
		r.Letters = append(r.Letters, row)
	}
	return r
}
