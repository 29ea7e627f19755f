package season

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/run"
)

// read reads the instructions beside the practices and contracts that they are of, and
// works out from these where letters go. An instruction that cannot be read might be a
// hold, and a register that cannot be read might name another mailbox.
func (h *byHand) read() {
	h.given, h.err, h.goes, h.paper, h.held, h.contracted, h.lost = nil, nil, nil, nil, nil, nil, nil
	x, schemes, err := h.project.readAddressees()
	if err != nil {
		h.lost = fmt.Errorf("to which mailboxes letters go cannot be read: %w", err)
		if len(h.project.Inputs.Instructions) > 0 {
			h.err = fmt.Errorf("what was decided by hand cannot be read: %w", err)
		}
		return
	}
	h.given = x.Instructions
	instruction := func(p calc.Problem) bool {
		return slices.ContainsFunc(h.project.Inputs.Instructions, func(in Input) bool { return filepath.ToSlash(in.File) == p.File })
	}
	for _, p := range x.Problems {
		switch {
		case p.Severity != calc.Stop:
		case instruction(p) && h.err == nil:
			h.err = withHint(fmt.Errorf("not all that was decided by hand can be followed, so that nobody knows which letters are on hold: %s", whereAndWhat(p)),
				"mend it, or take the row out; then begin again")
		case !instruction(p) && h.lost == nil:
			h.lost = withHint(fmt.Errorf("the register cannot be read, so that nobody knows whether letters go to another mailbox or address by now: %s", whereAndWhat(p)),
				"mend the file, or put the one back from which the run was made: the run keeps a copy in its folder inputs; then begin again")
		}
	}
	if h.err != nil || h.lost != nil {
		return
	}
	settled, err := calc.Terms{Schemes: schemes}.Settle(x)
	if err != nil {
		h.lost = fmt.Errorf("to which mailboxes letters go cannot be worked out: %w", err)
		return
	}
	h.goes = run.Addressing(settled, h.project.Mail.Allow)
	h.paper = map[calc.PracticeCode]calc.Practice{}
	for _, p := range x.Practices {
		h.paper[p.Code] = p
	}
	h.contracted = map[string]map[calc.PracticeCode]bool{}
	for _, scheme := range schemes {
		h.contracted[scheme.Code] = map[calc.PracticeCode]bool{}
	}
	for _, p := range settled.Positions {
		h.contracted[p.Scheme.Code][p.Practice.Code] = true
	}
	for _, p := range x.Problems {
		if slices.Contains(heldByRegister, p.Code) {
			h.held = append(h.held, p)
		}
	}
}

// heldByRegister are the faults of a practice in the register by which its letters are held.
var heldByRegister = []string{"E-closed", "E-status", "E-practice-again", "E-name"}

// inNoWay is why a letter goes neither by mail nor on paper, and whether that is decided
// already: nothing is said twice of files that cannot be read.
func (h *byHand) inNoWay(e register.Envelope) (why string, decided bool) {
	switch {
	case h.lost != nil && h.unsaid:
		return "", true
	case h.lost != nil:
		return h.lost.Error(), true
	case e.CopyTo != "" && register.SameAddress(e.CopyTo, h.project.Mail.Archive):
		return "", false // the team's own copy is of what has gone
	}
	why = h.heldNow(e)
	return why, why != ""
}

// heldNow is why a new run would hold the letter by what the register says now, or would
// have none, so that this one does not go either, in no way; empty where it would have it.
func (h *byHand) heldNow(e register.Envelope) string {
	if practices, read := h.contracted[e.Scheme]; read && !practices[calc.PracticeCode(e.Practice)] {
		return "the contracts do not have the practice in this scheme by now, and a new run would have no such letter: put the contract back, or make a new run and approve it"
	}
	for _, p := range h.held {
		if p.Touches(calc.PracticeCode(e.Practice), e.Scheme) {
			return "by the register as it is now a new run would hold it: " + whereAndWhat(p)
		}
	}
	return ""
}

// readAddressees reads the practices, their mailboxes, their contracts and what was
// decided on them, and none of what they did.
func (p Project) readAddressees() (*calc.Extract, []*calc.Scheme, error) {
	schemes, err := p.ReadSchemes()
	if err != nil {
		return nil, nil, err
	}
	in := p.Reading()
	in.Activity, in.Ledger, in.Suppliers, in.Expect = nil, nil, nil, extract.Expect{}
	x, err := extract.Read(in, schemes)
	return x, schemes, err
}

