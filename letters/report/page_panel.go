package report

import (
	"yearend/calc"
	"yearend/letters"
)

// pagePanel is what the page of an outcome run shows besides: how far the season is,
// where every request stands, and the money between the letters and the payments.
type pagePanel struct {
	Days     []pageDay
	States   []calc.RequestState
	Counts   []pageRequests
	Bridges  []pageBridge
	Requests []pageRequest
	Plans    string // payment plans; empty for none
	Mended   string // decisions of which a slip was put right; empty for none
}

type pageDay struct{ On, What, When string }

// pageRequests counts the requests of a scheme by where they stand.
type pageRequests struct {
	Scheme string
	Of     []string // in the order of the states
	All    string
}

// pageBridge leads from the letters to what is paid.
type pageBridge struct{ Scheme, Indicative, Mitigation, Final, Held, Asked, AskedNow string }

// pageRequest is a request, with what was decided and what it comes to.
type pageRequest struct{ Name, Practice, Scheme, Service, Decision, Accepted, Was, Now, Reason, Letter string }

// afterPanel is nil before the panel.
func afterPanel(r Run) *pagePanel {
	if !r.Kind.Final {
		return nil
	}
	p := &pagePanel{Days: daysOf(r), States: shownStates()}
	plans, mended := 0, 0
	for i, position := range r.Settled.Positions {
		if len(position.Final.Plan) > 0 {
			plans++
		}
		if position.Final.Mended() {
			mended++
		}
		for _, a := range position.Final.Answers {
			p.Requests = append(p.Requests, requestOf(position, a, r.Issues[i].Letter))
		}
	}
	p.countStates(r)
	p.addBridges(r)
	if plans > 0 {
		p.Plans = letters.Many(plans, "recoupment")
	}
	if mended > 0 {
		p.Mended = letters.Many(mended, "position")
	}
	return p
}

// shownStates are those of a request: a row that only shows a file's clock is none.
func shownStates() []calc.RequestState {
	var shown []calc.RequestState
	for _, s := range calc.RequestStates() {
		if s != calc.RequestProof {
			shown = append(shown, s)
		}
	}
	return shown
}

// daysOf are the days of the season after the letter, by the first scheme's dates.
func daysOf(r Run) []pageDay {
	d := r.Schemes[0].Dates
	var days []pageDay
	for _, one := range []struct {
		on   calc.Date
		what string
	}{{d.FormCloses, "the form closes"}, {d.PanelWeek, "the panel's week begins"}, {d.OutcomeBy, "practices hear by then"}} {
		when := "today"
		switch left := r.AsOf.DaysTo(one.on); {
		case left > 0:
			when = "in " + letters.Many(left, "day")
		case left < 0:
			when = letters.Many(-left, "day") + " ago"
		}
		days = append(days, pageDay{letters.LongDate(one.on), one.what, when})
	}
	return days
}

// countStates counts every request, also those of practices without a position.
func (p *pagePanel) countStates(r Run) {
	for _, s := range r.Schemes {
		counts, all := map[calc.RequestState]int{}, 0
		for _, a := range r.Settled.Terms.Decided.Answers {
			if a.Request.Scheme == s.Code {
				counts[a.Request.State]++
				all++
			}
		}
		row := pageRequests{Scheme: s.Title, All: count(all)}
		for _, state := range p.States {
			row.Of = append(row.Of, count(counts[state]))
		}
		p.Counts = append(p.Counts, row)
	}
}

// addBridges has a row a scheme, and one for all: what is at stake are the balances
// of the practices that asked.
func (p *pagePanel) addBridges(r Run) {
	bridges := r.Settled.Bridges()
	var all calc.Bridge
	var allWas, allNow calc.Money
	for _, s := range r.Schemes {
		var was, now calc.Money
		for _, position := range r.Settled.Positions {
			if position.Scheme.Code != s.Code || len(position.Final.Answers) == 0 {
				continue
			}
			was = was.Plus(position.Final.Indicative.Balance)
			if position.Outcome == calc.Held {
				now = now.Plus(position.Final.Indicative.Balance)
			} else {
				now = now.Plus(position.Balance)
			}
		}
		p.Bridges = append(p.Bridges, bridgeRow(s.Title, bridges[s.Code], was, now))
		all, allWas, allNow = all.Plus(bridges[s.Code]), allWas.Plus(was), allNow.Plus(now)
	}
	p.Bridges = append(p.Bridges, bridgeRow("All schemes", all, allWas, allNow))
}

func bridgeRow(scheme string, b calc.Bridge, was, now calc.Money) pageBridge {
	return pageBridge{scheme, netWords(b.Indicative), letters.Pounds(b.Mitigation), netWords(b.Final), netWords(b.Held), netWords(was), netWords(now)}
}

func requestOf(p calc.Position, a calc.Answer, letter string) pageRequest {
	r := pageRequest{Name: a.Request.Name, Practice: string(p.Practice.Code) + " " + p.Practice.Name, Scheme: p.Scheme.Short, Service: a.Request.Service,
		Decision: string(a.Request.State), Was: "–", Now: "held"}
	if service, known := p.Scheme.Service(a.Request.Service); known {
		r.Service = service.Name
	}
	if a.Stands() {
		r.Decision, r.Reason = string(a.Decision.Verdict), a.Decision.Reason
		r.Accepted = count(int(a.Decision.Accepted.Sum())) + " of " + count(int(a.Request.Claimed.Sum()))
	}
	if p.Final.Indicative.Outcome != calc.Held {
		r.Was = letters.BalanceWords(&p.Final.Indicative.Balance)
	}
	if p.Outcome != calc.Held {
		r.Now = letters.BalanceWords(&p.Balance)
	}
	if letter != "" {
		r.Letter = twin(letter)
	}
	return r
}
