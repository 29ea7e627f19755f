package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
)

// sayPlan says who gets what, from whom, how long it takes, and what stays.
func (s send) sayPlan(p *season.Sending, plan post.Plan, limit int) {
	w, m := s.stdout, p.Project.Mail
	if s.json { // which has it in its own way
		return
	}
	fmt.Fprintf(w, "%s: %s\n", p.Run.Name, approvalWords(p))
	for _, d := range p.Doubts {
		fmt.Fprintf(w, "at odds, and nothing goes until a person says which is true: %s\n", d.Words)
	}
	saySince(w, p.Run, p.Since)
	fmt.Fprintf(w, "%s to send, %s sent before, %s stay\n", manyLetters(len(plan.Owed)), letters.Count(plan.Sent), letters.Count(len(plan.Stay)))
	for _, scheme := range p.Schemes {
		n := 0
		for _, e := range plan.Owed {
			if e.Scheme == scheme.Code {
				n++
			}
		}
		fmt.Fprintf(w, "  %-16s %s\n", scheme.Title, letters.Count(n))
	}
	if plan.Later > 0 {
		fmt.Fprintf(w, "  %s more are owed, beyond --limit %d%s\n", letters.Count(plan.Later), limit, map[bool]string{
			true: "", false: ": nothing was sent yet, and the first ones are for you to look at when they have arrived"}[p.SentEver])
	}
	if s.to != "" {
		fmt.Fprintf(w, "every one of them to %s, as a test: no practice gets anything\n", s.to)
	} else if len(plan.Owed) > 0 {
		fmt.Fprintf(w, "to %s, %s of which %s more than one letter\n", letters.Many(len(plan.Mailbox), "mailbox"), letters.Count(several(plan.Mailbox)),
			calc.Agree(several(plan.Mailbox), "gets", "get"))
	}
	if n := len(plan.Parcels); n < len(plan.Owed) {
		fmt.Fprintf(w, "in %s: a practice's letters go together\n", letters.Many(n, "message"))
	}
	if n := len(plan.Copies); n > 0 {
		fmt.Fprintf(w, "then copies, %s of their own: %s\n", letters.Many(n, "message"), copiesWords(plan))
	}
	for _, no := range plan.NoCopy {
		fmt.Fprintf(w, "no copy of %s to %s: %s\n", no.Envelope.Reference, no.Envelope.CopyTo, no.Why)
	}
	if n := p.StuckCopies(); n > 0 {
		fmt.Fprintf(w, "%s %s refused before, or may have gone: none is tried again, and status --practice CODE says which\n", letters.Many(n, "copy"), calc.Agree(n, "was", "were"))
	}
	fmt.Fprintf(w, "from %s through %s\n", m.From, m.Through())
	if plan.Messages() > 0 {
		fmt.Fprintln(w, paceLine(p, plan))
	}
	for _, stay := range plan.Stay {
		if stay.Standing.State != post.IsReplaced && p.Superseded[stay.Envelope.Reference] == "" {
			fmt.Fprintf(w, "stays: %s: %s\n", stay.Envelope.Reference, stayWords(stay))
		}
	}
	saySuperseded(w, p, plan)
	if n := len(plan.Stay) - stayingForPerson(plan); n > 0 {
		words := "are replaced by later letters, and never go"
		if p.Run.Kind.Early { // through a later month a projection replaces none
			words = "never go: later projections have followed them"
		}
		fmt.Fprintf(w, "%s %s\n", letters.Count(n), words)
	}
	for _, owing := range p.Owing {
		fmt.Fprintf(w, "%s still owes %s: yearend send %s\n", owing.Run, manyLetters(owing.Letters), owing.Run)
	}
}

// copiesWords says how many copies go to whom.
func copiesWords(plan post.Plan) string {
	to := map[string]int{}
	for _, c := range plan.Copies {
		to[c.CopyTo]++
	}
	most, others := "", 0
	for _, address := range sortedKeys(to) {
		if most == "" || to[address] > to[most] {
			most = address
		}
	}
	for address := range to {
		if address != most {
			others++
		}
	}
	words := fmt.Sprintf("%d to %s", to[most], most)
	if others > 0 {
		words += fmt.Sprintf(", %d to %d other %s", len(plan.Copies)-to[most], others, calc.Agree(others, "address", "addresses"))
	}
	if late := len(plan.Late); late > 0 {
		words += fmt.Sprintf("; %d of them of letters that have gone before, for the copies that they lack", late)
	}
	return words
}

// saySuperseded says how many of the letters that were planned stay behind for a newer
// run, which has others or none in their place, and names them.
func saySuperseded(w io.Writer, p *season.Sending, plan post.Plan) {
	by := map[string][]string{}
	for _, stay := range plan.Stay {
		if newer := p.Superseded[stay.Envelope.Reference]; newer != "" {
			by[newer] = append(by[newer], stay.Envelope.Reference)
		}
	}
	for _, newer := range sortedKeys(by) {
		planned := len(plan.Owed) + len(plan.Stay) + plan.Later
		fmt.Fprintf(w, "%s %s planned, %s of them superseded, and %s behind for %s; --although %s sends them all the same\n",
			letters.Count(planned), calc.Agree(planned, "was", "were"), letters.Count(len(by[newer])), calc.Agree(len(by[newer]), "stays", "stay"), newer, newer)
		for some := range slices.Chunk(by[newer], referencesALine) {
			fmt.Fprintf(w, "  %s\n", strings.Join(some, " "))
		}
	}
}

// referencesALine is how many letters stand on a line.
const referencesALine = 4