// whereAndWhat is a problem in a line: where it is, and what to do.
func whereAndWhat(p calc.Problem) string {
	where := p.File
	if p.Row > 0 {
		where += fmt.Sprintf(" row %d", p.Row)
	}
	return fmt.Sprintf("%s: %s (%s)", where, p.Remedy, p.Code)
}

// elsewhere is why a letter may not go to the mailbox that its run has for it, or a copy
// to its address, by what the register says now; empty where it may. What is approved is
// who gets what, so that it goes to no other mailbox either.
func (h *byHand) elsewhere(e register.Envelope) string {
	now, named := h.goes[calc.PracticeCode(e.Reader())]
	if why, decided := h.inNoWay(e); decided {
		return why
	}
	switch {
	case e.CopyTo != "":
		return h.copyElsewhere(e, now)
	case e.To == "" || register.SameAddress(now.To, e.To):
		return ""
	case !named:
		return fmt.Sprintf("the register does not name %s any more, and the run sends it to %s: put the practice back, or %s", e.Reader(), e.To, anew(e))
	case now.To == "":
		return fmt.Sprintf("by the register as it is now it goes to no mailbox (%s), and the run sends it to %s: put the register right, or %s", now.Reason, e.To, anew(e))
	}
	return fmt.Sprintf("the register names %s by now, and the run sends it to %s: %s", now.To, e.To, anew(e))
}

// readdressed is why a letter may not go by post to the name and address that stand on it,
// by what the register says now; empty where it may.
func (h *byHand) readdressed(e register.Envelope) string {
	reader, named := h.paper[calc.PracticeCode(e.Reader())]
	own, known := h.paper[calc.PracticeCode(e.Practice)]
	now := calc.Position{Practice: own}
	if e.Successor != "" {
		now.Successor = &reader
	}
	bears := inALine(e.Address)
	if why, decided := h.inNoWay(e); decided {
		return why
	}
	switch {
	case !named || !known:
		return fmt.Sprintf("the register does not name %s any more, and the letter is addressed to %s: put the practice back, or %s", e.Reader(), bears, anewOnPaper(e))
	case slices.Equal(run.AddressLines(now), e.Address):
		return ""
	}
	return fmt.Sprintf("the register has %s by now, and the letter is addressed to %s: %s", inALine(run.AddressLines(now)), bears, anewOnPaper(e))
}

// inALine is an address in a sentence.
func inALine(address []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(address), func(line string) bool { return line == "" }), ", ")
}

// copyElsewhere is the same of a copy. The letter itself may have gone before.
func (h *byHand) copyElsewhere(e register.Envelope, now run.Addressed) string {
	own := append(register.FurtherIn(now.Copies), register.Further{Address: now.To}, register.Further{Address: h.project.Mail.Archive})
	if slices.ContainsFunc(own, func(f register.Further) bool {
		return f.Address != "" && f.Also == "" && register.SameAddress(f.Address, e.CopyTo)
	}) {
		return ""
	}
	return fmt.Sprintf("the register does not name %s for a copy by now, or names it for another practice as well: %s", e.CopyTo, anew(e))
}

// anew is how a letter comes to the mailbox that the register names.
func anew(e register.Envelope) string {
	if isOutcome(e) {
		return "make a new year-end run and approve it, and then an outcome run, which says who gets what"
	}
	return "make a new run and approve it, which says who gets what"
}

// anewOnPaper is how a letter comes to bear the address that the register has: where the
// figures are the same, no new one is made unless that is asked for.
func anewOnPaper(e register.Envelope) string {
	if isOutcome(e) {
		return "make a new year-end run and approve it, and then an outcome run with --reissue-wording, which says who gets what"
	}
	return "make a new run with --reissue-wording and approve it, which says who gets what"
}

// isOutcome reports a letter that goes where the year-end run says on which it rests.
func isOutcome(e register.Envelope) bool {
	return strings.Contains(e.Reference, "/"+letters.Outcome().Infix+"/")
}

// notGone are the letters of the run that have not gone, with the mailboxes to which
// approved runs send them: also one that is to go by post since.
func (s *Sending) notGone(hand *byHand) ([]register.Envelope, error) {
	written, err := s.Run.Envelopes()
	if err != nil {
		return nil, err
	}
	mailboxes := map[string]string{}
	for _, e := range written {
		mailboxes[e.Reference] = e.To
	}
	var all []register.Envelope
	for _, e := range s.Mailing.Envelopes {
		if state := s.Standings[e.Reference].State; state != post.IsOwed && state != post.IsNowhere {
			continue
		}
		if e.To == "" && e.Reason != "" && hand.on(e).ByPost == e.Reason {
			e.To = mailboxes[e.Reference]
		}
		all = append(all, e)
	}
	return all, nil
}