// approvalWords is whether the run is approved, with the code of the minutes.
func approvalWords(p *season.Sending) string {
	if !p.Approved {
		return "not approved yet"
	}
	return "approved, code " + p.Approval.Code()
}

// sayVerifiedFirst says what was verified before the first round.
func (s send) sayVerifiedFirst(live season.Live) {
	switch {
	case s.json:
	case live.MadeBy != "":
		fmt.Fprintf(s.stdout, "made by %s, and this is %s: its files are as they were approved by their digests; they cannot be derived again here\n", live.MadeBy, season.Program())
	case live.Derived > 0:
		fmt.Fprintf(s.stdout, "verified before its first round: derived again to the same bytes, %s files\n", letters.Count(live.Derived))
	}
}

func several(mailboxes map[string][]string) int {
	n := 0
	for _, references := range mailboxes {
		if len(references) > 1 {
			n++
		}
	}
	return n
}

func stayingForPerson(plan post.Plan) int {
	n := 0
	for _, stay := range plan.Stay {
		if stay.Standing.State != post.IsReplaced {
			n++
		}
	}
	return n
}

func stayWords(stay post.Staying) string {
	if stay.Standing.State == post.IsUnknown || stay.Standing.State == post.IsRefused {
		return fmt.Sprintf("%s: %s", stay.Standing.State, stay.Why)
	}
	return stay.Why
}

// paceLine says how long it takes, and whether that is by the day the letters are due.
func paceLine(p *season.Sending, plan post.Plan) string {
	pace := post.DefaultPace(p.Project.Mail.PerMinute)
	begins, ends := plan.Begins.Local(), plan.Ends.Local()
	line := fmt.Sprintf("at %s a minute: %s, from %s to %s", letters.Count(pace.PerMinute), plan.Ends.Sub(plan.Begins).Round(time.Second),
		begins.Format("15:04"), ends.Format("15:04 on 2 January 2006"))
	due := p.Run.Kind.DueBy
	if due == nil { // there is but a day after which it says nothing
		ended := p.Schemes[0].Period.To
		if calc.DateOf(ends) > ended {
			line += "; the year ended on " + letters.LongDate(ended) + ": look whether a projection still says anything"
		}
		return line
	}
	by, late := calc.Date(0), map[calc.Date][]string{}
	for _, s := range p.Schemes {
		if !slices.ContainsFunc(plan.Owed, func(e register.Envelope) bool { return e.Scheme == s.Code }) {
			continue
		}
		if by = due(s.Dates); calc.DateOf(ends) > by {
			late[by] = append(late[by], s.Title)
		}
	}
	switch {
	case len(late) > 0:
		var words []string
		for _, day := range slices.Sorted(maps.Keys(late)) {
			words = append(words, "the letters on "+calc.And(late[day])+" are due by "+letters.LongDate(day))
		}
		line += "; that is LATE: " + calc.And(words)
	case by != 0:
		line += "; the letters are due by " + letters.LongDate(by)
	}
	return line
}

// probeHint is what to try when the server does not take us.
func probeHint(server post.Server, words string) string {
	switch {
	case strings.HasPrefix(words, string(post.StepName)):
		return "check mail.host, and that this computer is on the network"
	case strings.HasPrefix(words, string(post.StepConnect)):
		return fmt.Sprintf("check mail.port (%d), and that no firewall stands between", server.Port)
	case strings.HasPrefix(words, string(post.StepTLS)):
		return "check mail.host and mail.security: the certificate must be of that name"
	case strings.HasPrefix(words, string(post.StepSignIn)):
		return "check mail.user, mail.auth and mail.secret; many services no longer take passwords, but a token (xoauth2)"
	case strings.HasPrefix(words, string(post.StepSender)):
		return "the account may not send as mail.from: ask whoever keeps the mailbox"
	}
	return "ask whoever keeps the mail server"
}

// stoppedHint is what to try when a round ended before its first letter.
func stoppedHint(server post.Server, report post.Report) string {
	if report.Why == post.Interrupted {
		return "the same command begins again"
	}
	return probeHint(server, report.Why) + "; `yearend send --probe` tries it without sending"
}

// nextStep is what comes after the plan.
func nextStep(p *season.Sending, messages int) string {
	if !p.Approved {
		return fmt.Sprintf("When they are right: yearend approve %s --by NAME", p.Run.Name)
	}
	if p.Since.Unread != nil {
		return "Nothing can go before the files that are named above can be read."
	}
	if messages == 0 {
		return "There is nothing to send."
	}
	if open := season.MoneyAssumptions(p.Run.Record); len(open) > 0 {
		return "Nobody has confirmed " + calc.And(open) + ", and the sums in the letters rest on them: `yearend rules` says whom to ask.\n" +
			"To send them all the same: the same command with --live --accept-assumptions, and the journal will say so"
	}
	return "To send them: the same command with --live"
}

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
	Code     string      `json:"code,omitempty"`    // of the approval
	Doubts   []string    `json:"doubts,omitempty"`  // what is at odds about what was sent
	Changed  []string    `json:"changed,omitempty"` // files that are no longer what the letters were made from
}

func planJSON(p *season.Sending, plan post.Plan) planReport {
	report := planReport{Run: p.Run.Name, Approved: p.Approved, Sent: plan.Sent, Test: p.Mailing.Redirect, Goes: []letterRow{}, Stays: []letterRow{}, Changed: p.Since.Changed,
		Begins: plan.Begins.UTC().Format(jsonMoment), Ends: plan.Ends.UTC().Format(jsonMoment)}
	if p.Approved {
		report.Code = p.Approval.Code()
	}
	for _, d := range p.Doubts {
		report.Doubts = append(report.Doubts, d.Words)
	}
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
